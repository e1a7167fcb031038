#!/bin/sh
# A scenario saved by a German spreadsheet program (semicolons, decimal commas, a byte-order mark, CRLF, quotes around
# everything, empty columns and rows beside the table, its own dates) gives the same results as it was.
. "$(dirname "$0")/expect.sh"
export_with=$source/tests/cli/german_export.awk

# saved FOLDER OPTIONS...: the scenario `plain` as the program saves it.
saved() {
    folder=$1
    shift
    cp -r plain "$folder"
    for file in plain/*.csv; do
        case $file in *answers* | *values*) continue ;; esac
        awk "$@" -f "$export_with" "$file" >"$folder/${file#plain/}"
    done
    status 0 "$brownout" check "$folder"
    silent err
    cp out "check-$folder"
    status 0 "$brownout" compare "$folder" -n 2 -q --no-charts --all-replications -o "results-$folder"
}

"$brownout" new plain -q
status 0 "$brownout" compare plain -n 2 -q --no-charts --all-replications -o results-plain
saved semicolons
saved quoted -v quotes=1 -v empty=2
saved dated -v dates=1 -v empty=1
head -c 3 quoted/zones.csv | od -An -tx1 | grep -q 'ef bb bf' || miss "no byte-order mark: the test shows nothing"
grep -q 'lognormal(mean=0\|[0-9],[0-9]' semicolons/links.csv || miss "no decimal comma: the test shows nothing"
grep -q '03.03.2025 06:00' dated/scenario.csv || miss "no German date: the test shows nothing"
grep -q '08:00:00' dated/calendars.csv || miss "no seconds: the test shows nothing"
for folder in semicolons quoted dated; do
    for file in replications summary comparison curves restoration; do
        same results-plain/$file.csv "results-$folder/$file.csv"
    done
done

# The incident, which has every column and 80 insurers: valid, and the same model.
rm -rf plain
cp -r "$source/scenarios/bitmarck-2023" plain
"$brownout" check plain --json >plain.json
saved_check() {
    mkdir "$1"
    for file in plain/*.csv; do awk -v quotes=1 -v empty=3 -v dates=1 -f "$export_with" "$file" >"$1/${file#plain/}"; done
    status 0 "$brownout" check "$1" --json
}
saved_check incident
sed 's/"scenario": *"[^"]*"//; s/"name": *"incident"/"name": "plain"/' out >incident.json
sed 's/"scenario": *"[^"]*"//' plain.json >expected.json
same incident.json expected.json
"$brownout" check plain --graph >plain.dot
"$brownout" check incident --graph >incident.dot
same plain.dot incident.dot

# Thousands with the decimal sign of the file: read as written, and warned of, also by compare.
printf 'id,name,insured,datacentre\nhansa,Hansa,60.000,north\nalpen,Alpen,25.000,north\n' >dated/insurers.csv
status 0 "$brownout" check dated -q
says err 'brownout: warning: insurers.csv:2:insured: 60.000 is read as 60; where thousands are meant, write 60000; the column has 1 more such number'
status 0 "$brownout" compare dated -n 2 -q --no-charts -o thousands
says err 'warning: insurers.csv:2:insured: 60.000 is read as 60'

# A value in a column without a name is nobody's: it is told, not dropped.
printf 'id;name;insured;datacentre;\r\nhansa;Hansa;60000;north;5\r\n' >dated/insurers.csv
status 2 "$brownout" check dated
says err 'insurers.csv:2:: cell 5 is not empty, but its column has no name in the header'
finish
