// What every exported function stands on: no exception leaves the library, and the last error is kept per thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <torch/version.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include "nassharp.h"

namespace ns {

inline std::string& last_error() {
    thread_local std::string message;
    return message;
}

// libtorch's first line; the backtrace behind it is for libtorch's own developers.
inline void set_error(const std::string& message) {
    last_error() = message.substr(0, message.find('\n'));
}

template <typename F>
int32_t guarded(F&& function) noexcept {
    try {
        function();
        return NS_OK;
    } catch (const c10::Error& e) {
        set_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        set_error(e.what());
    } catch (...) {
        set_error("an exception of unknown type");
    }
    return NS_ERROR;
}

using ImplPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

// A handle is one owned reference to a TensorImpl; null stands for an undefined tensor.
inline at::Tensor borrow(ns_tensor handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(ImplPtr::reclaim_copy(reinterpret_cast<c10::TensorImpl*>(handle)));
}

inline ns_tensor release(at::Tensor&& tensor) {
    if (!tensor.defined()) return nullptr;
    return reinterpret_cast<ns_tensor>(tensor.unsafeReleaseTensorImpl());
}

inline c10::TensorImpl* impl(ns_tensor handle) {
    return reinterpret_cast<c10::TensorImpl*>(handle);
}

inline char* copy_text(const std::string& text) {
    auto* memory = static_cast<char*>(std::malloc(text.size() + 1));
    if (memory == nullptr) throw std::bad_alloc();
    std::memcpy(memory, text.c_str(), text.size() + 1);
    return memory;
}

inline c10::Device device_of(int32_t type, int32_t index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

}  // namespace ns
