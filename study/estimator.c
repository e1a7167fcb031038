#include "study/estimator.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

struct Estimator {
    double confidence;
    size_t replications;
    size_t together; /* values that depend on one another: 1, or the 2 of a pair */
    double *student; /* [replications + 1]: by n; 0 where not yet asked for (the quantile costs some
                        microseconds) */
    double *scratch;
};

Estimator *estimator_new(double confidence, size_t replications)
{
    assert(confidence > 0 && confidence < 1);
    Estimator *estimator = memory_allocate(1, sizeof *estimator);
    estimator->confidence = confidence;
    estimator->replications = replications;
    estimator->together = 1;
    estimator->student = memory_allocate(replications + 1, sizeof *estimator->student);
    estimator->scratch = memory_allocate(replications + 1, sizeof *estimator->scratch);
    return estimator;
}

void estimator_free(Estimator *estimator)
{
    if (estimator) {
        free(estimator->student);
        free(estimator->scratch);
        free(estimator);
    }
}

void estimator_take_pairs(Estimator *estimator)
{
    estimator->together = 2;
}

double *estimator_scratch(Estimator *estimator)
{
    return estimator->scratch;
}

double estimator_student(Estimator *estimator, size_t n)
{
    assert(n <= estimator->replications);
    if (n < 2) {
        return NAN;
    }
    if (!(estimator->student[n] > 0)) {
        estimator->student[n] =
            gsl_cdf_tdist_Pinv((1 + estimator->confidence) / 2, (double)(n - 1));
    }
    return estimator->student[n];
}

/* By the delta method: the sums of the residuals of those that belong together are independent and
 * have mean 0. Where all stand alone this is the sample variance, to the bit. */
MeanError estimator_mean_error(const Estimator *estimator, const double *values, size_t count,
                               double mean)
{
    MeanError error = {0};
    double squares = 0;
    for (size_t i = 0; i < count; i += estimator->together) {
        const size_t before = error.n;
        double sum = 0;
        for (size_t j = i; j < count && j < i + estimator->together; ++j) {
            if (isfinite(values[j])) {
                sum += values[j] - mean;
                ++error.n;
            }
        }
        squares += sum * sum;
        error.independent += error.n > before;
    }
    const double share = (double)error.independent / (double)error.n;
    error.variance =
        error.independent < 2 ? (double)NAN : squares / (double)(error.independent - 1) * share;
    return error;
}

double estimator_half_width(Estimator *estimator, const MeanError *error)
{
    return estimator_student(estimator, error->independent) * sqrt(error->variance) /
           sqrt((double)error->n);
}

double welch_half_width(double confidence, const Estimate *a, const Estimate *b)
{
    if (a->n < 2 || b->n < 2) {
        return NAN;
    }
    const double va = a->sd * a->sd / (double)a->n, vb = b->sd * b->sd / (double)b->n;
    if (!(va + vb > 0)) {
        return 0;
    }
    const double degrees =
        (va + vb) * (va + vb) / (va * va / ((double)a->n - 1) + vb * vb / ((double)b->n - 1));
    return gsl_cdf_tdist_Pinv((1 + confidence) / 2, degrees) * sqrt(va + vb);
}

double mean_of(const double *values, size_t n)
{
    double excess = 0;
    for (size_t i = 0; i < n; ++i) {
        excess += values[i] - values[0];
    }
    return values[0] + excess / (double)n;
}

double variance_of(const double *values, size_t n, double mean)
{
    double squares = 0;
    for (size_t i = 0; i < n; ++i) {
        squares += (values[i] - mean) * (values[i] - mean);
    }
    return n < 2 ? (double)NAN : squares / (double)(n - 1);
}

static Estimate undefined_estimate(void)
{
    return (Estimate){.mean = NAN,
                      .sd = NAN,
                      .ci_low = NAN,
                      .ci_high = NAN,
                      .p05 = NAN,
                      .p50 = NAN,
                      .p95 = NAN,
                      .worth = NAN};
}

/* Moves the two values that each quantile lies between to where sorting would put them, which takes
 * a fraction of sorting: what is smaller comes before them, so the next are looked for behind. */
static void place_neighbours(double *values, size_t n)
{
    static const double shares[] = {0.05, 0.50, 0.95};
    size_t placed = 0;
    for (size_t q = 0; q < sizeof shares / sizeof shares[0]; ++q) {
        const size_t lower = (size_t)(shares[q] * (double)(n - 1));
        for (size_t i = lower > placed ? lower : placed; i < n && i <= lower + 1; ++i) {
            gsl_stats_select(values + placed, 1, n - placed, i - placed);
            placed = i + 1;
        }
    }
}

/* Reorders `values`. */
static void fill_quantiles(Estimate *estimate, double *values, size_t n)
{
    if (n > 1 &&
        !(estimate->sd <= 0)) { /* equal values, as most samples of a quiet curve are, are sorted */
        place_neighbours(values, n);
    }
    estimate->p05 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.05);
    estimate->p50 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.50);
    estimate->p95 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.95);
}

Estimate estimate_values(Estimator *estimator, const double *values, size_t count)
{
    assert(count <= estimator->replications);
    Estimate estimate = undefined_estimate();
    double *defined = estimator->scratch;
    size_t n = 0;
    for (size_t i = 0; i < count; ++i) {
        if (isfinite(values[i])) {
            defined[n++] = values[i];
        } else if (isinf(values[i])) {
            ++estimate.censored;
        }
    }
    estimate.n = n;
    if (n == 0) {
        return estimate;
    }
    estimate.mean = mean_of(defined, n);
    const double variance = variance_of(defined, n, estimate.mean);
    const MeanError error = estimator->together == 1
                                ? (MeanError){.n = n, .independent = n, .variance = variance}
                                : estimator_mean_error(estimator, values, count, estimate.mean);
    estimate.sd = sqrt(variance);
    estimate.worth = error.variance > 0 ? variance / error.variance : (double)NAN;
    const double half_width = estimator_half_width(estimator, &error);
    estimate.ci_low = estimate.mean - half_width;
    estimate.ci_high = estimate.mean + half_width;
    fill_quantiles(&estimate, defined, n);
    return estimate;
}

/* Half width by the delta method: the residuals N - R D have mean 0 over the replications, and the
 * variance of R is that of their mean over the squared mean denominator. */
static double ratio_half_width(Estimator *estimator, const double *numerators,
                               const double *denominators, size_t count, double ratio,
                               double denominator_total)
{
    double *residuals = estimator->scratch;
    for (size_t i = 0; i < count; ++i) {
        residuals[i] = denominators[i] > 0 ? numerators[i] - ratio * denominators[i] : (double)NAN;
    }
    const MeanError error = estimator_mean_error(estimator, residuals, count, 0);
    return estimator_half_width(estimator, &error) * (double)error.n / denominator_total;
}

Estimate estimate_ratio(Estimator *estimator, const double *numerators, const double *denominators,
                        size_t count)
{
    assert(count <= estimator->replications);
    Estimate estimate = undefined_estimate();
    double *own = estimator->scratch;
    double numerator_total = 0, denominator_total = 0;
    size_t n = 0;
    for (size_t i = 0; i < count; ++i) {
        if (denominators[i] > 0) {
            own[n++] = numerators[i] / denominators[i];
            numerator_total += numerators[i];
            denominator_total += denominators[i];
        }
    }
    estimate.n = n;
    if (n == 0) {
        return estimate;
    }
    estimate.sd = sqrt(variance_of(own, n, mean_of(own, n)));
    estimate.mean = numerator_total / denominator_total;
    fill_quantiles(&estimate, own, n);
    const double half_width = ratio_half_width(estimator, numerators, denominators, count,
                                               estimate.mean, denominator_total);
    estimate.ci_low = estimate.mean - half_width;
    estimate.ci_high = estimate.mean + half_width;
    return estimate;
}
