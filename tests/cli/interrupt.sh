#!/bin/sh
# A signal keeps what is finished, says so, and has its own status.
. "$(dirname "$0")/expect.sh"

# interrupted SIGNAL STATUS: after the first replications, which takes as long as it takes.
interrupted() {
    "$brownout" compare "$scenario" -n 100000 --no-curves -o "$1" >out 2>err &
    process=$!
    sleep 1
    kill -s "$1" $process
    wait $process
    got=$?
    [ $got = "$2" ] || miss "SIG$1: status $got, expected $2"
    says err "interrupted"
    if [ -e "$1/run.json" ]; then
        says "$1/run.json" '"interrupted": true'
        there "$1/summary.csv"
        says out "Files   $1/summary.csv"
        gone "$1/charts" "$1/report.html"
        n=$(sed -n 's/.*"replications": \([0-9]*\).*/\1/p' "$1/run.json")
        kept=$(tail -n +2 "$1/replications.csv" | cut -d, -f2 | sort -u | wc -l)
        [ "$n" = "$kept" ] || miss "SIG$1: $n replications in run.json, $kept in replications.csv"
    else
        says err "nothing to keep"
    fi
    [ -z "$(find . -name '.*' -type f)" ] || miss "temporary files were left"
}
interrupted INT 130
interrupted TERM 143
finish
