// The backward pass of mixed edges; the parts that work on one image are in mixed_edges_image_grad.cpp.
#pragma once

#include <vector>

#include "mixed_edges.h"

namespace nassharp::kernels {

// The gradient in front of a batch norm as a sum over tensors: sum_k scales[k][c] * sources[k] + shift[c].
//
// For y = (z - mean) * scale with weight w and gradient g behind it, over count values a channel:
//   dz = w * scale * (g - sum(g) / count - (z - mean) * scale^2 * sum(g * (z - mean)) / count)
// which is affine in g and z once the two sums are known.
struct AffineGrad {
    std::vector<at::Tensor> sources;
    std::vector<float> scales, shift;

    void evaluate(float* out, int64_t image, int64_t plane, int64_t channels) const;
};

// Sums over pixels, kept per image, so that the result does not depend on the number of threads.
struct ImageSums {
    ImageSums(int64_t count, int64_t images, int64_t channels)
        : images(images), channels(channels), values(count * images * channels) {}
    float* at(int64_t index, int64_t image) { return values.data() + (index * images + image) * channels; }
    double total(int64_t index, int64_t channel) const {
        double sum = 0;
        for (int64_t n = 0; n < images; n++) sum += values[(index * images + n) * channels + channel];
        return sum;
    }

    int64_t images, channels;
    std::vector<float> values;
};

class MixedEdgesBackward {
  public:
    MixedEdgesBackward(const MixedEdgesArguments& arguments, const MixedEdgesState& state, const std::vector<at::Tensor>& grads,
                       bool need_x, bool need_weights, bool need_parameters);
    MixedEdgesGradients run();

  private:
    struct Worker {
        Worker(const MixedEdgesBackward& pass);
        Scratch scratch;
        float *input, *input_copy, *grad, *out_grad, *in_grad, *row, *parameters;
    };

    // Sums over pixels of each edge's gradient, alone and times each of its terms.
    void measure_edges();
    at::Tensor weight_grad(int64_t edge) const;
    void start_from_edges();
    // Backward through a unit that reads another one: leaves the gradient behind the other one's batch norm, then in front of it.
    void run_later_units(const std::vector<int64_t>& units);
    void run_first_units();
    void add_norm_grad(AffineGrad& target, const at::Tensor& grad, int64_t slot, double weight, const std::vector<double>& sum,
                       const std::vector<double>& dot) const;

    void unit_grad(const Worker& worker, int64_t unit, int64_t image, bool need_input) const;
    void depthwise_grad(const Worker& worker, int64_t unit, bool need_input) const;
    void pointwise_grad(const Worker& worker, int64_t unit, bool need_input) const;
    void add_pool_grads(const Worker& worker, float* x_grad, int64_t image) const;
    void collect_parameters();

    const float* slot_image(int64_t slot, int64_t image) const {
        return state_.slots[slot].data_ptr<float>() + image * plan_.out_image();
    }
    const float* x_image(int64_t image) const { return x_.data_ptr<float>() + image * x_image_size(); }
    int64_t x_image_size() const { return plan_.height * plan_.width * plan_.channels; }
    const float* parameter(int64_t index) const { return parameters_[index].data_ptr<float>(); }

    const MixedEdgesArguments& arguments_;
    const MixedEdgesState& state_;
    bool need_x_, need_weights_, need_parameters_;
    MixedEdgesPlan plan_;
    std::vector<PreparedUnit> units_;
    PoolTaps pool_;
    std::unique_ptr<DepthwiseImage> average_;  // the average pooling before the division, as a depthwise convolution
    at::Tensor x_;
    std::vector<at::Tensor> grads_, parameters_;
    std::vector<int64_t> parameter_offsets_;
    int64_t parameter_floats_ = 0;
    at::Tensor parameter_sums_;  // [workers, floats]

    std::vector<int64_t> term_offsets_;
    ImageSums edge_sums_, term_dots_;
    std::vector<AffineGrad> slot_grads_;
    MixedEdgesGradients result_;
};

}  // namespace nassharp::kernels
