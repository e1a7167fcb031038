#!/bin/sh
# A sweep as a Slurm job array: a shard for each task of the array, then a job that merges them.
#
#   sh slurm.sh OUT SHARDS SCENARIO --factors FILE [further options of `brownout sweep`]
#
# Submits both jobs. OUT must lie where all nodes see it. A task that was stopped (time limit, node failure) goes on
# where it was: submit the same again, the finished shards take a second each. BROWNOUT names the program; SBATCH_*
# variables (partition, account) and CORES (of a task, 8) are yours to set.
set -eu
if [ "${SLURM_ARRAY_TASK_ID-}" = '' ] && [ "${BROWNOUT_MERGE-}" = '' ]; then
    out=$1 shards=$2
    : "${CORES:=8}" "${BROWNOUT:=brownout}"
    export BROWNOUT
    mkdir -p "$out-shards"
    array=$(sbatch --parsable --job-name=brownout-sweep --array="1-$shards" --cpus-per-task="$CORES" \
        --mem-per-cpu=1G --time=04:00:00 --requeue --output="$out-shards/%a.log" "$0" "$@")
    BROWNOUT_MERGE=yes sbatch --job-name=brownout-merge --dependency="afterok:${array%%;*}" --mem=2G --time=01:00:00 \
        --output="$out-shards/merge.log" "$0" "$@"
    exit
fi

out=$1 shards=$2
shift 2
if [ "${SLURM_ARRAY_TASK_ID-}" = '' ]; then
    exec "$BROWNOUT" merge "$out" "$out-shards"/*-of-"$shards"
fi
shard=$SLURM_ARRAY_TASK_ID
exec "$BROWNOUT" sweep "$@" -q -j "${SLURM_CPUS_PER_TASK:-1}" --shard "$shard/$shards" -o "$out-shards/$shard-of-$shards"
