#!/usr/bin/env bash
# levels.sh: the same results, byte by byte, at every optimisation level of the compiler ($CC, else cc). Builds the program
# without charts once for each level. Ends with 1 where a file differs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=build/levels
levels=(-O0 -O1 -O2 -O3 -Os)
scenarios=(scenarios/first-look tests/examples/everything tests/examples/erlang-a tests/examples/restoration-random)
failed=0
rm -rf "$folder/results"
mkdir -p "$folder/results"

for level in "${levels[@]}"; do
    cmake -S . -B "$folder/$level" -DBROWNOUT_PLOTS=OFF -DBROWNOUT_TESTS=OFF -DCMAKE_BUILD_TYPE=None \
        "-DCMAKE_C_FLAGS=$level" >/dev/null
    cmake --build "$folder/$level" --parallel "$(nproc)" --target brownout >&2
    for scenario in "${scenarios[@]}"; do
        "$folder/$level/brownout" compare "$scenario" -n 3 -q --no-charts --all-replications --curves insurer \
            -o "$folder/results/$level/$(basename "$scenario")"
    done
    if diff -rq -x run.json "$folder/results/${levels[0]}" "$folder/results/$level"; then
        echo "levels: $level: as ${levels[0]}"
    else
        failed=$((failed + 1))
        echo "levels: $level: FAILED, differs from ${levels[0]}"
    fi
done
if [ "$failed" -gt 0 ]; then
    echo "levels: FAILED, $failed of ${#levels[@]}"
    exit 1
fi
echo "levels: passed, the same bytes at ${levels[*]}"
