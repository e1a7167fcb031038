#!/bin/sh
# `explain` knows every metric and curve of the results, and answers what is mistyped.
. "$(dirname "$0")/expect.sh"
status 0 quick -o results -q
awk -F, 'NR > 1 { print $2 "/" $4 }' results/summary.csv | sed 's/^/metric /' | sort -u >names
awk -F, 'NR > 1 { print $2 "/" $4 }' results/curves.csv | sed 's/^/curve /' | sort -u >>names
"$brownout" explain >list
cut -d ' ' -f 2 names | sort -u | while read -r name; do
    status 0 "$brownout" explain "$name"
    head -n 1 out | grep -q "^$name" || miss "explain $name begins with $(head -n 1 out)"
    for heading in Unit Where 'How it is computed' Source; do says out "$heading"; done
    says list "$name"
    echo "$misses" >misses
done
misses=$(cat misses)
[ "$(wc -l <names)" -gt 70 ] || miss "only $(wc -l <names) names"

status 0 "$brownout" explain service/sick-pay/wait_p95_h
says out "95th percentile of the wait"
status 0 "$brownout" explain downtime_h
[ "$(grep -c Unit out)" = 4 ] || miss "downtime_h has four scopes: service, zone, system, insurer"
status 2 "$brownout" explain wait_p95
says err "these hold it: wait_p95_h, wait_p95_min"
status 2 "$brownout" explain wait_p95h
says err "did you mean wait_p95_h?"
status 2 "$brownout" explain total/clear_h
says err "says which scopes have it"
status 2 "$brownout" explain xyzzy
says err "lists them"
status 0 "$brownout" explain clear_h -q
silent out
finish
