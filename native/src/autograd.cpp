// Gradients: leaves, backward, grad, hooks, modes.
#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>
#include <torch/csrc/autograd/variable.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "guard.h"

using ns::borrow;
using ns::guarded;

namespace {

std::vector<at::Tensor> tensors_of(const ns_tensor* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; handles != nullptr && i < count; i++) tensors.push_back(borrow(handles[i]));
    return tensors;
}

}  // namespace

extern "C" {

int32_t ns_tensor_requires_grad(ns_tensor tensor) {
    return ns::impl(tensor)->requires_grad() ? 1 : borrow(tensor).requires_grad();
}

int32_t ns_tensor_set_requires_grad(ns_tensor tensor, int32_t value) {
    return guarded([&] {
        const auto t = borrow(tensor);
        if (!t.is_leaf() && value == 0) throw std::invalid_argument("only leaves can stop requiring a gradient: use detach()");
        t.set_requires_grad(value != 0);
    });
}

int32_t ns_tensor_grad(ns_tensor tensor, ns_tensor* out) {
    return guarded([&] {
        auto grad = borrow(tensor).grad();
        *out = ns::release(std::move(grad));
    });
}

int32_t ns_tensor_set_grad(ns_tensor tensor, ns_tensor grad) {
    return guarded([&] { borrow(tensor).mutable_grad() = borrow(grad); });
}

int32_t ns_tensor_retain_grad(ns_tensor tensor) {
    return guarded([&] { borrow(tensor).retain_grad(); });
}

int32_t ns_tensor_register_hook(ns_tensor tensor, ns_tensor (*callback)(void* context, ns_tensor grad), void (*free)(void*),
                                void* context, int32_t* handle) {
    return guarded([&] {
        // The context is freed with the last copy of the hook.
        const auto owned = std::shared_ptr<void>(context, free);
        *handle = static_cast<int32_t>(borrow(tensor).register_hook([callback, owned](at::Tensor grad) -> at::Tensor {
            auto* replacement = callback(owned.get(), ns::release(at::Tensor(grad)));
            if (replacement == nullptr) return grad;
            return at::Tensor(ns::ImplPtr::reclaim(ns::impl(replacement)));
        }));
    });
}

int32_t ns_tensor_remove_hook(ns_tensor tensor, int32_t handle) {
    return guarded([&] { borrow(tensor).remove_hook(static_cast<unsigned>(handle)); });
}

int32_t ns_backward(const ns_tensor* tensors, const ns_tensor* grads, int32_t count, int32_t retain_graph, int32_t create_graph,
                    const ns_tensor* inputs, int32_t input_count) {
    return guarded([&] {
        torch::autograd::backward(tensors_of(tensors, count), tensors_of(grads, count), retain_graph != 0, create_graph != 0,
                                  tensors_of(inputs, input_count));
    });
}

int32_t ns_grad(const ns_tensor* outputs, int32_t output_count, const ns_tensor* inputs, int32_t input_count, const ns_tensor* grads,
                int32_t retain_graph, int32_t create_graph, int32_t allow_unused, ns_tensor* out) {
    return guarded([&] {
        auto result = torch::autograd::grad(tensors_of(outputs, output_count), tensors_of(inputs, input_count),
                                            tensors_of(grads, output_count), retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (int32_t i = 0; i < input_count; i++) out[i] = ns::release(std::move(result[i]));
    });
}

int32_t ns_grad_mode(void) {
    return c10::GradMode::is_enabled() ? 1 : 0;
}

void ns_set_grad_mode(int32_t enabled) {
    c10::GradMode::set_enabled(enabled != 0);
}

// Autocast is set per device kind from libtorch 2.4 on; before, by one function for each kind.
int32_t ns_autocast_enabled(int32_t device_type) {
    const auto type = static_cast<c10::DeviceType>(device_type);
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    return at::autocast::is_autocast_enabled(type) ? 1 : 0;
#else
    return (type == c10::DeviceType::CUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled()) ? 1 : 0;
#endif
}

int32_t ns_set_autocast(int32_t device_type, int32_t enabled, int32_t dtype) {
    return guarded([&] {
        const auto type = static_cast<c10::DeviceType>(device_type);
        const auto target = static_cast<c10::ScalarType>(dtype);
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_enabled(type, enabled != 0);
        if (enabled != 0) at::autocast::set_autocast_dtype(type, target);
#else
        if (type == c10::DeviceType::CUDA) {
            at::autocast::set_enabled(enabled != 0);
            if (enabled != 0) at::autocast::set_autocast_gpu_dtype(target);
        } else {
            at::autocast::set_cpu_enabled(enabled != 0);
            if (enabled != 0) at::autocast::set_autocast_cpu_dtype(target);
        }
#endif
        if (enabled == 0) at::autocast::clear_cache();
    });
}

}  // extern "C"
