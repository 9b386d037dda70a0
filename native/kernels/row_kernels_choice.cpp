// Chooses the row kernels once per process.
#include "row_kernels.h"

#include <cstdlib>
#include <cstring>

namespace nassharp::kernels {
namespace {

const RowKernels& choose() {
    const char* wanted = std::getenv("NASSHARP_ISA");
    const auto allowed = [wanted](const char* name) { return wanted == nullptr || std::strcmp(wanted, name) == 0; };
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (avx512 && allowed("avx512")) return avx512_row_kernels;
    if (avx2 && allowed("avx2")) return avx2_row_kernels;
#endif
    return portable_row_kernels;
}

}  // namespace

const RowKernels& row_kernels() {
    static const RowKernels& chosen = choose();
    return chosen;
}

}  // namespace nassharp::kernels
