// The kernels over odd shapes, with every instruction set that this processor has: what matters here is that the sanitizers see them.
// Numerics are tested from C#, against libtorch in float64.
#include <cmath>

#include "selftest.h"

namespace {

constexpr int64_t float32 = 6, int64 = 4, channels_last = 2;

Tensor random(Ints sizes) { return Op("aten::randn")({std::move(sizes), float32}); }

Tensor random_image(Ints sizes) {
    return Op("aten::contiguous")({random(std::move(sizes)), channels_last}).requires_grad();
}

float largest_difference(const Tensor& a, const Tensor& b) {
    const auto difference = Op("aten::abs")({Op("aten::sub", "Tensor")({a, b})});
    return static_cast<float>(Op("aten::item").all({Op("aten::max")({difference})}).others[0].d);
}

std::vector<Tensor> gradients(const Tensor& out, const std::vector<Tensor>& inputs) {
    const auto loss = Op("aten::sum")({Op("aten::mul", "Tensor")({out, out})});
    const auto output = loss.handle();
    std::vector<ns_tensor> handles, grads(inputs.size());
    for (const auto& input : inputs) handles.push_back(input.handle());
    check(ns_grad(&output, 1, handles.data(), static_cast<int32_t>(handles.size()), nullptr, 0, 0, 0, grads.data()));
    std::vector<Tensor> result;
    for (auto* grad : grads) result.emplace_back(grad);
    return result;
}

void for_instruction_sets(void (*body)()) {
    const Op use("nassharp::use_instruction_set");
    for (const auto* name : {"portable", "avx2", "avx512"})
        if (use.all({name}).others[0].i != 0) body();
    use.all({""});
}

struct Convolution {
    int64_t channels, height, width, kernel, stride, padding, dilation;
};

void depthwise_convolutions() {
    for (const auto& c : {Convolution{1, 5, 7, 3, 1, 1, 1}, Convolution{16, 9, 9, 3, 2, 1, 1}, Convolution{17, 8, 11, 5, 1, 4, 2},
                          Convolution{33, 7, 6, 5, 2, 2, 1}, Convolution{64, 1, 1, 3, 1, 1, 1}}) {
        const auto x = random_image({3, c.channels, c.height, c.width});
        const auto w = random({c.channels, 1, c.kernel, c.kernel}).requires_grad();
        const auto ours = Op("nassharp::depthwise_conv2d")({x, w, c.stride, c.padding, c.dilation});
        const auto theirs = Op("aten::conv2d")({x, w, Value::none(), c.stride, c.padding, c.dilation, c.channels});
        EXPECT(largest_difference(ours, theirs) < 1e-4f);  // 25 products of float32
        const auto our_grads = gradients(ours, {x, w}), their_grads = gradients(theirs, {x, w});
        EXPECT(largest_difference(our_grads[0], their_grads[0]) < 1e-2f);
        EXPECT(largest_difference(our_grads[1], their_grads[1]) < 1e-2f);  // sums over all pixels of three images
    }
}

void weighted_sums() {
    for (const int64_t size : {1, 63, 64, 1000, 20001}) {
        const std::vector<Tensor> xs{random({size}).requires_grad(), random({size}).requires_grad(), random({size}).requires_grad()};
        const auto w = random({3}).requires_grad();
        const auto ours = Op("nassharp::weighted_sum")({xs, w});
        const auto theirs = Op("aten::mv")({Op("aten::stack")({xs, 1}), w});
        EXPECT(largest_difference(ours, theirs) < 1e-5f);
        const auto our_grads = gradients(ours, {xs[0], w}), their_grads = gradients(theirs, {xs[0], w});
        EXPECT(largest_difference(our_grads[0], their_grads[0]) < 1e-4f);
        EXPECT(largest_difference(our_grads[1], their_grads[1]) < 1e-5f * static_cast<float>(size) + 1e-4f);
    }
}

// Two edges with all candidates of DARTS each: poolings, identity or reduction, separable and dilated convolutions.
void mixed_edges(int64_t channels, int64_t side, int64_t stride) {
    const int64_t skip = stride == 1 ? 2 : 3;
    const Ints candidates{0, 3, 1, 1, 1, 1, 3, 1, 1, 1, skip, stride == 1 ? 0 : 1, 0, stride - 1, stride - 1,
                          5, 3, 1, 1, 2, 5, 5, 2, 1, 2, 5, 3, 2, 2, 1, 5, 5, 4, 2, 1};
    Ints layout{stride, channels, 2};
    std::vector<Tensor> weights, parameters, running;
    const auto add_norm = [&] {
        running.push_back(Op("aten::zeros")({Ints{channels}}));
        running.push_back(ones({channels}));
        running.push_back(Op("aten::zeros")({Ints{}, int64}));
    };
    for (int edge = 0; edge < 2; edge++) {
        layout.push_back(7);
        layout.insert(layout.end(), candidates.begin(), candidates.end());
        weights.push_back(random({7}).requires_grad());
        add_norm(), add_norm();
        if (stride == 2) {
            parameters.push_back(random({channels / 2, channels, 1, 1}).requires_grad());
            parameters.push_back(random({channels - channels / 2, channels, 1, 1}).requires_grad());
            add_norm();
        }
        for (const int64_t kernel : {3, 3, 5, 5, 3, 5}) {  // the stages of the four convolutions
            parameters.push_back(random({channels, 1, kernel, kernel}).requires_grad());
            parameters.push_back(random({channels, channels, 1, 1}).requires_grad());
            add_norm();
        }
    }
    const auto x = random_image({2, channels, side, side});
    std::vector<Tensor> inputs{x};
    inputs.insert(inputs.end(), weights.begin(), weights.end());
    inputs.insert(inputs.end(), parameters.begin(), parameters.end());
    const auto outs = Op("nassharp::mixed_edges").all({x, weights, parameters, running, layout}).tensors;
    EXPECT(outs.size() == 2);
    for (const auto& grad : gradients(Op("aten::add", "Tensor")({outs[0], outs[1]}), inputs))
        for (const auto value : grad.floats()) EXPECT(std::isfinite(value));
}

void cells() {
    mixed_edges(6, 8, 1);
    mixed_edges(16, 10, 2);
    mixed_edges(20, 5, 1);
}

}  // namespace

TEST(Depthwise_convolutions_agree_with_libtorch) { for_instruction_sets(depthwise_convolutions); }

TEST(Weighted_sums_agree_with_libtorch) { for_instruction_sets(weighted_sums); }

TEST(Mixed_edges_of_odd_sizes_have_finite_gradients) { for_instruction_sets(cells); }
