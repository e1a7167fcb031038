#!/usr/bin/env bash
# Fuzzes every target for a while, or takes over what was found.
#
#   tests/fuzz/run.sh [SECONDS]   builds build/fuzz with clang and fuzzes all targets on two cores, SECONDS (60) in all;
#                                 new inputs and findings go to build/fuzz/found. Status 1 where something was found.
#   tests/fuzz/run.sh merge       adds what covers something new to tests/fuzz/corpus, and drops what no longer does
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

build=build/fuzz
found=$build/found
programs=$build/tests/fuzz
# Target, its share of the time, and the longest input worth trying; those that take longest come first.
targets='scenario 8 12000
csv 3 4096
results 3 20000
distribution 2 400
cell 2 512
calendar 2 600
profile 1 600
number 1 400
text 1 400'
cores=2

fail() { printf 'fuzz: %s\n' "$*" >&2; exit 2; }

prepare() {
    local generator=()
    command -v clang >/dev/null || fail 'needs clang and its runtime (Debian: clang libclang-rt-dev)'
    if command -v ninja >/dev/null && [ ! -e "$build/CMakeCache.txt" ]; then
        generator=(-G Ninja)
    fi
    mkdir -p "$found"
    cmake --preset fuzz "${generator[@]}" >"$build/configure.log" || fail "see $build/configure.log"
    cmake --build --preset fuzz --parallel "$cores" --target fuzz >"$build/build.log" 2>&1 || {
        tail -n 30 "$build/build.log" >&2
        fail "the targets could not be built; see $build/build.log"
    }
}

# fuzz TARGET SECONDS LONGEST: leaves TARGET.log, and TARGET.failed where it found something.
fuzz() {
    local target=$1 seconds=$2 longest=$3 dictionary=tests/fuzz/dictionaries/$1.dict
    mkdir -p "$found/$target"
    rm -f "$found/$target.failed"
    "$programs/fuzz_$target" -max_total_time="$seconds" -max_len="$longest" -timeout=60 -rss_limit_mb=2048 \
        -print_final_stats=1 ${dictionary:+-dict="$dictionary"} -artifact_prefix="$found/$target-" \
        "$found/$target" "tests/fuzz/corpus/$target" >"$found/$target.log" 2>&1 || touch "$found/$target.failed"
}

number_after() { grep -aoE "$1 *[0-9]+" "$2" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

# The columns of one target; what it found below.
tell() {
    local target=$1 log=$found/$1.log runs rate
    runs=$(number_after 'number_of_executed_units:' "$log")
    rate=$(number_after 'average_exec_per_sec:' "$log")
    printf '%-13s %10s %8s %9s %9s\n' "$target" "$runs" "$rate" "$(number_after 'cov:' "$log")" \
        "$([ -e "$found/$target.failed" ] && echo 1 || echo 0)"
    if [ -e "$found/$target.failed" ]; then
        grep -aE 'broken: |runtime error|^SUMMARY|ERROR: ' "$log" | head -n 4 | sed 's/^/    /' || true
        sed -nE "s,.*Test unit written to ([^ ]+)\$,    reproduce: $programs/fuzz_$target \1,p" "$log"
    fi
}

fuzz_all() {
    local seconds=$1 shares target share longest total=0 failed=0
    shares=$(awk '{ sum += $2 } END { print sum }' <<<"$targets")
    export -f fuzz
    export found programs
    awk -v all="$((seconds * cores))" -v shares="$shares" \
        '{ s = int(all * $2 / shares); print $1, (s > 0 ? s : 1), $3 }' <<<"$targets" |
        xargs -P "$cores" -L 1 bash -c 'fuzz "$@"' fuzz
    printf '%-13s %10s %8s %9s %9s\n' target runs 'runs/s' coverage findings
    while read -r target share longest; do
        tell "$target"
        total=$((total + $(number_after 'number_of_executed_units:' "$found/$target.log")))
        if [ -e "$found/$target.failed" ]; then
            failed=$((failed + 1))
        fi
    done <<<"$targets"
    printf 'fuzz: %d targets, %d s on %d cores, %d runs, %d findings\n' \
        "$(wc -l <<<"$targets")" "$seconds" "$cores" "$total" "$failed"
    [ "$failed" -eq 0 ]
}

# Covered edges alone decide, not how often they are taken: that keeps the corpus small.
merge() {
    local target share longest merged
    while read -r target share longest; do
        merged=$temporary/corpus-$target
        mkdir -p "$merged" "$found/$target"
        "$programs/fuzz_$target" -set_cover_merge=1 -use_counters=0 -max_len="$longest" "$merged" \
            "tests/fuzz/corpus/$target" "$found/$target" >"$found/$target.log" 2>&1 || fail "see $found/$target.log"
        rm -rf "tests/fuzz/corpus/$target"
        mv "$merged" "tests/fuzz/corpus/$target"
        printf '%-13s %4d inputs\n' "$target" "$(find "tests/fuzz/corpus/$target" -type f | wc -l)"
    done <<<"$targets"
}

temporary=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/brownout-fuzz.XXXXXX")
trap 'rm -rf "$temporary"' EXIT
export TMPDIR=$temporary # scenarios are folders of files
# Freed memory is held back for a while only: most page faults came from that.
export ASAN_OPTIONS=quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0"

case ${1:-60} in
merge) prepare && merge ;;
*[!0-9]* | 0*) fail "expected a number of seconds or merge, not $1" ;;
*) prepare && fuzz_all "${1:-60}" ;;
esac
