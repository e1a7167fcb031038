#!/bin/sh
# A decision map on scenarios whose break-even is known in closed form.
. "$(dirname "$0")/expect.sh" "$@"

# One link from `a` to `b` with hazard s. The attack on `a` is noticed at once. Both strategies isolate `a`, whose rebuild
# takes 24 h; the partial one leaks, so for these 24 h the attack may still jump, with probability p = 1 - exp(-24 s), and
# then `b` is down for its rebuild, R = 30 h; the full one does not leak, and shuts `b` down for a check of C hours for
# certain. An insured person's hour down costs 1 euro, and as many are at `b` as C and R are measured for. So partial is
# better iff p < (C_full - C_part) / L_spread = C / R, that is where s < -log(1 - C / R) / 24.
make_scenario() {
    mkdir -p "$1"
    cat >"$1/scenario.csv" <<'CSV'
key,value
title,One link
start,2024-01-01T00:00
horizon_days,10
sample_h,24
replications,100
confidence,0.999
baseline,full
CSV
    cat >"$1/datacentres.csv" <<'CSV'
id,rebuild_h,check_h
a,24,24
b,30,6
CSV
    cat >"$1/links.csv" <<'CSV'
from,to,spread_per_h
a,b,0.01
CSV
    cat >"$1/systems.csv" <<'CSV'
id,scope
core,insurer
CSV
    cat >"$1/insurers.csv" <<'CSV'
id,insured,datacentre
one,1000,a
two,1000,b
CSV
    cat >"$1/services.csv" <<'CSV'
id,needs,requests_per_1000_per_day,servers,service_min
pay,core,0,1,1
CSV
    cat >"$1/attack.csv" <<'CSV'
key,value
entry,a
detect_h,0
CSV
    cat >"$1/strategies.csv" <<'CSV'
id,name,isolate,leak
part,Partial isolation,compromised,1
full,Full takedown,all,0
CSV
    cat >"$1/costs.csv" <<'CSV'
key,value
downtime_eur_per_insured_h,1
CSV
}

# covers FILE: every row `best` holds the break-even of its C (6 where there is no second factor) in its interval. Prints
# how many rows there are.
covers() {
    awk -F, 'NR > 1 && $8 == "best" {
        c = $7 == "" ? 6 : $7
        truth = -log(1 - c / 30) / 24
        ++rows
        if ($9 != "part" || $10 != "full") print "row " NR ": " $9 " is said to be better below"
        if (($12 != "" && truth < $12) || ($13 != "" && truth > $13))
            print "row " NR ": " truth " is not in [" $12 ", " $13 "]"
    } END { print rows + 0 " rows" }' "$1"
}

make_scenario link
cat >one.csv <<'CSV'
factor,cell,levels
spread,links.*.spread_per_h,0.002 0.004 0.006 0.008 0.010 0.012 0.014 0.016 0.018 0.020
CSV
cat >two.csv <<'CSV'
factor,cell,levels
spread,links.*.spread_per_h,0.002 0.004 0.006 0.008 0.010 0.012 0.014 0.016 0.018 0.020
check,datacentres.b.check_h,3 6 9
CSV

sweep() {
    "$brownout" sweep link --metrics cost_total_eur -n 400 "$@"
}

# Along the hazard alone: the closed form is 0.0093.
status 0 sweep --factors one.csv --design grid -o line
says out "“Full takedown” is better than “Partial isolation” where spread exceeds"
[ "$(covers line/break_even.csv)" = "1 rows" ] || miss "the line: $(covers line/break_even.csv)"

# Over hazard and length of the check: a curve.
status 0 sweep --factors two.csv --design grid -o map
[ "$(covers map/break_even.csv)" = "3 rows" ] || miss "the map: $(covers map/break_even.csv)"
[ "$(grep -c . map/decision.csv)" = 31 ] || miss "the map has not 30 places"
# No decided place is on the wrong side of the curve.
awk -F, 'NR > 1 && $10 == "yes" {
    better = $7 < -log(1 - $8 / 30) / 24 ? "part" : "full"
    if ($11 != better) print "at " $7 ", " $8 ": " $11
}' map/decision.csv >wrong
silent wrong
[ "$(grep -c ',yes,' map/decision.csv)" -gt 10 ] || miss "hardly any place is decided"

# The planted fault: with a rebuild of 20 h the closed form of 30 h must miss.
cp -r link wrong-link
sed -i 's/^b,30,6/b,20,6/' wrong-link/datacentres.csv
status 0 "$brownout" sweep wrong-link --factors one.csv --design grid --metrics cost_total_eur -n 400 -o fault
covers fault/break_even.csv | grep -q "is not in" || miss "a wrong closed form is not seen"

# Independent random numbers at the points say the same, less sharply.
status 0 sweep --factors one.csv --design grid --independent-points -o apart
[ "$(covers apart/break_even.csv)" = "1 rows" ] || miss "independent: $(covers apart/break_even.csv)"

# A refinement spends its replications where the decision is open, and decides more.
status 0 sweep --factors two.csv --design grid --refine 4000 -o refined
[ "$(covers refined/break_even.csv)" = "3 rows" ] || miss "refined: $(covers refined/break_even.csv)"
[ "$(grep -c ',yes,' refined/decision.csv)" -gt "$(grep -c ',yes,' map/decision.csv)" ] || miss "nothing more is decided"
awk -F, 'NR > 1 { n += $9 - 400; if ($9 > 400) ++more } END { exit !(n == 4000 && more < 20) }' refined/decision.csv ||
    miss "the replications were not spent where it is open"

finish
