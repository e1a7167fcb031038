#include "study/uncertainty.h"

#include "base/memory.h"
#include "study/estimator.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

typedef struct Pool {              /* of the points that count */
    size_t points, values, fewest; /* fewest replications of a point */
    double *means;                 /* [point] */
    double *residuals;      /* [value]: about its point's mean, as far as a single value is */
    double *all;            /* [value] */
    double *common;         /* [replication]: sum of the points' residuals */
    size_t *shared;         /* [replication]: points that have a value in it */
    size_t most;            /* replications of a point */
    double variance_within; /* mean over points of a value's variance */
    double noise;           /* the same of a mean's variance */
} Pool;

static void take_point(Pool *pool, const UncertaintyPoint *point)
{
    double *all = pool->all + pool->values;
    size_t n = 0;
    for (size_t r = 0; r < point->replications; ++r) {
        if (isfinite(point->values[r])) {
            all[n++] = point->values[r];
        }
    }
    if (n < 2) {
        return;
    }
    const double mean = mean_of(all, n), variance = variance_of(all, n, mean);
    for (size_t i = 0; i < n; ++i) {
        pool->residuals[pool->values + i] = (all[i] - mean) * sqrt((double)n / ((double)n - 1));
    }
    for (size_t r = 0; r < point->replications; ++r) {
        if (isfinite(point->values[r])) {
            pool->common[r] += point->values[r] - mean;
            ++pool->shared[r];
        }
    }
    pool->fewest = pool->points == 0 || n < pool->fewest ? n : pool->fewest;
    pool->means[pool->points++] = mean;
    pool->values += n;
    pool->variance_within += variance;
    pool->noise += variance / (double)n;
}

/* Mean covariance of two points in a replication: the variance of the points' mean residual is that
 * of one point over their number, and the covariances for the rest. Of the replications in which
 * all points have a value; 0 where these are too few to tell. */
static double mean_covariance(const Pool *pool)
{
    const double points = (double)pool->points;
    size_t n = 0;
    for (size_t r = 0; r < pool->most; ++r) {
        if (pool->shared[r] == pool->points) {
            pool->common[n++] = pool->common[r] / points;
        }
    }
    if (n < 2) {
        return 0;
    }
    const double variance = variance_of(pool->common, n, mean_of(pool->common, n));
    return (points * variance - pool->variance_within) / (points - 1);
}

static Spread spread_of(double *values, size_t n, double sd)
{
    gsl_sort(values, 1, n);
    return (Spread){.sd = sd,
                    .p05 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.05),
                    .p50 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.50),
                    .p95 = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.95)};
}

static Uncertainty uncertainty_of_pool(Pool *pool, bool is_common)
{
    const double points = (double)pool->points;
    pool->variance_within /= points;
    pool->noise /= points;
    Uncertainty uncertainty = {.points = pool->points, .values = pool->values};
    uncertainty.mean = mean_of(pool->means, pool->points);
    const double variance_of_means = variance_of(pool->means, pool->points, uncertainty.mean);
    const double covariance = is_common ? mean_covariance(pool) / (double)pool->fewest : 0;
    const double between = fmax(variance_of_means - (pool->noise - covariance), 0);
    const double shrink = variance_of_means > 0 ? fmin(sqrt(between / variance_of_means), 1) : 0;
    for (size_t i = 0; i < pool->points; ++i) {
        pool->means[i] = uncertainty.mean + shrink * (pool->means[i] - uncertainty.mean);
    }
    for (size_t i = 0; i < pool->values; ++i) {
        pool->residuals[i] += uncertainty.mean;
    }
    uncertainty.factors = spread_of(pool->means, pool->points, sqrt(between));
    uncertainty.random = spread_of(pool->residuals, pool->values, sqrt(pool->variance_within));
    uncertainty.both = spread_of(pool->all, pool->values, sqrt(between + pool->variance_within));
    return uncertainty;
}

Uncertainty uncertainty_of(const UncertaintyPoint *points, size_t count, bool is_common)
{
    size_t values = 0, most = 0;
    for (size_t i = 0; i < count; ++i) {
        values += points[i].replications;
        most = points[i].replications > most ? points[i].replications : most;
    }
    double *space = memory_allocate(count + 2 * values + most + 1, sizeof *space);
    Pool pool = {.means = space,
                 .residuals = space + count,
                 .all = space + count + values,
                 .common = space + count + 2 * values,
                 .shared = memory_allocate(most + 1, sizeof *pool.shared),
                 .most = most};
    for (size_t i = 0; i < count; ++i) {
        take_point(&pool, &points[i]);
    }
    const Spread unknown = {NAN, NAN, NAN, NAN};
    Uncertainty uncertainty = {.points = pool.points,
                               .values = pool.values,
                               .mean = NAN,
                               .factors = unknown,
                               .random = unknown,
                               .both = unknown};
    if (pool.points > 1) {
        uncertainty = uncertainty_of_pool(&pool, is_common);
    }
    free(pool.shared);
    free(space);
    return uncertainty;
}
