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

finish
