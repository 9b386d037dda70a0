// Memory of tensors: an allocator of our own for the CPU, which counts, and the counters of CUDA's.
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <cstring>

#ifdef NASSHARP_CUDA_HEADERS
#include <c10/cuda/CUDACachingAllocator.h>
#endif

#include "guard.h"
#include "handles.h"

using namespace nassharp;

namespace {

constexpr size_t alignment = 64;  // a cache line, and the widest vector register

std::atomic<int64_t> allocated{0};
std::atomic<int64_t> peak{0};
std::atomic<int64_t> allocations{0};

void count(int64_t bytes) {
    const auto now = allocated.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    allocations.fetch_add(1, std::memory_order_relaxed);
    auto highest = peak.load(std::memory_order_relaxed);
    while (now > highest && !peak.compare_exchange_weak(highest, now, std::memory_order_relaxed)) {
    }
}

// The size stands in front of each block, in the space that alignment costs anyway.
struct Header {
    size_t bytes;
};
static_assert(sizeof(Header) <= alignment, "the header must not spoil the alignment");

void release(void* data) {
    if (data == nullptr) return;
    auto* block = static_cast<char*>(data) - alignment;
    allocated.fetch_sub(static_cast<int64_t>(reinterpret_cast<Header*>(block)->bytes), std::memory_order_relaxed);
    std::free(block);
}

void* acquire(size_t bytes) {
    void* block = nullptr;
    const bool ok = bytes <= SIZE_MAX - alignment && posix_memalign(&block, alignment, bytes + alignment) == 0;
    TORCH_CHECK_WITH(OutOfMemoryError, ok, "not enough memory for a tensor of ", bytes, " bytes");
    static_cast<Header*>(block)->bytes = bytes;
    count(static_cast<int64_t>(bytes));
    return static_cast<char*>(block) + alignment;
}

class CountingAllocator final : public c10::Allocator {
public:
    // libtorch 2.3 dropped the const: one of the two overrides.
    c10::DataPtr allocate(size_t bytes) const { return make(bytes); }
    c10::DataPtr allocate(size_t bytes) { return make(bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }  // overrides since 2.2

private:
    static c10::DataPtr make(size_t bytes) {
        const c10::Device cpu(c10::DeviceType::CPU);
        if (bytes == 0) return {nullptr, nullptr, &release, cpu};
        void* data = acquire(bytes);
        return {data, data, &release, cpu};
    }
};

// Lives for ever: tensors may be freed after static objects are.
const bool installed = [] {
    c10::SetCPUAllocator(new CountingAllocator, /*priority=*/1);
    // A training step frees and asks for the same large blocks again: giving them back to the system each time costs a page fault per page.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    return true;
}();

bool is_cpu(int32_t device_type) { return static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CPU; }

[[noreturn]] void no_counters(int32_t device_type) {
    TORCH_CHECK(false, "there are no memory counters for ", static_cast<c10::DeviceType>(device_type),
#ifndef NASSHARP_CUDA_HEADERS
                ": libnassharp was built without CUDA's headers");
#else
                " devices");
#endif
}

}  // namespace

int32_t ns_memory_stats(int32_t device_type, [[maybe_unused]] int32_t device_index, ns_memory* out) {
    return guarded([&] {
        if (is_cpu(device_type)) {
            *out = {allocated.load(), peak.load(), allocations.load()};
            return;
        }
#ifdef NASSHARP_CUDA_HEADERS
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA) {
            const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device_index < 0 ? 0 : device_index);
            *out = {stats.allocated_bytes[0].current, stats.allocated_bytes[0].peak, stats.allocation[0].allocated};
            return;
        }
#endif
        no_counters(device_type);
    });
}

int32_t ns_memory_reset_peak(int32_t device_type, [[maybe_unused]] int32_t device_index) {
    return guarded([&] {
        if (is_cpu(device_type)) {
            peak.store(allocated.load());
            return;
        }
#ifdef NASSHARP_CUDA_HEADERS
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA) {
            c10::cuda::CUDACachingAllocator::resetPeakStats(device_index < 0 ? 0 : device_index);
            return;
        }
#endif
        no_counters(device_type);
    });
}
