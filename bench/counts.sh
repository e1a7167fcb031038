#!/usr/bin/env bash
# What a customer costs in instructions, mispredicted branches and first-level cache misses, by Valgrind's models of a
# processor: no clock, so the same on every run. A run without demand is subtracted: starting, reading and writing.
# Markdown for docs/performance.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
brownout=build/release/brownout runs=build/release/bench-runs

# counts SCENARIO OPTIONS...: instructions, mispredictions, cache misses, customers
counts() {
    local scenario=$1
    shift
    valgrind --tool=cachegrind --branch-sim=yes --cache-sim=yes --cachegrind-out-file=/dev/null --log-file="$runs/counts.log" \
        "$brownout" compare "$runs/$scenario" -n 1 -j 1 --no-charts -q --force -o "$runs/results" "$@"
    sed -nE 's/^==[0-9]+== (I +refs|Mispredicts|D1 +misses): +([0-9,]+).*/\2/p' "$runs/counts.log" | tr -d , | paste -sd' ' |
        awk '{ printf "%s %s %s ", $1, $3, $2 }'
    sed -nE 's/^ *"(requests|contacts)": ([0-9]+).*/\2/p' "$runs/results/run.json" |
        awk "{ sum += \$1 } END { print sum }"
}

row() {
    local name=$1 scenario=$2 demand=$3
    echo "$(counts "$scenario") $(counts "$scenario" --set "$demand=x0.0001")" |
        awk -v name="$name" '{ n = $4 - $8
            printf "| %s | %.0f | %.2f | %.2f |\n", name, ($1 - $5) / n, ($2 - $6) / n, ($3 - $7) / n }'
}

build/release/bench/bench --quick -o "$runs/counts.json" mm1 patience >/dev/null 2>&1
echo '| | instructions | mispredicted branches | cache misses, first level |'
echo '| --- | --: | --: | --: |'
row 'M/M/1, a request' mm1 'services.*.requests_per_1000_per_day'
row 'M/M/50+M, a contact' patience-50 'channels.*.contacts_per_1000_per_day'
row 'M/M/500+M, a contact' patience-500 'channels.*.contacts_per_1000_per_day'
row 'M/M/5000+M, a contact' patience-5000 'channels.*.contacts_per_1000_per_day'
