#!/usr/bin/env bash
# coverage.sh: which lines of sim/, models/ and study/ the tests run. Builds build/coverage, runs the tests, prints a table
# and writes build/coverage/report/index.html. Ends with 1 where a test fails or a folder is below 95 %. Left out: tests
# that take away disk, memory or permissions, where the counters of lines could not be written either, and the documents.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lowest=95
folders=(sim models study)
build=build/coverage

cmake --preset coverage >/dev/null
cmake --build --preset coverage --parallel "$(nproc)" >&2
find "$build" -name '*.gcda' -delete
ctest --preset coverage -LE 'fault|documents|fuzz' --quiet --output-log "$build/tests.log" || {
    tail -n 40 "$build/tests.log"
    echo "coverage: a test failed; see $build/tests.log"
    exit 1
}

filters=()
for folder in "${folders[@]}"; do filters+=(--filter "$folder/"); done
mkdir -p "$build/report"
gcovr --root . "${filters[@]}" --json "$build/lines.json" --html-details "$build/report/index.html" --html-title \
    'Lines that the tests run' "${folders[@]/#/$build/}"
failed=0
for folder in "${folders[@]}"; do
    lines=$(gcovr --root . --add-tracefile "$build/lines.json" --filter "$folder/" --print-summary \
        --fail-under-line "$lowest" 2>/dev/null) || failed=$((failed + 1))
    printf 'coverage: %-8s %s\n' "$folder" "$(grep '^lines:' <<<"$lines")"
done
echo "coverage: line by line in $build/report/index.html"
if [ "$failed" -gt 0 ]; then
    echo "coverage: FAILED, $failed folders have less than $lowest %"
    exit 1
fi
echo "coverage: passed, every folder has at least $lowest %"
