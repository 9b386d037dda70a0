// nassharp::depthwise_conv2d: a depthwise convolution that keeps close to the memory bandwidth on channels-last float images,
// where libtorch's backward does not. Every other input goes to ATen's convolution, with the same result.
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "depthwise_image.h"

namespace nassharp::kernels {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

bool is_fast(const at::Tensor& x, const at::Tensor& weight) {
    const auto fits = [](const at::Tensor& tensor) {
        return tensor.dim() == 4 && tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided;
    };
    return fits(x) && fits(weight) && x.numel() > 0 && x.is_contiguous(at::MemoryFormat::ChannelsLast) && weight.size(1) == 1 &&
           weight.size(0) == x.size(1);
}

Window window_of(const at::Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation) {
    const auto pair = [](at::IntArrayRef values, const char* name) {
        TORCH_CHECK(values.size() == 1 || values.size() == 2, "depthwise_conv2d: ", name, " takes one or two numbers, found ", values);
        return std::array<int64_t, 2>{values.front(), values.back()};
    };
    const Window window{{weight.size(2), weight.size(3)}, pair(stride, "stride"), pair(padding, "padding"), pair(dilation, "dilation")};
    for (int axis = 0; axis < 2; axis++)
        TORCH_CHECK(window.stride[axis] > 0 && window.padding[axis] >= 0 && window.dilation[axis] > 0,
                    "depthwise_conv2d: stride and dilation must be positive and padding not negative, found ", stride, ", ", dilation, ", ", padding);
    return window;
}

PaddedShape padded_shape(const at::Tensor& x, const Window& window) {
    return {x.size(2), x.size(3), x.size(1), window.padding[0], window.padding[1]};
}

void copy_padded(float* padded, const PaddedShape& shape, const float* image) {
    const int64_t row = shape.width * shape.channels;
    shape.fill_border(padded, 0.0f);
    for (int64_t y = 0; y < shape.height; y++) std::copy_n(image + y * row, row, padded + shape.at(y, 0));
}

at::Tensor fast_forward(const at::Tensor& x, const at::Tensor& weight, const Window& window) {
    const PaddedShape shape = padded_shape(x, window);
    const at::Tensor weights = weight.contiguous();
    TORCH_CHECK(window.output(0, shape.height) > 0 && window.output(1, shape.width) > 0, "depthwise_conv2d: the kernel ", weight.sizes(),
                " is larger than the padded input ", x.sizes());
    const DepthwiseImage convolution(shape, window, weights.data_ptr<float>(), false);
    const int64_t row = convolution.out_width() * shape.channels;
    at::Tensor out = at::empty({x.size(0), shape.channels, convolution.out_height(), convolution.out_width()}, x.options(), at::MemoryFormat::ChannelsLast);
    const float* in = x.data_ptr<float>();
    float* target = out.data_ptr<float>();
    for_workers(x.size(0), [&](int64_t, int64_t first, int64_t last) {
        Scratch scratch(shape.size());
        float* padded = scratch.take(shape.size());
        for (int64_t image = first; image < last; image++) {
            copy_padded(padded, shape, in + image * shape.height * shape.width * shape.channels);
            for (int64_t y = 0; y < convolution.out_height(); y++)
                convolution.forward_row(target + (image * convolution.out_height() + y) * row, padded, y);
        }
    });
    return out;
}

struct Gradients {
    at::Tensor x, weight;
};

Gradients fast_backward(const at::Tensor& grad_any, const at::Tensor& x, const at::Tensor& weight, const Window& window, bool need_x,
                        bool need_weight) {
    const at::Tensor grad = grad_any.contiguous(at::MemoryFormat::ChannelsLast), weights = weight.contiguous();
    const PaddedShape shape = padded_shape(x, window);
    const DepthwiseImage convolution(shape, window, weights.data_ptr<float>(), true);
    const PaddedShape& grad_shape = convolution.grad_shape();
    const int64_t images = x.size(0), image_size = shape.height * shape.width * shape.channels, workers = worker_count(images);
    Gradients result;
    if (need_x) result.x = at::zeros_like(x, at::MemoryFormat::ChannelsLast);
    const at::Tensor sums = at::zeros({workers, Scratch::rounded(weight.numel())}, at::kFloat);
    const float *in = x.data_ptr<float>(), *out_grad = grad.data_ptr<float>();
    float* worker_sums = sums.data_ptr<float>();
    float* x_grad = need_x ? result.x.data_ptr<float>() : nullptr;
    for_workers(images, [&](int64_t worker, int64_t first, int64_t last) {
        Scratch scratch(Scratch::rounded(shape.size()) + Scratch::rounded(grad_shape.size()));
        float *padded = scratch.take(shape.size()), *padded_grad = scratch.take(grad_shape.size());
        for (int64_t image = first; image < last; image++) {
            copy_padded(padded_grad, grad_shape, out_grad + image * grad_shape.height * grad_shape.width * grad_shape.channels);
            if (need_x) convolution.data_grad(x_grad + image * image_size, padded_grad);
            if (!need_weight) continue;
            copy_padded(padded, shape, in + image * image_size);
            convolution.weight_grad(worker_sums + worker * Scratch::rounded(weight.numel()), padded_grad, padded);
        }
    });
    if (need_weight) {
        const at::Tensor total = sums.sum(0), unpacked = at::empty(weight.sizes(), weight.options());
        DepthwiseImage::unpack(unpacked.data_ptr<float>(), total.data_ptr<float>(), window.taps(), shape.channels);
        result.weight = at::empty_like(weight).copy_(unpacked);
    }
    return result;
}

class DepthwiseConvolution : public torch::autograd::Function<DepthwiseConvolution> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const std::vector<int64_t>& stride,
                              const std::vector<int64_t>& padding, const std::vector<int64_t>& dilation) {
        context->save_for_backward({x, weight});
        context->saved_data["stride"] = stride;
        context->saved_data["padding"] = padding;
        context->saved_data["dilation"] = dilation;
        return fast_forward(x, weight, window_of(weight, stride, padding, dilation));
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1];
        const auto stride = context->saved_data["stride"].toIntVector(), padding = context->saved_data["padding"].toIntVector(),
                   dilation = context->saved_data["dilation"].toIntVector();
        const bool need_x = context->needs_input_grad(0), need_weight = context->needs_input_grad(1);
        Gradients result;
        if (at::GradMode::is_enabled()) {
            // A gradient of this gradient may be asked for, and ATen's backward has one.
            std::tie(result.x, result.weight, std::ignore) =
                at::convolution_backward(grads[0], x, weight, at::OptionalIntArrayRef(), stride, padding, dilation, false, {0, 0}, x.size(1), {need_x, need_weight, false});
        } else {
            result = fast_backward(grads[0], x, weight, window_of(weight, stride, padding, dilation), need_x, need_weight);
        }
        return {result.x, result.weight, at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

at::Tensor depthwise_conv2d(const at::Tensor& x, const at::Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding,
                            at::IntArrayRef dilation) {
    // libtorch 1.13 has no convolution for meta tensors outside Python.
    if (x.is_meta() && x.dim() == 4) {
        const Window window = window_of(weight, stride, padding, dilation);
        return at::empty({x.size(0), weight.size(0), window.output(0, x.size(2)), window.output(1, x.size(3))}, x.options());
    }
    if (!is_fast(x, weight)) return at::conv2d(x, weight, {}, stride, padding, dilation, weight.size(0));
    const Window window = window_of(weight, stride, padding, dilation);
    const auto list = [](const std::array<int64_t, 2>& pair) { return std::vector<int64_t>{pair[0], pair[1]}; };
    return DepthwiseConvolution::apply(x, weight, list(window.stride), list(window.padding), list(window.dilation));
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(nassharp, library) {
    library.def("depthwise_conv2d(Tensor x, Tensor weight, int[2] stride=1, int[2] padding=0, int[2] dilation=1) -> Tensor", &depthwise_conv2d);
}

}  // namespace nassharp::kernels
