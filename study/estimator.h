/* What n replications say about a number: mean, interval, spread and how many of them could not
 * tell.
 *
 * Intervals are Student's [Law 2015]; the mean of a ratio is the ratio of totals with a
 * delta-method interval [Cochran 1977], because the mean of each replication's ratio would be
 * biased where the ratio's denominator varies. An estimator keeps the t quantiles and the sorting
 * space, so estimating allocates nothing; one per thread.
 */
#ifndef STUDY_ESTIMATOR_H
#define STUDY_ESTIMATOR_H

#include <stddef.h>

typedef struct Estimator Estimator;

typedef struct Estimate { /* NAN: undefined, as all is where n is 0, and sd and interval where n is
                             1 */
    size_t n;             /* replications in which the number is defined */
    size_t censored;      /* replications in which it is not because the horizon ended */
    double mean, sd, ci_low, ci_high, p05, p50, p95;
} Estimate;

/* For intervals that cover with probability `confidence` (0..1, both excluded), over up to
 * `replications` values. */
Estimator *estimator_new(double confidence, size_t replications);
void estimator_free(Estimator *estimator);

/* Student's factor for n observations (n - 1 degrees of freedom), both tails; NAN for n below 2. */
double estimator_student(Estimator *estimator, size_t n);

/* Half width of the interval of a mean of n values with standard deviation `sd`; NAN for n below 2.
 */
double estimator_half_width(Estimator *estimator, size_t n, double sd);

/* Over `count` values: NAN is undefined, INFINITY is censored, both are left out. */
Estimate estimate_values(Estimator *estimator, const double *values, size_t count);

/* Of the ratio of totals. Replications with a denominator of 0 (or NAN) are left out of n; sd is
 * that of the replications' own ratios, and so are the quantiles. */
Estimate estimate_ratio(Estimator *estimator, const double *numerators, const double *denominators,
                        size_t count);

/* Room for `replications` doubles that the next estimate overwrites. */
double *estimator_scratch(Estimator *estimator);

/* Mean of n > 0 finite values, exact where all are equal. */
double mean_of(const double *values, size_t n);

/* Sample variance (n - 1) about `mean`; NAN for n below 2. */
double variance_of(const double *values, size_t n, double mean);

#endif
