#include <cmath>

#include "mixed_edges.h"
#include "row_kernels.h"

namespace nassharp::kernels {
namespace {

// Mean and sum of squared deviations of each image, per slot and channel: exact to combine, in an order that does not
// depend on the number of threads.
struct ImageMoments {
    ImageMoments(int64_t slots, int64_t images, int64_t channels)
        : images(images), channels(channels), mean(slots * images * channels), squares(slots * images * channels) {}

    void measure(int64_t slot, int64_t image, const float* pixels, int64_t plane) {
        float* m = mean.data() + (slot * images + image) * channels;
        row_kernels().channel_sum(m, pixels, plane, channels);
        for (int64_t c = 0; c < channels; c++) m[c] /= static_cast<float>(plane);
        row_kernels().channel_squares(squares.data() + (slot * images + image) * channels, pixels, plane, channels, m);
    }

    int64_t images, channels;
    std::vector<float> mean, squares;
};

class MixedEdgesForward {
  public:
    MixedEdgesForward(const MixedEdgesArguments& arguments, const std::vector<at::Tensor>& running, MixedEdgesState& state)
        : arguments_(arguments),
          running_(running),
          state_(state),
          plan_(arguments),
          units_(prepare_units(plan_, arguments, false)),
          moments_(plan_.slots(), plan_.images, plan_.out_channels),
          x_(arguments.x.contiguous(at::MemoryFormat::ChannelsLast)) {
        TORCH_CHECK(running.size() == static_cast<size_t>(3 * plan_.norm_count), "mixed_edges: ", plan_.norm_count,
                    " batch norms need three running tensors each, found ", running.size(), " tensors");
        for (size_t i = 0; i < running.size(); i++)
            TORCH_CHECK(i % 3 == 2 || (running[i].scalar_type() == at::kFloat && running[i].is_contiguous() && running[i].numel() == plan_.out_channels),
                        "mixed_edges: running statistics ", i, " must be ", plan_.out_channels, " float32 values, found ", running[i].sizes());
    }

    std::vector<at::Tensor> run() {
        state_.slots.resize(plan_.slots());
        state_.mean = at::zeros({plan_.slots(), plan_.out_channels});
        state_.scale = at::zeros({plan_.slots(), plan_.out_channels});
        for (size_t u = 0; u < plan_.units.size(); u++) state_.slots[u] = new_map();
        for (int which = 0; which < 2; which++)
            if (!plan_.pool_norms[which].empty()) state_.slots[plan_.pool_slot(which)] = new_map();

        std::vector<bool> done(plan_.units.size(), false);
        run_first_units();
        for (size_t u = 0; u < plan_.units.size(); u++)
            if (plan_.is_first(plan_.units[u])) finish_norm(static_cast<int64_t>(u), {plan_.units[u].norm}), done[u] = true;
        for (int which = 0; which < 2; which++)
            if (!plan_.pool_norms[which].empty()) finish_norm(plan_.pool_slot(which), plan_.pool_norms[which]);
        // Each round runs the units whose source is normalised: round k holds the stages k + 1 of all candidates.
        for (;;) {
            std::vector<int64_t> ready;
            for (size_t u = 0; u < plan_.units.size(); u++)
                if (!done[u] && done[plan_.units[u].source]) ready.push_back(static_cast<int64_t>(u));
            if (ready.empty()) break;
            run_later_units(ready);
            for (const int64_t u : ready) finish_norm(u, {plan_.units[u].norm}), done[u] = true;
        }
        return mix();
    }

  private:
    at::Tensor new_map() const {
        return at::empty({plan_.images, plan_.out_channels, plan_.out_height, plan_.out_width}, at::TensorOptions(at::kFloat),
                         at::MemoryFormat::ChannelsLast);
    }
    float* image_of(int64_t slot, int64_t image) const { return state_.slots[slot].data_ptr<float>() + image * plan_.out_image(); }
    const float* input_image(int64_t image) const { return x_.data_ptr<float>() + image * plan_.height * plan_.width * plan_.channels; }

    void run_unit(int64_t u, const float* input, float* filtered, int64_t image) {
        const Unit& unit = plan_.units[u];
        const PreparedUnit& ready = units_[u];
        const RowKernels& rows = row_kernels();
        const int64_t in = ready.input.channels, out = plan_.out_channels, step = plan_.is_first(unit) ? plan_.stride : 1;
        float* target = image_of(u, image);
        for (int64_t y = 0; y < plan_.out_height; y++, target += plan_.out_width * out) {
            if (unit.kind == CandidateKind::Depthwise) {
                ready.depthwise->forward_row(filtered, input, y);
                rows.product(target, out, filtered, in, plan_.out_width, in, out, ready.matrix.data(), false);
            } else if (unit.kind == CandidateKind::Pointwise) {
                rows.product(target, out, input + ready.input.at(y * step, 0), step * in, plan_.out_width, in, out, ready.matrix.data(), false);
            } else {
                const int64_t half = out / 2;
                rows.product(target, out, input + ready.input.at(2 * y, 0), 2 * in, plan_.out_width, in, half, ready.matrix.data(), false);
                rows.product(target + half, out, input + ready.input.at(2 * y + 1, 1), 2 * in, plan_.out_width, in, out - half,
                             ready.matrix.data() + in * half, false);
            }
        }
        if (arguments_.training) moments_.measure(u, image, image_of(u, image), plan_.out_plane());
    }

    void run_pools(const PoolTaps& pool, float* padded, int64_t image) {
        const RowKernels& rows = row_kernels();
        const int64_t channels = plan_.channels, width = plan_.width;
        for (int64_t y = 0; y < plan_.height; y++)
            std::copy_n(input_image(image) + y * width * channels, width * channels, padded + pool.shape.at(y, 0));
        const std::vector<float> ones(9 * channels, 1.0f);
        for (int which = 0; which < 2; which++) {
            const int64_t slot = plan_.pool_slot(which);
            if (plan_.pool_norms[which].empty()) continue;
            pool.shape.fill_border(padded, which == 0 ? -INFINITY : 0.0f);
            float* target = image_of(slot, image);
            for (int64_t y = 0; y < plan_.out_height; y++, target += plan_.out_width * channels) {
                const float* source = padded + pool.shape.at(y * plan_.stride - 1, -1);
                if (which == 0) {
                    rows.taps_max(target, channels, source, plan_.stride * channels, plan_.out_width, channels, pool.offsets.data(), 9);
                    continue;
                }
                rows.taps(target, channels, source, plan_.stride * channels, plan_.out_width, channels, pool.offsets.data(), 9, ones.data(), false);
                for (int64_t x = 0; x < plan_.out_width; x++)
                    for (int64_t c = 0; c < channels; c++) target[x * channels + c] *= pool.counts[y * plan_.out_width + x];
            }
            if (arguments_.training) moments_.measure(slot, image, image_of(slot, image), plan_.out_plane());
        }
    }

    void run_first_units() {
        const PoolTaps pool(plan_);
        int64_t padded_size = pool.shape.size();
        for (const PreparedUnit& ready : units_) padded_size = std::max(padded_size, ready.input.size());
        for_workers(plan_.images, [&](int64_t, int64_t first, int64_t last) {
            Scratch scratch(Scratch::rounded(padded_size) + Scratch::rounded(plan_.out_width * plan_.channels));
            float* padded = scratch.take(padded_size);
            float* filtered = scratch.take(plan_.out_width * plan_.channels);
            for (int64_t image = first; image < last; image++) {
                run_pools(pool, padded, image);
                bool copied = false;
                for (size_t u = 0; u < plan_.units.size(); u++) {
                    if (!plan_.is_first(plan_.units[u])) continue;
                    if (!copied) rectify(padded, units_[u].input, input_image(image), nullptr, nullptr);
                    copied = true;
                    run_unit(static_cast<int64_t>(u), padded, filtered, image);
                }
            }
        });
    }

    void run_later_units(const std::vector<int64_t>& ready) {
        int64_t padded_size = 0;
        for (const int64_t u : ready) padded_size = std::max(padded_size, units_[u].input.size());
        for_workers(plan_.images, [&](int64_t, int64_t first, int64_t last) {
            Scratch scratch(Scratch::rounded(padded_size) + Scratch::rounded(plan_.out_width * plan_.out_channels));
            float* padded = scratch.take(padded_size);
            float* filtered = scratch.take(plan_.out_width * plan_.out_channels);
            std::vector<float> shift(plan_.out_channels);
            for (int64_t image = first; image < last; image++)
                for (const int64_t u : ready) {
                    const int64_t source = plan_.units[u].source;
                    const float *mean = state_.mean_of(source), *scale = state_.scale_of(source);
                    for (int64_t c = 0; c < plan_.out_channels; c++) shift[c] = -mean[c] * scale[c];
                    rectify(padded, units_[u].input, image_of(source, image), scale, shift.data());
                    run_unit(u, padded, filtered, image);
                }
        });
    }

    // Several batch norms can share a pooled tensor: equal while training, each with its own running statistics otherwise.
    void read_norm(int64_t slot, int64_t norm, float* mean, float* scale) const {
        const int64_t channels = plan_.out_channels;
        if (arguments_.training) {
            std::copy_n(state_.mean_of(slot), channels, mean);
            std::copy_n(state_.scale_of(slot), channels, scale);
            return;
        }
        const float *known_mean = running_[3 * norm].data_ptr<float>(), *known_variance = running_[3 * norm + 1].data_ptr<float>();
        for (int64_t c = 0; c < channels; c++) {
            mean[c] = known_mean[c];
            scale[c] = static_cast<float>(1 / std::sqrt(known_variance[c] + arguments_.epsilon));
        }
    }

    // Turns the moments into mean and scale, and moves the running statistics of all batch norms that see this tensor.
    void finish_norm(int64_t slot, const std::vector<int64_t>& norms) {
        const int64_t channels = plan_.out_channels;
        float *mean = state_.mean_of(slot), *scale = state_.scale_of(slot);
        if (!arguments_.training) return read_norm(slot, norms[0], mean, scale);
        const double plane = static_cast<double>(plan_.out_plane()), count = plane * static_cast<double>(plan_.images);
        TORCH_CHECK(count > 1, "Expected more than 1 value per channel when training, found ", arguments_.x.sizes());
        for (int64_t c = 0; c < channels; c++) {
            double sum = 0, squares = 0;
            for (int64_t n = 0; n < plan_.images; n++) sum += moments_.mean[(slot * plan_.images + n) * channels + c];
            const double centre = sum / static_cast<double>(plan_.images);
            for (int64_t n = 0; n < plan_.images; n++) {
                const int64_t at = (slot * plan_.images + n) * channels + c;
                const double distance = moments_.mean[at] - centre;
                squares += moments_.squares[at] + plane * distance * distance;
            }
            mean[c] = static_cast<float>(centre);
            scale[c] = static_cast<float>(1 / std::sqrt(squares / count + arguments_.epsilon));
            const double momentum = arguments_.momentum;
            for (const int64_t norm : norms) {
                float &running_mean = running_[3 * norm].data_ptr<float>()[c], &running_variance = running_[3 * norm + 1].data_ptr<float>()[c];
                running_mean = static_cast<float>(momentum * centre + (1 - momentum) * running_mean);
                running_variance = static_cast<float>(momentum * squares / (count - 1) + (1 - momentum) * running_variance);
            }
        }
        for (const int64_t norm : norms) *running_[3 * norm + 2].data_ptr<int64_t>() += 1;
    }

    std::vector<at::Tensor> mix() {
        const int64_t channels = plan_.out_channels;
        std::vector<at::Tensor> outs;
        for (size_t edge = 0; edge < plan_.edges.size(); edge++) outs.push_back(new_map());
        for_workers(plan_.images, [&](int64_t, int64_t first, int64_t last) {
            for (size_t edge = 0; edge < plan_.edges.size(); edge++) {
                std::vector<Term> terms;
                for (const Term& term : plan_.edges[edge])
                    if (term.weight != 0) terms.push_back(term);
                std::vector<float> scales(terms.size() * channels, 1.0f), mean(channels), shift(channels);
                for (size_t k = 0; k < terms.size(); k++) {
                    float* scale = scales.data() + k * channels;
                    std::fill(mean.begin(), mean.end(), 0.0f);
                    if (terms[k].slot >= 0) read_norm(terms[k].slot, terms[k].norm, mean.data(), scale);
                    for (int64_t c = 0; c < channels; c++) {
                        scale[c] *= terms[k].weight;
                        shift[c] -= scale[c] * mean[c];
                    }
                }
                std::vector<const float*> sources(terms.size());
                for (int64_t image = first; image < last; image++) {
                    for (size_t k = 0; k < terms.size(); k++)
                        sources[k] = terms[k].slot < 0 ? input_image(image) : image_of(terms[k].slot, image);
                    row_kernels().affine_sum(outs[edge].data_ptr<float>() + image * plan_.out_image(), sources.data(),
                                             static_cast<int64_t>(terms.size()), plan_.out_plane(), channels, scales.data(), shift.data());
                }
            }
        });
        return outs;
    }

    const MixedEdgesArguments& arguments_;
    const std::vector<at::Tensor>& running_;
    MixedEdgesState& state_;
    MixedEdgesPlan plan_;
    std::vector<PreparedUnit> units_;
    ImageMoments moments_;
    at::Tensor x_;
};

}  // namespace

void rectify(float* padded, const PaddedShape& shape, const float* image, const float* scale, const float* shift) {
    shape.fill_border(padded, 0.0f);
    for (int64_t y = 0; y < shape.height; y++)
        row_kernels().affine_relu(padded + shape.at(y, 0), image + y * shape.width * shape.channels, shape.width, shape.channels, scale, shift);
}

std::vector<at::Tensor> mixed_edges_forward(const MixedEdgesArguments& arguments, const std::vector<at::Tensor>& running,
                                            MixedEdgesState& state) {
    return MixedEdgesForward(arguments, running, state).run();
}

}  // namespace nassharp::kernels
