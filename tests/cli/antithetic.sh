#!/bin/sh
# Antithetic pairs: the first of each is the replication that it is without, the second its mirror; intervals are over pairs.
. "$(dirname "$0")/expect.sh"

pairs() {
    out=$1
    shift
    status 0 "$brownout" compare "$scenario" --antithetic --no-charts -q -o "$out" "$@"
}

# The first of each pair is the same to the last digit, the second another.
pairs both -n 6 --all-replications
status 0 "$brownout" compare "$scenario" --no-charts -q -o without -n 6 --all-replications
for run in both without; do
    awk -F, 'FNR == 1 || $2 % 2 == 1' $run/replications.csv >$run.first
    awk -F, 'FNR == 1 || $2 % 2 == 0' $run/replications.csv >$run.second
done
same both.first without.first
cmp -s both.second without.second && miss "the second of a pair is what it is without pairs"
says both/run.json '"antithetic": true'
grep -q antithetic without/run.json && miss "a run without pairs speaks of them"
awk -F, 'FNR > 1 && $5 == "insured_hours_lost" && $2 == "total" && $6 != 6 { exit 1 }' both/summary.csv ||
    miss "n does not count replications"

# The trace of a mirror is that of the run.
status 0 "$brownout" trace "$scenario" --strategy undisturbed --replication 4 --antithetic
arrived=$(awk -F, '$5 == "request_arrives" && $1 >= 0 { n++ } END { print n }' out)
counted=$(awk -F, '$1 == "undisturbed" && $2 == 4 && $3 == "service" && $4 !~ /@/ && $5 == "requests" { n += $7 }
    END { print n }' both/replications.csv)
[ "$arrived" = "$counted" ] || miss "$arrived requests in the trace of a mirror, $counted in the results"

# What is a linear function of one uniform has the same mean in every pair, and an interval without width: an outage of
# 2 to 6 h that nobody works on lasts 4 h on average in each pair, and the two differ.
linear() {
    status 0 "$brownout" compare "$source/tests/examples/outage-lossy" --set 'outages.*.duration_h=uniform(low=2 high=6)' \
        -n 20 --no-charts --no-curves -q -o linear --force "$@"
    grep '^carry-on,total,all,insured_hours_lost,' linear/summary.csv
}
linear --antithetic | awk -F, '{ exit !($7 > 79999 && $7 < 80001 && $10 - $9 < 1e-6 && $8 > 10000) }' ||
    miss "the pairs of a linear function differ"
linear | awk -F, '{ exit !($10 - $9 > 8000) }' || miss "without pairs it is as narrow"

# The table, the summary and the report say so.
status 0 "$brownout" compare "$scenario" --antithetic --no-charts -n 6 -o table
says out "over 3 antithetic pairs;"
status 0 "$brownout" compare "$scenario" --antithetic --no-charts --strategies full -n 100 -o table
grep -qE 'The pairs are worth [0-9.]+ to [0-9.]+ times as many independent replications' out || miss "no worth is said"
status 0 "$brownout" compare "$scenario" --antithetic --no-charts -n 2 -o table
says out "One pair of replications: no intervals."
status 0 "$brownout" compare "$scenario" --antithetic --no-charts -n 4 -o table --json
says out '"antithetic": true'
status 0 "$brownout" report both
says both/report.html "3 antithetic pairs"
status 0 "$brownout" report without
grep -q antithetic without/report.html && miss "a report without pairs speaks of them"

# Coupled runs meet the chance of the pairs too: what crews restore does not hang on demand, so its mean is the same.
pairs coupled -n 4 --attribution --critical-path
there coupled/attribution.csv
usual=$(awk -F, '$1 == "partial" && $4 == "restored_h" { print $7; exit }' coupled/critical_path.csv)
mean=$(awk -F, '$1 == "partial" && $2 == "total" && $4 == "restored_h" { print $7 }' coupled/summary.csv)
[ "$usual" = "$mean" ] || miss "a coupled run restores in $usual h, the run in $mean h"

# --precision ends with a whole pair.
pairs precise --precision 0.2 --metric cost_total_eur --no-curves
says precise/run.json '"reached": true'
n=$(sed -n 's/.*"replications": \([0-9]*\).*/\1/p' precise/run.json)
[ $((n % 2)) = 0 ] && [ "$n" -ge 100 ] || miss "--precision ran $n replications"

# Half a pair is refused, wherever the number stands, and so is a selection.
status 2 "$brownout" compare "$scenario" --antithetic -n 7 -o no
says err "--antithetic runs pairs of replications, and 7 is not even: give an even number, as in -n 8"
status 2 "$brownout" compare "$scenario" --antithetic --set scenario.replications=5 -o no
says err "5 (of scenario.csv) is not even"
status 2 "$brownout" compare "$scenario" --antithetic -n 99 --precision 0.1 --metric cost_total_eur -o no
says err "99 is not even"
status 2 "$brownout" compare "$scenario" --antithetic --select cost_total_eur --delta 3 -o no
says err "--select and --antithetic exclude each other"
status 2 "$brownout" sweep "$scenario" --antithetic
says err "sweep has no option --antithetic; it is one of compare, trace"
gone no

# An interrupt leaves whole pairs.
"$brownout" compare "$scenario" --antithetic -n 100000 --no-curves -q -o interrupted 2>err &
process=$!
sleep 1
kill -s INT $process
wait $process
if [ -e interrupted/run.json ]; then
    cut -d, -f 2 interrupted/replications.csv | tail -n +2 | sort -un |
        awk '{ seen[$1] = 1 } END { for (n in seen) if (!((n % 2 ? n + 1 : n - 1) in seen)) exit 1 }' ||
        miss "an interrupt left half a pair"
else
    says err "before the first two replications were finished: nothing to keep"
fi
finish
