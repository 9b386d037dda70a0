// What the backward pass of mixed edges does with one image, in the cache.
#include <cmath>

#include "mixed_edges_backward.h"
#include "row_kernels.h"

namespace nassharp::kernels {
namespace {

struct ScratchSizes {
    ScratchSizes(const MixedEdgesPlan& plan, const std::vector<PreparedUnit>& units, const PoolTaps& pool, const DepthwiseImage* average)
        : input(pool.shape.size()),
          grad(average == nullptr ? 0 : average->grad_shape().size()),
          in_grad(std::max(plan.height * plan.width * plan.channels, plan.out_image())),
          row(plan.out_width * std::max(plan.channels, plan.out_channels)) {
        grad = std::max(grad, input);
        for (const PreparedUnit& unit : units) {
            input = std::max(input, unit.input.size());
            if (unit.depthwise) grad = std::max(grad, unit.depthwise->grad_shape().size());
        }
    }
    int64_t input, grad, in_grad, row;
};

}  // namespace

MixedEdgesBackward::Worker::Worker(const MixedEdgesBackward& pass) : scratch(0), parameters(nullptr) {
    const ScratchSizes sizes(pass.plan_, pass.units_, pass.pool_, pass.average_.get());
    scratch = Scratch(Scratch::rounded(sizes.input) + Scratch::rounded(sizes.grad) + Scratch::rounded(pass.plan_.out_image()) +
                      Scratch::rounded(sizes.in_grad) + Scratch::rounded(sizes.row));
    input = scratch.take(sizes.input);
    grad = scratch.take(sizes.grad);
    out_grad = scratch.take(pass.plan_.out_image());
    in_grad = scratch.take(sizes.in_grad);
    row = scratch.take(sizes.row);
}

// worker.input holds what the unit read; worker.in_grad gathers the gradient of that, without its border.
void MixedEdgesBackward::unit_grad(const Worker& worker, int64_t unit, int64_t image, bool need_input) const {
    slot_grads_[unit].evaluate(worker.out_grad, image, plan_.out_plane(), plan_.out_channels);
    if (plan_.units[unit].kind == CandidateKind::Depthwise) {
        depthwise_grad(worker, unit, need_input);
    } else {
        pointwise_grad(worker, unit, need_input);
    }
}

void MixedEdgesBackward::depthwise_grad(const Worker& worker, int64_t index, bool need_input) const {
    const RowKernels& rows = row_kernels();
    const Unit& unit = plan_.units[index];
    const PreparedUnit& ready = units_[index];
    const PaddedShape& shape = ready.depthwise->grad_shape();
    const int64_t in = ready.input.channels, out = plan_.out_channels, width = plan_.out_width;
    shape.fill_border(worker.grad, 0.0f);
    for (int64_t y = 0; y < plan_.out_height; y++) {
        const float* out_grad = worker.out_grad + y * width * out;
        rows.product(worker.grad + shape.at(y, 0), in, out_grad, out, width, out, in, parameter(unit.parameter + 1), false);
        if (!need_parameters_) continue;
        ready.depthwise->forward_row(worker.row, worker.input, y);
        rows.outer(worker.parameters + parameter_offsets_[unit.parameter + 1], out_grad, out, worker.row, in, width, out, in);
    }
    if (need_parameters_) ready.depthwise->weight_grad(worker.parameters + parameter_offsets_[unit.parameter], worker.grad, worker.input);
    if (need_input) ready.depthwise->data_grad(worker.in_grad, worker.grad);
}

void MixedEdgesBackward::pointwise_grad(const Worker& worker, int64_t index, bool need_input) const {
    const RowKernels& rows = row_kernels();
    const Unit& unit = plan_.units[index];
    const PaddedShape& input = units_[index].input;
    const int64_t in = plan_.channels, out = plan_.out_channels, stride = plan_.stride;
    const bool factorized = unit.kind == CandidateKind::FactorizedReduce;
    for (int64_t part = 0; part < (factorized ? 2 : 1); part++) {
        const int64_t begin = part == 0 ? 0 : out / 2, end = factorized && part == 0 ? out / 2 : out;
        for (int64_t y = 0; y < plan_.out_height; y++) {
            const float* out_grad = worker.out_grad + y * plan_.out_width * out + begin;
            const int64_t in_y = y * stride + part, in_x = part;
            if (need_input)
                rows.product(worker.in_grad + (in_y * plan_.width + in_x) * in, stride * in, out_grad, out, plan_.out_width, end - begin, in,
                             parameter(unit.parameter + part), true);
            if (need_parameters_)
                rows.outer(worker.parameters + parameter_offsets_[unit.parameter + part], out_grad, out, worker.input + input.at(in_y, in_x),
                           stride * in, plan_.out_width, end - begin, in);
        }
    }
}

void MixedEdgesBackward::add_pool_grads(const Worker& worker, float* x_grad, int64_t image) const {
    const int64_t channels = plan_.channels, row = plan_.width * channels;
    const AffineGrad &max_grad = slot_grads_[plan_.pool_slot(0)], &average_grad = slot_grads_[plan_.pool_slot(1)];
    if (!average_grad.sources.empty()) {
        average_grad.evaluate(worker.out_grad, image, plan_.out_plane(), channels);
        const PaddedShape& shape = average_->grad_shape();
        shape.fill_border(worker.grad, 0.0f);
        for (int64_t y = 0; y < plan_.out_height; y++)
            for (int64_t x = 0; x < plan_.out_width; x++) {
                const int64_t pixel = y * plan_.out_width + x;
                for (int64_t c = 0; c < channels; c++)
                    worker.grad[shape.at(y, x) + c] = worker.out_grad[pixel * channels + c] * pool_.counts[pixel];
            }
        average_->data_grad(x_grad, worker.grad);
    }
    if (!max_grad.sources.empty()) {
        max_grad.evaluate(worker.out_grad, image, plan_.out_plane(), channels);
        const PaddedShape& shape = pool_.shape;
        shape.fill_border(worker.input, -INFINITY);
        for (int64_t y = 0; y < plan_.height; y++) std::copy_n(x_image(image) + y * row, row, worker.input + shape.at(y, 0));
        std::fill_n(worker.grad, shape.size(), 0.0f);
        for (int64_t y = 0; y < plan_.out_height; y++) {
            const int64_t corner = shape.at(y * plan_.stride - 1, -1);
            row_kernels().taps_max_grad(worker.grad + corner, worker.input + corner, plan_.stride * channels,
                                        worker.out_grad + y * plan_.out_width * channels, channels, plan_.out_width, channels,
                                        pool_.offsets.data(), 9);
        }
        for (int64_t y = 0; y < plan_.height; y++)
            for (int64_t i = 0; i < row; i++) x_grad[y * row + i] += worker.grad[shape.at(y, 0) + i];
    }
}

void MixedEdgesBackward::collect_parameters() {
    const at::Tensor sums = parameter_sums_.sum(0);
    const float* values = sums.data_ptr<float>();
    for (size_t u = 0; u < plan_.units.size(); u++) {
        const Unit& unit = plan_.units[u];
        if (slot_grads_[u].scales.empty()) continue;  // no gradient came here
        for (int64_t p = unit.parameter; p < unit.parameter + (unit.kind == CandidateKind::Pointwise ? 1 : 2); p++) {
            at::Tensor& grad = result_.parameters[p];
            const at::Tensor& given = arguments_.parameters[p];
            // Dimensions of one leave the memory order the same in both layouts, so the gradient takes the parameter's strides.
            const bool dense = given.is_contiguous() || given.is_contiguous(at::MemoryFormat::ChannelsLast);
            grad = dense ? at::empty_like(given) : at::empty_like(given, at::MemoryFormat::Contiguous);
            const float* from = values + parameter_offsets_[p];
            if (unit.kind == CandidateKind::Depthwise && p == unit.parameter) {
                DepthwiseImage::unpack(grad.data_ptr<float>(), from, unit.window.taps(), given.size(0));
            } else {
                std::copy_n(from, grad.numel(), grad.data_ptr<float>());
            }
        }
    }
}

}  // namespace nassharp::kernels
