#include "study/swing.h"

#include "base/memory.h"

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

/* Mean over the replications in which it is defined. */
static double response_at(const SweepData *data, size_t metric, size_t strategy, size_t point)
{
    const double *values = sweep_data_values(data, point, strategy, metric);
    Mean mean = {0};
    for (size_t r = 0; r < data->points[point].replications; ++r) {
        if (isfinite(values[r])) {
            mean_take(&mean, values[r]);
        }
    }
    return mean_value(&mean);
}

static Swing swing_alone(const SweepData *data, size_t metric, size_t strategy, size_t factor)
{
    Swing swing = {NAN, NAN, NAN, NAN, NAN};
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        const double response = response_at(data, metric, strategy, p);
        if (point->factor == SWEEP_NONE) {
            swing.base = response;
        } else if (point->factor == factor) {
            const double value = point->values[factor];
            if (!(value >= swing.low_value)) { /* NAN: the first */
                swing.low_value = value;
                swing.low = response;
            }
            if (!(value <= swing.high_value)) {
                swing.high_value = value;
                swing.high = response;
            }
        }
    }
    return swing;
}

static Swing swing_together(const SweepData *data, size_t metric, size_t strategy, size_t factor)
{
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
    Mean all = {0}, low = {0}, high = {0};
    Swing swing = {NAN, NAN, NAN, NAN, NAN};
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        const double response = response_at(data, metric, strategy, p);
        if (!isfinite(response)) {
            continue;
        }
        mean_take(&all, response);
        if (point->coordinates[factor] <= low_end) {
            mean_take(&low, response);
        }
        if (point->coordinates[factor] >= high_end) {
            mean_take(&high, response);
        }
        swing.low_value = fmin(swing.low_value, point->values[factor]); /* passes over NAN */
        swing.high_value = fmax(swing.high_value, point->values[factor]);
    }
    swing.base = mean_value(&all);
    swing.low = mean_value(&low);
    swing.high = mean_value(&high);
    return swing;
}

Swing swing_of(const SweepData *data, size_t metric, size_t strategy, size_t factor)
{
    return data->design == SWEEP_ONE_AT_A_TIME ? swing_alone(data, metric, strategy, factor)
                                               : swing_together(data, metric, strategy, factor);
}
