#include "block_cache.h"

#include <c10/util/Exception.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace nassharp {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool keeps_blocks = false;  // the sanitizer must see every free
#else
constexpr bool keeps_blocks = true;
#endif

// From here on, straight from the system: such blocks go back to it when they are evicted, whatever malloc would do with them.
constexpr size_t mapped_size = keeps_blocks ? size_t{1} << 20 : SIZE_MAX;

// So much may always wait.
constexpr size_t free_allowance = size_t{64} << 20;

// Eight classes for each power of two: at most an eighth is wasted.
int32_t round_to_class(size_t& size) {
    const auto step_of = [](size_t n) { return size_t{1} << (60 - __builtin_clzll(n)); };
    size = (size + step_of(size) - 1) / step_of(size) * step_of(size);
    const int32_t exponent = 63 - __builtin_clzll(size);
    return exponent * 8 + static_cast<int32_t>((size >> (exponent - 3)) & 7);
}

}  // namespace

BlockCache::Block* BlockCache::new_block(size_t size) noexcept {
    void* memory = nullptr;
    if (size >= mapped_size) {
        memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return memory == MAP_FAILED ? nullptr : static_cast<Block*>(memory);
    }
    return posix_memalign(&memory, alignment, size) == 0 ? static_cast<Block*>(memory) : nullptr;
}

void BlockCache::delete_block(Block* block) noexcept {
    if (block->size >= mapped_size)
        munmap(block, block->size);
    else
        std::free(block);
}

BlockCache::Block* BlockCache::pop(int32_t size_class) noexcept {
    auto* block = waiting_[size_class];
    if (block == nullptr) return nullptr;
    waiting_[size_class] = block->next;
    waiting_size_ -= block->size;
    return block;
}

// Largest first: the fewest blocks are lost.
void BlockCache::evict(size_t limit) noexcept {
    for (int32_t size_class = class_count - 1; size_class >= 0 && waiting_size_ > limit; size_class--)
        while (waiting_size_ > limit && waiting_[size_class] != nullptr) delete_block(pop(size_class));
}

void* BlockCache::acquire(size_t bytes) {
    TORCH_CHECK_WITH(OutOfMemoryError, bytes <= SIZE_MAX / 2, "not enough memory for a tensor of ", bytes, " bytes");
    size_t size = bytes + alignment;
    const auto size_class = round_to_class(size);
    const std::lock_guard<std::mutex> lock(mutex_);
    auto* block = pop(size_class);
    if (block == nullptr) {
        const auto wanted = used_size_ + size;
        const auto highest = std::max(highest_used_size_, wanted);
        evict(highest + std::max(highest / 8, free_allowance) - wanted);
        block = new_block(size);
        if (block == nullptr) {
            evict(0);
            block = new_block(size);
        }
        TORCH_CHECK_WITH(OutOfMemoryError, block != nullptr, "not enough memory for a tensor of ", bytes, " bytes (", counters_.allocated,
                         " are in use by tensors)");
    }
    *block = Block{bytes, size, size_class, nullptr};
    used_size_ += size;
    highest_used_size_ = std::max(highest_used_size_, used_size_);
    counters_.allocated += static_cast<int64_t>(bytes);
    counters_.peak = std::max(counters_.peak, counters_.allocated);
    counters_.allocations++;
    return reinterpret_cast<char*>(block) + alignment;
}

void BlockCache::release(void* data) noexcept {
    if (data == nullptr) return;
    auto* block = reinterpret_cast<Block*>(static_cast<char*>(data) - alignment);
    const std::lock_guard<std::mutex> lock(mutex_);
    used_size_ -= block->size;
    counters_.allocated -= static_cast<int64_t>(block->bytes);
    if (!keeps_blocks) {
        delete_block(block);
        return;
    }
    block->next = waiting_[block->size_class];
    waiting_[block->size_class] = block;
    waiting_size_ += block->size;
}

ns_memory BlockCache::stats() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return counters_;
}

void BlockCache::reset_peak() {
    const std::lock_guard<std::mutex> lock(mutex_);
    counters_.peak = counters_.allocated;
}

}  // namespace nassharp
