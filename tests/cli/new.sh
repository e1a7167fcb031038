#!/bin/sh
# A new scenario is valid and runs as it is; nothing is overwritten.
. "$(dirname "$0")/expect.sh"
status 0 "$brownout" new mine
there mine/scenario.csv mine/strategies.csv
# It teaches by its notes: the last column of every row says something.
for file in mine/*.csv; do
    head -n 1 "$file" | grep -q ',note$' || miss "$file has no notes"
    grep -n ',$' "$file" >bare && miss "$file: rows without a note: $(cat bare)"
done
status 0 "$brownout" check mine
silent err
status 0 "$brownout" compare mine -n 2 --no-charts -q
there results/mine/run.json
status 2 "$brownout" new mine
echo >file
status 2 "$brownout" new file
mkdir empty
status 0 "$brownout" new empty -q
silent out
status 1 "$brownout" new /proc/nowhere
finish
