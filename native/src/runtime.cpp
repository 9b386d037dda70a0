// The library, its threads and devices.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <stdexcept>

#include "guard.h"

#ifdef NS_CUDA
#include <c10/cuda/CUDAFunctions.h>
#include <cuda_runtime_api.h>
#endif

using ns::guarded;

extern "C" {

int32_t ns_abi_version(void) {
    return NS_ABI_VERSION;
}

const char* ns_libtorch_version(void) {
    return TORCH_VERSION;
}

int32_t ns_build_info(char** out) {
    return guarded([&] { *out = ns::copy_text(at::show_config() + "\n" + at::get_parallel_info()); });
}

int32_t ns_num_threads(void) {
    return at::get_num_threads();
}

int32_t ns_set_num_threads(int32_t count) {
    return guarded([&] { at::set_num_threads(count); });
}

int32_t ns_num_interop_threads(void) {
    return at::get_num_interop_threads();
}

int32_t ns_cuda_available(void) {
    return at::globalContext().hasCUDA() ? 1 : 0;
}

int32_t ns_cuda_device_count(void) {
    int32_t count = 0;
    guarded([&] {
        if (at::globalContext().hasCUDA()) count = c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA).deviceCount();
    });
    return count;
}

int32_t ns_cuda_device_name(int32_t index, char** out) {
    return guarded([&] {
#ifdef NS_CUDA
        cudaDeviceProp properties;
        if (cudaGetDeviceProperties(&properties, index) != cudaSuccess) throw std::invalid_argument("there is no such CUDA device");
        *out = ns::copy_text(properties.name);
#else
        (void)index;
        throw std::invalid_argument("this libtorch has no CUDA");
#endif
    });
}

int32_t ns_synchronize(int32_t device_type, int32_t device_index) {
    return guarded([&] {
        const auto type = static_cast<c10::DeviceType>(device_type);
        if (type == c10::DeviceType::CPU) return;
        if (!at::globalContext().hasCUDA()) throw std::invalid_argument("this libtorch has no CUDA");
        const c10::impl::VirtualGuardImpl guard(type);
        const auto device = device_index < 0 ? guard.getDevice() : ns::device_of(device_type, device_index);
        guard.getStream(device).synchronize();
    });
}

int32_t ns_set_deterministic(int32_t mode) {
    return guarded([&] { at::globalContext().setDeterministicAlgorithms(mode != 0, mode == 2); });
}

}  // extern "C"
