// What a tensor is: lifetime, shape, type, place and memory.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/variable.h>

#include <stdexcept>

#include "guard.h"

using ns::borrow;
using ns::guarded;
using ns::impl;

extern "C" {

void ns_free(void* memory) {
    std::free(memory);
}

void ns_tensor_release(ns_tensor tensor) {
    // Dropping the last reference may run user code (hooks' deleters), which must not throw through here.
    guarded([&] { ns::ImplPtr::reclaim(impl(tensor)).reset(); });
}

ns_tensor ns_tensor_retain(ns_tensor tensor) {
    return ns::release(borrow(tensor));
}

int32_t ns_tensor_get_info(ns_tensor tensor, ns_tensor_info* out) {
    return guarded([&] {
        *out = ns_tensor_info{};
        if (tensor == nullptr) return;
        const auto t = borrow(tensor);
        out->dtype = static_cast<int32_t>(t.scalar_type());
        out->device_type = static_cast<int32_t>(t.device().type());
        out->device_index = t.device().index();
        out->ndim = static_cast<int32_t>(t.dim());
        out->numel = t.numel();
        out->element_size = static_cast<int64_t>(t.element_size());
        out->requires_grad = t.requires_grad();
        out->is_leaf = t.is_leaf();
        out->defined = 1;
        out->has_storage = t.has_storage() && !t.is_meta();
        if (t.has_storage()) {
            out->storage_id = reinterpret_cast<uint64_t>(t.storage().unsafeGetStorageImpl());
            out->storage_bytes = static_cast<int64_t>(t.storage().nbytes());
        }
    });
}

int32_t ns_tensor_ndim(ns_tensor tensor) {
    return static_cast<int32_t>(impl(tensor)->dim());
}

int64_t ns_tensor_size(ns_tensor tensor, int32_t dimension) {
    const auto sizes = impl(tensor)->sizes();
    const auto count = static_cast<int64_t>(sizes.size());
    const auto index = dimension < 0 ? dimension + count : dimension;
    return index < 0 || index >= count ? -1 : sizes[index];
}

int32_t ns_tensor_sizes(ns_tensor tensor, int64_t* out) {
    return guarded([&] {
        const auto sizes = impl(tensor)->sizes();
        std::copy(sizes.begin(), sizes.end(), out);
    });
}

int32_t ns_tensor_strides(ns_tensor tensor, int64_t* out) {
    return guarded([&] {
        const auto strides = impl(tensor)->strides();
        std::copy(strides.begin(), strides.end(), out);
    });
}

int32_t ns_tensor_dtype(ns_tensor tensor) {
    return static_cast<int32_t>(c10::typeMetaToScalarType(impl(tensor)->dtype()));
}

int32_t ns_tensor_is_contiguous(ns_tensor tensor, int32_t memory_format) {
    return impl(tensor)->is_contiguous(static_cast<c10::MemoryFormat>(memory_format)) ? 1 : 0;
}

int32_t ns_tensor_data(ns_tensor tensor, void** out) {
    return guarded([&] {
        const auto t = borrow(tensor);
        if (t.is_meta() || !t.has_storage()) throw std::invalid_argument("the tensor has no memory (meta device)");
        *out = t.data_ptr();
    });
}

int64_t ns_tensor_version(ns_tensor tensor) {
    return static_cast<int64_t>(impl(tensor)->version_counter().current_version());
}

int32_t ns_tensor_from_blob(void* data, const int64_t* sizes, const int64_t* strides, int32_t ndim, int32_t dtype,
                            void (*free)(void*), void* context, ns_tensor* out) {
    return guarded([&] {
        const auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype));
        const at::IntArrayRef shape(sizes, ndim);
        const auto deleter = [free, context](void*) {
            if (free != nullptr) free(context);
        };
        auto tensor = strides == nullptr ? at::from_blob(data, shape, deleter, options)
                                         : at::from_blob(data, shape, at::IntArrayRef(strides, ndim), deleter, options);
        *out = ns::release(std::move(tensor));
    });
}

int32_t ns_tensor_set_data(ns_tensor tensor, ns_tensor source) {
    return guarded([&] { borrow(tensor).set_data(borrow(source)); });
}

}  // extern "C"
