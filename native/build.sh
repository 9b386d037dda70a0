#!/usr/bin/env bash
# Builds artifacts/native/libnassharp.so. NASSHARP_LIBTORCH=/folder builds against that libtorch instead of the system's.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out="$root/artifacts/native"
log="$out/build.log"
mkdir -p "$out/build"

if ! {
    cmake -S "$root/native" -B "$out/build" -DNASSHARP_LIBTORCH="${NASSHARP_LIBTORCH:-}" \
        && cmake --build "$out/build" --parallel "$(nproc)" --target nassharp
} >"$log" 2>&1; then
    grep -E 'error|Error' "$log" | head -20 >&2 || true
    echo "the native library could not be built; the whole log is $log" >&2
    exit 1
fi
cp "$out/build/libnassharp.so" "$out/libnassharp.so.new"
mv "$out/libnassharp.so.new" "$out/libnassharp.so"
