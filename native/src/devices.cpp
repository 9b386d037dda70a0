// Devices other than the CPU, without needing their headers.
#include <ATen/Context.h>
#include <dlfcn.h>
#include <torch/cuda.h>

#include "guard.h"
#include "handles.h"

using namespace nassharp;

namespace {

// The driver is asked directly, through the library that every machine with such a device has: CUDA's headers may not be there.
std::string cuda_name(int32_t index) {
    constexpr int capacity = 256;
    char name[capacity] = {};
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    TORCH_CHECK(driver != nullptr, "the CUDA driver library libcuda.so.1 was not found");
    const auto initialize = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
    const auto get = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
    const auto get_name = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
    int device = 0;
    const bool ok = initialize != nullptr && get != nullptr && get_name != nullptr && initialize(0) == 0 && get(&device, index) == 0 &&
                    get_name(name, capacity, device) == 0;
    TORCH_CHECK(ok, "the CUDA driver gave no name for device ", index);
    return name;
}

}  // namespace

int32_t ns_cuda_available(void) { return ns_cuda_device_count() > 0 ? 1 : 0; }

int32_t ns_cuda_device_count(void) {
    int32_t count = 0;
    guarded([&] { count = static_cast<int32_t>(torch::cuda::device_count()); });
    return count;
}

int32_t ns_cuda_device_name(int32_t index, char** out) {
    return guarded([&] {
        const auto count = ns_cuda_device_count();
        TORCH_CHECK(index >= 0 && index < count, "there is no CUDA device ", index, ": this machine has ", count);
        *out = hand_out(cuda_name(index));
    });
}

int32_t ns_synchronize(int32_t device_type, int32_t device_index) {
    return guarded([&] {
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA) torch::cuda::synchronize(device_index);
    });
}

int32_t ns_set_deterministic(int32_t mode) {
    return guarded([&] { at::globalContext().setDeterministicAlgorithms(mode != 0, mode == 2); });
}
