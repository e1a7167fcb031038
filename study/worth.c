#include "study/worth.h"

#include "base/memory.h"
#include "study/comparison.h"
#include "study/estimator.h"

#include <math.h>
#include <stdint.h>

typedef struct Weighing {
    const SweepData *data;
    Estimator *estimator;
    size_t base; /* the point of the scenario as it stands */
} Weighing;

static size_t base_point(const SweepData *data)
{
    for (size_t p = 0; p < data->point_count; ++p) {
        if (data->points[p].step == 0 && data->points[p].factor == SWEEP_NONE) {
            return p;
        }
    }
    return SWEEP_NONE;
}

static size_t fewer(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void weigh_paired(const Weighing *weighing, WorthRow *row, const double *changed,
                         const double *base)
{
    const SweepPoint *points = weighing->data->points;
    const size_t count =
        fewer(points[row->point].replications, points[weighing->base].replications);
    const Comparison comparison = compare_values(weighing->estimator, changed, base, count);
    row->n = comparison.n;
    row->base = comparison.baseline_mean;
    row->mean = comparison.strategy_mean;
    row->difference = comparison.difference;
    row->low = comparison.ci_low;
    row->high = comparison.ci_high;
}

static void weigh_independent(const Weighing *weighing, WorthRow *row, const double *changed,
                              const double *base)
{
    const SweepPoint *points = weighing->data->points;
    const Estimate a =
        estimate_values(weighing->estimator, changed, points[row->point].replications);
    const Estimate b =
        estimate_values(weighing->estimator, base, points[weighing->base].replications);
    row->n = fewer(a.n, b.n);
    row->base = b.mean;
    row->mean = a.mean;
    row->difference = a.mean - b.mean;
    const double half_width = welch_half_width(weighing->data->confidence, &a, &b);
    row->low = row->difference - half_width;
    row->high = row->difference + half_width;
}

static void weigh(const Weighing *weighing, WorthRow *row)
{
    const SweepData *data = weighing->data;
    const SweepPoint *point = &data->points[row->point];
    row->factor = point->factor;
    row->value = point->values[point->factor];
    const double *changed = sweep_data_values(data, row->point, row->strategy, row->metric);
    const double *base = sweep_data_values(data, weighing->base, row->strategy, row->metric);
    if (data->independent_points) {
        weigh_independent(weighing, row, changed, base);
    } else {
        weigh_paired(weighing, row, changed, base);
    }
}

/* Fills the rows of a metric under a strategy, one for each changed cell; returns how many. */
static size_t weigh_points(const Weighing *weighing, size_t metric, size_t strategy, WorthRow *rows)
{
    size_t count = 0;
    for (size_t p = 0; p < weighing->data->point_count; ++p) {
        if (weighing->data->points[p].factor != SWEEP_NONE) {
            WorthRow *row = &rows[count++];
            *row = (WorthRow){.metric = metric, .strategy = strategy, .point = p};
            weigh(weighing, row);
        }
    }
    return count;
}

Worth worth_of(const SweepData *data, Arena *arena)
{
    Worth worth = {0};
    Weighing weighing = {.data = data, .base = base_point(data)};
    if (data->design != SWEEP_ONE_AT_A_TIME || weighing.base == SWEEP_NONE) {
        return worth;
    }
    size_t most = 1;
    for (size_t p = 0; p < data->point_count; ++p) {
        most = data->points[p].replications > most ? data->points[p].replications : most;
    }
    weighing.estimator = estimator_new(data->confidence, most);
    WorthRow *rows = arena_allocate(
        arena, data->metric_count * data->strategy_count * data->point_count, sizeof *rows);
    for (size_t m = 0; m < data->metric_count; ++m) {
        for (size_t s = 0; s < data->strategy_count; ++s) {
            worth.row_count += weigh_points(&weighing, m, s, rows + worth.row_count);
        }
    }
    estimator_free(weighing.estimator);
    worth.rows = rows;
    return worth;
}
