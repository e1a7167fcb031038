/* How often intervals hold the truth.
 *
 * An interval of 95 % is honest where, over many seeds, 95 of 100 of them hold the number that the
 * model has exactly. A study runs one experiment under the seeds 1, 2, 3, ... and asks the result
 * files of every run for the intervals of some measures whose truth is known.
 */
#ifndef TESTS_VALIDATION_COVERAGE_H
#define TESTS_VALIDATION_COVERAGE_H

#include "tests/support/experiment.h"

#include <stddef.h>

typedef struct CoverageTally {
    size_t held;
    size_t too_low, too_high; /* intervals that lie below the truth, and above it */
    size_t absent;            /* runs without an interval: not two replications with a value */
    double half_widths;       /* sum, of those that are there */
} CoverageTally;

/* Counts the interval; NAN ends are an absent one. */
void coverage_add(CoverageTally *tally, double low, double high, double truth);

/* Intervals that were there. */
size_t coverage_count(const CoverageTally *tally);

/* Share of them that hold the truth; NAN where there was none. */
double coverage_share(const CoverageTally *tally);

/* Between which counts of intervals that hold the truth `count` honest ones of `confidence` lie
 * with probability `probability` or more, as much left out below as above: the binomial law. */
typedef struct CoverageLimits {
    size_t low, high;
} CoverageLimits;
CoverageLimits coverage_limits(size_t count, double confidence, double probability);

/* A number in the results whose interval stands in the columns ci_low and ci_high of its row. */
typedef struct CoverageMeasure {
    const char *file; /* "summary.csv", "comparison.csv", "curves.csv" */
    ResultKey key;
    double truth;
    CoverageTally tally;
} CoverageMeasure;

typedef struct CoverageStudy {
    Experiment *experiment;
    size_t seeds;
    size_t replications;        /* of each run */
    const char *const *options; /* further ones, up to NULL; NULL: none */
    CoverageMeasure *measures;
    size_t measure_count;
    /* Sees the results of every run; NULL: nobody does. */
    void (*look)(void *context, Experiment *experiment);
    void *context;
} CoverageStudy;

/* Runs the experiment under every seed and adds to the tallies. */
void coverage_study_run(CoverageStudy *study);

#endif
