#!/bin/sh
# A sweep in shards on one machine, or on those that GNU parallel reaches: as many jobs at a time as there are cores.
#
#   parallel.sh OUT SHARDS SCENARIO --factors FILE [further options of `brownout sweep`]
#
# Each shard keeps its finished pieces in OUT-shards/I-of-N. Where something ends early, run the same command again: it
# goes on. BROWNOUT names the program. Without GNU parallel, xargs does the same.
set -eu
out=$1 shards=$2
shift 2
: "${BROWNOUT:=brownout}"
export BROWNOUT

mkdir -p "$out-shards"
# One thread each: the jobs share the cores.
job='shard=$1 shards=$2 out=$3; shift 3; exec "$BROWNOUT" sweep "$@" -q -j 1 --shard "$shard/$shards" -o "$out-shards/$shard-of-$shards"'
if command -v parallel >/dev/null && [ "${WITH_XARGS-}" = '' ]; then
    seq "$shards" | parallel --quote --will-cite sh -c "$job" job {} "$shards" "$out" "$@"
else
    cores=$(getconf _NPROCESSORS_ONLN)
    # -I {} puts the number where it belongs, before the options of the user.
    seq "$shards" | xargs -P "$cores" -I {} sh -c "$job" job {} "$shards" "$out" "$@"
fi
exec "$BROWNOUT" merge "$out" "$out-shards"/*-of-"$shards"
