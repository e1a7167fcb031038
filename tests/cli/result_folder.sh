#!/bin/sh
# Where results go, and what is never touched.
. "$(dirname "$0")/expect.sh"
cp -r "$scenario" mine
chmod -R u+w mine
scenario=mine

# The folder named after the scenario is the default; a second run of the same inputs replaces its own.
status 0 quick
there results/mine/run.json results/mine/summary.csv results/mine/comparison.csv results/mine/curves.csv \
    results/mine/restoration.csv results/mine/fairness.csv results/mine/replications.csv results/mine/model.csv
status 0 quick --seed 7 -n 3
gone results/mine/.[a-z]*

# Other inputs are refused unless forced.
first=$(head -n 2 mine/insurers.csv | tail -n 1 | cut -d, -f1)
status 2 quick --set "insurers.$first.agents=9"
says err "other inputs"
status 0 quick --set "insurers.$first.agents=9" --force
echo >>mine/scenario.csv
status 2 quick
status 0 quick --force

# Somebody's folder is refused unless forced, and keeps what is in it.
mkdir letters letters/charts
echo dear >letters/letter.txt
echo mine >letters/charts/my.svg
echo old >letters/report.html
status 2 quick -o letters
says err "is not empty"
status 0 quick -o letters --force
there letters/letter.txt letters/charts/my.svg letters/report.html letters/run.json

# Charts of an earlier run go, those of others stay.
stale="restoration-gone attribution insurers-gone insurers reporting cost"
for chart in $stale; do echo stale >letters/charts/$chart.svg; done
status 0 quick -o letters
for chart in $stale; do gone letters/charts/$chart.svg; done
gone letters/report.html
there letters/charts/my.svg letters/letter.txt

# A file and the scenario itself, directly or through a link, are refused always.
echo >file
ln -s mine link
mkdir outside
ln -s ../mine/deep outside/into
for bad in file mine mine/deep/results link link/x ./mine/../mine; do
    status 2 quick -o "$bad" --force
done
[ "$(ls mine | wc -l)" = "$(ls "$source/scenarios/first-look" | wc -l)" ] || miss "the scenario was touched"
(cd mine && status 2 "$brownout" compare . -q && rm -f out err && exit $misses) || miss "from inside the scenario"

# What cannot be written has failed.
status 1 quick -o file/out
status 1 quick -o /proc/nowhere/out
status 2 quick -o ''
finish
