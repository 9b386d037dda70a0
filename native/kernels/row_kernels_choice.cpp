// Chooses the row kernels: the widest that the processor runs, unless a test or a comparison asks for others.
#include <torch/library.h>

#include <atomic>
#include <string>

#include "row_kernels.h"

namespace nassharp::kernels {
namespace {

const RowKernels* available(const std::string& name) {
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (name == "avx512") return avx512 ? &avx512_row_kernels : nullptr;
    if (name == "avx2") return avx2 ? &avx2_row_kernels : nullptr;
#endif
    return name == "portable" ? &portable_row_kernels : nullptr;
}

const RowKernels* widest() {
    for (const char* name : {"avx512", "avx2"})
        if (const RowKernels* found = available(name)) return found;
    return &portable_row_kernels;
}

std::atomic<const RowKernels*>& chosen() {
    static std::atomic<const RowKernels*> kernels{widest()};
    return kernels;
}

bool use_instruction_set(c10::string_view name) {
    const RowKernels* found = name.empty() ? widest() : available(std::string(name.begin(), name.end()));
    if (found != nullptr) chosen() = found;
    return found != nullptr;
}

}  // namespace

const RowKernels& row_kernels() { return *chosen().load(std::memory_order_relaxed); }

// "portable", "avx2", "avx512" or "" for the widest; false, and nothing changes, where the processor lacks it.
TORCH_LIBRARY_FRAGMENT(nassharp, library) { library.def("use_instruction_set(str name) -> bool", &use_instruction_set); }

}  // namespace nassharp::kernels
