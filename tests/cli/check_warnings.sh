#!/bin/sh
# `check` says what a queue lacks that has demand and no capacity.
. "$(dirname "$0")/expect.sh"

status 0 "$brownout" check "$scenario" --set services.sick-notes.servers_per_100k=0
says err "warning: service sick-notes: demand but no servers at 3 of the insurers, "
status 0 "$brownout" check "$scenario" --set 'insurers.*.agents=0'
says err "contacts but no agents: callers hang up"

# Opened on one date alone: there are agents, but no ordinary day.
cp -R "$scenario" one-day
printf 'once,2025-03-05,08:00,18:00,\n' >>one-day/calendars.csv
status 0 "$brownout" check one-day --set 'insurers.*.desk_calendar=once' --set services.sick-pay.calendar=once
says err "contacts but no opening hours in a standard week: callers hang up"
says err "warning: service sick-pay: demand but no opening hours in a standard week at 3 of the insurers, "

# Hours taken for days: what begins after the run never happens, and only check can tell.
cp -R "$scenario" late
hours=$(awk -F, '$1 == "horizon_days" {print 24 * $2}' late/scenario.csv)
printf 'target,start_h,duration_h\nservice:sick-notes,%s,1\nservice:sick-pay,1,1\n' "$hours" >late/outages.csv
status 0 "$brownout" check late --set attack.start_h=1000000
says err "warning: outage of service:sick-notes: starts at $hours h, but the run ends at $hours h: it never happens"
says err "warning: attack: starts at 1000000 h, but the run ends at $hours h: it never happens"
grep -q "outage of service:sick-pay" err && miss "an outage within the run is warned of"
for _ in 1 2 3 4 5 6; do echo "service:sick-notes,$hours,1"; done >>late/outages.csv
status 0 "$brownout" check late
says err "warning: 2 more outages start after the end of the run"

finish
