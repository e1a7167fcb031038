#include "study/swing.h"

#include "base/memory.h"
#include "study/estimator.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

static const double FIFTH = 0.2;

typedef struct Mean {
    double total;
    size_t n;
} Mean;

static void mean_take(Mean *mean, double value)
{
    mean->total += value;
    ++mean->n;
}

static double mean_value(const Mean *mean)
{
    return mean->n > 0 ? mean->total / (double)mean->n : (double)NAN;
}

typedef struct Response {
    const SweepData *data;
    size_t metric, strategy;
} Response;

static double response_at(const Response *response, size_t point)
{
    return sweep_data_mean(response->data, point, response->strategy, response->metric, false);
}

/* Points that stand for where the factor is low and high, and for the base. */
typedef struct Ends {
    bool *low, *high, *base; /* [point] */
} Ends;

static double mean_over(const Response *response, const bool *chosen)
{
    Mean mean = {0};
    for (size_t p = 0; p < response->data->point_count; ++p) {
        const double value = chosen[p] ? response_at(response, p) : (double)NAN;
        if (isfinite(value)) {
            mean_take(&mean, value);
        }
    }
    return mean_value(&mean);
}

/* Of one replication; not finite where it is not at every point. */
static double mean_of_replication(const Response *response, const bool *chosen, size_t replication)
{
    Mean mean = {0};
    for (size_t p = 0; p < response->data->point_count; ++p) {
        if (chosen[p]) {
            mean_take(&mean, replication < response->data->points[p].replications
                                 ? sweep_data_values(response->data, p, response->strategy,
                                                     response->metric)[replication]
                                 : (double)NAN);
        }
    }
    return mean_value(&mean);
}

/* Of the interval of the difference of the means over the two sets of points, the same in every
 * replication. */
static double half_over_replications(const Response *response, const bool *end, const bool *base)
{
    size_t replications = 0;
    for (size_t p = 0; p < response->data->point_count; ++p) {
        const size_t here = response->data->points[p].replications;
        replications = here > replications ? here : replications;
    }
    double *differences = memory_allocate(replications + 1, sizeof *differences);
    for (size_t r = 0; r < replications; ++r) {
        differences[r] =
            mean_of_replication(response, end, r) - mean_of_replication(response, base, r);
    }
    Estimator *estimator = estimator_new(response->data->confidence, replications + 1);
    const Estimate estimate = estimate_values(estimator, differences, replications);
    estimator_free(estimator);
    free(differences);
    return (estimate.ci_high - estimate.ci_low) / 2;
}

/* Where the points are a sample of the factors' space: the difference to all of them is a share of
 * that to the others, whose mean does not depend on this one. */
static double half_over_points(const Response *response, const bool *end, const bool *base)
{
    const size_t points = response->data->point_count;
    double *of_end = memory_allocate(2 * points + 1, sizeof *of_end), *others = of_end + points;
    size_t end_count = 0, other_count = 0;
    for (size_t p = 0; p < points; ++p) {
        if (end[p]) {
            of_end[end_count++] = response_at(response, p);
        } else if (base[p]) {
            others[other_count++] = response_at(response, p);
        }
    }
    Estimator *estimator = estimator_new(response->data->confidence, points + 1);
    const Estimate a = estimate_values(estimator, of_end, end_count);
    const Estimate b = estimate_values(estimator, others, other_count);
    estimator_free(estimator);
    free(of_end);
    return welch_half_width(response->data->confidence, &a, &b) * (double)b.n / (double)(a.n + b.n);
}

static double half_width(const Response *response, const bool *end, const bool *base)
{
    switch (response->data->design) {
    case SWEEP_GRID:
    case SWEEP_ONE_AT_A_TIME:
        return half_over_replications(response, end, base);
    case SWEEP_LHS:
    case SWEEP_SOBOL:
        return half_over_points(response, end, base);
    default:
        return NAN;
    }
}

static void find_alone(const Response *response, size_t factor, const Ends *ends, Swing *swing)
{
    const SweepData *data = response->data;
    size_t low = SWEEP_NONE, high = SWEEP_NONE;
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        ends->base[p] = point->factor == SWEEP_NONE;
        if (point->factor == factor) {
            const double value = point->values[factor];
            if (!(value >= swing->low_value)) { /* NAN: the first */
                swing->low_value = value;
                low = p;
            }
            if (!(value <= swing->high_value)) {
                swing->high_value = value;
                high = p;
            }
        }
    }
    if (low != SWEEP_NONE) {
        ends->low[low] = true;
    }
    if (high != SWEEP_NONE) {
        ends->high[high] = true;
    }
}

static void find_together(const Response *response, size_t factor, const Ends *ends, Swing *swing)
{
    const SweepData *data = response->data;
    double *sorted = memory_allocate(data->point_count + 1, sizeof *sorted);
    size_t n = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const double coordinate = data->points[p].coordinates[factor];
        if (isfinite(coordinate)) {
            sorted[n++] = coordinate;
        }
    }
    gsl_sort(sorted, 1, n);
    const double low_end =
        n > 0 ? gsl_stats_quantile_from_sorted_data(sorted, 1, n, FIFTH) : (double)NAN;
    const double high_end =
        n > 0 ? gsl_stats_quantile_from_sorted_data(sorted, 1, n, 1 - FIFTH) : (double)NAN;
    free(sorted);
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        if (isfinite(response_at(response, p))) {
            ends->base[p] = true;
            ends->low[p] = point->coordinates[factor] <= low_end;
            ends->high[p] = point->coordinates[factor] >= high_end;
            swing->low_value = fmin(swing->low_value, point->values[factor]); /* passes over NAN */
            swing->high_value = fmax(swing->high_value, point->values[factor]);
        }
    }
}

Swing swing_of(const SweepData *data, size_t metric, size_t strategy, size_t factor)
{
    const Response response = {data, metric, strategy};
    Swing swing = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    bool *chosen = memory_allocate(3 * data->point_count + 1, sizeof *chosen);
    const Ends ends = {chosen, chosen + data->point_count, chosen + 2 * data->point_count};
    if (data->design == SWEEP_ONE_AT_A_TIME) {
        find_alone(&response, factor, &ends, &swing);
    } else {
        find_together(&response, factor, &ends, &swing);
    }
    swing.base = mean_over(&response, ends.base);
    swing.low = mean_over(&response, ends.low);
    swing.high = mean_over(&response, ends.high);
    swing.low_half = half_width(&response, ends.low, ends.base);
    swing.high_half = half_width(&response, ends.high, ends.base);
    free(chosen);
    return swing;
}

static bool end_is_clear(double difference, double half)
{
    return fabs(difference) > (isnan(half) ? 0 : half);
}

bool swing_is_clear(const Swing *swing)
{
    return end_is_clear(swing->low - swing->base, swing->low_half) ||
           end_is_clear(swing->high - swing->base, swing->high_half);
}
