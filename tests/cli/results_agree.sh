#!/bin/sh
# The files agree with one another: summary.csv is computed again from replications.csv, comparison.csv from both.
. "$(dirname "$0")/expect.sh"
status 0 "$brownout" compare "$scenario" -n 7 --no-charts --all-replications -o out1 -q
silent out
silent err

# Sums per key from the raw values against n and mean of the summary. Ids hold neither commas nor quotes.
awk -F, '
    FNR == 1 { next }
    FILENAME ~ /replications/ { key = $1 "," $3 "," $4 "," $5; n[key]++; sum[key] += $7; next }
    {
        key = $1 "," $2 "," $3 "," $4; rows++
        if (n[key] + 0 != $6) { print key ": n " $6 ", raw " n[key] + 0; bad++ }
        if ($6 > 0) {
            mean = sum[key] / n[key]; error = mean - $7; scale = mean < 0 ? -mean : mean
            if (error > 1e-9 * (scale + 1) || -error > 1e-9 * (scale + 1)) { print key ": mean " $7 ", raw " mean; bad++ }
        }
    }
    END { if (rows < 100) { print "only " rows " rows"; bad++ } exit bad > 0 }
' out1/replications.csv out1/summary.csv >disagree || miss "summary.csv is not that of replications.csv: $(head -n 5 disagree)"

# Where every replication has both values, the difference is that of the means, inside its own interval.
awk -F, '
    FNR == 1 { next }
    FILENAME ~ /summary/ { if ($6 == 7) mean[$1 "," $2 "," $3 "," $4] = $7; next }
    $7 == 7 {
        key = "," $1 "," $2 "," $3; rows++
        want = mean[$6 key] - mean[$5 key]; error = $10 - want
        scale = mean[$6 key] < 0 ? -mean[$6 key] : mean[$6 key]
        if (error > 1e-9 * (scale + 1) || -error > 1e-9 * (scale + 1) || $10 < $11 || $10 > $12) { print; bad++ }
    }
    END { if (rows < 100) { print "only " rows " rows"; bad++ } exit bad > 0 }
' out1/summary.csv out1/comparison.csv >disagree || miss "comparison.csv is not that of summary.csv: $(head -n 5 disagree)"

# Fewer files asked for: totals alone, and a header for curves.
status 0 quick -o out2 -q --no-curves
[ "$(tail -n +2 out2/replications.csv | cut -d, -f3 | sort -u)" = total ] || miss "scopes beyond total"
[ "$(wc -l <out2/curves.csv)" = 1 ] || miss "curves in spite of --no-curves"
status 0 quick -o out3 -q --curves insurer
cut -d, -f3 out3/curves.csv | grep -q @ || miss "no curves of insurers"

# The listed strategies and the reference; without the baseline the first is it.
status 0 quick -o out4 -q --strategies partial
[ "$(tail -n +2 out4/summary.csv | cut -d, -f1 | uniq | tr '\n' ' ')" = "partial undisturbed " ] || miss "strategies of out4"
[ "$(tail -n +2 out4/comparison.csv | cut -d, -f5 | sort -u)" = partial ] || miss "baseline of out4"
says out4/run.json '"baseline": "partial"'
says out4/run.json '"replications": 2'

# JSON alone on standard output.
status 0 quick -o out5 --json
[ "$(head -c 1 out)" = "{" ] && [ "$(tail -c 2 out)" = "}" ] || miss "no JSON document"
says out '"variance_ratio"'
says out '"folder": "out5"'
for file in summary.csv fairness.csv model.csv; do says out "\"$file\""; done
says out '"fairness": ['
grep -q '"attribution"\|"critical_path"\|"selection"' out && miss "tables that nobody asked for"
status 0 "$brownout" check "$scenario" --json
says out '"peak_load"'

# A precision is reached, and said.
status 0 "$brownout" compare "$scenario" --no-charts -o out6 --precision 0.5 --metric total/all/restored_h
says out "Precision of total/all/restored_h: reached after"
says out6/run.json '"reached": true'

# The reference may be the baseline: all others are compared with it, and a trace is its by default.
cp -r "$scenario" calm
sed 's/^baseline,.*/baseline,undisturbed,/' "$scenario/scenario.csv" >calm/scenario.csv
status 0 "$brownout" check calm
says out "baseline undisturbed"
status 0 "$brownout" compare calm -n 2 --no-charts --no-curves -q -o out7
says out7/run.json '"baseline": "undisturbed"'
awk -F, 'NR > 1 && ($5 != "undisturbed" || $6 == "undisturbed") { print; exit 1 }' out7/comparison.csv ||
    miss "a row that is not compared with the reference"
status 0 "$brownout" trace calm -o calm.csv
status 0 "$brownout" trace calm --strategy undisturbed -o undisturbed.csv
same calm.csv undisturbed.csv

# A figure that some replications do not have is marked: after a false alarm `watch` cuts nothing off, so nothing comes
# back. In the other four it is back at 35 h, `takedown` at 27 h in these and at 9 h in the fifth: the difference is 8 h,
# that of the means 11.6 h, which the table has to say.
status 0 "$brownout" compare "$source/tests/examples/false-alarm" -n 5 --no-charts --no-curves -o out8
awk -F, '$1 == "watch" && $4 == "restored_h" && $2 == "total" { exit !($6 == 4 && $14 == 0) }' out8/summary.csv ||
    miss "the case is not the one that is meant"
says out " ‡35.0 ± 0.0 "
says out " +8.0 ± 0.0 "
says out "‡ In some replications there was nothing to measure"
says out "A difference is over the replications that have both values"
status 0 quick -o out9
grep -q "‡\|replications that have both" out && miss "a mark without a reason: $(grep ‡ out)"
finish
