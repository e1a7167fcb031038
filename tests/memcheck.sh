#!/usr/bin/env bash
# memcheck.sh: Valgrind and the thread sanitizer on a run with threads, charts and report. Memcheck follows the processes
# that draw the charts; what libraries keep until the process ends stands in tests/valgrind.supp. Ends with 1 on any
# finding.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=$PWD/build/memcheck
failed=0
rm -rf "$runs"
mkdir -p "$runs"

# watched NAME COMMAND...: runs it, says whether it ended well and nothing was found, in none of its processes.
watched() {
    local name=$1 status=0
    shift
    "$@" >"$runs/$name.out" 2>"$runs/$name.err" || status=$?
    cat "$runs"/found.* >"$runs/$name.found" 2>/dev/null || true
    rm -f "$runs"/found.*
    if [ "$status" -eq 0 ] && [ ! -s "$runs/$name.found" ]; then
        echo "memcheck: $name: clean"
    else
        failed=$((failed + 1))
        echo "memcheck: $name: FAILED with status $status; it said at the end"
        tail -n 30 "$runs/$name.err" "$runs/$name.found"
    fi
}

memcheck=(valgrind --quiet --trace-children=yes --leak-check=full --show-leak-kinds=definite,possible
    "--log-file=$runs/found.%p" "--suppressions=$PWD/tests/valgrind.supp")
fixed=()
# The sanitizer maps memory where address randomisation may have put something else.
if setarch "$(uname -m)" -R true 2>/dev/null; then
    fixed=(setarch "$(uname -m)" -R)
fi
export TSAN_OPTIONS="halt_on_error=1:exitcode=99:log_path=$runs/found:suppressions=$PWD/tests/tsan.supp"

./dev build dev
./dev build tsan
everything=(compare tests/examples/everything -n 4 -j 3 --all-replications --curves insurer -q)
first_look=(compare scenarios/first-look -n 2 -j 3 -q)
watched valgrind-first-look "${memcheck[@]}" build/dev/brownout "${first_look[@]}" -o "$runs/valgrind-first-look"
watched valgrind-everything "${memcheck[@]}" build/dev/brownout "${everything[@]}" --no-charts \
    -o "$runs/valgrind-everything" # its charts are drawn below
watched valgrind-check "${memcheck[@]}" build/dev/brownout check scenarios/bitmarck-2023
watched valgrind-mistakes sh -c '"$@"; test $? -eq 2' - "${memcheck[@]}" build/dev/brownout check \
    tests/examples/everything --set scenario.horizon_days=x --set services.nobody.servers=1
watched valgrind-plot "${memcheck[@]}" build/dev/brownout plot "$runs/valgrind-everything"
watched valgrind-trace "${memcheck[@]}" build/dev/brownout trace scenarios/first-look --strategy full
watched tsan-first-look "${fixed[@]}" build/tsan/brownout "${first_look[@]}" -o "$runs/tsan-first-look"
watched tsan-everything "${fixed[@]}" build/tsan/brownout "${everything[@]}" -o "$runs/tsan-everything"
watched tsan-precision "${fixed[@]}" build/tsan/brownout compare scenarios/first-look --precision 0.2 \
    --metric cost_total_eur -j 4 -q --no-charts -o "$runs/tsan-precision"

for result in "$runs/valgrind-first-look" "$runs/tsan-everything"; do
    if [ ! -s "$result/report.html" ]; then
        failed=$((failed + 1))
        echo "memcheck: no report in $result, so its charts were not watched"
    fi
done
if [ "$failed" -gt 0 ]; then
    echo "memcheck: FAILED, $failed findings"
    exit 1
fi
echo 'memcheck: passed, no error, no leak, no race'
