#include "mixed_edges.h"

#include <c10/util/Exception.h>

namespace nassharp::kernels {
namespace {

bool is_dense_float(const at::Tensor& tensor) {
    return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided;
}

}  // namespace

MixedEdgesPlan::MixedEdgesPlan(const MixedEdgesArguments& arguments) {
    const auto& layout = arguments.layout;
    const at::Tensor& x = arguments.x;
    TORCH_CHECK(x.dim() == 4 && is_dense_float(x), "mixed_edges: x must be a float32 CPU tensor of shape [N, C, H, W], found ",
                x.scalar_type(), " ", x.sizes(), " on ", x.device());
    TORCH_CHECK(x.numel() > 0, "mixed_edges: x is empty, ", x.sizes());
    TORCH_CHECK(layout.size() >= 3, "mixed_edges: layout needs stride, output channels and the number of edges");
    images = x.size(0), channels = x.size(1), height = x.size(2), width = x.size(3);
    stride = layout[0], out_channels = layout[1];
    TORCH_CHECK(stride == 1 || stride == 2, "mixed_edges: stride must be 1 or 2, found ", stride);
    out_height = (height - 1) / stride + 1, out_width = (width - 1) / stride + 1;

    size_t next = 3;
    int64_t parameter = 0;
    for (int64_t edge = 0; edge < layout[2]; edge++) {
        TORCH_CHECK(next < layout.size(), "mixed_edges: layout ends before edge ", edge);
        const int64_t count = layout[next++];
        TORCH_CHECK(count >= 0 && next + 5 * count <= layout.size(), "mixed_edges: layout ends within edge ", edge);
        const float* weights = nullptr;
        if (!arguments.weights.empty()) {
            TORCH_CHECK(edge < static_cast<int64_t>(arguments.weights.size()), "mixed_edges: no weights for edge ", edge);
            const at::Tensor& given = arguments.weights[edge];
            TORCH_CHECK(is_dense_float(given) && given.is_contiguous() && given.dim() == 1 && given.size(0) == count,
                        "mixed_edges: the weights of edge ", edge, " must be ", count, " contiguous float32 values, found ",
                        given.scalar_type(), " ", given.sizes());
            weights = given.data_ptr<float>();
        }
        edges.emplace_back();
        for (int64_t candidate = 0; candidate < count; candidate++, next += 5) {
            const auto kind = static_cast<CandidateKind>(layout[next]);
            const int64_t kernel = layout[next + 1], padding = layout[next + 2], dilation = layout[next + 3], stages = layout[next + 4];
            const float weight = weights == nullptr ? 1.0f : weights[candidate];
            const bool keeps_channels = kind == CandidateKind::MaxPool || kind == CandidateKind::AvgPool || kind == CandidateKind::Identity;
            TORCH_CHECK(!keeps_channels || channels == out_channels, "mixed_edges: pooling and identity keep the channels, but x has ",
                        channels, " and the output ", out_channels);
            switch (kind) {
                case CandidateKind::MaxPool:
                case CandidateKind::AvgPool: {
                    const int which = kind == CandidateKind::AvgPool;
                    pool_norms[which].push_back(norm_count);
                    edges.back().push_back({candidate, -2 - which, norm_count++, weight});
                    break;
                }
                case CandidateKind::Identity:
                    TORCH_CHECK(stride == 1, "mixed_edges: identity needs stride 1");
                    edges.back().push_back({candidate, -1, -1, weight});
                    break;
                case CandidateKind::FactorizedReduce:
                    TORCH_CHECK(stride == 2 && height % 2 == 0 && width % 2 == 0,
                                "mixed_edges: a factorized reduction needs stride 2 and even height and width, found ", x.sizes());
                    [[fallthrough]];
                case CandidateKind::Pointwise:
                case CandidateKind::Depthwise: {
                    const bool depthwise = kind == CandidateKind::Depthwise;
                    TORCH_CHECK(!depthwise || (2 * padding == dilation * (kernel - 1) && kernel > 0 && dilation > 0 && stages > 0),
                                "mixed_edges: a depthwise candidate must keep the size, found kernel ", kernel, ", padding ", padding,
                                ", dilation ", dilation, ", stages ", stages);
                    for (int64_t stage = 0; stage < (depthwise ? stages : 1); stage++) {
                        const int64_t step = stage == 0 ? stride : 1;
                        const Window window{{kernel, kernel}, {step, step}, {padding, padding}, {dilation, dilation}};
                        const int64_t source = stage == 0 ? -1 : static_cast<int64_t>(units.size()) - 1;
                        add_unit(arguments, {kind, window, parameter, norm_count++, source, edge, candidate});
                        parameter += kind == CandidateKind::Pointwise ? 1 : 2;
                    }
                    edges.back().push_back({candidate, static_cast<int64_t>(units.size()) - 1, norm_count - 1, weight});
                    break;
                }
                default: TORCH_CHECK(false, "mixed_edges: unknown candidate kind ", layout[next]);
            }
        }
    }
    TORCH_CHECK(next == layout.size() && parameter == static_cast<int64_t>(arguments.parameters.size()), "mixed_edges: layout asks for ",
                parameter, " parameters, found ", arguments.parameters.size());
    // The pools' slots follow the units', whose number is known only now.
    for (auto& edge : edges)
        for (Term& term : edge)
            if (term.slot <= -2) term.slot = pool_slot(static_cast<int>(-2 - term.slot));
}

void MixedEdgesPlan::add_unit(const MixedEdgesArguments& arguments, const Unit& unit) {
    const int64_t in = unit.source < 0 ? channels : out_channels;
    const size_t count = unit.kind == CandidateKind::Pointwise ? 1 : 2;
    TORCH_CHECK(unit.parameter + count <= arguments.parameters.size(), "mixed_edges: layout asks for more than the ",
                arguments.parameters.size(), " parameters given");
    const auto check = [&](int64_t index, at::IntArrayRef expected) {
        const at::Tensor& given = arguments.parameters[unit.parameter + index];
        TORCH_CHECK(given.sizes() == expected && is_dense_float(given), "mixed_edges: parameter ", unit.parameter + index, " of edge ",
                    unit.edge, ", candidate ", unit.candidate, " must be float32 ", expected, ", found ", given.scalar_type(), " ", given.sizes());
    };
    if (unit.kind == CandidateKind::Depthwise) {
        check(0, {in, 1, unit.window.kernel[0], unit.window.kernel[1]});
        check(1, {out_channels, in, 1, 1});
    } else if (unit.kind == CandidateKind::Pointwise) {
        check(0, {out_channels, in, 1, 1});
    } else {
        check(0, {out_channels / 2, in, 1, 1});
        check(1, {out_channels - out_channels / 2, in, 1, 1});
    }
    units.push_back(unit);
}

std::vector<PreparedUnit> prepare_units(const MixedEdgesPlan& plan, const MixedEdgesArguments& arguments, bool gradient) {
    // All units that read x share one padded copy of it, so they agree on the widest border.
    int64_t border = 0;
    for (const Unit& unit : plan.units)
        if (plan.is_first(unit) && unit.kind == CandidateKind::Depthwise) border = std::max(border, unit.window.padding[0]);

    std::vector<PreparedUnit> prepared;
    for (const Unit& unit : plan.units) {
        PreparedUnit ready;
        if (plan.is_first(unit)) {
            ready.input = {plan.height, plan.width, plan.channels, border, border};
        } else {
            ready.input = {plan.out_height, plan.out_width, plan.out_channels, unit.window.padding[0], unit.window.padding[1]};
        }
        const int64_t in = ready.input.channels;
        const bool depthwise = unit.kind == CandidateKind::Depthwise;
        if (depthwise)
            ready.depthwise = std::make_unique<DepthwiseImage>(ready.input, unit.window,
                                                               arguments.parameters[unit.parameter].contiguous().data_ptr<float>(), gradient);
        const int64_t first = unit.parameter + (depthwise ? 1 : 0);
        const int64_t parts = unit.kind == CandidateKind::FactorizedReduce ? 2 : 1;
        // The two halves of a factorized reduction are two matrices, one behind the other.
        for (int64_t part = 0; part < parts; part++) {
            const at::Tensor transposed = arguments.parameters[first + part].reshape({-1, in}).t().contiguous();
            const float* values = transposed.data_ptr<float>();
            ready.matrix.insert(ready.matrix.end(), values, values + transposed.numel());
        }
        prepared.push_back(std::move(ready));
    }
    return prepared;
}

PoolTaps::PoolTaps(const MixedEdgesPlan& plan) : shape{plan.height, plan.width, plan.channels, 1, 1} {
    for (int64_t y = 0; y < 3; y++)
        for (int64_t x = 0; x < 3; x++) offsets.push_back(y * shape.row_step() + x * plan.channels);
    const auto inside = [&](int64_t out, int64_t size) {
        const int64_t first = std::max<int64_t>(out * plan.stride - 1, 0), last = std::min(out * plan.stride + 1, size - 1);
        return last - first + 1;
    };
    for (int64_t y = 0; y < plan.out_height; y++)
        for (int64_t x = 0; x < plan.out_width; x++)
            counts.push_back(1.0f / static_cast<float>(inside(y, plan.height) * inside(x, plan.width)));
}

}  // namespace nassharp::kernels
