// Memory of tensors: our allocator for the CPU, installed when the library is loaded, and the counters of it and of CUDA's.
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <cstring>

#ifdef NASSHARP_CUDA_HEADERS
#include <c10/cuda/CUDACachingAllocator.h>
#endif

#include "block_cache.h"
#include "guard.h"

using namespace nassharp;

namespace {

// Lives for ever: tensors may be freed after static objects are.
BlockCache& blocks() {
    static auto& cache = *new BlockCache;
    return cache;
}

void release(void* data) { blocks().release(data); }

class CpuAllocator final : public c10::Allocator {
public:
    // libtorch 2.3 dropped the const: one of the two overrides.
    c10::DataPtr allocate(size_t bytes) const { return make(bytes); }
    c10::DataPtr allocate(size_t bytes) { return make(bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }  // overrides in late 2.x

private:
    static c10::DataPtr make(size_t bytes) {
        void* data = bytes == 0 ? nullptr : blocks().acquire(bytes);
        return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
    }
};

[[maybe_unused]] const bool installed = [] {
    c10::SetCPUAllocator(new CpuAllocator, /*priority=*/100);
    return true;
}();

bool is_cpu(int32_t device_type) { return static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CPU; }

#ifdef NASSHARP_CUDA_HEADERS

void check_cuda(int32_t device_type) {
    TORCH_CHECK(static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA, "there are no memory counters for ",
                static_cast<c10::DeviceType>(device_type));
}

ns_memory device_stats(int32_t device_type, int32_t device_index) {
    check_cuda(device_type);
    const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device_index < 0 ? 0 : device_index);
    return {stats.allocated_bytes[0].current, stats.allocated_bytes[0].peak, stats.allocation[0].allocated};
}

void reset_device_peak(int32_t device_type, int32_t device_index) {
    check_cuda(device_type);
    c10::cuda::CUDACachingAllocator::resetPeakStats(device_index < 0 ? 0 : device_index);
}

#else

[[noreturn]] void no_counters(int32_t device_type) {
    C10_THROW_ERROR(Error, c10::str("there are no memory counters for ", static_cast<c10::DeviceType>(device_type),
                                    ": libnassharp was built without CUDA's headers"));
}

ns_memory device_stats(int32_t device_type, int32_t) { no_counters(device_type); }

void reset_device_peak(int32_t device_type, int32_t) { no_counters(device_type); }

#endif

}  // namespace

int32_t ns_memory_stats(int32_t device_type, int32_t device_index, ns_memory* out) {
    return guarded([&] { *out = is_cpu(device_type) ? blocks().stats() : device_stats(device_type, device_index); });
}

int32_t ns_memory_reset_peak(int32_t device_type, int32_t device_index) {
    return guarded([&] {
        if (is_cpu(device_type))
            blocks().reset_peak();
        else
            reset_device_peak(device_type, device_index);
    });
}
