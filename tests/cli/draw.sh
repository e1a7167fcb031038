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
mkdir nothing
status 2 "$brownout" plot nothing
status 2 "$brownout" report "$scenario"
status 2 "$brownout" plot nowhere
finish
