/* The study of the program's intervals: numbers whose truth is exact, from near-normal ones to
 * those that are 0 in most replications, each under many seeds and with 5 to 100 replications. */
#ifndef TESTS_VALIDATION_INTERVAL_STUDY_H
#define TESTS_VALIDATION_INTERVAL_STUDY_H

#include "base/text.h"
#include "tests/validation/coverage.h"
#include "tests/validation/incident_samples.h"
#include "tests/validation/queue_samples.h"

enum {
    SAMPLE_SIZES = 5,
    SITUATIONS = QUEUE_MEASURES + RESTORATION_MEASURES + SPREAD_MEASURES,
    SAMPLE_QUANTILES = 3
};

extern const size_t sample_sizes[SAMPLE_SIZES];

/* A number; at sizes at which it was not run its tally is 0. */
typedef struct Situation {
    const char *what;
    CoverageTally tallies[SAMPLE_SIZES];
} Situation;

/* Which share of all the replications there could be lies below p05, p50 or p95 of a run: its mean
 * over the seeds, and what 5 and 95 % of the runs do not exceed. */
typedef struct QuantileReach {
    double mean, low, high;
} QuantileReach;

typedef struct IntervalStudy {
    size_t seeds;
    Situation situations[SITUATIONS]; /* those of queue_samples.h first */
    Situation pairs[SITUATIONS];      /* the same over antithetic pairs, from 10 replications on */
    QuantileReach reaches[SAMPLE_QUANTILES][SAMPLE_SIZES];
} IntervalStudy;

/* Runs everything under the seeds 1 to `seeds`. */
void interval_study_run(IntervalStudy *study, size_t seeds);

/* The tables in Markdown. */
void interval_study_report(TextBuilder *out, const IntervalStudy *study);

#endif
