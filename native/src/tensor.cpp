// Tensors: lifetime, metadata, memory. Nothing here is an operator, or a property is read too often to be one.
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <utility>

#include "guard.h"
#include "handles.h"

using namespace nassharp;

void ns_tensor_release(ns_tensor tensor) {
    if (tensor != nullptr) take(tensor);
}

ns_tensor ns_tensor_retain(ns_tensor tensor) { return tensor == nullptr ? nullptr : hand_out(borrow(tensor)); }

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
        out->requires_grad = t.requires_grad() ? 1 : 0;
        out->is_leaf = t.is_leaf() ? 1 : 0;
        out->defined = 1;
        if (!t.has_storage()) return;
        out->has_storage = t.is_meta() ? 0 : 1;
        out->storage_id = reinterpret_cast<uint64_t>(t.storage().unsafeGetStorageImpl());
        out->storage_bytes = static_cast<int64_t>(t.storage().nbytes());
    });
}

int32_t ns_tensor_ndim(ns_tensor tensor) { return tensor == nullptr ? 0 : static_cast<int32_t>(impl(tensor)->dim()); }

int64_t ns_tensor_size(ns_tensor tensor, int32_t dimension) {
    const auto ndim = ns_tensor_ndim(tensor);
    const auto index = dimension < 0 ? dimension + ndim : dimension;
    return index < 0 || index >= ndim ? -1 : impl(tensor)->sizes()[index];
}

int32_t ns_tensor_sizes(ns_tensor tensor, int64_t* out) {
    return guarded([&] {
        const auto sizes = borrow_defined(tensor).sizes();
        std::copy(sizes.begin(), sizes.end(), out);
    });
}

int32_t ns_tensor_strides(ns_tensor tensor, int64_t* out) {
    return guarded([&] {
        const auto strides = borrow_defined(tensor).strides();
        std::copy(strides.begin(), strides.end(), out);
    });
}

int32_t ns_tensor_dtype(ns_tensor tensor) {
    return static_cast<int32_t>(tensor == nullptr ? c10::ScalarType::Undefined : c10::typeMetaToScalarType(impl(tensor)->dtype()));
}

int32_t ns_tensor_is_contiguous(ns_tensor tensor, int32_t memory_format) {
    int32_t result = 0;
    guarded([&] { result = borrow_defined(tensor).is_contiguous(static_cast<c10::MemoryFormat>(memory_format)) ? 1 : 0; });
    return result;
}

int32_t ns_tensor_data(ns_tensor tensor, void** out) {
    return guarded([&] {
        const auto t = borrow_defined(tensor);
        TORCH_CHECK(!t.is_meta(), "a tensor on the meta device has no memory to read");
        *out = t.data_ptr();
    });
}

int64_t ns_tensor_version(ns_tensor tensor) { return tensor == nullptr ? 0 : impl(tensor)->version_counter().current_version(); }

int32_t ns_tensor_from_blob(void* data, const int64_t* sizes, const int64_t* strides, int32_t ndim, int32_t dtype, void (*free)(void*),
                            void* context, ns_tensor* out) {
    return guarded([&] {
        const c10::IntArrayRef shape(sizes, ndim);
        const auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype));
        // Checked before libtorch takes the deleter over: after an error the memory is still the caller's.
        for (const auto size : shape) TORCH_CHECK(size >= 0, "a tensor of shape ", shape, " cannot be: a size is negative");
        auto maker = at::for_blob(data, shape);
        maker.options(options);
        if (strides != nullptr) maker.strides(c10::IntArrayRef(strides, ndim));
        if (free != nullptr) maker.context(context, free);
        *out = hand_out(maker.make_tensor());
    });
}

int32_t ns_tensor_set_data(ns_tensor tensor, ns_tensor source) {
    return guarded([&] { borrow_defined(tensor).set_data(borrow_defined(source)); });
}
