#!/bin/sh
# A document that shows what does not come is found. Arguments as in cli/expect.sh, then PLOTS.
expect=$(dirname "$0")/../cli/expect.sh
. "$expect"
console=$source/tests/documents/console.sh
[ "${4-OFF}" = ON ] || exit 0

document() {
    echo '```console'
    for i in 1 2 3 4 5 6; do printf '$ echo %s\n%s\n' "$i" "$i"; done
    printf '$ %s\n%s\n```\n' "$1" "$2"
}
document 'echo seven' seven >right.md
status 0 sh "$console" "$brownout" "$source" "$scratch/runs" ON "$scratch/right.md"
document 'echo seven' eight >wrong.md
status 1 sh "$console" "$brownout" "$source" "$scratch/runs" ON "$scratch/wrong.md"
document 'echo "Took    2.0 s for 20"' 'Took    1.0 s for 20' >slow.md
status 0 sh "$console" "$brownout" "$source" "$scratch/runs" ON "$scratch/slow.md"
document 'echo "Took    2.0 s for 20"' 'Took    1.0 s for 21' >other.md
status 1 sh "$console" "$brownout" "$source" "$scratch/runs" ON "$scratch/other.md"
finish
