// Row kernels for any processor: vectors of four floats, which every 64-bit target has or imitates.
#include "row_kernels.h"

#define NS_WIDTH 4
#define NS_REGISTERS 16

namespace nassharp::kernels {
namespace {
#include "row_kernels_body.inl"
}  // namespace

const RowKernels portable_row_kernels = {
    "portable", taps, taps_weight_grad, taps_max, taps_max_grad, product, outer,
    affine_relu, affine_sum, relu_grad, channel_sum, channel_squares, channel_dot,
};

}  // namespace nassharp::kernels
