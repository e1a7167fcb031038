/* A study: replications of every strategy, as many as were asked for or as a precision needs. */
#ifndef STUDY_STUDY_H
#define STUDY_STUDY_H

#include "base/failure.h"
#include "study/estimator.h"
#include "study/plan.h"
#include "study/precision.h"
#include "study/progress.h"
#include "study/samples.h"

#include <stdatomic.h>
#include <stdbool.h>

typedef struct StudyOrder {
    const StudyPlan *plan;
    size_t threads;
    const PrecisionTarget *precision; /* NULL: plan->replications */
    const char *spill_folder;         /* for what does not fit in memory; NULL: none */
    const atomic_bool *interrupted;
    void (*report)(void *context, const Progress *progress);
    void *context;
} StudyOrder;

typedef struct Study {
    const StudyPlan *plan;
    Samples *samples;
    PrecisionState precision; /* where one was asked for */
    bool interrupted;         /* fewer replications than asked for */
} Study;

/* Runs the order. False for an environment that does not allow it; after an interrupt true with
 * what is finished. Call study_deinit in any case. */
bool study_run(Study *study, const StudyOrder *order, Failure *failure);
void study_deinit(Study *study);

/* For the values of the study's replications: its confidence, and its pairs where it has them. Free
 * it with estimator_free. */
Estimator *study_estimator(const Study *study);

/* Insurers x strategies x finished replications: what SampleCounts.reused_insurers is a part of. */
static inline uint64_t study_insurer_runs(const Study *study)
{
    return (uint64_t)study->plan->scenario->insurer_count * study->plan->strategy_count *
           samples_count(study->samples);
}

#endif
