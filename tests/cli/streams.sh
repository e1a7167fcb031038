#!/bin/sh
# Standard output that cannot be written is a failure, quiet is quiet, and nothing is drawn where there is no terminal.
. "$(dirname "$0")/expect.sh"
status 0 quick -o quiet -q
silent out
silent err
status 0 quick -o told
says out "Files   told/summary.csv"
silent err
awk '{ gsub(/[\200-\277]/, ""); if (length > 100) { print; exit 1 } }' out || miss "a line over 100 columns"

if [ -w /dev/full ]; then
    for command in "compare $scenario -n 2 --no-charts -o full" "check $scenario" "trace $scenario" --help --version; do
        "$brownout" $command >/dev/full 2>err
        [ $? = 1 ] || miss "$command: no failure on a full device"
        says err "standard output cannot be written"
    done
    there full/run.json
fi
"$brownout" check "$scenario" >&- 2>err
[ $? = 1 ] || miss "no failure on a closed standard output"

# A reader that leaves ends a long trace at once.
("$brownout" trace "$scenario" 2>err; echo $? >code) | head -n 1 >out
[ "$(cat code)" = 1 ] || miss "trace into a closed pipe: status $(cat code)"

# Mistakes of a scenario come a line each, nothing before the file, nothing else with them.
cp -r "$scenario" broken
chmod -R u+w broken
echo 'horizon_dayz,3,' >>broken/scenario.csv
status 2 "$brownout" check broken
silent out
grep -q '^scenario.csv:[0-9]*:horizon_dayz: ' err || miss "no place in $(cat err)"
[ "$(wc -l <err)" = 1 ] || miss "more than the one mistake: $(cat err)"
finish
