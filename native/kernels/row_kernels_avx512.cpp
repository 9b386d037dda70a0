// Row kernels for AVX-512.
#include "row_kernels.h"

#if defined(__x86_64__)

#pragma GCC target("avx512f,avx512dq,avx512vl,avx2,fma,prefer-vector-width=512")

#define NS_WIDTH 16
#define NS_REGISTERS 32

namespace nassharp::kernels {
namespace {
#include "row_kernels_body.inl"
}  // namespace

const RowKernels avx512_row_kernels = {
    "avx512", taps, taps_weight_grad, taps_max, taps_max_grad, product, outer,
    affine_relu, affine_sum, relu_grad, channel_sum, channel_squares, channel_dot,
};

}  // namespace nassharp::kernels

#endif
