#!/bin/sh
# Ranking and selection: who is selected, what is saved, and that what did run is what compare runs.
. "$(dirname "$0")/expect.sh" "$@"

select_run() {
    "$brownout" compare "$scenario" --select cost_total_eur --delta 100000 --no-charts --no-curves "$@"
}

status 0 select_run -o one -j 1
says out "Selection by total/all/cost_total_eur (lower is better): "
says out "The best is found with a probability of at least 0.95 if no other comes within 100000 EUR of it"
says out "Dropped: "
there one/selection.csv
[ "$(grep -c ',selected,' one/selection.csv)" = 1 ] || miss "not one strategy is selected"
grep -q ',dropped,' one/selection.csv || miss "no strategy is dropped"

# The same bits for any number of threads.
status 0 select_run -o two -j 2 -q
same one/selection.csv two/selection.csv
same one/replications.csv two/replications.csv
same one/summary.csv two/summary.csv

# What ran is what compare runs: every row of the selection is one of the whole comparison, and the selected one has
# the lowest mean of all strategies there too.
most=$(cut -d, -f 2 one/replications.csv | grep -v replication | sort -n | tail -n 1)
status 0 "$brownout" compare "$scenario" -n "$most" --no-charts --no-curves -q -o whole
sort one/replications.csv >one.rows
sort whole/replications.csv >whole.rows
[ -z "$(comm -23 one.rows whole.rows)" ] || miss "the selection ran something that compare does not"
[ "$(wc -l <one.rows)" -lt "$(wc -l <whole.rows)" ] || miss "nothing was saved"
selected=$(grep ',selected,' one/selection.csv | cut -d, -f 1)
lowest=$(grep ',total,all,cost_total_eur,' whole/summary.csv | grep -v '^undisturbed' | sort -t, -g -k 7 |
    head -n 1 | cut -d, -f 1)
[ "$selected" = "$lowest" ] || miss "selected $selected, but $lowest has the lowest mean"

# A dropped strategy has as many rows as replications it ran in, and no more.
dropped=$(grep ',dropped,' one/selection.csv | sort -t, -n -k 10 | head -n 1)
ran=$(echo "$dropped" | cut -d, -f 10)
rows=$(grep -c "^$(echo "$dropped" | cut -d, -f 1),.*,cost_total_eur," one/replications.csv)
[ "$ran" = "$rows" ] || miss "dropped after $ran, but $rows rows"
[ "$ran" -lt "$most" ] || miss "a dropped strategy ran on"

# A comparison into the same folder leaves no selection behind.
status 0 "$brownout" compare "$scenario" -n 2 --no-charts -q -o two --force
gone two/selection.csv

# Too few replications to decide: said, and who is still in.
status 0 select_run -o few -n 20 --delta 1
says out "not decided after 20 replications; the best mean so far is that of"
says out "Still in: "

# What makes no sense.
status 2 "$brownout" compare "$scenario" --select cost_total_eur -o no
says err "--select needs --delta"
status 2 "$brownout" compare "$scenario" --delta 3 -o no
says err "need --select"
status 2 select_run --precision 0.1 --metric restored_h -o no
says err "--select and --precision exclude each other"
status 2 select_run --confidence 0.4 -o no
says err "between 0.5 and 1"
status 2 select_run --delta 0 -o no
says err "is not a number over 0"
status 2 select_run -n 2 -o no
says err "--select needs 3 replications or more"
status 2 "$brownout" compare "$scenario" --select cost_totl_eur --delta 3 -o no
says err "did you mean cost_total_eur?"
status 2 "$brownout" compare "$scenario" --select service/sick-notes/requests --delta 3 -o no
says err "neither more nor less of requests is better"
status 2 "$brownout" compare "$scenario" --select zone/muc-core/compromised_h --delta 3 -o no
says err "is undefined in replication"
gone no

finish
