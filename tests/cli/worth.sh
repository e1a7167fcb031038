#!/bin/sh
# What a change is worth, prediction bands, and the charts and report of a sweep.
. "$(dirname "$0")/expect.sh" "$@"

# The changes are written where no file is, and can be edited.
status 0 "$brownout" sweep "$scenario" --worth worth.csv --strategies partial,full -n 5 --metrics cost_total_eur -o worth
says out "What a change is worth in total/all/cost_total_eur (EUR), against the scenario as it stands:"
there worth.csv worth/worth.csv
says worth.csv "notice-1h-earlier,attack.detect_h,"
says worth.csv "agents-plus-10,insurers."
# Two strategies times the changes, all paired over 5 replications, and the difference is that of the means.
awk -F, 'NR > 1 { if ($9 != 5 || ($11 - $10 - $12) ^ 2 > 1e-6 * ($10 ^ 2 + 1) || $13 > $12 || $14 < $12) exit 1; ++rows }
    END { exit rows == 0 || rows % 2 }' worth/worth.csv || miss "worth.csv does not add up"
printf 'factor,cell,levels\nlater,attack.detect_h,x2\n' >mine.csv
status 0 "$brownout" sweep "$scenario" --worth mine.csv --strategies partial,full -n 2 -q -o mine
says mine/worth.csv ",later,attack.detect_h,2,"
status 2 "$brownout" sweep "$scenario" --worth a.csv --factors mine.csv -o no
says err "exclude each other"
gone no a.csv

# Factors with a distribution: three rows for each strategy and metric, whose variances add up.
printf 'factor,cell,dist\nspread,links.*.spread_per_h,uniform(low=0.01 high=0.1)\n' >dist.csv
status 0 "$brownout" sweep "$scenario" --factors dist.csv --design lhs --points 12 --strategies full -n 4 \
    --metrics cost_total_eur -q -o dist
awk -F, '$1 == "factors" { f = $9 } $1 == "random" { r = $9 } $1 == "both" { b = $9; ++rows }
    END { d = f * f + r * r - b * b; exit rows != 1 || d * d > 1e-9 * b ^ 4 }' dist/results.csv ||
    miss "the variances of factors and chance do not add up"

# --metric and --map are checked before anything runs.
status 2 "$brownout" sweep "$scenario" --factors dist.csv --design lhs --map sprad -o no
says err "did you mean spread?"
status 2 "$brownout" sweep "$scenario" --factors dist.csv --design lhs --metric cost_totl_eur -o no
says err "did you mean"
gone no

# Charts and report from the folder alone; the answers again, byte for byte, where nothing is left to run.
printf 'factor,cell,levels\nspread,links.*.spread_per_h,0.01 0.1\nnotice,attack.detect_h,4 24\n' >grid.csv
status 0 "$brownout" sweep "$scenario" --factors grid.csv --strategies partial,full -n 3 --metrics cost_total_eur -q -o grid
cp grid/decision.csv first.csv
status 0 "$brownout" sweep "$scenario" --factors grid.csv --strategies partial,full -n 3 --metrics cost_total_eur -q -o grid
same grid/decision.csv first.csv
status 0 "$brownout" report grid
says grid/report.html "at 4 places: "
if "$brownout" plot grid --format svg >out 2>err; then
    there grid/charts/decision-map.svg grid/charts/tornado.svg grid/charts/sensitivity.svg grid/charts/sweep-cost_total_eur.svg
    status 0 "$brownout" plot grid --format svg --only tornado
else
    says err "draws no charts"
fi

finish
