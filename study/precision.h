/* Sequential stopping: replicate until an interval is narrow enough.
 *
 * A strategy is precise enough once the half width of its mean, or that of its paired difference to
 * the baseline, is at most R / (1 + R) times the absolute mean or difference: then whenever the
 * interval holds the truth, the estimate is within R of it [Law 2015]. Stopping as soon as
 * an interval happens to be narrow favours samples that vary too little; the intervals cover as
 * promised for small R [Chow 1965] [Glynn 1992], and less in short runs. Against that there is a
 * minimum of replications and the batches grow by what the widest interval needs, a tenth more, by
 * a quarter at least and at most fourfold: so the question is asked a few times only. What the
 * intervals then cover is measured in docs/validation.md and watched by
 * tests/study/test_precision_coverage.c.
 *
 * Where no strategy has varied at all, a rare event may simply not have come yet: such a metric is
 * held for constant from 100 replications on, in which an event of 3 % would have come with a
 * probability of 0.95.
 *
 * Of antithetic pairs a batch ends with a pair, and the minimum is higher: a skewed duration and
 * its mirror have a mean that is more skewed than either, so fewer than 50 pairs too often look as
 * if they hardly varied. 100 pairs hold a metric for constant.
 */
#ifndef STUDY_PRECISION_H
#define STUDY_PRECISION_H

#include "base/arena.h"
#include "base/failure.h"
#include "study/estimator.h"
#include "study/samples.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PRECISION_FEWEST = 20,
    PRECISION_FEWEST_IN_PAIRS = 100,
    PRECISION_FEWEST_EQUAL = 100, /* of pairs twice as many */
    PRECISION_MOST = 100000
};

typedef struct PrecisionTarget {
    size_t row;      /* of the values */
    double relative; /* R */
    size_t most;     /* replications at which to stop anyway; of antithetic pairs even */
    bool antithetic; /* replications are antithetic pairs (StudyPlan) */
} PrecisionTarget;

typedef struct PrecisionState {
    bool reached;
    size_t strategy; /* the one with the widest interval; SIZE_MAX where the metric is defined
                        nowhere */
    double relative; /* its half width over its mean, or over its difference where that is narrower;
                        INFINITY: unknown */
    size_t next;     /* how many replications to have before asking again; those at hand where it is
                        time to stop */
} PrecisionState;

/* Finds the row that `metric` names: `metric` alone (of scope total, else of the one row without
 * `@` that bears it) or `scope/id/metric`. What does not name one row is a failure that says the
 * nearest, or that it names several. */
bool precision_find(const Measures *measures, const char *metric, size_t *row, Arena *arena,
                    Failure *failure);

/* Replications to have before asking for the first time. */
size_t precision_first_batch(const PrecisionTarget *target);

/* Judges the samples at hand. A strategy under which the metric is defined in no replication is
 * left out. */
PrecisionState precision_judge(const PrecisionTarget *target, const Samples *samples,
                               size_t baseline, double confidence);

#endif
