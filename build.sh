#!/usr/bin/env bash
# Everything this repository does, by name: see ./build.sh help.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration=Release
framework=net10.0
test_limit=${NASSHARP_TEST_LIMIT:-900}   # seconds for one test project

help() {
    cat <<'TEXT'
./build.sh COMMAND [ARGUMENTS]

  setup       check for what is needed, for the tests too; as root install what is missing, otherwise print the command that does
  build       setup, then build everything (Release)
  demo        build, then search an architecture on the carried images, retrain it and compare it (about four minutes on two cores)
  test        build, then run all tests; the last line is "N passed, N failed"
  bench       build, then compare speed and memory with plain PyTorch (installs python3-torch)
  sanitize    run the self-test of the native library with the address and undefined-behaviour sanitizers
  help        print this

NASSHARP_LIBTORCH=/path builds against the libtorch in that folder (include/ and lib/) instead of the distribution's.
TEXT
}

say() { echo "build.sh: $*" >&2; }

die() { say "$*"; exit 1; }

# --- setup -----------------------------------------------------------------------------------------------------------------

has_library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -F "$1 " >/dev/null; }

has_file() { compgen -G "$1" >/dev/null; }

# Prints the packages of the distribution that are missing.
missing_packages() {
    command -v cmake >/dev/null || echo cmake
    command -v g++ >/dev/null || echo g++
    command -v make >/dev/null || echo make
    if [ -z "${NASSHARP_LIBTORCH:-}" ]; then
        [ -e /usr/include/torch/csrc/autograd/autograd.h ] && has_file '/usr/lib/*/libtorch_cpu.so' || echo libtorch-dev
        # The generic BLAS is some thirty times slower, the pthread flavour fights with libtorch's own OpenMP threads.
        has_file '/usr/lib/*/openblas-openmp/libopenblas.so.0' || echo libopenblas0-openmp
    fi
    has_library libturbojpeg.so.0 || has_library libvips.so.42 || echo libturbojpeg0
}

# Prints the packages that only the tests of the two image decoders need: one of them is enough for work.
missing_decoders() {
    has_library libturbojpeg.so.0 || echo libturbojpeg0
    has_library libvips.so.42 || echo libvips42
}

# Prints the packages that only the tests of the Board's page need.
missing_board_packages() {
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    [ -n "${NASSHARP_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || echo chromium
}

install_packages() {
    if [ "$(id -u)" -ne 0 ]; then
        die "missing: $*; install with: sudo apt-get install -y --no-install-recommends $*"
    fi
    command -v apt-get >/dev/null || die "missing: $*; this machine has no apt-get: install their counterparts by hand"
    say "installing $*"
    apt-get update -qq || die "apt-get update failed; missing: $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || die "apt-get install $* failed"
}

# The tests of the slurm training service start a cluster; without Slurm they are skipped.
slurm_for_tests() {
    [ -x /usr/sbin/slurmctld ] && [ -x /usr/sbin/slurmd ] && [ -x /usr/sbin/munged ] && return
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null || ! (install_packages slurm-wlm munge); then
        say "the tests on a Slurm cluster are skipped; for them: sudo apt-get install -y --no-install-recommends slurm-wlm munge"
    fi
}

check_dotnet() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' && return
    die "the .NET SDK 10 is missing; install it with: curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" \
        "(then add ~/.dotnet to PATH), or see https://dotnet.microsoft.com/download/dotnet/10.0"
}

check_libtorch_folder() {
    [ -n "${NASSHARP_LIBTORCH:-}" ] || return 0
    local file
    for file in include/torch/csrc/autograd/autograd.h lib/libtorch_cpu.so lib/libc10.so; do
        [ -e "$NASSHARP_LIBTORCH/$file" ] || die "NASSHARP_LIBTORCH=$NASSHARP_LIBTORCH has no $file: it must be the libtorch folder itself"
    done
}

# Several BLAS may be installed; the alternatives system decides which one is used.
check_blas() {
    [ -z "${NASSHARP_LIBTORCH:-}" ] || return 0
    local link real
    for link in /usr/lib/*/libblas.so.3 /usr/lib/*/libopenblas.so.0; do
        real=$(readlink -f "$link") || continue
        case "$real" in
            */openblas-openmp/*) ;;
            *) say "slow: $link is $real, not OpenBLAS for OpenMP; choose it with: update-alternatives --config $(basename "$link")-$(basename "$(dirname "$link")")" ;;
        esac
    done
}

setup() {
    check_dotnet
    check_libtorch_folder
    local packages
    mapfile -t packages < <(missing_packages)
    [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
    check_blas
}

# Everything, with what only some tests need.
setup_all() {
    setup
    local packages
    mapfile -t packages < <(missing_decoders; missing_board_packages)
    [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
}

# --- build -----------------------------------------------------------------------------------------------------------------

# Only when a project file, a version or a lock file has changed: a second run needs no network.
restore() {
    local stamp=artifacts/restore.stamp project
    local fresh=yes
    [ -e "$stamp" ] || fresh=no
    for project in src/*/ tests/*/ bench/*/ samples/*/; do
        has_file "$project*.csproj" || continue
        [ -e "${project}obj/project.assets.json" ] || fresh=no
    done
    [ $fresh = no ] || [ -n "$(find . -maxdepth 3 -newer "$stamp" \
        \( -name '*.csproj' -o -name 'packages.lock.json' -o -name 'Directory.*.props' -o -name '*.slnx' \) -print -quit)" ] && fresh=no
    [ $fresh = no ] || return 0
    local options=()
    [ -z "${CI:-}" ] || options=(--locked-mode)
    say "restoring packages"
    local log=artifacts/restore.log
    mkdir -p artifacts
    # The compiler of native code is a convenience: a machine that cannot get it builds without.
    if ! dotnet restore NasSharp.slnx -v q "${options[@]}" >"$log" 2>&1 && ! dotnet restore NasSharp.slnx -v q "${options[@]}" -p:CompileAhead=false >"$log" 2>&1; then
        cat "$log" >&2
        die "dotnet restore failed"
    fi
    touch "$stamp"
}

# No build node outlives the command: one that did would hold on to its output pipe.
compile() {
    local log=artifacts/build.log
    say "building $1 (minutes at first, seconds later)"
    if ! dotnet build "$1" -c "$configuration" --no-restore -nodeReuse:false -p:CompileAhead=true -tl:off -v q >"$log" 2>&1; then
        grep -E '(error|warning) ' "$log" | sort -u >&2 || cat "$log" >&2
        die "the build of $1 failed; the whole output is in $log"
    fi
}

build() {
    setup
    restore
    native/build.sh
    compile "${1:-NasSharp.slnx}"
}

# --- test ------------------------------------------------------------------------------------------------------------------

passed=0 failed=0 skipped=0

# add NAME PASSED FAILED SKIPPED
add() {
    passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
    printf '%-28s %5d passed, %d failed%s\n' "$1" "$2" "$3" "$([ "$4" -eq 0 ] || echo ", $4 skipped")"
}

# crashed NAME REASON: counts as one failed test.
crashed() {
    echo "FAILED $1: $2"
    add "$1" 0 1 0
}

test_native() {
    native/build.sh --selftest
    local output status=0 pattern='^([0-9]+) passed, ([0-9]+) failed$'
    output=$(timeout "$test_limit" artifacts/native/build/selftest 2>&1) || status=$?
    grep '^FAILED' <<<"$output" || true
    if [[ $(tail -n 1 <<<"$output") =~ $pattern ]]; then
        add "native self-test" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" 0
    else
        tail -n 20 <<<"$output"
        crashed "native self-test" "ended with status $status before its summary"
    fi
}

# attribute NAME TEXT: the number in NAME="..." of an XML element.
attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2"; }

# test_project NAME [LABEL OPTION...]: runs a test project, or the part of it that the options choose; PRELOAD names a library to preload.
test_project() {
    local project=$1 name=${2:-$1} status=0 summary total
    local program="tests/$project/bin/$configuration/$framework/$project" results="artifacts/test-results/$name"
    shift; [ $# -eq 0 ] || shift
    rm -f "$results".*
    if [ ! -x "$program" ]; then
        crashed "$name" "$program was not built"
        return
    fi
    LD_PRELOAD=${PRELOAD:-} timeout "$test_limit" "$program" "$@" -noColor -noLogo -xml "$results.xml" >"$results.log" 2>&1 || status=$?
    summary=$(grep -o -m 1 '<assembly [^>]*>' "$results.xml" 2>/dev/null || true)
    total=$(attribute total "$summary")
    if [ -z "$total" ]; then
        tail -n 40 "$results.log"
        [ $status -ne 124 ] || status="124: stopped after $test_limit seconds"
        crashed "$name" "no results (exit status $status); its output is $results.log"
        return
    fi
    if [ "$total" -eq 0 ]; then
        crashed "$name" "no tests were run"
        return
    fi
    local bad=$(($(attribute failed "$summary") + $(attribute errors "$summary")))
    # Everything between the start and the summary is about failures.
    [ $bad -eq 0 ] && [ $status -eq 0 ] || sed '/TEST EXECUTION SUMMARY/,$d; /^  \(Discover\|Start\|Finish\)/d' "$results.log"
    [ $bad -gt 0 ] || [ $status -eq 0 ] || bad=1
    add "$name" "$(attribute passed "$summary")" "$bad" "$(attribute skipped "$summary")"
}

# What computes on a GPU is tested on a pretended one where libtorch knows none; where it does, the tests above were on it.
test_pretended_gpu() {
    local library=artifacts/native/build/libpretend_gpu.so
    [ -e $library ] || return 0
    PRELOAD=$PWD/$library test_project NasSharp.Cli.Tests pretended-gpu.searches -class NasSharp.Cli.Tests.Gpu.GpuTests -class NasSharp.Cli.Tests.Algorithms.EveryAlgorithmTests
    PRELOAD=$PWD/$library test_project NasSharp.Tests pretended-gpu.kills -class NasSharp.Tests.Training.Process.KillAndResumeTests
}

# The page is tested where node and a browser are; where they are not and cannot be installed, that is said and counted as skipped.
test_board() {
    local packages output status=0 reason pattern='^([0-9]+) passed, ([0-9]+) failed$'
    mapfile -t packages < <(missing_board_packages)
    [ ${#packages[@]} -eq 0 ] || [ "$(id -u)" -ne 0 ] || (install_packages "${packages[@]}") || true
    output=$(timeout "$test_limit" board/test.sh 2>&1) || status=$?
    if [ $status -eq 3 ] && [ -z "${CI:-}" ]; then
        reason=$(tail -n 1 <<<"$output")
        echo "The tests of the Board's page were LEFT OUT: $reason (./build.sh setup installs node, npm and chromium; node must be 20.19 or later)"
        add "board" 0 0 1
    elif [[ $(tail -n 1 <<<"$output") =~ $pattern ]]; then
        local counts=("${BASH_REMATCH[@]}")
        [ $status -eq 0 ] || head -n -1 <<<"$output"
        add "board" "${counts[1]}" "${counts[2]}" 0
    else
        tail -n 40 <<<"$output"
        crashed "board" "ended with status $status before its summary"
    fi
}

run_tests() {
    build
    local packages
    mapfile -t packages < <(missing_decoders)
    [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
    slurm_for_tests
    mkdir -p artifacts/test-results
    test_native
    local project
    for project in tests/*.Tests/; do
        test_project "$(basename "$project")"
    done
    test_pretended_gpu
    test_board
    local line="$passed passed, $failed failed"
    [ $skipped -eq 0 ] || line+=", $skipped skipped"
    echo "$line"
    [ $failed -eq 0 ] && [ $passed -gt 0 ]
}

# --- the rest --------------------------------------------------------------------------------------------------------------

demo() {
    build src/NasSharp.Cli/NasSharp.Cli.csproj
    dotnet "src/NasSharp.Cli/bin/$configuration/$framework/nasctl.dll" demo --output runs/demo "$@"
}

bench() {
    build bench/NasSharp.Bench/NasSharp.Bench.csproj
    # Debian's PyTorch stands on the same libtorch; another interpreter can be named.
    export NASSHARP_PYTHON=${NASSHARP_PYTHON:-/usr/bin/python3}
    "$NASSHARP_PYTHON" -c 'import torch' 2>/dev/null || install_packages python3-torch
    dotnet "bench/NasSharp.Bench/bin/$configuration/$framework/NasSharp.Bench.dll" "$@"
}

sanitize() {
    setup
    native/build.sh --sanitize
    # An allocation that cannot succeed is one of the tests.
    ASAN_OPTIONS=allocator_may_return_null=1:strict_string_checks=1:detect_stack_use_after_return=1 \
        UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 artifacts/native-asan/build/selftest
}

command=${1:-help}
[ $# -eq 0 ] || shift
case "$command" in
    setup) setup_all ;;
    build | demo | bench | sanitize | help) "$command" "$@" ;;
    test) run_tests ;;
    -h | --help) help ;;
    *) help >&2; die "unknown command '$command'" ;;
esac
