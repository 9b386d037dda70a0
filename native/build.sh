#!/usr/bin/env bash
# Builds libnassharp.so into artifacts/native. Quiet unless something fails.
#   --selftest   builds the self-test beside it
#   --sanitize   builds both with the address and undefined-behaviour sanitizers, into artifacts/native-asan
set -euo pipefail

native="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
output="$(dirname "$native")/artifacts/native"
options=("-DNASSHARP_LIBTORCH=${NASSHARP_LIBTORCH:-}")
targets=(nassharp)
for argument in "$@"; do
    case "$argument" in
        --selftest) targets+=(selftest) ;;
        --sanitize) output+="-asan"; targets+=(selftest); options+=(-DNASSHARP_SANITIZE=ON) ;;
        *) echo "native/build.sh: unknown option '$argument'; known: --selftest, --sanitize" >&2; exit 2 ;;
    esac
done
mkdir -p "$output"

# With ccache, a second clone or worktree compiles nothing that another one has compiled.
if command -v ccache >/dev/null; then
    options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    export CCACHE_BASEDIR="$(dirname "$native")" CCACHE_NOHASHDIR=1
fi

# Projects that are built side by side all come here: one builds, the others wait and find it done.
exec 9>"$output/lock"
flock 9

log="$output/build.log"
run() {
    if ! "$@" >"$log" 2>&1; then
        grep -E "error|Error|undefined reference" -A 5 "$log" >&2 || cat "$log" >&2
        echo "native/build.sh: failed; the whole output is in $log" >&2
        exit 1
    fi
}
run cmake -S "$native" -B "$output/build" "${options[@]}"
run cmake --build "$output/build" --parallel "$(nproc)" --target "${targets[@]}"

# A new file under a new name, moved into place: a running program keeps the one it has open.
library="$output/libnassharp.so"
if ! cmp -s "$output/build/libnassharp.so" "$library"; then
    cp "$output/build/libnassharp.so" "$library.new"
    mv -f "$library.new" "$library"
fi
# Also when nothing in it has changed: whoever compares its time with the sources must see that it is up to date.
touch "$library"
