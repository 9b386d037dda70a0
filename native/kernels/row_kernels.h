// Inner loops over rows of channels-last float images, in one version per instruction set.
//
// A row is `pixels` pixels, `step` floats apart; a pixel is its channels, next to each other. All sizes and steps count
// floats. Accumulating kernels say so; the others overwrite.
#pragma once

#include <cstdint>

namespace nassharp::kernels {

struct RowKernels {
    const char* instruction_set;

    // out[p][c] (+)= sum_t weights[t * channels + c] * in[p][offsets[t] + c]
    void (*taps)(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t channels,
                 const int64_t* offsets, int64_t count, const float* weights, bool accumulate);
    // sums[t * channels + c] += sum_p grad[p][c] * in[p][offsets[t] + c]
    void (*taps_weight_grad)(float* sums, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels,
                             int64_t channels, const int64_t* offsets, int64_t count);
    // out[p][c] = max_t in[p][offsets[t] + c]; a NaN wins, as in ATen.
    void (*taps_max)(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t channels,
                     const int64_t* offsets, int64_t count);
    // in_grad[p][offsets[t*] + c] += grad[p][c] where t* is the first tap that holds the maximum; in_grad is laid out as in.
    void (*taps_max_grad)(float* in_grad, const float* in, int64_t in_step, const float* grad, int64_t grad_step, int64_t pixels,
                          int64_t channels, const int64_t* offsets, int64_t count);

    // out[p][o] (+)= sum_i in[p][i] * matrix[i * outputs + o]
    void (*product)(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t inputs, int64_t outputs,
                    const float* matrix, bool accumulate);
    // matrix[o * inputs + i] += sum_p grad[p][o] * in[p][i]
    void (*outer)(float* matrix, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels,
                  int64_t outputs, int64_t inputs);

    // Rows without gaps from here on: step == channels.
    // out[p][c] = max(0, in[p][c] * scale[c] + shift[c]); scale and shift null: max(0, in)
    void (*affine_relu)(float* out, const float* in, int64_t pixels, int64_t channels, const float* scale, const float* shift);
    // out[p][c] = shift[c] + sum_k scales[k * channels + c] * ins[k][p][c]
    void (*affine_sum)(float* out, const float* const* ins, int64_t count, int64_t pixels, int64_t channels, const float* scales,
                       const float* shift);
    // out[p][c] = in[p][c] * scale[c] + shift[c] > 0 ? grad[p][c] : 0; scale and shift null: in > 0
    void (*relu_grad)(float* out, const float* grad, const float* in, int64_t pixels, int64_t channels, const float* scale,
                      const float* shift);
    // sum[c] += sum_p in[p][c]
    void (*channel_sum)(float* sum, const float* in, int64_t pixels, int64_t channels);
    // sum[c] += sum_p (in[p][c] - mean[c])^2
    void (*channel_squares)(float* sum, const float* in, int64_t pixels, int64_t channels, const float* mean);
    // sum[c] += sum_p grad[p][c] * (in[p][c] - mean[c]); mean null: 0
    void (*channel_dot)(float* sum, const float* grad, const float* in, int64_t pixels, int64_t channels, const float* mean);
};

// The widest version that this processor runs, or the one chosen by nassharp::use_instruction_set.
const RowKernels& row_kernels();

extern const RowKernels portable_row_kernels;
#if defined(__x86_64__)
extern const RowKernels avx2_row_kernels;
extern const RowKernels avx512_row_kernels;
#endif

}  // namespace nassharp::kernels
