// Counters of tensor memory. CPU tensors go through an allocator that counts; CUDA's own allocator counts by itself.
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <atomic>
#include <malloc.h>
#include <stdexcept>

#include "guard.h"

#ifdef NS_CUDA
#include <c10/cuda/CUDACachingAllocator.h>
#endif

namespace {

constexpr size_t kAlignment = 64;

std::atomic<int64_t> allocated{0};
std::atomic<int64_t> peak{0};
std::atomic<int64_t> allocations{0};

void count(int64_t bytes) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    const auto now = allocated.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    auto highest = peak.load(std::memory_order_relaxed);
    while (now > highest && !peak.compare_exchange_weak(highest, now, std::memory_order_relaxed)) {
    }
}

// The size stands in front of the block, one alignment unit before the data.
void* allocate(size_t bytes) {
    void* memory = nullptr;
    if (posix_memalign(&memory, kAlignment, bytes + kAlignment) != 0)
        TORCH_CHECK(false, "not enough memory: tried to allocate ", bytes, " bytes");
    *static_cast<size_t*>(memory) = bytes;
    count(static_cast<int64_t>(bytes));
    return static_cast<char*>(memory) + kAlignment;
}

void release(void* data) {
    if (data == nullptr) return;
    auto* memory = static_cast<char*>(data) - kAlignment;
    allocated.fetch_sub(static_cast<int64_t>(*reinterpret_cast<size_t*>(memory)), std::memory_order_relaxed);
    std::free(memory);
}

struct CountingAllocator final : c10::Allocator {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
    c10::DataPtr allocate(size_t bytes) override {
#else
    c10::DataPtr allocate(size_t bytes) const override {
#endif
        if (bytes == 0) return {nullptr, nullptr, &release, c10::Device(c10::DeviceType::CPU)};
        void* data = ::allocate(bytes);
        return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
    void copy_data(void* destination, const void* source, std::size_t bytes) const override {
        std::memcpy(destination, source, bytes);
    }
#endif
};

const bool installed = [] {
    static CountingAllocator allocator;
    c10::SetCPUAllocator(&allocator, /*priority=*/100);
    // A training step frees and asks for the same large blocks again: giving them back to the system each time costs a page fault per page.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    return true;
}();

}  // namespace

extern "C" {

int32_t ns_memory_stats(int32_t device_type, int32_t device_index, ns_memory* out) {
    return ns::guarded([&] {
        *out = ns_memory{};
        const auto device = ns::device_of(device_type, device_index);
        if (device.is_cpu()) {
            out->allocated = allocated.load(std::memory_order_relaxed);
            out->peak = peak.load(std::memory_order_relaxed);
            out->allocations = allocations.load(std::memory_order_relaxed);
            return;
        }
#ifdef NS_CUDA
        const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(device_index < 0 ? 0 : device_index);
        out->allocated = stats.allocated_bytes[0].current;
        out->peak = stats.allocated_bytes[0].peak;
        out->allocations = stats.allocation[0].allocated;
#else
        throw std::invalid_argument("memory is counted on the CPU and on CUDA devices only");
#endif
    });
}

int32_t ns_memory_reset_peak(int32_t device_type, int32_t device_index) {
    return ns::guarded([&] {
        if (ns::device_of(device_type, device_index).is_cpu()) {
            peak.store(allocated.load(std::memory_order_relaxed), std::memory_order_relaxed);
            return;
        }
#ifdef NS_CUDA
        c10::cuda::CUDACachingAllocator::resetPeakStats(device_index < 0 ? 0 : device_index);
#else
        throw std::invalid_argument("memory is counted on the CPU and on CUDA devices only");
#endif
    });
}

}  // extern "C"
