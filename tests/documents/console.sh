#!/bin/sh
# console.sh BINARY SOURCE SCRATCH PLOTS DOCUMENT: runs the commands of a document's ```console blocks in an empty folder,
# one after the other, and compares what comes with what is shown. DOCUMENT is a name in docs/, or a path. BROWNOUT_RENEW_GOLDEN=1 writes the document anew.
# Only the time that a run took may differ.
set -u
export LC_ALL=C TERM=dumb
brownout=$1 source=$2 scratch=$3/$(basename "$5" .md) plots=$4 document=$2/docs/$5
[ -e "$document" ] || document=$5
[ "$plots" = ON ] || { echo "a build without charts: the document shows them, so nothing was compared"; exit 0; }
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1
PATH=$(dirname "$brownout"):$PATH
ln -s "$source/scenarios" scenarios

inside=no
while IFS= read -r line; do
    case $inside:$line in
    no:'```console')
        inside=yes
        printf '%s\n' "$line"
        ;;
    yes:'```')
        inside=no
        printf '%s\n' "$line"
        ;;
    yes:'$ '*)
        printf '%s\n' "$line"
        sh -c "${line#\$ }" </dev/null 2>&1
        ;;
    yes:*) ;; # what was shown before
    no:*) printf '%s\n' "$line" ;;
    esac
done <"$document" >renewed.md

if [ -n "${BROWNOUT_RENEW_GOLDEN-}" ]; then
    cp renewed.md "$document"
    exit 0
fi
without_times() { sed 's/^Took *[0-9.]* s/Took a while/' "$1"; }
without_times "$document" >shown
without_times renewed.md >came
[ "$(grep -c '^\$ ' shown)" -gt 5 ] || { echo "only $(grep -c '^\$ ' shown) commands"; exit 1; }
diff shown came
