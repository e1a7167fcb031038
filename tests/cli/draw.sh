#!/bin/sh
# Charts and report come from the results alone, again and again the same; $4 is ON where charts can be drawn.
. "$(dirname "$0")/expect.sh"
status 0 "$brownout" compare "$scenario" -n 2 -o out1 --format svg
there out1/report.html
says out "Report  out1/report.html"
cp out1/report.html first.html
status 0 "$brownout" report out1
same out1/report.html first.html
if [ "$4" = ON ]; then
    there out1/charts/difference.svg out1/charts/availability.svg
    gone out1/charts/difference.png
    cp out1/charts/difference.svg first.svg
    status 0 "$brownout" plot out1 --format svg --only difference
    same out1/charts/difference.svg first.svg
    status 0 "$brownout" plot out1 -q
    silent out
    there out1/charts/difference.png out1/charts/difference.pdf
else
    gone out1/charts
    status 1 "$brownout" plot out1
    says err "PLplot"
fi
# Without curves there are no charts over time, and everybody says so.
status 0 "$brownout" compare "$scenario" -n 2 -o out2 --format svg --no-curves
grep -q "mean delay" out2/report.html || grep -q "Mean delay" out2/report.html ||
    miss "the report has lost the delays"
[ "$(wc -l <out2/curves.csv)" = 1 ] || miss "curves were kept"
if [ "$4" = ON ]; then
    says out "those over time need curves"
    grep -q "Charts over time are left out" out2/report.html || miss "the report says nothing of curves"
    grep -q "Charts over time are left out" out1/report.html && miss "the report misses curves it has"
    there out2/charts/difference.svg
    gone out2/charts/availability.svg
    ls out2/charts | grep -E '^(delay|backlog|wait|support)' && miss "a chart over time is there"
    status 2 "$brownout" plot out2 --only availability
    says err "this run kept no curves"
fi
mkdir nothing
status 2 "$brownout" plot nothing
status 2 "$brownout" report "$scenario"
status 2 "$brownout" plot nowhere
finish
