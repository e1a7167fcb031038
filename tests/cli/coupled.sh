#!/bin/sh
# Coupled runs: a case that can be worked by hand, and what must hold in any.
. "$(dirname "$0")/expect.sh"

# One insurer of 1000, one data centre, one crew. The attack begins at 0, is noticed at 10 h and destroys at 30 h;
# rebuilding takes 20 h, checking 5 h.
#   neither: never down. Attack without response: down 30 to 50 h: 20 000 insured-hours.
#   Response to a false alarm: isolated at 10, checked by 15 h: 5000. Both: isolated at 10, rebuilt by 30 h: 20 000.
mkdir hand
printf 'key,value\ntitle,By hand\nstart,2024-01-01T00:00\nhorizon_days,10\nreplications,3\nbaseline,cut\n' >hand/scenario.csv
printf 'id,crews\nops,1\n' >hand/crews.csv
printf 'id,crew,rebuild_h,check_h\ndc,ops,20,5\n' >hand/datacentres.csv
printf 'id,datacentre\nz,dc\n' >hand/zones.csv
printf 'id,scope\ncore,datacentre\n' >hand/systems.csv
printf 'id,insured,datacentre\na,1000,dc\n' >hand/insurers.csv
printf 'id,needs,requests_per_1000_per_day,servers,service_min\nwork,core,24,5,6\n' >hand/services.csv
printf 'key,value\nentry,z\ndetect_h,10\npayload_h,30\n' >hand/attack.csv
printf 'id,isolate\ncut,all\nlook,none\n' >hand/strategies.csv
status 0 "$brownout" compare hand -q --no-charts --attribution --critical-path -o worked

# part STRATEGY METRIC PART VALUE: the mean is exactly this.
part() {
    got=$(awk -F, -v s="$1" -v m="$2" -v p="$3" '$1 == s && $2 == "total" && $4 == m && $6 == p { print $8 }' \
        worked/attribution.csv)
    [ "$got" = "$4" ] || miss "$1 $2 $3: $got, expected $4"
}
part cut insured_hours_lost neither 0
part cut insured_hours_lost attack_alone 20000
part cut insured_hours_lost response_alone 5000
part cut insured_hours_lost both 20000
part cut insured_hours_lost interaction -5000
part cut insured_hours_lost attack 17500 # (20000 - 0 + 20000 - 5000) / 2
part cut insured_hours_lost response 2500 # (5000 - 0 + 20000 - 20000) / 2
part cut insured_hours_lost net_of_response 0
part cut insured_hours_lost prevented 5000
part cut crew_hours both 20
part look insured_hours_lost response 0
part look insured_hours_lost both 20000

# faster STRATEGY KIND ID METRIC DIFFERENCE: 2 of the 20 h of rebuilding are saved, or 2000 insured-hours.
faster() {
    awk -F, -v s="$1" -v k="$2" -v i="$3" -v m="$4" -v d="$5" \
        '$1 == s && $2 == k && $3 == i && $4 == m { found = $8 > d - 1e-6 && $8 < d + 1e-6 } END { exit !found }' \
        worked/critical_path.csv || miss "$*: $(grep "^$1,$2,$3,$4" worked/critical_path.csv)"
}
faster cut crew ops insured_hours_lost -2000
faster cut datacentre dc insured_hours_lost -2000
faster cut crew ops restored_h -2
grep -q ',system,core,' worked/critical_path.csv && miss "a system without work is no factor"

# What was run is said wherever the files are told of, and is in the tables for programs and spreadsheets.
grep -q '"attribution.csv"' worked/run.json && grep -q '"critical_path.csv"' worked/run.json ||
    miss "run.json does not list the files of the coupled runs"
status 0 "$brownout" compare hand --no-charts --attribution --critical-path -o worked
says out "Files   worked/summary.csv, "
tr -s ' \n' ' ' <out >joined
says joined ", attribution.csv, critical_path.csv, run.json"
status 0 "$brownout" compare hand --no-charts --attribution --critical-path -o worked --json
for file in attribution critical_path; do
    says out "\"$file.csv\""
    says out "\"$file\": ["
done
# A row of attribution.csv as an object: `cut` has 20 000 insured-hours lost to both.
tr -d ' \n' <out >flat
says flat '{"strategy":"cut","scope":"total","id":"all","metric":"insured_hours_lost","unit":"h","part":"both","n":3,"mean":20000,"ci_low":20000,"ci_high":20000}'
if "$brownout" report worked --xlsx >out 2>err; then
    if command -v unzip >/dev/null; then unpack="unzip -q"; else unpack="cmake -E tar xf"; fi
    mkdir book && cd book && $unpack ../worked/results.xlsx && cd ..
    for sheet in Attribution "Critical path"; do says book/xl/workbook.xml "name=\"$sheet\""; done
    # Overview, Comparison, Curves, no Fairness (one insurer), Attribution, Critical path, Assumptions
    rows() { grep -o '<row ' "book/xl/worksheets/sheet$1.xml" | wc -l; }
    [ "$(rows 4)" = "$(wc -l <worked/attribution.csv)" ] || miss "$(rows 4) rows of attribution"
    [ "$(rows 5)" = "$(wc -l <worked/critical_path.csv)" ] || miss "$(rows 5) rows of the critical path"
else
    says err "without libxlsxwriter"
fi

# In any case attack and response add up to what the incident adds, which is the strategy against no attack; and a
# strategy that isolates nothing has no response.
status 0 "$brownout" compare "$scenario" -n 4 -q --no-charts -j 2 --attribution --critical-path -o two
status 0 "$brownout" compare "$scenario" -n 4 -q --no-charts -j 1 --attribution --critical-path -o one
same two/attribution.csv one/attribution.csv
same two/critical_path.csv one/critical_path.csv
awk -F, 'NR > 1 && $6 != "" { v[$1 FS $2 FS $3 FS $4, $6] = $8; key[$1 FS $2 FS $3 FS $4] }
    END {
        for (k in key) {
            if (!((k, "both") in v) || v[k, "both"] == "") continue
            size = 1e-9 * (1 + (v[k, "attack_alone"] < 0 ? -1 : 1) * v[k, "attack_alone"])
            sum = v[k, "attack"] + v[k, "response"] - v[k, "both"]
            net = v[k, "response_alone"] - v[k, "prevented"] - v[k, "net_of_response"]
            if (sum > size || -sum > size || net > size || -net > size) { print k; bad = 1 }
            if (k ~ /^wait,/ && (v[k, "response"] > size || -v[k, "response"] > size)) { print k; bad = 1 }
            ++checked
        }
        exit bad || checked < 20
    }' two/attribution.csv >sums || miss "parts do not add up: $(cat sums)"

# interrupted WANTED_STATUS SIGNAL FILE MISSING OPTION...: a signal once FILE is there, so while further runs are under
# way: the comparison is whole, what is missing is told, and run.json lists what there is.
interrupted() {
    wanted=$1 signal=$2 file=$3 missing=$4
    shift 4
    rm -rf cut-short
    "$brownout" compare "$scenario" -n 150 --no-curves --no-charts -q -j 1 "$@" -o cut-short >out 2>err &
    process=$!
    tries=0
    while [ ! -e "cut-short/$file" ] && [ $tries -lt 3000 ]; do sleep 0.02 && tries=$((tries + 1)); done
    kill -s "$signal" $process
    wait $process
    got=$?
    [ $got = "$wanted" ] || miss "SIG$signal during the further runs: status $got, expected $wanted"
    says err "interrupted: the results of the comparison in cut-short are whole; without $missing, whose further runs"
    [ "$(wc -l <err)" = 1 ] || miss "more than one line: $(cat err)"
    says cut-short/run.json '"interrupted": false'
    says cut-short/run.json '"replications": 150'
    for name in attribution.csv critical_path.csv; do
        case "$missing $*" in
        *$name*) gone "cut-short/$name" && grep -q "\"$name\"" cut-short/run.json && miss "run.json lists $name" ;;
        *--attribution*) there "cut-short/$name" && says cut-short/run.json "\"$name\"" ;;
        esac
    done
    [ -z "$(find cut-short -name '.*' -type f)" ] || miss "temporary files were left"
}
interrupted 130 INT model.csv "attribution.csv, critical_path.csv" --attribution --critical-path
interrupted 143 TERM attribution.csv critical_path.csv --attribution --critical-path
interrupted 130 INT model.csv critical_path.csv --critical-path
# Under way with the comparison itself the further runs are not begun, and that is told too.
rm -rf cut-short
"$brownout" compare "$scenario" -n 100000 --no-curves --no-charts -q -j 1 --attribution -o cut-short >out 2>err &
process=$!
sleep 1
kill -s INT $process
wait $process
[ -e cut-short/run.json ] && says err "kept in cut-short; without attribution.csv, whose further runs were not finished"
gone cut-short/attribution.csv

# What it cannot answer, and what an older run left.
cp -r "$scenario" calm
chmod -R u+w calm
rm calm/attack.csv
status 2 "$brownout" compare calm -q --attribution -o never
says err "needs a scenario with an attack"
gone never
status 0 "$brownout" compare "$scenario" -n 4 -q --no-charts --force -o two
gone two/attribution.csv two/critical_path.csv
finish
