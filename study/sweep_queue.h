/* The pieces of a sweep that are still to be done, and where finished ones go.
 *
 * A piece is some replications of one point under every strategy. Pieces are handed out largest
 * first, so that the last ones are small and all workers end together. Threads take them
 * themselves; with MPI rank 0 takes them for the others. Finished pieces go into the store at once.
 */
#ifndef STUDY_SWEEP_QUEUE_H
#define STUDY_SWEEP_QUEUE_H

#include "base/failure.h"
#include "study/progress.h"
#include "study/sweep_plan.h"
#include "study/sweep_store.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct SweepPiece {
    SweepBlock block;
    double work; /* expected requests and contacts */
} SweepPiece;

typedef struct SweepQueue {
    const SweepPlan *plan;
    const atomic_bool *interrupted;
    Failure *failure; /* the first one ends the sweep */
    /* private */
    SweepStore *store;
    pthread_mutex_t mutex;
    SweepPiece *pieces;
    size_t count, next;
    size_t *left; /* [point]: pieces not yet delivered */
    Progress progress;
    bool stopped;
} SweepQueue;

/* Lists what the store lacks of the plan's shard. Release with sweep_queue_deinit in any case. */
bool sweep_queue_init(SweepQueue *queue, const SweepPlan *plan, SweepStore *store,
                      const atomic_bool *interrupted, Failure *failure);
void sweep_queue_deinit(SweepQueue *queue);

/* The next piece; false where none is left, after an interrupt or a failure. Thread-safe, as all
 * that follows. */
bool sweep_queue_take(SweepQueue *queue, SweepPiece *piece);

/* Stores the values [replication][strategy][sweep_plan_row_length] of a finished piece. */
void sweep_queue_deliver(SweepQueue *queue, const SweepPiece *piece, const double *values);

/* Ends the sweep for a reason. */
void sweep_queue_fail(SweepQueue *queue, const Failure *failure);

/* Points and work: those that this run has to do. */
Progress sweep_queue_progress(SweepQueue *queue);

/* Whether all pieces were delivered. */
bool sweep_queue_is_done(SweepQueue *queue);

#endif
