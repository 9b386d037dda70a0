// The loops behind RowKernels, written on GCC's vector types. Included once per instruction set, inside an anonymous
// namespace, after the pragma that selects the set and with NS_WIDTH (floats in a register) and NS_REGISTERS defined.
// No standard header may be included here: an inline function of the standard library compiled for AVX-512 could become
// the copy that the linker keeps for the whole program.

#define NS_INLINE inline __attribute__((always_inline))

template <int Width>
struct Vector {
    typedef float type __attribute__((vector_size(Width * 4), aligned(4), may_alias));
    typedef float value __attribute__((vector_size(Width * 4)));
};
template <>
struct Vector<1> {
    typedef float type __attribute__((may_alias));
    typedef float value;
};

template <class V>
NS_INLINE typename V::value load(const float* from) {
    return *reinterpret_cast<const typename V::type*>(from);
}
template <class V>
NS_INLINE void store(float* to, typename V::value value) {
    *reinterpret_cast<typename V::type*>(to) = value;
}

// Calls body(Vector<width>, first channel) for blocks of channels, widest first.
template <class Body>
NS_INLINE void for_channels(int64_t channels, Body body) {
    int64_t c = 0;
#if NS_WIDTH >= 16
    for (; c + 16 <= channels; c += 16) body(Vector<16>(), c);
#endif
#if NS_WIDTH >= 8
    for (; c + 8 <= channels; c += 8) body(Vector<8>(), c);
#endif
    for (; c + 4 <= channels; c += 4) body(Vector<4>(), c);
    for (; c < channels; c++) body(Vector<1>(), c);
}

template <class V, int Pixels>
NS_INLINE void taps_block(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t channels, const int64_t* offsets,
                          int64_t count, const float* weights, bool accumulate) {
    typename V::value sums[Pixels];
#pragma GCC unroll 16
    for (int p = 0; p < Pixels; p++) sums[p] = accumulate ? load<V>(out + p * out_step) : typename V::value{};
    for (int64_t t = 0; t < count; t++) {
        const auto weight = load<V>(weights + t * channels);
        const float* tap = in + offsets[t];
#pragma GCC unroll 16
        for (int p = 0; p < Pixels; p++) sums[p] += weight * load<V>(tap + p * in_step);
    }
#pragma GCC unroll 16
    for (int p = 0; p < Pixels; p++) store<V>(out + p * out_step, sums[p]);
}

void taps(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t channels, const int64_t* offsets,
          int64_t count, const float* weights, bool accumulate) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        int64_t p = 0;
        for (; p + 8 <= pixels; p += 8)
            taps_block<V, 8>(out + p * out_step + c, out_step, in + p * in_step + c, in_step, channels, offsets, count, weights + c, accumulate);
        if (p + 4 <= pixels) {
            taps_block<V, 4>(out + p * out_step + c, out_step, in + p * in_step + c, in_step, channels, offsets, count, weights + c, accumulate);
            p += 4;
        }
        for (; p < pixels; p++)
            taps_block<V, 1>(out + p * out_step + c, out_step, in + p * in_step + c, in_step, channels, offsets, count, weights + c, accumulate);
    });
}

template <class V, int Taps>
NS_INLINE void weight_grad_block(float* sums, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels,
                                 int64_t channels, const int64_t* offsets) {
    typename V::value totals[Taps];
#pragma GCC unroll 16
    for (int t = 0; t < Taps; t++) totals[t] = load<V>(sums + t * channels);
    for (int64_t p = 0; p < pixels; p++) {
        const auto g = load<V>(grad + p * grad_step);
        const float* pixel = in + p * in_step;
#pragma GCC unroll 16
        for (int t = 0; t < Taps; t++) totals[t] += g * load<V>(pixel + offsets[t]);
    }
#pragma GCC unroll 16
    for (int t = 0; t < Taps; t++) store<V>(sums + t * channels, totals[t]);
}

void taps_weight_grad(float* sums, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels,
                      int64_t channels, const int64_t* offsets, int64_t count) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        int64_t t = 0;
        for (; t + 9 <= count; t += 9)
            weight_grad_block<V, 9>(sums + t * channels + c, grad + c, grad_step, in + c, in_step, pixels, channels, offsets + t);
        for (; t + 4 <= count; t += 4)
            weight_grad_block<V, 4>(sums + t * channels + c, grad + c, grad_step, in + c, in_step, pixels, channels, offsets + t);
        for (; t < count; t++)
            weight_grad_block<V, 1>(sums + t * channels + c, grad + c, grad_step, in + c, in_step, pixels, channels, offsets + t);
    });
}

void taps_max(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t channels, const int64_t* offsets,
              int64_t count) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        for (int64_t p = 0; p < pixels; p++) {
            const float* pixel = in + p * in_step + c;
            auto best = load<V>(pixel + offsets[0]);
            for (int64_t t = 1; t < count; t++) {
                const auto value = load<V>(pixel + offsets[t]);
                best = (value > best) | (value != value) ? value : best;
            }
            store<V>(out + p * out_step + c, best);
        }
    });
}

void taps_max_grad(float* in_grad, const float* in, int64_t in_step, const float* grad, int64_t grad_step, int64_t pixels,
                   int64_t channels, const int64_t* offsets, int64_t count) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        for (int64_t p = 0; p < pixels; p++) {
            const float* pixel = in + p * in_step + c;
            auto best = load<V>(pixel + offsets[0]);
            auto where = typename V::value{};
            for (int64_t t = 1; t < count; t++) {
                const auto value = load<V>(pixel + offsets[t]);
                const auto better = (value > best) | (value != value);
                best = better ? value : best;
                where = better ? typename V::value{} + static_cast<float>(t) : where;
            }
            const auto g = load<V>(grad + p * grad_step + c);
            float* target = in_grad + p * in_step + c;
            for (int64_t t = 0; t < count; t++) {
                const auto chosen = where == typename V::value{} + static_cast<float>(t) ? g : typename V::value{};
                store<V>(target + offsets[t], load<V>(target + offsets[t]) + chosen);
            }
        }
    });
}

template <class V, int Pixels, int Columns>
NS_INLINE void product_block(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t inputs, int64_t outputs,
                             const float* matrix, bool accumulate) {
    constexpr int64_t width = sizeof(typename V::value) / sizeof(float);
    typename V::value sums[Pixels][Columns];
#pragma GCC unroll 16
    for (int p = 0; p < Pixels; p++)
#pragma GCC unroll 16
        for (int j = 0; j < Columns; j++) sums[p][j] = accumulate ? load<V>(out + p * out_step + j * width) : typename V::value{};
    for (int64_t i = 0; i < inputs; i++) {
        typename V::value row[Columns];
#pragma GCC unroll 16
        for (int j = 0; j < Columns; j++) row[j] = load<V>(matrix + i * outputs + j * width);
#pragma GCC unroll 16
        for (int p = 0; p < Pixels; p++)
#pragma GCC unroll 16
            for (int j = 0; j < Columns; j++) sums[p][j] += in[p * in_step + i] * row[j];
    }
#pragma GCC unroll 16
    for (int p = 0; p < Pixels; p++)
#pragma GCC unroll 16
        for (int j = 0; j < Columns; j++) store<V>(out + p * out_step + j * width, sums[p][j]);
}

template <class V, int Columns>
NS_INLINE void product_columns(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t inputs,
                               int64_t outputs, const float* matrix, bool accumulate) {
    constexpr int block = NS_REGISTERS >= 32 ? 8 : 4;
    int64_t p = 0;
    for (; p + block <= pixels; p += block)
        product_block<V, block, Columns>(out + p * out_step, out_step, in + p * in_step, in_step, inputs, outputs, matrix, accumulate);
    for (; p < pixels; p++)
        product_block<V, 1, Columns>(out + p * out_step, out_step, in + p * in_step, in_step, inputs, outputs, matrix, accumulate);
}

void product(float* out, int64_t out_step, const float* in, int64_t in_step, int64_t pixels, int64_t inputs, int64_t outputs,
             const float* matrix, bool accumulate) {
    int64_t o = 0;
    for (; o + 2 * NS_WIDTH <= outputs; o += 2 * NS_WIDTH)
        product_columns<Vector<NS_WIDTH>, 2>(out + o, out_step, in, in_step, pixels, inputs, outputs, matrix + o, accumulate);
    for_channels(outputs - o, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        product_columns<decltype(vector), 1>(out + o + c, out_step, in, in_step, pixels, inputs, outputs, matrix + o + c, accumulate);
    });
}

template <class V, int Rows>
NS_INLINE void outer_block(float* matrix, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels,
                           int64_t inputs) {
    typename V::value sums[Rows];
#pragma GCC unroll 16
    for (int o = 0; o < Rows; o++) sums[o] = load<V>(matrix + o * inputs);
    for (int64_t p = 0; p < pixels; p++) {
        const auto value = load<V>(in + p * in_step);
        const float* g = grad + p * grad_step;
#pragma GCC unroll 16
        for (int o = 0; o < Rows; o++) sums[o] += g[o] * value;
    }
#pragma GCC unroll 16
    for (int o = 0; o < Rows; o++) store<V>(matrix + o * inputs, sums[o]);
}

void outer(float* matrix, const float* grad, int64_t grad_step, const float* in, int64_t in_step, int64_t pixels, int64_t outputs,
           int64_t inputs) {
    constexpr int block = NS_REGISTERS >= 32 ? 16 : 8;
    for_channels(inputs, [&](auto vector, int64_t i) __attribute__((always_inline)) {
        using V = decltype(vector);
        int64_t o = 0;
        for (; o + block <= outputs; o += block)
            outer_block<V, block>(matrix + o * inputs + i, grad + o, grad_step, in + i, in_step, pixels, inputs);
        for (; o + 4 <= outputs; o += 4) outer_block<V, 4>(matrix + o * inputs + i, grad + o, grad_step, in + i, in_step, pixels, inputs);
        for (; o < outputs; o++) outer_block<V, 1>(matrix + o * inputs + i, grad + o, grad_step, in + i, in_step, pixels, inputs);
    });
}

void affine_relu(float* out, const float* in, int64_t pixels, int64_t channels, const float* scale, const float* shift) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        const auto zero = typename V::value{};
        if (scale == nullptr) {
            for (int64_t p = 0; p < pixels; p++) {
                const auto value = load<V>(in + p * channels + c);
                store<V>(out + p * channels + c, value < zero ? zero : value);
            }
            return;
        }
        const auto a = load<V>(scale + c), b = load<V>(shift + c);
        for (int64_t p = 0; p < pixels; p++) {
            const auto value = load<V>(in + p * channels + c) * a + b;
            store<V>(out + p * channels + c, value < zero ? zero : value);
        }
    });
}

void affine_sum(float* out, const float* const* ins, int64_t count, int64_t pixels, int64_t channels, const float* scales,
                const float* shift) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        const auto start = load<V>(shift + c);
        for (int64_t p = 0; p < pixels; p++) {
            auto sum = start;
            for (int64_t k = 0; k < count; k++) sum += load<V>(scales + k * channels + c) * load<V>(ins[k] + p * channels + c);
            store<V>(out + p * channels + c, sum);
        }
    });
}

void relu_grad(float* out, const float* grad, const float* in, int64_t pixels, int64_t channels, const float* scale, const float* shift) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        const auto zero = typename V::value{};
        const auto a = scale == nullptr ? zero + 1.0f : load<V>(scale + c), b = shift == nullptr ? zero : load<V>(shift + c);
        for (int64_t p = 0; p < pixels; p++) {
            const auto value = load<V>(in + p * channels + c) * a + b;
            const auto g = load<V>(grad + p * channels + c);
            store<V>(out + p * channels + c, value > zero ? g : zero);
        }
    });
}

// Four running sums hide the latency of the additions and halve the rounding error twice.
template <class V, class Term>
NS_INLINE void sum_over_pixels(float* sum, int64_t pixels, Term term) {
    typename V::value sums[4] = {};
    int64_t p = 0;
    for (; p + 4 <= pixels; p += 4)
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++) sums[j] += term(p + j);
    for (; p < pixels; p++) sums[0] += term(p);
    store<V>(sum, load<V>(sum) + ((sums[0] + sums[1]) + (sums[2] + sums[3])));
}

void channel_sum(float* sum, const float* in, int64_t pixels, int64_t channels) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        sum_over_pixels<V>(sum + c, pixels, [&](int64_t p) __attribute__((always_inline)) { return load<V>(in + p * channels + c); });
    });
}

void channel_squares(float* sum, const float* in, int64_t pixels, int64_t channels, const float* mean) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        const auto centre = load<V>(mean + c);
        sum_over_pixels<V>(sum + c, pixels, [&](int64_t p) __attribute__((always_inline)) {
            const auto value = load<V>(in + p * channels + c) - centre;
            return value * value;
        });
    });
}

void channel_dot(float* sum, const float* grad, const float* in, int64_t pixels, int64_t channels, const float* mean) {
    for_channels(channels, [&](auto vector, int64_t c) __attribute__((always_inline)) {
        using V = decltype(vector);
        const auto centre = mean == nullptr ? typename V::value{} : load<V>(mean + c);
        sum_over_pixels<V>(sum + c, pixels, [&](int64_t p) __attribute__((always_inline)) {
            return load<V>(grad + p * channels + c) * (load<V>(in + p * channels + c) - centre);
        });
    });
}

#undef NS_INLINE
