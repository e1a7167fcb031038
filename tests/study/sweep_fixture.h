/* A sweep made by hand: its values come from a function of the point and the replication. */
#ifndef TESTS_STUDY_SWEEP_FIXTURE_H
#define TESTS_STUDY_SWEEP_FIXTURE_H

#include "study/sweep_data.h"

#include <math.h>
#include <stddef.h>

enum { FIXTURE_FACTORS = 2 };

/* The value under a strategy at coordinates (x, y). */
typedef double FixtureValue(size_t strategy, double x, double y, size_t replication);

static const SweepCell fixture_cells[FIXTURE_FACTORS] = {
    {.address = "links.*.spread_per_h", .low = 0, .high = 0.04, .distribution = ""},
    {.address = "attack.detect_h", .low = 0, .high = 24, .distribution = ""},
};
static const SweepFactor fixture_factors[FIXTURE_FACTORS] = {
    {.name = "spread", .cell_count = 1, .cells = &fixture_cells[0]},
    {.name = "detection", .cell_count = 1, .cells = &fixture_cells[1]},
};
static const SweepStrategy fixture_strategies[] = {
    {"part", "Partial"}, {"full", "Full takedown"}, {"wait", "Waiting"}};
static const SweepMetric fixture_metrics[] = {
    {"total", "all", "cost_total_eur", "EUR", METRIC_LOWER_IS_BETTER},
    {"total", "all", "crew_hours", "h", METRIC_HIGHER_IS_BETTER},
};

/* A sweep of the fixture's factors without points. */
static inline SweepData fixture_sweep(SweepDesignKind design, size_t strategies)
{
    return (SweepData){
        .scenario = "made",
        .title = "Made by hand",
        .design = design,
        .seed = 1,
        .confidence = 0.95,
        .factor_count = FIXTURE_FACTORS,
        .factors = fixture_factors,
        .strategy_count = strategies,
        .strategies = fixture_strategies,
        .metric_count = 1,
        .metrics = fixture_metrics,
        .arena = arena_new(0),
    };
}

/* Adds room for `count` points of `replications` each; their group, step and factor are those of a
 * grid. */
static inline SweepPoint *fixture_points(SweepData *data, size_t count, size_t replications)
{
    SweepPoint *points = arena_allocate(data->arena, count, sizeof *points);
    data->values = arena_allocate(data->arena, count, sizeof *data->values);
    for (size_t p = 0; p < count; ++p) {
        points[p].replications = replications;
        points[p].factor = SWEEP_NONE;
        data->values[p] =
            arena_allocate(data->arena, data->strategy_count * replications, sizeof(double));
    }
    data->points = points;
    data->point_count = count;
    return points;
}

/* Puts a point at (x, y) of the unit square and fills its values. */
static inline void fixture_place(SweepData *data, SweepPoint *points, size_t point, double x,
                                 double y, FixtureValue *value)
{
    double *coordinates = arena_allocate(data->arena, FIXTURE_FACTORS, sizeof *coordinates);
    double *values = arena_allocate(data->arena, FIXTURE_FACTORS, sizeof *values);
    coordinates[0] = x;
    coordinates[1] = y;
    values[0] = 0.04 * x;
    values[1] = 24 * y;
    points[point].coordinates = coordinates;
    points[point].values = values;
    const size_t replications = points[point].replications;
    for (size_t s = 0; s < data->strategy_count; ++s) {
        for (size_t r = 0; r < replications; ++r) {
            data->values[point][s * replications + r] = value(s, x, y, r);
        }
    }
}

/* A grid of columns times rows over the unit square, the second factor's level the fastest. */
static inline SweepData fixture_grid(size_t strategies, size_t columns, size_t rows,
                                     size_t replications, FixtureValue *value)
{
    SweepData data = fixture_sweep(SWEEP_GRID, strategies);
    SweepPoint *points = fixture_points(&data, columns * rows, replications);
    for (size_t p = 0; p < columns * rows; ++p) {
        const double x = columns > 1 ? (double)(p / rows) / (double)(columns - 1) : 0,
                     y = rows > 1 ? (double)(p % rows) / (double)(rows - 1) : 0;
        fixture_place(&data, points, p, x, y, value);
    }
    return data;
}

#endif
