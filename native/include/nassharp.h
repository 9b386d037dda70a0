// The C interface of NasSharp over libtorch: one generic door to the dispatcher, and the few things that are no operator.
//
// Conventions
// - Every function returns NS_OK or NS_ERROR; after NS_ERROR, ns_last_error() holds the message of this thread.
//   No C++ exception leaves this library.
// - ns_tensor is one owned reference to a tensor. Whoever receives one releases it with ns_tensor_release.
// - Memory handed out (strings, lists) is released with ns_free.
// - Scalar types, layouts and memory formats are passed as INT, with libtorch's numbers.
#pragma once

#include <stdint.h>

#define NS_API __attribute__((visibility("default")))
#define NS_ABI_VERSION 2

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_tensor_opaque* ns_tensor;
typedef struct ns_op_opaque* ns_op;
typedef struct ns_generator_opaque* ns_generator;

enum { NS_OK = 0, NS_ERROR = 1 };

enum ns_tag {
    NS_NONE = 0,
    NS_TENSOR = 1,           // p: ns_tensor (null: an undefined tensor)
    NS_INT = 2,              // i
    NS_DOUBLE = 3,           // d
    NS_BOOL = 4,             // i: 0 or 1
    NS_INT_LIST = 5,         // p: int64_t[count]
    NS_DOUBLE_LIST = 6,      // p: double[count]
    NS_BOOL_LIST = 7,        // p: uint8_t[count]
    NS_TENSOR_LIST = 8,      // p: ns_tensor[count]
    NS_OPT_TENSOR_LIST = 9,  // p: ns_tensor[count], null entries are None
    NS_STRING = 10,          // p: utf-8, count bytes, not terminated (terminated when handed out)
    NS_DEVICE = 11,          // i: device type in the upper 32 bits, index (-1: current) in the lower
    NS_GENERATOR = 12,       // p: ns_generator
    NS_DEFAULT = 13,         // the default of the operator's schema; also used for missing trailing arguments
};

typedef struct ns_value {
    int32_t tag;
    int32_t count;
    union {
        int64_t i;
        double d;
        const void* p;
    };
} ns_value;

typedef struct ns_tensor_info {
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t ndim;
    int64_t numel;
    int64_t element_size;
    int32_t requires_grad;
    int32_t is_leaf;
    int32_t defined;
    int32_t has_storage;   // 0 for meta-like tensors without memory of their own
    uint64_t storage_id;   // the same for tensors that share memory
    int64_t storage_bytes;
} ns_tensor_info;

// -- library
NS_API const char* ns_last_error(void);
NS_API int32_t ns_abi_version(void);
NS_API const char* ns_libtorch_version(void);          // "1.13.0"
NS_API int32_t ns_build_info(char** out);              // at::show_config and the parallel back end, as text
NS_API void ns_free(void* memory);

// -- the door
// Finds "aten::add" with overload "Tensor" (or ""). The handle lives as long as the process.
NS_API int32_t ns_op_find(const char* name, const char* overload, ns_op* out);
NS_API int32_t ns_op_schema(ns_op op, char** out);     // the schema as libtorch prints it
NS_API int32_t ns_op_list(char** out);                 // all registered schemas, one a line
// Calls an operator. results: room for max_results values (0: the results are dropped); *result_count receives
// the number written.
NS_API int32_t ns_call(ns_op op, const ns_value* args, int32_t arg_count, ns_value* results, int32_t max_results, int32_t* result_count);

// -- tensors
NS_API void ns_tensor_release(ns_tensor tensor);
NS_API ns_tensor ns_tensor_retain(ns_tensor tensor);   // one more reference to the same tensor
NS_API int32_t ns_tensor_get_info(ns_tensor tensor, ns_tensor_info* out);
NS_API int32_t ns_tensor_ndim(ns_tensor tensor);
NS_API int64_t ns_tensor_size(ns_tensor tensor, int32_t dimension);      // negative dimensions count from the end; -1 when out of range
NS_API int32_t ns_tensor_sizes(ns_tensor tensor, int64_t* out);          // room for ndim values
NS_API int32_t ns_tensor_strides(ns_tensor tensor, int64_t* out);
NS_API int32_t ns_tensor_dtype(ns_tensor tensor);
NS_API int32_t ns_tensor_is_contiguous(ns_tensor tensor, int32_t memory_format);
NS_API int32_t ns_tensor_data(ns_tensor tensor, void** out);             // first element; an error for tensors without memory
NS_API int64_t ns_tensor_version(ns_tensor tensor);                      // counts in-place changes
// Wraps memory that belongs to the caller; free(context) runs when libtorch lets go of it. strides may be null (contiguous).
NS_API int32_t ns_tensor_from_blob(void* data, const int64_t* sizes, const int64_t* strides, int32_t ndim, int32_t dtype,
                                   void (*free)(void*), void* context, ns_tensor* out);
// Makes `tensor` (a parameter, say) refer to the memory, shape, dtype and device of `source`, as `tensor.data = source` does.
NS_API int32_t ns_tensor_set_data(ns_tensor tensor, ns_tensor source);

// -- autograd
NS_API int32_t ns_tensor_requires_grad(ns_tensor tensor);
NS_API int32_t ns_tensor_set_requires_grad(ns_tensor tensor, int32_t value);
NS_API int32_t ns_tensor_grad(ns_tensor tensor, ns_tensor* out);         // null when there is none
NS_API int32_t ns_tensor_set_grad(ns_tensor tensor, ns_tensor grad);     // null clears it
NS_API int32_t ns_tensor_retain_grad(ns_tensor tensor);
// The callback receives a new reference to the gradient and returns a reference to the one to use, or null to keep it.
NS_API int32_t ns_tensor_register_hook(ns_tensor tensor, ns_tensor (*callback)(void* context, ns_tensor grad), void (*free)(void*),
                                       void* context, int32_t* handle);
NS_API int32_t ns_tensor_remove_hook(ns_tensor tensor, int32_t handle);
NS_API int32_t ns_backward(const ns_tensor* tensors, const ns_tensor* grads, int32_t count, int32_t retain_graph, int32_t create_graph,
                           const ns_tensor* inputs, int32_t input_count);
// grads may be null; out has room for input_count entries, null where unused and allowed.
NS_API int32_t ns_grad(const ns_tensor* outputs, int32_t output_count, const ns_tensor* inputs, int32_t input_count, const ns_tensor* grads,
                       int32_t retain_graph, int32_t create_graph, int32_t allow_unused, ns_tensor* out);
NS_API int32_t ns_grad_mode(void);
NS_API void ns_set_grad_mode(int32_t enabled);
NS_API int32_t ns_autocast_enabled(int32_t device_type);
NS_API int32_t ns_set_autocast(int32_t device_type, int32_t enabled, int32_t dtype);

// -- random numbers. A null generator is the default one of the device.
NS_API int32_t ns_manual_seed(uint64_t seed);          // all devices
NS_API int32_t ns_generator_new(int32_t device_type, int32_t device_index, uint64_t seed, ns_generator* out);
NS_API void ns_generator_release(ns_generator generator);
NS_API int32_t ns_generator_set_seed(ns_generator generator, uint64_t seed);
NS_API int32_t ns_generator_get_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor* out);  // [bytes] uint8, CPU
NS_API int32_t ns_generator_set_state(ns_generator generator, int32_t device_type, int32_t device_index, ns_tensor state);

// -- threads
NS_API int32_t ns_num_threads(void);
NS_API int32_t ns_set_num_threads(int32_t count);
NS_API int32_t ns_compute_alone(void);  // operators that the calling thread starts run on it alone, from now on
NS_API int32_t ns_num_interop_threads(void);

// -- memory of CPU tensors, in bytes
typedef struct ns_memory {
    int64_t allocated;      // now
    int64_t peak;           // since ns_memory_reset_peak
    int64_t allocations;    // number of allocations so far
} ns_memory;
NS_API int32_t ns_memory_stats(int32_t device_type, int32_t device_index, ns_memory* out);
NS_API int32_t ns_memory_reset_peak(int32_t device_type, int32_t device_index);

// -- devices
NS_API int32_t ns_cuda_available(void);
NS_API int32_t ns_cuda_device_count(void);
NS_API int32_t ns_cuda_device_name(int32_t index, char** out);
NS_API int32_t ns_synchronize(int32_t device_type, int32_t device_index);
// Deterministic algorithms: 0 off, 1 on (operators without one raise), 2 on (they warn).
NS_API int32_t ns_set_deterministic(int32_t mode);

#ifdef __cplusplus
}
#endif
