/* The store of a sweep: one SQLite file that holds what the sweep is and every finished value.
 *
 * It is written while the sweep runs, piece by piece, each in a transaction of its own, so a
 * process that is killed at any moment leaves whole pieces, and the next one goes on from there.
 * Rows lie in the order of their keys: the content does not tell who computed what when.
 * docs/sweep-format.md describes the tables.
 */
#ifndef STUDY_SWEEP_STORE_H
#define STUDY_SWEEP_STORE_H

#include "base/failure.h"
#include "study/sweep_data.h"
#include "study/sweep_plan.h"

#include <stdbool.h>
#include <stddef.h>

#define SWEEP_STORE_FILE "sweep.sqlite"

typedef struct SweepStore SweepStore;

/* Opens the store in `folder` for the plan; makes it where there is none. One of another scenario,
 * design, version or shard is refused by a failure of the input that says what differs; one with
 * fewer replications is let grow to those of the plan. NULL after a failure. Release with
 * sweep_store_close. */
SweepStore *sweep_store_open(const char *folder, const SweepPlan *plan, Failure *failure);

/* A digest of all that makes the plan's sweep what it is: two processes that have the same one run
 * the same pieces. */
void sweep_store_digest(const SweepPlan *plan, char out[DIGEST_TEXT]);

/* Opens what is there. */
SweepStore *sweep_store_open_existing(const char *folder, Failure *failure);

/* For the merge of shards: opens the store in `folder`, or makes it, as that of the whole sweep of
 * which `shard_folder` holds a shard. */
SweepStore *sweep_store_open_whole(const char *folder, const char *shard_folder, Failure *failure);

/* Adds the values of a shard; one of another sweep is refused. *shards: into how many the sweep was
 * divided for it. */
bool sweep_store_merge(SweepStore *store, const char *shard_folder, size_t *shards,
                       Failure *failure);

/* Removes the store in `folder`, with what a killed process left of it. What is no store of ours
 * is refused. */
bool sweep_store_remove(const char *folder, Failure *failure);

bool sweep_store_exists(const char *folder);

/* What the store says of the sweep, without values; the number of finished replications of each
 * point included. Lives as long as the store. */
const SweepData *sweep_store_data(SweepStore *store);

/* Reads those numbers again. */
bool sweep_store_count(SweepStore *store, Failure *failure);

/* Replications that every point is to have. */
size_t sweep_store_replications(const SweepStore *store);

/* Which replications are finished: done[point * replications + number]. */
bool sweep_store_finished(SweepStore *store, size_t replications, bool *done, Failure *failure);

/* Replications [first, first + count) of a point. */
typedef struct SweepBlock {
    size_t point, first, count;
} SweepBlock;

/* Adds a block: values[replication][strategy][metrics, then curves as of sweep_curves_take]; NAN is
 * undefined, INFINITY censored. All or nothing. */
bool sweep_store_add(SweepStore *store, const SweepBlock *block, const double *values,
                     Failure *failure);

/* Chooses the metrics that sweep_store_read gives: `count` indices, rising. */
bool sweep_store_select(SweepStore *store, const size_t *metrics, size_t count, Failure *failure);

/* The chosen values of a point: out[strategy][chosen metric][replication], `replications` each; NAN
 * where there is none. */
bool sweep_store_read(SweepStore *store, size_t point, size_t replications, double *out,
                      Failure *failure);

/* All mean delays under a strategy, out[step][service][point][replication], and the mean share
 * over these that was not finished, unfinished[step][service]; `replications` of each point, NAN
 * where there is none. */
bool sweep_store_read_delays(SweepStore *store, size_t strategy, size_t replications, double *out,
                             double *unfinished, Failure *failure);

/* Closes it; where it is `whole` as a single file that can be moved and read anywhere. */
bool sweep_store_close(SweepStore *store, bool whole, Failure *failure);

#endif
