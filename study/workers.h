/* Threads that run replications.
 *
 * The piece of work is one insurer of one replication under one strategy. Pieces are taken in the
 * order of the plan: replication by replication, within one the largest insurer first, so that at
 * the end of a run the threads wait for the smallest pieces only [Graham 1969]; a replication is
 * begun when all pieces of the earlier ones are taken, and the thread that finishes
 * its last piece ends it. At most threads + 1 replications are under way, or `most_under_way`, so
 * memory stays bounded. Finished replications are handed over in the order of their numbers, hence
 * the results have the same bits for any number of threads; antithetic pairs as a whole, for which
 * one more is under way.
 */
#ifndef STUDY_WORKERS_H
#define STUDY_WORKERS_H

#include "base/failure.h"
#include "models/replication.h"
#include "study/progress.h"
#include "study/samples.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct WorkOrder {
    const ReplicationPlan *plan;
    uint64_t first, end; /* numbers of the replications, [first, end); of a plan with antithetic
                            pairs both even */
    size_t threads;
    size_t most_under_way; /* replications at a time, of pairs at least 2; 0: threads + 1 */
    const atomic_bool *interrupted; /* once true no piece is taken any more; may be NULL */
    void (*report)(
        void *context,
        const Progress *progress); /* a few times a second, by the calling thread; or NULL */
    void *context;
} WorkOrder;

/* Runs the order and adds each finished replication to `samples`. After an interrupt those that
 * were finished are kept, also beyond one that was not. False where no thread can be started,
 * `samples` cannot be written, or a run does not get ahead. */
bool workers_run(const WorkOrder *order, Samples *samples, Failure *failure);

#endif
