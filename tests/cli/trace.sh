#!/bin/sh
# Every event of one replication, as rows and as a document.
. "$(dirname "$0")/expect.sh"
status 0 "$brownout" trace "$scenario"
[ "$(head -n 1 out)" = "t_h,time,scope,id,event,number,value,story" ] || miss "header $(head -n 1 out)"
awk -F, 'NF != 8 || $8 == "" { print; exit 1 }' out || miss "a row without eight cells"
cp out baseline.csv
awk -F, 'NR > 2 && $1 < last { print; exit 1 } NR > 1 { last = $1 + 0 }' out || miss "not in order of time"
# Contacts of an insurer are numbered in the order in which they come, from 1.
awk -F, '$3 == "channel" && $6 { split($4, id, "@"); if ($6 > most[id[2]] + 1) { print; exit 1 }
    if ($6 > most[id[2]]) most[id[2]] = $6 }' out || miss "a number of a contact is left out"
# Read downwards the last column tells what happens; no event is without its sentence.
says out "is cut off"
says out "a crew begins"
awk -F, 'NR > 1 && index($8, $5) { print; exit 1 }' out || miss "an event that is told by its name alone"
status 0 "$brownout" trace "$source/tests/examples/everything" -o everything.csv
awk -F, 'NR > 1 && index($8, $5) { print; exit 1 }' everything.csv || miss "an event that is told by its name alone"
status 0 "$brownout" trace "$scenario" -o file.csv
silent out
same file.csv baseline.csv
status 0 "$brownout" trace "$scenario" --replication 2
cmp -s out baseline.csv && miss "replication 2 is replication 1"
status 0 "$brownout" trace "$scenario" --seed 99
cmp -s out baseline.csv && miss "the seed does not matter"

# The trace is that of the run: as many requests arrive from t = 0 on as the results count.
status 0 "$brownout" trace "$scenario" --strategy undisturbed
arrived=$(awk -F, '$5 == "request_arrives" && $1 >= 0 { n++ } END { print n }' out)
status 0 "$brownout" compare "$scenario" -n 1 --no-charts --all-replications -o run -q
counted=$(awk -F, '$1 == "undisturbed" && $3 == "service" && $4 !~ /@/ && $5 == "requests" { n += $7 } END { print n }' \
    run/replications.csv)
[ "$arrived" = "$counted" ] || miss "$arrived requests in the trace, $counted in the results"

status 0 "$brownout" trace "$scenario" --format chrome -o trace.json
says trace.json '"traceEvents"'
[ "$(grep -c '"ph":"B"' trace.json)" = "$(grep -c '"ph":"E"' trace.json)" ] || miss "slices without an end"
[ "$(grep -c '"ph":"[BEi]"' trace.json)" -ge "$(($(wc -l <baseline.csv) - 1))" ] || miss "events left out"
grep '"ph":"[BEi]"' trace.json | sed 's/.*"ts":\([^,]*\),.*/\1/' |
    awk 'NR > 1 && $1 < last { print; exit 1 } { last = $1 + 0 }' || miss "the document is not in order of time"

# Nothing stays behind where the temporary file cannot be made or the disk is full.
status 1 "$brownout" trace "$scenario" -o /nonexistent/file.csv
status 1 env TMPDIR=/nonexistent "$brownout" trace "$scenario" -o none.csv
says err 'temporary file in /nonexistent'
mkdir temporary
status 1 env TMPDIR="$PWD/temporary" sh -c 'ulimit -f 64 && exec "$@"' sh "$brownout" trace "$scenario" -o none.csv
says err 'temporary file in'
status 1 env TMPDIR="$PWD/temporary" sh -c 'ulimit -f 64 && exec "$@"' sh "$brownout" trace "$scenario"
silent out
gone none.csv .unfinished*
[ -z "$(ls -A temporary)" ] || miss "a temporary file is left behind"
status 2 "$brownout" trace "$scenario" --replication 0
status 2 "$brownout" trace "$scenario" --strategy undisturbed,partial
finish
