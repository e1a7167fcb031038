/* Runs pieces of a sweep: what a thread does, or a process of many. */
#ifndef STUDY_SWEEP_WORKER_H
#define STUDY_SWEEP_WORKER_H

#include "base/failure.h"
#include "study/sweep_queue.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Keeps the last point's scenario, so that pieces of one point that come one after the other read
 * it once. */
typedef struct SweepWorker SweepWorker;
SweepWorker *sweep_worker_new(const SweepPlan *plan, const atomic_bool *interrupted);
void sweep_worker_free(SweepWorker *worker);

/* Runs a piece; its values [replication][strategy][sweep_plan_row_length], which live until the
 * next piece, or NULL after an interrupt or a failure. */
const double *sweep_worker_run(SweepWorker *worker, const SweepBlock *block, Failure *failure);

/* Takes, runs and delivers until none is left. */
void sweep_worker_empty(SweepWorker *worker, SweepQueue *queue);

/* Does so on `threads` threads, and reports a few times a second from the calling one. */
void sweep_workers_run(SweepQueue *queue, size_t threads,
                       void (*report)(void *context, const Progress *progress), void *context);

#endif
