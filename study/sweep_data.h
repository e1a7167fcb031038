/* A sweep as an analysis sees it: factors, points, strategies, metrics, and every value.
 *
 * It is read from the store of a result folder (study/sweep_store.h). Points stand in the order of
 * their numbers, replications in theirs, so everything computed from it has the same bits whichever
 * threads, shards or processes ran it.
 *
 * A point is a place in the unit cube: each factor's coordinate (0..1) gives the values of its
 * cells. A coordinate and value of NAN means that the cells stay as the scenario has them: so do
 * all in the middle of one-at-a-time, and all but the moved one elsewhere in it. What else the
 * design knows of a point is its group, step and factor:
 *
 *   design          group                step                             factor
 *   grid, lhs,
 *   sobol, file     0                    0                                SWEEP_NONE
 *   one-at-a-time   0                    0: none is moved; 1, 2, ...      that was moved
 *   morris          trajectory           0: its start; then 1..factors    that was moved last
 *   saltelli        row of the sample    0: A, 1: B, 2 + i: AB_i          i (of A and B SWEEP_NONE)
 *
 * AB_i is row A with the coordinate of factor i from row B [Saltelli 2010].
 */
#ifndef STUDY_SWEEP_DATA_H
#define STUDY_SWEEP_DATA_H

#include "base/arena.h"
#include "base/failure.h"
#include "models/measures.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SWEEP_NONE SIZE_MAX

typedef enum SweepDesignKind {
    SWEEP_GRID,
    SWEEP_LHS,
    SWEEP_SOBOL,
    SWEEP_MORRIS,
    SWEEP_SALTELLI,
    SWEEP_ONE_AT_A_TIME,
    SWEEP_FILE,
    SWEEP_DESIGNS
} SweepDesignKind;

typedef enum SweepScale { SWEEP_LINEAR, SWEEP_LOG } SweepScale;

typedef struct SweepCell { /* a row of the factors' file */
    const char *address;   /* "attack.spread_per_h" */
    bool multiplies;       /* values are factors of what the scenario says (x1.5), not values */
    double low, high;      /* NAN: not given */
    SweepScale scale;
    size_t level_count; /* 0: none listed */
    const double *levels;
    const char *distribution; /* as written, `.` decimals; "" where none is given */
} SweepCell;

typedef struct SweepFactor {
    const char *name;
    size_t cell_count; /* they move together; the first one's values stand for the factor */
    const SweepCell *cells;
} SweepFactor;

typedef struct SweepPoint {
    const double *coordinates; /* [factor]: 0..1; NAN: as in the scenario, or (file) unknown */
    const double *values;      /* [factor]: of its first cell, as it was applied; NAN: not */
    const size_t *levels;      /* [factor]: index of its level; SWEEP_NONE off a grid */
    size_t group, step, factor;
    size_t replications; /* finished under all strategies: numbers 0 .. replications - 1 */
} SweepPoint;

typedef struct SweepStrategy {
    const char *id, *name; /* the id where it has no name */
} SweepStrategy;

typedef struct SweepMetric {
    const char *scope, *id, *metric, *unit;
    MetricDirection direction;
} SweepMetric;

typedef struct SweepService {
    const char *id, *name;
} SweepService;

/* What is kept of delays over time: step k holds what arrived from k step_h to (k + 1) step_h. */
typedef struct SweepCurves {
    size_t service_count; /* 0: nothing is kept */
    const SweepService *services;
    size_t step_count;
    double step_h;
    size_t samples; /* of the run in a step; 0 where it was read from a store */
} SweepCurves;

enum { SWEEP_CURVE_PARTS = 2 }; /* mean delay in hours, share that was not finished */

typedef struct SweepData {
    const char *scenario, *title; /* of the scenario: folder's name, title */
    const char *start;            /* "2025-03-03T06:00" */
    SweepDesignKind design;
    uint64_t seed;
    double confidence;
    bool independent_points; /* else all points share the random numbers of a replication */
    size_t factor_count;
    const SweepFactor *factors;
    size_t point_count;
    const SweepPoint *points;
    size_t strategy_count;
    const SweepStrategy *strategies;
    size_t baseline; /* index of a strategy */
    size_t metric_count;
    const SweepMetric *metrics;
    SweepCurves curves;
    /* private */
    Arena *arena;
    double **values; /* [point]: [strategy][metric][replication] */
} SweepData;

/* Reads the store in `folder`. Of `metric` NULL: all values; else only those of the metrics that it
 * names (`metric` or `scope/id/metric`, as for --metrics; `data` then has these alone), which takes
 * less memory. A folder without a store, or a name that is not there, is a failure of the input.
 * Release with sweep_data_deinit in any case. */
bool sweep_data_read(SweepData *data, const char *folder, const char *metric, Failure *failure);
void sweep_data_deinit(SweepData *data);

/* The values of a point's replications under a strategy: `points[point].replications` doubles. NAN
 * is undefined, INFINITY undefined because the horizon ended. Index r is the same replication under
 * every strategy, so differences of two strategies are paired. */
const double *sweep_data_values(const SweepData *data, size_t point, size_t strategy,
                                size_t metric);

/* The mean response of a point: over the replications in which the metric is defined, or
 * (`is_difference`) what it differs by from the baseline's in the same one; NAN where none is. */
double sweep_data_mean(const SweepData *data, size_t point, size_t strategy, size_t metric,
                       bool is_difference);

/* Index of the factor, metric or strategy that `name` names; SWEEP_NONE, with a failure of the
 * input that says the nearest, where there is none or (of a metric) several. */
size_t sweep_data_factor(const SweepData *data, const char *name, Failure *failure);
size_t sweep_data_metric(const SweepData *data, const char *name, Failure *failure);
size_t sweep_data_strategy(const SweepData *data, const char *id, Failure *failure);

/* The value that a factor has at a coordinate (0..1; of its first cell) in the design of `data`:
 * for axes and for places between points. */
double sweep_data_value_at(const SweepData *data, size_t factor, double coordinate);

/* "grid", "one-at-a-time", ... */
const char *sweep_design_name(SweepDesignKind design);

#endif
