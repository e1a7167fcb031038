#!/bin/sh
# `check` prints the model as a page that names everything, and as a graph that Graphviz reads.
. "$(dirname "$0")/expect.sh"
for case in "$scenario" "$source/scenarios/bitmarck-2023" "$source/tests/examples/everything"; do
    status 0 "$brownout" check "$case"
    # What the cells of a narrow column cannot hold is cut with an ellipsis: the first 7 characters stand.
    for table in zones systems services channels strategies; do
        [ ! -e "$case/$table.csv" ] || awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "name") at = i }
            NR > 1 && at && $at !~ /"/ && $at != "" { print substr($at, 1, 7) }' "$case/$table.csv"
    done >names
    while read -r name; do says out "$name"; done <names
    awk '{ gsub(/[\200-\277]/, ""); if (length > 100) { print; exit 1 } }' out || miss "a line over 100 columns"

    status 0 "$brownout" check "$case" --graph
    # Every end of an arrow is a node that was declared.
    sed -n 's/^ *\("[^"]*"\) \[label=.*/\1/p' out | sort -u >declared
    sed -n 's/^ *\("[^"]*"\) -> \("[^"]*"\).*/\1\n\2/p' out | sort -u >used
    [ -s used ] || miss "no arrows"
    comm -13 declared used >unknown
    silent unknown
    if command -v dot >/dev/null; then
        cp out graph
        status 0 dot -Tdot graph
        silent err
    fi
done
[ "$("$brownout" check "$scenario" --graph | grep -c 'peripheries=2')" = 1 ] || miss "the entry of the attack is not marked"

# Names that would steer Graphviz do not.
status 0 "$brownout" new mine -q
sed 's/^north,Data centre North/north,"N ""x"" \\ ];} {"/' mine/datacentres.csv >changed && mv changed mine/datacentres.csv
status 0 "$brownout" check mine --graph
says out 'label="N \"x\" \\ ];} {"'
if command -v dot >/dev/null; then
    cp out graph
    status 0 dot -Tdot graph
fi
status 2 "$brownout" check mine --graph --json
says err "exclude each other"
finish
