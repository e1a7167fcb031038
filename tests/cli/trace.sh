#!/bin/sh
# Every event of one replication, as rows and as a document.
. "$(dirname "$0")/expect.sh"
status 0 "$brownout" trace "$scenario"
[ "$(head -n 1 out)" = "t_h,time,scope,id,event,number,value" ] || miss "header $(head -n 1 out)"
awk -F, 'NF != 7 { print; exit 1 }' out || miss "a row without seven cells"
cp out baseline.csv
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
status 1 "$brownout" trace "$scenario" -o /nonexistent/file.csv
status 2 "$brownout" trace "$scenario" --replication 0
status 2 "$brownout" trace "$scenario" --strategy undisturbed,partial
finish
