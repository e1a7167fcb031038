/* Shards of a sweep put together: one store with the bytes of a sweep that was run whole. */
#ifndef STUDY_SWEEP_MERGE_H
#define STUDY_SWEEP_MERGE_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct MergeOrder {
    const char *folder; /* OUT */
    bool force;         /* begin anew where OUT holds another sweep or something else */
    size_t shard_count;
    const char *const *shards; /* result folders */
    size_t threads;            /* that write the results */
    int argument_count;        /* of the command line, for run.json */
    const char *const *arguments;
} MergeOrder;

typedef struct MergeOutcome {
    size_t points, points_finished;
} MergeOutcome;

/* Merges the stores of the shards into that of OUT and writes points.csv, results.csv and run.json.
 * A failure of the input: a folder without a store, shards of different sweeps, or points that no
 * shard has finished; of these it says which shards are missing, and what was merged stays, so that
 * a further merge can add them. */
bool sweep_merge(const MergeOrder *order, MergeOutcome *outcome, Failure *failure);

#endif
