// Depthwise convolution of one channels-last image, forward and both gradients.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "image.h"

namespace nassharp::kernels {

// Height first, then width.
struct Window {
    std::array<int64_t, 2> kernel, stride, padding, dilation;

    int64_t taps() const { return kernel[0] * kernel[1]; }
    int64_t output(int axis, int64_t input) const {
        return (input + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis] + 1;
    }
};

// Everything about a depthwise convolution that does not depend on the pixels: built once per call, used for every image.
class DepthwiseImage {
  public:
    // `input` is the padded copy that forward and weight_grad read; its border is at least the window's padding.
    // weight: [channels, 1, kernel, kernel] in memory order. With gradient false only forward may be called.
    DepthwiseImage(const PaddedShape& input, const Window& window, const float* weight, bool gradient);

    int64_t out_height() const { return out_height_; }
    int64_t out_width() const { return out_width_; }
    // The padded shape in which data_grad expects the gradient of the output, its border zero.
    const PaddedShape& grad_shape() const { return grad_; }

    // One row of the output, its pixels next to each other.
    void forward_row(float* out, const float* padded_input, int64_t y) const;
    // in_grad [height, width, channels] += the gradient of the data.
    void data_grad(float* in_grad, const float* padded_grad) const;
    // sums [taps, channels] += the gradient of the weights.
    void weight_grad(float* sums, const float* padded_grad, const float* padded_input) const;

    // From [taps, channels] to the weight's memory order.
    static void unpack(float* weight, const float* sums, int64_t taps, int64_t channels);

  private:
    // Input pixels of one residue modulo the stride see the same taps.
    struct Residue {
        int64_t y, x;
        std::vector<int64_t> offsets;
        std::vector<float> weights;
    };
    void prepare_gradient();

    PaddedShape input_, grad_;
    Window window_;
    int64_t out_height_, out_width_;
    std::vector<int64_t> offsets_;
    std::vector<float> weights_;  // [taps, channels]
    std::vector<Residue> residues_;
};

}  // namespace nassharp::kernels
