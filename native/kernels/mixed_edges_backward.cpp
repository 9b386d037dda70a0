#include "mixed_edges_backward.h"

#include "row_kernels.h"

namespace nassharp::kernels {
namespace {

int64_t count_terms(const MixedEdgesPlan& plan) {
    int64_t count = 0;
    for (const auto& edge : plan.edges) count += static_cast<int64_t>(edge.size());
    return count;
}

}  // namespace

void AffineGrad::evaluate(float* out, int64_t image, int64_t plane, int64_t channels) const {
    std::vector<const float*> images;
    for (const at::Tensor& source : sources) images.push_back(source.data_ptr<float>() + image * plane * channels);
    row_kernels().affine_sum(out, images.data(), static_cast<int64_t>(images.size()), plane, channels, scales.data(), shift.data());
}

MixedEdgesBackward::MixedEdgesBackward(const MixedEdgesArguments& arguments, const MixedEdgesState& state,
                                       const std::vector<at::Tensor>& grads, bool need_x, bool need_weights, bool need_parameters)
    : arguments_(arguments),
      state_(state),
      need_x_(need_x),
      need_weights_(need_weights),
      need_parameters_(need_parameters),
      plan_(arguments),
      units_(prepare_units(plan_, arguments, true)),
      pool_(plan_),
      x_(arguments.x.contiguous(at::MemoryFormat::ChannelsLast)),
      edge_sums_(static_cast<int64_t>(plan_.edges.size()), plan_.images, plan_.out_channels),
      term_dots_(count_terms(plan_), plan_.images, plan_.out_channels),
      slot_grads_(plan_.slots()) {
    TORCH_CHECK(arguments.training, "mixed_edges: the backward pass needs training mode");
    for (const at::Tensor& grad : grads)
        grads_.push_back(grad.defined() ? grad.contiguous(at::MemoryFormat::ChannelsLast) : at::Tensor());
    for (const at::Tensor& given : arguments.parameters) {
        parameters_.push_back(given.contiguous());
        parameter_offsets_.push_back(parameter_floats_);
        parameter_floats_ += Scratch::rounded(given.numel());
    }
    int64_t terms = 0;
    for (const auto& edge : plan_.edges) {
        term_offsets_.push_back(terms);
        terms += static_cast<int64_t>(edge.size());
    }
    if (!plan_.pool_norms[1].empty()) {
        const std::vector<float> ones(9 * plan_.channels, 1.0f);
        const Window window{{3, 3}, {plan_.stride, plan_.stride}, {1, 1}, {1, 1}};
        average_ = std::make_unique<DepthwiseImage>(pool_.shape, window, ones.data(), true);
    }
}

MixedEdgesGradients MixedEdgesBackward::run() {
    result_.weights.resize(arguments_.weights.size());
    result_.parameters.resize(arguments_.parameters.size());
    measure_edges();
    for (size_t edge = 0; need_weights_ && edge < result_.weights.size(); edge++)
        if (grads_[edge].defined()) result_.weights[edge] = weight_grad(static_cast<int64_t>(edge));
    if (!need_x_ && !need_parameters_) return std::move(result_);

    start_from_edges();
    parameter_sums_ = at::zeros({worker_count(plan_.images), need_parameters_ ? parameter_floats_ : 0}, at::kFloat);
    // Last stages first: a unit can run once every unit that reads it has left its gradient.
    std::vector<bool> waiting(plan_.units.size(), false), done(plan_.units.size(), false);
    for (;;) {
        std::fill(waiting.begin(), waiting.end(), false);
        for (size_t u = 0; u < plan_.units.size(); u++)
            if (!done[u] && !plan_.is_first(plan_.units[u])) waiting[plan_.units[u].source] = true;
        std::vector<int64_t> ready;
        for (size_t u = 0; u < plan_.units.size(); u++)
            if (!done[u] && !waiting[u] && !plan_.is_first(plan_.units[u])) ready.push_back(static_cast<int64_t>(u));
        if (ready.empty()) break;
        run_later_units(ready);
        for (const int64_t u : ready) done[u] = true;
    }
    run_first_units();
    if (need_parameters_) collect_parameters();
    return std::move(result_);
}

void MixedEdgesBackward::measure_edges() {
    const int64_t plane = plan_.out_plane(), channels = plan_.out_channels;
    const std::vector<float> zeros(channels);
    for_workers(plan_.images, [&](int64_t, int64_t first, int64_t last) {
        for (int64_t image = first; image < last; image++)
            for (size_t edge = 0; edge < plan_.edges.size(); edge++) {
                if (!grads_[edge].defined()) continue;
                const float* grad = grads_[edge].data_ptr<float>() + image * plan_.out_image();
                row_kernels().channel_sum(edge_sums_.at(static_cast<int64_t>(edge), image), grad, plane, channels);
                for (size_t k = 0; k < plan_.edges[edge].size(); k++) {
                    const int64_t slot = plan_.edges[edge][k].slot;
                    if (slot < 0 && !need_weights_) continue;
                    row_kernels().channel_dot(term_dots_.at(term_offsets_[edge] + static_cast<int64_t>(k), image), grad,
                                              slot < 0 ? x_image(image) : slot_image(slot, image), plane, channels,
                                              slot < 0 ? nullptr : state_.mean_of(slot));
                }
            }
    });
}

at::Tensor MixedEdgesBackward::weight_grad(int64_t edge) const {
    at::Tensor grad = at::zeros_like(arguments_.weights[edge]);
    for (size_t k = 0; k < plan_.edges[edge].size(); k++) {
        const Term& term = plan_.edges[edge][k];
        double sum = 0;
        for (int64_t c = 0; c < plan_.out_channels; c++) {
            const double dot = term_dots_.total(term_offsets_[edge] + static_cast<int64_t>(k), c);
            sum += term.slot < 0 ? dot : dot * state_.scale_of(term.slot)[c];
        }
        grad.data_ptr<float>()[term.candidate] = static_cast<float>(sum);
    }
    return grad;
}

void MixedEdgesBackward::add_norm_grad(AffineGrad& target, const at::Tensor& grad, int64_t slot, double weight,
                                       const std::vector<double>& sum, const std::vector<double>& dot) const {
    const int64_t channels = plan_.out_channels;
    if (target.sources.empty()) {
        target.sources.push_back(state_.slots[slot]);
        target.scales.resize(channels);
        target.shift.resize(channels);
    }
    target.sources.push_back(grad);
    const double count = static_cast<double>(plan_.images * plan_.out_plane());
    const float *mean = state_.mean_of(slot), *scale = state_.scale_of(slot);
    for (int64_t c = 0; c < channels; c++) {
        const double direct = weight * scale[c], along = -direct * scale[c] * scale[c] * dot[c] / count;
        target.scales.push_back(static_cast<float>(direct));
        target.scales[c] += static_cast<float>(along);
        target.shift[c] += static_cast<float>(-direct * sum[c] / count - along * mean[c]);
    }
}

void MixedEdgesBackward::start_from_edges() {
    std::vector<double> sum(plan_.out_channels), dot(plan_.out_channels);
    for (size_t edge = 0; edge < plan_.edges.size(); edge++) {
        if (!grads_[edge].defined()) continue;
        for (int64_t c = 0; c < plan_.out_channels; c++) sum[c] = edge_sums_.total(static_cast<int64_t>(edge), c);
        for (size_t k = 0; k < plan_.edges[edge].size(); k++) {
            const Term& term = plan_.edges[edge][k];
            if (term.slot < 0 || term.weight == 0) continue;
            for (int64_t c = 0; c < plan_.out_channels; c++) dot[c] = term_dots_.total(term_offsets_[edge] + static_cast<int64_t>(k), c);
            add_norm_grad(slot_grads_[term.slot], grads_[edge], term.slot, term.weight, sum, dot);
        }
    }
}

void MixedEdgesBackward::run_later_units(const std::vector<int64_t>& units) {
    const int64_t channels = plan_.out_channels, plane = plan_.out_plane(), count = static_cast<int64_t>(units.size());
    std::vector<at::Tensor> grads(units.size());
    ImageSums sums(count, plan_.images, channels), dots(count, plan_.images, channels);
    for (size_t i = 0; i < units.size(); i++)
        if (!slot_grads_[units[i]].sources.empty()) grads[i] = at::empty_like(state_.slots[units[i]], at::MemoryFormat::ChannelsLast);

    for_workers(plan_.images, [&](int64_t index, int64_t first, int64_t last) {
        Worker worker(*this);
        worker.parameters = need_parameters_ ? parameter_sums_.data_ptr<float>() + index * parameter_floats_ : nullptr;
        std::vector<float> shift(channels);
        for (int64_t image = first; image < last; image++)
            for (int64_t i = 0; i < count; i++) {
                if (!grads[i].defined()) continue;
                const int64_t source = plan_.units[units[i]].source;
                const float *mean = state_.mean_of(source), *scale = state_.scale_of(source);
                for (int64_t c = 0; c < channels; c++) shift[c] = -mean[c] * scale[c];
                rectify(worker.input, units_[units[i]].input, slot_image(source, image), scale, shift.data());
                std::fill_n(worker.in_grad, plan_.out_image(), 0.0f);
                unit_grad(worker, units[i], image, true);
                float* grad = grads[i].data_ptr<float>() + image * plan_.out_image();
                row_kernels().relu_grad(grad, worker.in_grad, slot_image(source, image), plane, channels, scale, shift.data());
                row_kernels().channel_sum(sums.at(i, image), grad, plane, channels);
                row_kernels().channel_dot(dots.at(i, image), grad, slot_image(source, image), plane, channels, mean);
            }
    });

    std::vector<double> sum(channels), dot(channels);
    for (int64_t i = 0; i < count; i++) {
        if (!grads[i].defined()) continue;
        for (int64_t c = 0; c < channels; c++) sum[c] = sums.total(i, c), dot[c] = dots.total(i, c);
        const int64_t source = plan_.units[units[i]].source;
        add_norm_grad(slot_grads_[source], grads[i], source, 1.0, sum, dot);
        // Only what first units need stays; that there was a gradient is remembered by the scales.
        slot_grads_[units[i]].sources.clear();
    }
}

void MixedEdgesBackward::run_first_units() {
    if (need_x_) result_.x = at::empty_like(x_, at::MemoryFormat::ChannelsLast);
    // The identities' gradients go straight to x.
    AffineGrad direct;
    std::vector<float> weights(1, 1.0f);
    for (size_t edge = 0; edge < plan_.edges.size(); edge++)
        for (const Term& term : plan_.edges[edge])
            if (term.slot < 0 && term.weight != 0 && grads_[edge].defined()) {
                direct.sources.push_back(grads_[edge]);
                weights.push_back(term.weight);
            }
    for (const float weight : weights) direct.scales.insert(direct.scales.end(), plan_.channels, weight);
    direct.shift.resize(plan_.channels);

    for_workers(plan_.images, [&](int64_t index, int64_t first, int64_t last) {
        Worker worker(*this);
        worker.parameters = need_parameters_ ? parameter_sums_.data_ptr<float>() + index * parameter_floats_ : nullptr;
        for (int64_t image = first; image < last; image++) {
            bool copied = false;
            std::fill_n(worker.in_grad, x_image_size(), 0.0f);
            for (size_t u = 0; u < plan_.units.size(); u++) {
                if (!plan_.is_first(plan_.units[u]) || slot_grads_[u].sources.empty()) continue;
                if (!copied) rectify(worker.input, units_[u].input, x_image(image), nullptr, nullptr);
                copied = true;
                unit_grad(worker, static_cast<int64_t>(u), image, need_x_);
            }
            if (!need_x_) continue;
            float* x_grad = result_.x.data_ptr<float>() + image * x_image_size();
            const int64_t plane = plan_.height * plan_.width;
            row_kernels().relu_grad(worker.in_grad, worker.in_grad, x_image(image), plane, plan_.channels, nullptr, nullptr);
            std::vector<const float*> sources{worker.in_grad};
            for (const at::Tensor& grad : direct.sources) sources.push_back(grad.data_ptr<float>() + image * x_image_size());
            row_kernels().affine_sum(x_grad, sources.data(), static_cast<int64_t>(sources.size()), plane, plan_.channels,
                                     direct.scales.data(), direct.shift.data());
            add_pool_grads(worker, x_grad, image);
        }
    });
}

MixedEdgesGradients mixed_edges_backward(const MixedEdgesArguments& arguments, const MixedEdgesState& state,
                                         const std::vector<at::Tensor>& grads, bool need_x, bool need_weights, bool need_parameters) {
    return MixedEdgesBackward(arguments, state, grads, need_x, need_weights, need_parameters).run();
}

}  // namespace nassharp::kernels
