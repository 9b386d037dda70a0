// Memory of CPU tensors: blocks that are freed wait for the next tensor of about their size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "nassharp.h"

namespace nassharp {

// Why: a training step frees and asks for the same blocks again. Left to malloc, large ones go back to the system each time and
// every page of them is faulted in anew: 28,000 to 39,000 faults and 16 % of the time of a small convolutional network's step on
// one core, at 404 MB peak. With this cache: none, at 365 MB (a cell supernet of DARTS: 579 MB instead of 679). Forbidding malloc
// to return memory (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD) was as fast, but fragments: 396 and 690 MB. Huge pages changed nothing.
//
// Used and waiting blocks together stay below the highest use so far plus an eighth: what waits is memory that the process has
// needed already. Everything is under one lock, which also keeps the counters exact; taking it costs less than malloc's work.
class BlockCache {
public:
    static constexpr size_t alignment = 64;  // a cache line, and the widest vector register

    // Throws c10::OutOfMemoryError.
    void* acquire(size_t bytes);
    void release(void* data) noexcept;

    ns_memory stats();
    void reset_peak();

private:
    struct Block {
        size_t bytes;       // as asked for
        size_t size;        // with this header, rounded up to the size class
        int32_t size_class;
        Block* next;        // while it waits
    };
    static_assert(sizeof(Block) <= alignment, "the header must not spoil the alignment");

    static constexpr int32_t class_count = 64 * 8;

    static Block* new_block(size_t size) noexcept;
    static void delete_block(Block* block) noexcept;
    Block* pop(int32_t size_class) noexcept;
    void evict(size_t limit) noexcept;

    std::mutex mutex_;
    Block* waiting_[class_count] = {};
    size_t waiting_size_ = 0;
    size_t used_size_ = 0;
    size_t highest_used_size_ = 0;
    ns_memory counters_ = {};
};

}  // namespace nassharp
