#!/bin/sh
# The workbook holds what the CSV files hold, gives the same bytes twice, and is whole or absent.
. "$(dirname "$0")/expect.sh"
run="compare $scenario -n 3 --no-charts -q -o"
if ! "$brownout" $run probe --xlsx 2>probe.err; then
    says probe.err "--xlsx: this program was built without libxlsxwriter"
    gone probe
    finish
fi
status 0 "$brownout" $run first --xlsx
silent out
status 0 "$brownout" $run second
gone second/results.xlsx
# The command stands in the workbook: the second is written from the results of the first.
cp first/results.xlsx kept.xlsx
status 0 "$brownout" report first --xlsx
says out "first/results.xlsx"
same kept.xlsx first/results.xlsx

if command -v unzip >/dev/null; then unpack="unzip -q"; else unpack="cmake -E tar xf"; fi
mkdir book && cd book && $unpack ../first/results.xlsx && cd ..
there book/xl/workbook.xml
for sheet in Overview Comparison Curves Fairness Assumptions; do says book/xl/workbook.xml "name=\"$sheet\""; done
rows() { grep -o '<row ' "book/xl/worksheets/sheet$1.xml" | wc -l; }
[ "$(rows 2)" = "$(wc -l <first/comparison.csv)" ] || miss "$(rows 2) rows of comparison"
[ "$(rows 4)" = "$(wc -l <first/fairness.csv)" ] || miss "$(rows 4) rows of fairness"
[ "$(rows 5)" = "$(wc -l <first/model.csv)" ] || miss "$(rows 5) rows of assumptions"
steps=$(awk -F, 'NR > 1 && !($5 in seen) { seen[$5]; n++ } END { print n }' first/curves.csv)
[ "$(rows 3)" = $((steps + 1)) ] || miss "$(rows 3) rows of curves, $steps instants"

# The differences of column I and the means of the curves are those of the CSV files, in whatever order.
numbers() { # SHEET COLUMN
    grep -o "<c r=\"$2[0-9]*\"[^>]*><v>[^<]*</v></c>" "book/xl/worksheets/sheet$1.xml" | grep -v 't="s"' |
        sed 's/.*<v>\(.*\)<.v>.*/\1/' | awk '{ printf "%.9g\n", $1 }' | sort
}
numbers 2 I >got
awk -F, 'NR > 1 && $10 != "" { printf "%.9g\n", $10 }' first/comparison.csv | sort >want
same got want
[ "$(wc -l <got)" -gt 500 ] || miss "only $(wc -l <got) differences"
grep -o '<c r="[A-Z]*[0-9]*"[^>]*><v>[^<]*</v></c>' book/xl/worksheets/sheet3.xml | grep -v 't="s"\|r="[AB][0-9]' |
    sed 's/.*<v>\(.*\)<.v>.*/\1/' | awk '{ printf "%.9g\n", $1 }' | sort >got
awk -F, 'NR > 1 && $7 != "" && $3 !~ /@/ && !($2 == "desk" && $3 != "all") { printf "%.9g\n", $7 }' first/curves.csv | sort >want
same got want
# Means and differences of the fairness are those of the file.
for cell in "I 9" "L 12"; do
    numbers 4 "${cell% *}" >got
    awk -F, -v c="${cell#* }" 'NR > 1 && $c != "" { printf "%.9g\n", $c }' first/fairness.csv | sort >want
    same got want
done
# The first time is the start of the scenario: 2025-03-03T06:00 is day 45719.25 of spreadsheets.
start=$(sed -n 's/^start,\([^,]*\),.*/\1/p' "$scenario/scenario.csv")
days=$(($(date -u -d "$start" +%s) / 3600))
grep -o '<c r="A2"[^>]*><v>[^<]*' book/xl/worksheets/sheet3.xml | sed 's/.*<v>//' |
    awk -v hours="$days" '{ difference = $1 - 25569 - hours / 24; exit !(difference < 1e-6 && difference > -1e-6) }' ||
    miss "the curves do not begin at $start"

# Where it cannot be written nothing stays behind, and the CSV files are there.
if [ "$(id -u)" != 0 ] || [ -w /dev/full ]; then
    status 1 sh -c 'ulimit -f 500 && exec "$@"' sh "$brownout" report first --xlsx 2>/dev/null
    # What draws no charts has a report that fits; the library would then pack half a sheet and say nothing.
    status 1 sh -c 'ulimit -f 2000 && exec "$@"' sh "$brownout" report first --xlsx
    says err "first/results.xlsx: cannot be written: it needs up to"
    same kept.xlsx first/results.xlsx
    [ -z "$(ls -A first | grep unfinished)" ] || miss "a temporary file is left: $(ls -A first)"
fi
finish
