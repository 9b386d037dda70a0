// Gradients: requires_grad, hooks, backward, and the modes that change what operators record.
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <memory>
#include <utility>

#include "guard.h"
#include "handles.h"

using namespace nassharp;

namespace {

using Callback = ns_tensor (*)(void* context, ns_tensor grad);

// The caller's context, given back when libtorch drops the hook.
class HookContext {
public:
    explicit HookContext(void* context) : context_(context) {}
    ~HookContext() {
        if (free_ != nullptr) free_(context_);
    }
    HookContext(const HookContext&) = delete;
    HookContext& operator=(const HookContext&) = delete;
    void* get() const { return context_; }
    void own(void (*free)(void*)) { free_ = free; }

private:
    void* context_;
    void (*free_)(void*) = nullptr;
};

void check_gradient(const at::Tensor& tensor, const at::Tensor& grad) {
    TORCH_CHECK(grad.sizes() == tensor.sizes(), "a gradient of shape ", grad.sizes(), " does not fit a tensor of shape ", tensor.sizes());
    TORCH_CHECK(grad.scalar_type() == tensor.scalar_type(), "a gradient of type ", grad.scalar_type(), " does not fit a tensor of type ",
                tensor.scalar_type());
    TORCH_CHECK(grad.device() == tensor.device(), "a gradient on ", grad.device(), " does not fit a tensor on ", tensor.device());
}

// Empty when the caller gave none: libtorch then starts from one for each scalar output.
std::vector<at::Tensor> start_gradients(const ns_tensor* grads, int32_t count) {
    return grads == nullptr ? std::vector<at::Tensor>() : borrow_all(grads, count);
}

}  // namespace

int32_t ns_tensor_requires_grad(ns_tensor tensor) { return tensor != nullptr && impl(tensor)->requires_grad() ? 1 : 0; }

int32_t ns_tensor_set_requires_grad(ns_tensor tensor, int32_t value) {
    return guarded([&] { borrow_defined(tensor).requires_grad_(value != 0); });
}

int32_t ns_tensor_grad(ns_tensor tensor, ns_tensor* out) {
    // Straight from the implementation: Tensor::grad() warns about every tensor that is no leaf.
    return guarded([&] { *out = hand_out(std::as_const(*borrow_defined(tensor).unsafeGetTensorImpl()).grad()); });
}

int32_t ns_tensor_set_grad(ns_tensor tensor, ns_tensor grad) {
    return guarded([&] {
        const auto t = borrow_defined(tensor);
        const auto g = borrow(grad);
        if (g.defined()) check_gradient(t, g);
        t.mutable_grad() = g;
    });
}

int32_t ns_tensor_retain_grad(ns_tensor tensor) {
    return guarded([&] { borrow_defined(tensor).retain_grad(); });
}

int32_t ns_tensor_register_hook(ns_tensor tensor, Callback callback, void (*free)(void*), void* context, int32_t* handle) {
    return guarded([&] {
        auto shared = std::make_shared<HookContext>(context);
        const auto id = borrow_defined(tensor).register_hook([callback, shared](const at::Tensor& grad) {
            auto replacement = take(callback(shared->get(), hand_out(grad)));
            return replacement.defined() ? replacement : grad;
        });
        shared->own(free);  // only now: after an error the context is still the caller's
        *handle = static_cast<int32_t>(id);
    });
}

int32_t ns_tensor_remove_hook(ns_tensor tensor, int32_t handle) {
    return guarded([&] { borrow_defined(tensor).remove_hook(static_cast<unsigned>(handle)); });
}

int32_t ns_backward(const ns_tensor* tensors, const ns_tensor* grads, int32_t count, int32_t retain_graph, int32_t create_graph,
                    const ns_tensor* inputs, int32_t input_count) {
    return guarded([&] {
        torch::autograd::backward(borrow_all(tensors, count), start_gradients(grads, count), retain_graph != 0 || create_graph != 0,
                                  create_graph != 0, borrow_all(inputs, input_count));
    });
}

int32_t ns_grad(const ns_tensor* outputs, int32_t output_count, const ns_tensor* inputs, int32_t input_count, const ns_tensor* grads,
                int32_t retain_graph, int32_t create_graph, int32_t allow_unused, ns_tensor* out) {
    return guarded([&] {
        auto result = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count), start_gradients(grads, output_count),
                                            retain_graph != 0 || create_graph != 0, create_graph != 0, allow_unused != 0);
        for (int32_t i = 0; i < input_count; i++) out[i] = hand_out(std::move(result[i]));
    });
}

int32_t ns_grad_mode(void) { return at::GradMode::is_enabled() ? 1 : 0; }

void ns_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

int32_t ns_autocast_enabled(int32_t device_type) {
    int32_t result = 0;
    guarded([&] { result = at::autocast::is_autocast_enabled(static_cast<c10::DeviceType>(device_type)) ? 1 : 0; });
    return result;
}

static void set_autocast(c10::DeviceType type, bool enabled, c10::ScalarType dtype) {
    at::autocast::set_autocast_dtype(type, dtype);
    at::autocast::set_autocast_enabled(type, enabled);
}

#else

int32_t ns_autocast_enabled(int32_t device_type) {
    switch (static_cast<c10::DeviceType>(device_type)) {
        case c10::DeviceType::CPU: return at::autocast::is_cpu_enabled() ? 1 : 0;
        case c10::DeviceType::CUDA: return at::autocast::is_enabled() ? 1 : 0;
        default: return 0;
    }
}

static void set_autocast(c10::DeviceType type, bool enabled, c10::ScalarType dtype) {
    TORCH_CHECK(type == c10::DeviceType::CPU || type == c10::DeviceType::CUDA, "autocast knows the devices cpu and cuda, not ", type);
    if (type == c10::DeviceType::CPU) {
        at::autocast::set_autocast_cpu_dtype(dtype);
        at::autocast::set_cpu_enabled(enabled);
    } else {
        at::autocast::set_autocast_gpu_dtype(dtype);
        at::autocast::set_enabled(enabled);
    }
}

#endif

int32_t ns_set_autocast(int32_t device_type, int32_t enabled, int32_t dtype) {
    return guarded([&] {
        set_autocast(static_cast<c10::DeviceType>(device_type), enabled != 0, static_cast<c10::ScalarType>(dtype));
        // Weights cast to the lower precision are kept until then.
        if (enabled == 0) at::autocast::clear_cache();
    });
}
