#!/bin/sh
# The delays over time that a sweep over distributions keeps: what `compare` says of the same scenario, the same bytes
# however the sweep is run, and bands of them in a file and in a chart.
. "$(dirname "$0")/expect.sh"
mpi=${brownout%/*}/brownout-mpi
plots=${4-OFF}
days='--set scenario.horizon_days=12 --set scenario.warmup_days=0 --set scenario.sample_h=24'

cat >factors.csv <<'END_OF_FACTORS'
factor,cell,low,high,dist
spread,links.*.spread_per_h,x0.5,x2,x lognormal(mean=1 sd=0.5)
END_OF_FACTORS

# drawn OUT ...: a sweep over four points that were drawn.
drawn() {
    out=$1
    shift
    # shellcheck disable=SC2086
    "$brownout" sweep "$scenario" --factors factors.csv --design lhs --points 4 --strategies wait,full $days \
        -n 2 -q --metrics cost_total_eur -o "$out" "$@"
}

same_bands() {
    for file in results.csv delay_bands.csv; do same "$1/$file" "$2/$file"; done
    if command -v sqlite3 >/dev/null; then
        for store in "$1" "$2"; do sqlite3 "$store/sweep.sqlite" .dump; done >/dev/null || miss "no dump"
        sqlite3 "$1/sweep.sqlite" .dump >left
        sqlite3 "$2/sweep.sqlite" .dump >right
        same left right
    fi
}

status 0 drawn whole -j 1 --no-charts
status 0 drawn threads -j 3 --no-charts
same_bands whole threads
status 0 drawn grown -n 1 --no-charts
status 0 drawn grown --no-charts
same_bands whole grown
for shard in 1 2 3; do status 0 drawn part-$shard --shard $shard/3; done
status 0 "$brownout" merge merged part-1 part-2 part-3
same_bands whole merged
if [ -x "$mpi" ] && command -v mpirun >/dev/null; then
    program=$brownout
    brownout="mpirun -n 3 --allow-run-as-root --oversubscribe $mpi"
    ranks() {
        # shellcheck disable=SC2086
        $brownout sweep "$scenario" --factors factors.csv --design lhs --points 4 --strategies wait,full $days \
            -n 2 -q --metrics cost_total_eur -o ranks --no-charts
    }
    status 0 ranks
    brownout=$program
    same_bands whole ranks
fi

# Three rows for each of 12 days, two strategies and three services; the bands of a band are in order.
[ "$(wc -l <whole/delay_bands.csv)" = $((1 + 3 * 12 * 2 * 3)) ] || miss "$(wc -l <whole/delay_bands.csv) rows"
awk -F, 'NR > 1 && $11 != "" && ($11 > $12 * (1 + 1e-12) || $12 > $13 * (1 + 1e-12)) { exit 1 }' whole/delay_bands.csv ||
    miss "percentiles out of order"
# The variances add up.
awk -F, '$1 == "factors" { f = $10 } $1 == "random" { r = $10 }
    $1 == "both" && $10 != "" && ($10 ^ 2 - f ^ 2 - r ^ 2) ^ 2 > 1e-12 * $10 ^ 4 { exit 1 }' whole/delay_bands.csv ||
    miss "variances do not add up"

# A point is the scenario with these cells: with samples of a day its delays are those of curves.csv.
if command -v sqlite3 >/dev/null; then
    factor=$(sed -n 2p whole/points.csv | cut -d, -f2)
    # shellcheck disable=SC2086
    status 0 "$brownout" compare "$scenario" $days --strategies wait,full -n 1 -q --no-charts -o compared \
        --set "links.*.spread_per_h=x$factor"
    grep '^full,service,sick-pay,delay_mean_h,' compared/curves.csv | cut -d, -f5,7 >left
    sqlite3 -csv whole/sweep.sqlite 'SELECT 24 * (step - 1), printf("%.17g", "service/sick-pay/delay_mean_h")
        FROM delays WHERE point = 1 AND replication = 1 AND strategy = 2' >right
    paste -d, left right | awk -F, '$1 != $3 || ($2 - $4) ^ 2 > 1e-18 { exit 1 } END { exit NR != 12 }' ||
        miss "the delays of a point are not those of compare"
fi

# They can be left out, and a store that has them is not one that has none.
status 2 drawn whole --no-curves --no-charts
says err 'curve steps is "12" there and "0" now'
status 0 drawn without --no-curves --no-charts
same without/results.csv whole/results.csv
gone without/delay_bands.csv

if [ "$plots" = ON ]; then
    status 0 drawn whole --format svg
    there whole/charts/delay-sick-pay.svg whole/charts/tornado.svg whole/report.html
    gone whole/charts/delay-sick-pay.png
    says whole/charts/delay-sick-pay.svg 'What is not known'
    says whole/charts/delay-sick-pay.svg 'A single incident'
    says whole/report.html 'The finding'
    says whole/report.html 'has the best mean total cost'
    says whole/report.html 'Sick pay: on '
    status 0 "$brownout" report whole --lang de -q
    says whole/report.html 'das beste Mittel (Gesamtkosten: '
    says whole/report.html 'lateinischer Hyperw'
fi
finish
