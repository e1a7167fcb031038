#!/bin/sh
# The commands of README.md that begin with the program run as they stand, one after the other. Arguments as in
# cli/expect.sh.
. "$(dirname "$0")/../cli/expect.sh"

sed -n 's|^    build/release/brownout ||p' "$source/README.md" >commands
[ "$(grep -c . commands)" -ge 5 ] || miss "README.md has only $(grep -c . commands) commands"
while IFS= read -r line; do
    sh -c "'$brownout' ${line%%#*}" </dev/null >out 2>err || miss "brownout $line: $(cat err)"
done <commands
there my-case/scenario.csv results/my-case/report.html what-if/report.html events.csv
finish
