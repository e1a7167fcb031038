/* What n replications say about a number: mean, interval, spread and how many of them could not
 * tell.
 *
 * Intervals are Student's [Law 2015]; the mean of a ratio is the ratio of totals with a
 * delta-method interval [Cochran 1977], because the mean of each replication's ratio would be
 * biased where the ratio's denominator varies. An estimator keeps the t quantiles and the sorting
 * space, so estimating allocates nothing; one per thread.
 *
 * The two replications of an antithetic pair depend on one another, the pairs do not. So intervals
 * over pairs are those of the ratio of pair totals, the sum of a pair's defined values over their
 * number: where both are defined in all pairs that is Student's interval over the means of the
 * pairs, with as many degrees of freedom as there are pairs, less one [Law 2015]; where one of a
 * pair is undefined the other still counts, once.
 */
#ifndef STUDY_ESTIMATOR_H
#define STUDY_ESTIMATOR_H

#include <stddef.h>

typedef struct Estimator Estimator;

typedef struct Estimate { /* NAN: undefined, as all is where n is 0, sd where n is 1, and the
                             interval where fewer than two of the n are independent */
    size_t n;             /* replications in which the number is defined */
    size_t censored;      /* replications in which it is not because the horizon ended */
    double mean, sd, ci_low, ci_high, p05, p50, p95;
    double worth; /* of a mean of values: how many times as many independent replications would be
                     needed to know it as well; 1 where they are independent, NAN: unknown */
} Estimate;

typedef struct MeanError { /* how well a mean is known */
    size_t n;              /* values */
    size_t independent;    /* of them, or of their pairs */
    double variance; /* that each of n independent values would have whose mean is known as well;
                        NAN where `independent` is below 2 */
} MeanError;

/* For intervals that cover with probability `confidence` (0..1, both excluded), over up to
 * `replications` values that are independent. */
Estimator *estimator_new(double confidence, size_t replications);

/* From now on values 2k and 2k + 1 (from 0) are an antithetic pair. */
void estimator_take_pairs(Estimator *estimator);

void estimator_free(Estimator *estimator);

/* Student's factor for n observations (n - 1 degrees of freedom), both tails; NAN for n below 2. */
double estimator_student(Estimator *estimator, size_t n);

/* Of those of `count` values that are finite, about their `mean`. */
MeanError estimator_mean_error(const Estimator *estimator, const double *values, size_t count,
                               double mean);

/* Half width of the interval of the mean; NAN where fewer than 2 values are independent. */
double estimator_half_width(Estimator *estimator, const MeanError *error);

/* Over `count` values: NAN is undefined, INFINITY is censored, both are left out. */
Estimate estimate_values(Estimator *estimator, const double *values, size_t count);

/* Of the ratio of totals. Replications with a denominator of 0 (or NAN) are left out of n; sd is
 * that of the replications' own ratios, and so are the quantiles. */
Estimate estimate_ratio(Estimator *estimator, const double *numerators, const double *denominators,
                        size_t count);

/* Half width of the interval of the difference of two means of independent values, with the degrees
 * of freedom of Satterthwaite's formula [Welch 1947]; NAN where one has fewer than 2 values. */
double welch_half_width(double confidence, const Estimate *a, const Estimate *b);

/* Room for `replications` doubles that the next estimate overwrites. */
double *estimator_scratch(Estimator *estimator);

/* Mean of n > 0 finite values, exact where all are equal. */
double mean_of(const double *values, size_t n);

/* Sample variance (n - 1) about `mean`; NAN for n below 2. */
double variance_of(const double *values, size_t n, double mean);

#endif
