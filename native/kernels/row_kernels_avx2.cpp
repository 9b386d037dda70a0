// Row kernels for AVX2 with fused multiply-add.
#include "row_kernels.h"

#if defined(__x86_64__)

#pragma GCC target("avx2,fma")

#define NS_WIDTH 8
#define NS_REGISTERS 16

namespace nassharp::kernels {
namespace {
#include "row_kernels_body.inl"
}  // namespace

const RowKernels avx2_row_kernels = {
    "avx2", taps, taps_weight_grad, taps_max, taps_max_grad, product, outer,
    affine_relu, affine_sum, relu_grad, channel_sum, channel_squares, channel_dot,
};

}  // namespace nassharp::kernels

#endif
