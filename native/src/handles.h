// Handles are libtorch's own reference-counted objects: handing one out or taking one back allocates nothing.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "nassharp.h"

namespace nassharp {

inline c10::TensorImpl* impl(ns_tensor tensor) { return reinterpret_cast<c10::TensorImpl*>(tensor); }

// One more reference to the caller's tensor; undefined for null.
inline at::Tensor borrow(ns_tensor tensor) {
    if (tensor == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(impl(tensor)));
}

inline at::Tensor borrow_defined(ns_tensor tensor) {
    TORCH_CHECK(tensor != nullptr, "the tensor is undefined");
    return borrow(tensor);
}

inline ns_tensor hand_out(at::Tensor tensor) {
    return tensor.defined() ? reinterpret_cast<ns_tensor>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

// Takes over the reference that the caller gives away.
inline at::Tensor take(ns_tensor tensor) {
    if (tensor == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(impl(tensor)));
}

inline std::vector<at::Tensor> borrow_all(const ns_tensor* tensors, int32_t count) {
    std::vector<at::Tensor> result;
    result.reserve(count);
    for (int32_t i = 0; i < count; i++) result.push_back(borrow(tensors[i]));
    return result;
}

inline at::Generator borrow(ns_generator generator) {
    return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(reinterpret_cast<c10::GeneratorImpl*>(generator)));
}

inline ns_generator hand_out(at::Generator generator) { return reinterpret_cast<ns_generator>(generator.unsafeReleaseGeneratorImpl()); }

// Room that the caller gives back with ns_free.
template <typename T>
T* allocate(size_t count) {
    void* memory = std::malloc(count == 0 ? 1 : count * sizeof(T));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
}

inline char* hand_out(const std::string& text) {
    char* copy = allocate<char>(text.size() + 1);
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return copy;
}

inline c10::Device device(int32_t type, int32_t index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

}  // namespace nassharp
