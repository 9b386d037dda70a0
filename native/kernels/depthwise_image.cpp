#include "depthwise_image.h"

#include "row_kernels.h"

namespace nassharp::kernels {

DepthwiseImage::DepthwiseImage(const PaddedShape& input, const Window& window, const float* weight, bool gradient)
    : input_(input),
      grad_(),
      window_(window),
      out_height_(window.output(0, input.height)),
      out_width_(window.output(1, input.width)),
      weights_(window.taps() * input.channels) {
    const int64_t taps = window.taps();
    for (int64_t t = 0; t < taps; t++) {
        const int64_t y = t / window.kernel[1], x = t % window.kernel[1];
        offsets_.push_back(y * window.dilation[0] * input.row_step() + x * window.dilation[1] * input.channels);
        for (int64_t c = 0; c < input.channels; c++) weights_[t * input.channels + c] = weight[c * taps + t];
    }
    if (gradient) prepare_gradient();
}

// Output pixel o reads input pixel i through tap k when i = o * stride - padding + k * dilation. For inputs i = j * stride + r
// that is o = j + (r + padding - k * dilation) / stride, for the taps where the division leaves no rest.
void DepthwiseImage::prepare_gradient() {
    struct Tap {
        int64_t index, shift;
    };
    const auto taps_of = [this](int axis, int64_t residue) {
        std::vector<Tap> found;
        for (int64_t k = 0; k < window_.kernel[axis]; k++) {
            const int64_t distance = residue + window_.padding[axis] - k * window_.dilation[axis];
            if (distance % window_.stride[axis] == 0) found.push_back({k, distance / window_.stride[axis]});
        }
        return found;
    };
    const auto border = [&](int axis, int64_t inputs, int64_t outputs) {
        int64_t needed = 0;
        for (int64_t residue = 0; residue < std::min(window_.stride[axis], inputs); residue++)
            for (const Tap& tap : taps_of(axis, residue)) {
                const int64_t last = (inputs - 1 - residue) / window_.stride[axis] + tap.shift;
                needed = std::max({needed, -tap.shift, last - (outputs - 1)});
            }
        return needed;
    };
    grad_ = {out_height_, out_width_, input_.channels, border(0, input_.height, out_height_), border(1, input_.width, out_width_)};

    for (int64_t y = 0; y < window_.stride[0]; y++)
        for (int64_t x = 0; x < window_.stride[1]; x++) {
            Residue residue{y, x, {}, {}};
            for (const Tap& down : taps_of(0, y))
                for (const Tap& across : taps_of(1, x)) {
                    residue.offsets.push_back(down.shift * grad_.row_step() + across.shift * grad_.channels);
                    const float* weights = weights_.data() + (down.index * window_.kernel[1] + across.index) * input_.channels;
                    residue.weights.insert(residue.weights.end(), weights, weights + input_.channels);
                }
            if (!residue.offsets.empty()) residues_.push_back(std::move(residue));
        }
}

void DepthwiseImage::forward_row(float* out, const float* padded_input, int64_t y) const {
    const float* in = padded_input + input_.at(y * window_.stride[0] - window_.padding[0], -window_.padding[1]);
    row_kernels().taps(out, input_.channels, in, window_.stride[1] * input_.channels, out_width_, input_.channels, offsets_.data(),
                       window_.taps(), weights_.data(), false);
}

void DepthwiseImage::data_grad(float* in_grad, const float* padded_grad) const {
    const int64_t channels = input_.channels, stride_y = window_.stride[0], stride_x = window_.stride[1];
    for (const Residue& residue : residues_) {
        const int64_t pixels = (input_.width - residue.x + stride_x - 1) / stride_x;
        for (int64_t y = residue.y, j = 0; y < input_.height; y += stride_y, j++)
            row_kernels().taps(in_grad + (y * input_.width + residue.x) * channels, stride_x * channels, padded_grad + grad_.at(j, 0),
                               channels, pixels, channels, residue.offsets.data(), static_cast<int64_t>(residue.offsets.size()),
                               residue.weights.data(), true);
    }
}

void DepthwiseImage::weight_grad(float* sums, const float* padded_grad, const float* padded_input) const {
    for (int64_t y = 0; y < out_height_; y++) {
        const float* in = padded_input + input_.at(y * window_.stride[0] - window_.padding[0], -window_.padding[1]);
        row_kernels().taps_weight_grad(sums, padded_grad + grad_.at(y, 0), input_.channels, in, window_.stride[1] * input_.channels,
                                       out_width_, input_.channels, offsets_.data(), window_.taps());
    }
}

void DepthwiseImage::unpack(float* weight, const float* sums, int64_t taps, int64_t channels) {
    for (int64_t c = 0; c < channels; c++)
        for (int64_t t = 0; t < taps; t++) weight[c * taps + t] = sums[t * channels + c];
}

}  // namespace nassharp::kernels
