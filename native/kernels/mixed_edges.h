// All mixed edges of a cell that leave one tensor, as one operator.
//
// An edge is the weighted sum of candidates, out = sum_k w_k * candidate_k(x). Edges that leave the same tensor repeat work:
// its ReLU, its poolings and their batch norms. Here it is done once, and a candidate's stages run image by image in the
// cache: only the tensors in front of a batch norm are written to memory, never the normalised, rectified, filtered or
// weighted ones. Backward recomputes those.
#pragma once

#include <ATen/ATen.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "depthwise_image.h"

namespace nassharp::kernels {

// The first of the five numbers that describe a candidate; see mixed_edges.cpp for the others.
enum class CandidateKind : int64_t { MaxPool, AvgPool, Identity, FactorizedReduce, Pointwise, Depthwise };

struct MixedEdgesArguments {
    at::Tensor x;                        // [N, C, H, W]
    std::vector<at::Tensor> weights;     // one per edge, [candidates]; empty: every weight is 1
    std::vector<at::Tensor> parameters;  // in the order of the candidates
    std::vector<int64_t> layout;
    bool training;
    double momentum, epsilon;
};

// ReLU, depthwise convolution (or none, or the two halves of a factorized reduction), 1x1 convolution, batch norm.
struct Unit {
    CandidateKind kind;
    Window window;
    int64_t parameter;  // index of its first parameter; it has two, or one if Pointwise
    int64_t norm;       // index of its batch norm in `running`
    int64_t source;     // the unit whose normalised output it reads; -1: x
    int64_t edge, candidate;
};

// A term of an edge's sum. One with weight zero is computed, for its statistics and the gradient of its weight, but not read
// by the sum, and no gradient passes it. `slot`: the statistics, and the tensor that they are of.
struct Term {
    int64_t candidate;
    int64_t slot;  // a unit, or units.size() for the max pool, + 1 for the average pool; -1: x itself
    int64_t norm;  // index of its batch norm in `running`; -1: none
    float weight;
};

class MixedEdgesPlan {
  public:
    explicit MixedEdgesPlan(const MixedEdgesArguments& arguments);

    int64_t slots() const { return static_cast<int64_t>(units.size()) + 2; }
    int64_t pool_slot(int which) const { return static_cast<int64_t>(units.size()) + which; }
    int64_t out_plane() const { return out_height * out_width; }
    int64_t out_image() const { return out_plane() * out_channels; }
    bool is_first(const Unit& unit) const { return unit.source < 0; }

    int64_t images, channels, height, width;
    int64_t out_channels, out_height, out_width;
    int64_t stride;
    std::vector<Unit> units;
    std::vector<std::vector<Term>> edges;
    std::array<std::vector<int64_t>, 2> pool_norms;  // batch norms fed by the max and the average pool; empty: no such pool
    int64_t norm_count = 0;

  private:
    void add_unit(const MixedEdgesArguments& arguments, const Unit& unit);
};

// What the forward pass leaves for the backward pass.
struct MixedEdgesState {
    std::vector<at::Tensor> slots;  // [N, C, H, W] channels-last, undefined where the slot is unused
    at::Tensor mean, scale;         // [slots, C]; scale = 1 / sqrt(variance + epsilon)

    float* mean_of(int64_t slot) const { return mean.data_ptr<float>() + slot * mean.size(1); }
    float* scale_of(int64_t slot) const { return scale.data_ptr<float>() + slot * scale.size(1); }
};

struct MixedEdgesGradients {
    at::Tensor x;
    std::vector<at::Tensor> weights, parameters;
};

// running: running mean, running variance and count of batches for each batch norm, updated when training.
std::vector<at::Tensor> mixed_edges_forward(const MixedEdgesArguments& arguments, const std::vector<at::Tensor>& running,
                                            MixedEdgesState& state);
MixedEdgesGradients mixed_edges_backward(const MixedEdgesArguments& arguments, const MixedEdgesState& state,
                                         const std::vector<at::Tensor>& grads, bool need_x, bool need_weights, bool need_parameters);

// A padded copy of max(0, image * scale + shift), with zeros around it; scale and shift null: max(0, image).
void rectify(float* padded, const PaddedShape& shape, const float* image, const float* scale, const float* shift);

// The convolutions of a plan, ready to run on images.
struct PreparedUnit {
    PaddedShape input;                         // what the unit reads: rectified, padded
    std::unique_ptr<DepthwiseImage> depthwise;  // null unless the unit has one
    std::vector<float> matrix;                 // 1x1 weights as [in, out], for forward
};
std::vector<PreparedUnit> prepare_units(const MixedEdgesPlan& plan, const MixedEdgesArguments& arguments, bool gradient);

// Taps of a 3x3 pooling on an image with a border of one.
struct PoolTaps {
    PoolTaps(const MixedEdgesPlan& plan);
    PaddedShape shape;
    std::vector<int64_t> offsets;
    std::vector<float> counts;  // [out_height, out_width]: 1 / number of pixels that are not border
};

}  // namespace nassharp::kernels
