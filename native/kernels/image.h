// Shapes and scratch copies of single channels-last images.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>

namespace nassharp::kernels {

// An image with a border on all four sides, so that the inner loops need no bounds checks.
struct PaddedShape {
    int64_t height, width, channels;
    int64_t border_y, border_x;

    int64_t row_step() const { return (width + 2 * border_x) * channels; }
    int64_t size() const { return (height + 2 * border_y) * row_step(); }
    int64_t at(int64_t y, int64_t x) const { return (y + border_y) * row_step() + (x + border_x) * channels; }

    void fill_border(float* image, float value) const {
        const int64_t band = border_y * row_step(), side = border_x * channels;
        std::fill_n(image, band, value);
        std::fill_n(image + size() - band, band, value);
        for (int64_t y = 0; y < height; y++) {
            float* row = image + at(y, -border_x);
            std::fill_n(row, side, value);
            std::fill_n(row + row_step() - side, side, value);
        }
    }
};

// One uninitialised block per worker, aligned as libtorch aligns tensors, cut into pieces of whole cache lines.
class Scratch {
  public:
    explicit Scratch(int64_t floats) : block_(at::empty({floats}, at::kFloat)), next_(block_.data_ptr<float>()) {}
    static int64_t rounded(int64_t floats) { return (floats + 15) / 16 * 16; }
    float* take(int64_t floats) {
        float* piece = next_;
        next_ += rounded(floats);
        return piece;
    }

  private:
    at::Tensor block_;
    float* next_;
};

// Splits `count` items among the threads; body(worker, first, last). The split depends on the thread count alone, so that
// sums over workers are reproducible.
template <class Body>
void for_workers(int64_t count, const Body& body) {
    const int64_t workers = std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), count));
    at::parallel_for(0, workers, 1, [&](int64_t begin, int64_t end) {
        for (int64_t worker = begin; worker < end; worker++) body(worker, worker * count / workers, (worker + 1) * count / workers);
    });
}
inline int64_t worker_count(int64_t count) { return std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), count)); }

}  // namespace nassharp::kernels
