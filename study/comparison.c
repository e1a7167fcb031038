#include "study/comparison.h"

#include <math.h>

typedef struct Pairs { /* those in which both are defined */
    const double *strategy, *baseline;
    size_t count, n;
    size_t lower;
} Pairs;

static bool pair_is_defined(const Pairs *pairs, size_t i)
{
    return isfinite(pairs->strategy[i]) && isfinite(pairs->baseline[i]);
}

/* Mean and variance of the values of one side, in `scratch`. */
static double side_moments(const Pairs *pairs, const double *side, double *scratch,
                           double *variance)
{
    size_t n = 0;
    for (size_t i = 0; i < pairs->count; ++i) {
        if (pair_is_defined(pairs, i)) {
            scratch[n++] = side[i];
        }
    }
    double mean = mean_of(scratch, n);
    *variance = variance_of(scratch, n, mean);
    return mean;
}

/* Mean of the differences and how well it is known. */
static double difference_moments(const Estimator *estimator, const Pairs *pairs, double *scratch,
                                 MeanError *error)
{
    size_t n = 0;
    for (size_t i = 0; i < pairs->count; ++i) {
        if (pair_is_defined(pairs, i)) {
            scratch[n++] = pairs->strategy[i] - pairs->baseline[i];
        }
    }
    const double mean = mean_of(scratch, n);
    for (size_t i = 0; i < pairs->count; ++i) {
        scratch[i] =
            pair_is_defined(pairs, i) ? pairs->strategy[i] - pairs->baseline[i] : (double)NAN;
    }
    *error = estimator_mean_error(estimator, scratch, pairs->count, mean);
    return mean;
}

Comparison compare_values(Estimator *estimator, const double *strategy, const double *baseline,
                          size_t count)
{
    Pairs pairs = {.strategy = strategy, .baseline = baseline, .count = count};
    for (size_t i = 0; i < count; ++i) {
        if (pair_is_defined(&pairs, i)) {
            ++pairs.n;
            pairs.lower += strategy[i] < baseline[i];
        }
    }
    Comparison comparison = {pairs.n, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (pairs.n == 0) {
        return comparison;
    }
    double *scratch = estimator_scratch(estimator);
    double strategy_variance, baseline_variance;
    MeanError error;
    comparison.strategy_mean = side_moments(&pairs, strategy, scratch, &strategy_variance);
    comparison.baseline_mean = side_moments(&pairs, baseline, scratch, &baseline_variance);
    comparison.difference = difference_moments(estimator, &pairs, scratch, &error);
    const double half_width = estimator_half_width(estimator, &error);
    comparison.ci_low = comparison.difference - half_width;
    comparison.ci_high = comparison.difference + half_width;
    comparison.share_lower = (double)pairs.lower / (double)pairs.n;
    if (error.variance > 0) {
        comparison.variance_ratio = (strategy_variance + baseline_variance) / error.variance;
    }
    return comparison;
}

bool comparison_is_significant(const Comparison *comparison)
{
    return comparison->ci_low > 0 || comparison->ci_high < 0;
}
