// nassharp::weighted_sum: sum_k w_k * x_k in one pass, without a product tensor for each term. A term with weight zero is not
// read, so that NaN in a branch that is switched off stays there.
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "image.h"
#include "row_kernels.h"

namespace nassharp::kernels {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Tensors are read as one long row in memory order, in pieces of `lanes` floats.
constexpr int64_t lanes = 64;
constexpr int64_t block = 128 * lanes;

bool is_fast(at::TensorList xs, const at::Tensor& weights) {
    if (!weights.device().is_cpu() || weights.scalar_type() != at::kFloat) return false;
    for (const at::Tensor& x : xs)
        if (!x.device().is_cpu() || x.scalar_type() != at::kFloat || x.layout() != at::kStrided || !x.is_non_overlapping_and_dense() ||
            x.sizes() != xs[0].sizes() || x.strides() != xs[0].strides())
            return false;
    return xs[0].numel() > 0;
}

// body(first, rows, width): `rows` times `width` floats from `first` on.
template <class Body>
void for_pieces(int64_t count, const Body& body) {
    const int64_t blocks = (count + block - 1) / block;
    for_workers(blocks, [&](int64_t, int64_t first, int64_t last) {
        for (int64_t b = first; b < last; b++) {
            const int64_t begin = b * block, size = std::min(block, count - begin), whole = size / lanes;
            if (whole > 0) body(b, begin, whole, lanes);
            if (size % lanes > 0) body(b, begin + whole * lanes, 1, size % lanes);
        }
    });
}

at::Tensor fast_forward(at::TensorList xs, const at::Tensor& weights) {
    std::vector<const float*> sources;
    std::vector<float> scales;
    for (size_t k = 0; k < xs.size(); k++) {
        const float weight = weights.data_ptr<float>()[k];
        if (weight == 0) continue;
        sources.push_back(xs[k].data_ptr<float>());
        scales.insert(scales.end(), lanes, weight);
    }
    if (sources.empty()) return at::zeros_like(xs[0]);
    at::Tensor out = at::empty_like(xs[0]);
    const std::vector<float> zeros(lanes, 0.0f);
    float* target = out.data_ptr<float>();
    for_pieces(out.numel(), [&](int64_t, int64_t begin, int64_t rows, int64_t width) {
        std::vector<const float*> at_begin;
        for (const float* source : sources) at_begin.push_back(source + begin);
        // A short last piece reads the first `width` of each term's equal scales.
        std::vector<float> short_scales;
        if (width < lanes)
            for (size_t k = 0; k < sources.size(); k++) short_scales.insert(short_scales.end(), width, scales[k * lanes]);
        row_kernels().affine_sum(target + begin, at_begin.data(), static_cast<int64_t>(sources.size()), rows, width,
                                 width < lanes ? short_scales.data() : scales.data(), zeros.data());
    });
    return out;
}

float fast_dot(const at::Tensor& a, const at::Tensor& b) {
    const int64_t blocks = (a.numel() + block - 1) / block;
    std::vector<double> sums(blocks);
    for_pieces(a.numel(), [&](int64_t index, int64_t begin, int64_t rows, int64_t width) {
        float partial[lanes] = {};
        row_kernels().channel_dot(partial, a.data_ptr<float>() + begin, b.data_ptr<float>() + begin, rows, width, nullptr);
        for (int64_t i = 0; i < width; i++) sums[index] += partial[i];
    });
    double sum = 0;
    for (const double part : sums) sum += part;
    return static_cast<float>(sum);
}

at::Tensor composed(at::TensorList xs, const at::Tensor& weights) {
    // A term is left out only when nobody asks for its weight's gradient, which is not zero when the weight is.
    const bool readable = weights.device().is_cpu() && !(weights.requires_grad() && at::GradMode::is_enabled());
    at::Tensor sum;
    for (size_t k = 0; k < xs.size(); k++) {
        const at::Tensor weight = weights.select(0, static_cast<int64_t>(k));
        if (readable && weight.item().toDouble() == 0) continue;
        sum = sum.defined() ? sum + weight * xs[k] : weight * xs[k];
    }
    return sum.defined() ? sum : at::zeros_like(xs[0]);
}

class WeightedSum : public torch::autograd::Function<WeightedSum> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& weights, at::TensorList xs) {
        variable_list saved{weights};
        saved.insert(saved.end(), xs.begin(), xs.end());
        context->save_for_backward(std::move(saved));
        return fast_forward(xs, weights.contiguous());
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& weights = saved[0];
        const int64_t count = static_cast<int64_t>(saved.size()) - 1;
        const bool again = at::GradMode::is_enabled();
        variable_list result(saved.size());
        std::vector<at::Tensor> dots;
        for (int64_t k = 0; k < count; k++) {
            const at::Tensor& x = saved[k + 1];
            const at::Tensor weight = weights.select(0, k);
            const bool used = weight.item().toDouble() != 0;
            if (used && context->needs_input_grad(k + 1)) result[k + 1] = grads[0] * weight;
            if (!context->needs_input_grad(0)) continue;
            const bool same = !again && grads[0].is_non_overlapping_and_dense() && grads[0].strides() == x.strides();
            if (same) {
                dots.push_back(at::scalar_tensor(fast_dot(grads[0], x), weights.options()));
            } else {
                dots.push_back((grads[0] * x).sum());
            }
        }
        if (context->needs_input_grad(0)) result[0] = at::stack(dots);
        return result;
    }
};

at::Tensor weighted_sum(at::TensorList xs, const at::Tensor& weights) {
    TORCH_CHECK(!xs.empty() && weights.dim() == 1 && weights.size(0) == static_cast<int64_t>(xs.size()), "weighted_sum: found ", xs.size(),
                " tensors and weights of shape ", weights.sizes());
    return is_fast(xs, weights) ? WeightedSum::apply(weights, xs) : composed(xs, weights);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(nassharp, library) {
    library.def("weighted_sum(Tensor[] xs, Tensor weights) -> Tensor", &weighted_sum);
}

}  // namespace nassharp::kernels
