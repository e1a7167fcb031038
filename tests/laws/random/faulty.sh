#!/bin/sh
# The program with a planted fault: runs $RANDOM_LAWS_REAL with the same arguments, then changes what it left as the
# fault $RANDOM_LAWS_FAULT, named after the law that must catch it, says.
command=$1
out=
scenario=$2
last=
threads=1
"$RANDOM_LAWS_REAL" "$@" || exit $?
for argument in "$@"; do
    [ "$last" = -o ] && out=$argument
    [ "$last" = -j ] && threads=$argument
    last=$argument
done

# edit FILE CHANGE: awk over the cells of each row.
edit() {
    awk -F, -v OFS=, "{ $2; print }" "$1" >"$1.changed" && mv "$1.changed" "$1"
}

# changed METRIC CHANGE: of every row of the metric that is over 0.
changed() {
    edit "$out/replications.csv" "if (\$5 == \"$1\" && \$7 > 0) \$7 = $2"
}

case $RANDOM_LAWS_FAULT-$command in
accepted-check) exit 3 ;;
conservation-compare) changed served '$7 + 1' ;;
values-compare) edit "$out/replications.csv" 'if ($5 == "delay_p95_h") $7 = $7 / 4' ;;
curves-compare) edit "$out/curves.csv" 'if ($4 == "backlog" && $7 > 0) $7 = 3 * $7 + 1' ;;
agreement-compare) edit "$out/summary.csv" 'if ($7 > 0) $7 = $7 * 1.0001' ;;
costs-compare) changed cost_support_eur '$7 + 1' ;;
paths-trace) edit "$out" 'if ($5 == "request_served" && $6 == 5) next' ;;
incidents-trace) edit "$out" 'if ($5 == "zone_isolated") $1 = $1 + 0.5' ;;
threads-compare) [ "$threads" = 2 ] && changed requests '$7 + 1' ;;
strategies-compare) [ "$threads" = 3 ] && changed in_system_mean '$7 * 1.0000001' ;;
undisturbed-compare) edit "$out/replications.csv" 'if ($1 == "undisturbed" && $5 == "requests") $7 = $7 + 1' ;;
sampling-compare) [ "$(grep -c . "$out/curves.csv")" -lt 400 ] && changed wait_mean_h '$7 * 2' ;;
rows-compare)
    first=$(awk -F '[,;]' 'NR == 2 { print NF $1 }' "$scenario/services.csv" | cksum | cut -c 1)
    changed wait_mean_h "\$7 * $first"
    ;;
overrides-compare) [ -f "$scenario/overrides.csv" ] && changed requests '$7 + 1' ;;
scale-compare) changed attempts "\$7 * $(grep -c . "$scenario/insurers.csv")" ;;
more-*-compare) [ -f "$scenario/overrides.csv" ] && changed queue_mean '$7 + 1' && changed backlog_mean '$7 + 1' &&
    changed insured_hours_lost '$7 + 1000' ;;
means-compare)
    case $scenario in */better/*) edit "$out/summary.csv" 'if ($7 > 0) $7 = $7 * 1.5' ;; esac
    ;;
earlier-notice-compare) [ -f "$scenario/overrides.csv" ] && changed zones_compromised '$7 + 1' ;;
esac
exit 0
