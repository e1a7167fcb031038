/* `compare --select`: replicates until one strategy is selected, and runs no strategy any more that
 * was dropped.
 *
 * Replications come in batches whose size depends on their number alone, so that all threads are
 * busy and the results have the same bits for any number of them; within a batch every replication
 * is looked at in its order (study/selection.h). In the samples the values and curves of a dropped
 * strategy are NAN, that is undefined, from the next batch on. The reference runs on.
 */
#ifndef STUDY_SELECTION_RUN_H
#define STUDY_SELECTION_RUN_H

#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct SelectionTarget {
    size_t row;        /* of the values: finite in every replication */
    double confidence; /* over 0.5, below 1 */
    double delta;      /* the indifference zone, in the metric's unit */
    size_t most; /* replications at which to stop anyway; SELECTION_FIRST_STAGE_LEAST or more */
} SelectionTarget;

typedef struct SelectionFate { /* of a strategy */
    bool kept;
    size_t dropped_after; /* replications; 0 where kept */
    size_t run;           /* replications simulated */
} SelectionFate;

typedef struct SelectionOutcome {
    bool is_decided; /* else `most` or an interrupt came first */
    size_t best;     /* the selected strategy, or the best mean so far: index into the plan's */
    size_t kept;     /* strategies still in */
    size_t first_stage;
    size_t run, saved;    /* replications of one strategy, summed over them: simulated, and not
                             simulated because their strategy was dropped */
    SelectionFate *fates; /* [plan->strategy_count - 1]: without the reference */
} SelectionOutcome;

/* Runs `order`, whose own precision and number of replications are not looked at. False for an
 * environment that does not allow it, or a metric that is undefined in a replication (a failure of
 * the input). Call study_deinit and selection_outcome_deinit in any case. */
bool selection_run(Study *study, const StudyOrder *order, const SelectionTarget *target,
                   SelectionOutcome *outcome, Failure *failure);
void selection_outcome_deinit(SelectionOutcome *outcome);

#endif
