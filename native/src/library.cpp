// The library itself: errors, versions, memory handed out, threads.
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <omp.h>
#include <torch/version.h>

#include <cstdlib>
#include <string>

#include "guard.h"
#include "handles.h"

namespace nassharp {

static thread_local std::string last_error;

void set_error(const char* message) noexcept {
    try {
        const std::string text(message);
        const auto start = text.find_first_not_of(" \t\r\n");
        last_error = start == std::string::npos ? "unknown error" : text.substr(start, text.find_first_of("\r\n", start) - start);
    } catch (...) {
        last_error.clear();  // out of memory while reporting
    }
}

}  // namespace nassharp

using namespace nassharp;

const char* ns_last_error(void) { return last_error.c_str(); }

int32_t ns_abi_version(void) { return NS_ABI_VERSION; }

const char* ns_libtorch_version(void) { return TORCH_VERSION; }

int32_t ns_build_info(char** out) {
    return guarded([&] { *out = hand_out(at::show_config() + at::get_parallel_info()); });
}

void ns_free(void* memory) { std::free(memory); }

int32_t ns_num_threads(void) { return at::get_num_threads(); }

int32_t ns_set_num_threads(int32_t count) {
    return guarded([&] {
        TORCH_CHECK(count > 0, "the number of threads must be positive, not ", count);
        at::set_num_threads(count);
    });
}

int32_t ns_compute_alone(void) {
    return guarded([&] {
        // libtorch sets its number at a thread's first operator, once in every library that has parallel loops.
        at::get_num_threads();
        at::internal::lazy_init_num_threads();
        omp_set_num_threads(1);
    });
}

int32_t ns_num_interop_threads(void) { return static_cast<int32_t>(at::get_num_interop_threads()); }
