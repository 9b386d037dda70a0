#!/usr/bin/env bash
# The tests of the page: types, units, the bundle, and the page in a browser. The last line is "N passed, N failed".
# Ends with 3, and the reason as the last line, when something that they need is missing.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

results=../artifacts/test-results
mkdir -p "$results"

left_out() { echo "$*"; exit 3; }

chromium() {
    local name
    for name in "${NASSHARP_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
        [ -n "$name" ] && [ -x "$name" ] && return 0
    done
    return 1
}

command -v node >/dev/null || left_out "node is missing"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || left_out "node $(node --version) is older than 20.19"
command -v npm >/dev/null || left_out "npm is missing"
chromium || left_out "chromium is missing"

# Only when the lock file has changed: a second run needs no network.
stamp=node_modules/.lock-sum
if [ "$(cat "$stamp" 2>/dev/null)" != "$(sha256sum <package-lock.json)" ]; then
    npm ci --no-audit --no-fund >"$results/board-npm.log" 2>&1 || left_out "npm ci failed; its output is artifacts/test-results/board-npm.log"
    sha256sum <package-lock.json >"$stamp"
fi

passed=0 failed=0

if output=$(node_modules/.bin/tsc --noEmit 2>&1); then
    passed=$((passed + 1))
else
    echo "FAILED tsc"; echo "$output"
    failed=$((failed + 1))
fi

# number NAME FILE: the number behind NAME.
number() { grep -oE "$1[^0-9]*[0-9]+" "$2" 2>/dev/null | grep -oE '[0-9]+$' | tail -n 1; }

rm -f "$results/board-units.json"
node_modules/.bin/vitest run --reporter=json --outputFile="$results/board-units.json" >"$results/board-units.log" 2>&1
bad=$(number '"numFailedTests"' "$results/board-units.json")
suites=$(number '"numFailedTestSuites"' "$results/board-units.json")
if [ -z "$bad" ] || { [ "$bad" -eq 0 ] && [ "${suites:-0}" -gt 0 ]; }; then
    echo "FAILED units: no results"; tail -n 40 "$results/board-units.log"
    failed=$((failed + 1))
else
    [ "$bad" -eq 0 ] || node_modules/.bin/vitest run 2>&1 | tail -n 60
    passed=$((passed + $(number '"numPassedTests"' "$results/board-units.json"))) failed=$((failed + bad))
fi

node --test --test-concurrency=1 --test-reporter=tap test/*.test.mjs >"$results/board-browser.log" 2>&1
bad=$(sed -n 's/^# fail \([0-9]*\)$/\1/p' "$results/board-browser.log")
if [ -z "$bad" ]; then
    echo "FAILED browser: no results"; tail -n 40 "$results/board-browser.log"
    failed=$((failed + 1))
else
    cancelled=$(sed -n 's/^# cancelled \([0-9]*\)$/\1/p' "$results/board-browser.log")
    bad=$((bad + cancelled))
    [ "$bad" -eq 0 ] || sed -n '/^ *not ok/,/^ *\.\.\.$/p' "$results/board-browser.log" | head -n 120
    passed=$((passed + $(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$results/board-browser.log"))) failed=$((failed + bad))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
