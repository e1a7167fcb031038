/* A sweep from its plan to its result files: runs what the store lacks, then writes points.csv,
 * results.csv and run.json. */
#ifndef STUDY_SWEEP_H
#define STUDY_SWEEP_H

#include "base/failure.h"
#include "study/progress.h"
#include "study/sweep_plan.h"
#include "study/sweep_queue.h"
#include "study/sweep_record.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct SweepOrder SweepOrder;

/* Empties the queue: on threads, or on many processes. */
typedef void (*SweepRunner)(SweepQueue *queue, const SweepOrder *order);

struct SweepOrder {
    const SweepPlan *plan;
    const char *folder; /* prepared and held */
    bool force;         /* begin anew where the store there is of another sweep */
    size_t threads;
    SweepRunner run; /* sweep_run_threads, or another */
    const atomic_bool *interrupted;
    void (*report)(void *context, const Progress *progress);
    void (*say)(void *context, const char *what); /* of the steps that take a moment */
    void *context;
    const char *metric, *map; /* of the answers, as typed; NULL: not given */
    size_t refine;            /* replications for sweep_run_refined to spend */
    int argument_count;       /* of the command line, for run.json */
    const char *const *arguments;
};

typedef struct SweepOutcome {
    size_t points_finished, points; /* of the shard */
    size_t points_run;              /* of them by this run */
    bool interrupted;               /* some are missing */
} SweepOutcome;

/* Runs the order. After an interrupt true with what is finished; false for an environment that does
 * not allow it, a store of another sweep (of the input), or a run that does not get ahead; what was
 * finished before stays in the store all the same. */
bool sweep_run(const SweepOrder *order, SweepOutcome *outcome, Failure *failure);

void sweep_run_threads(SweepQueue *queue, const SweepOrder *order);

#endif
