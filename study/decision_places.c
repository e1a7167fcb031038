#include "study/decision_places.h"

#include "base/memory.h"
#include "study/local_fit.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct Axis {
    size_t count;
    double *at; /* ascending, each once */
} Axis;

/* The different coordinates of a factor; one at 0 where there is no factor. */
static Axis axis_of(const SweepData *data, size_t factor, Arena *arena)
{
    Axis axis = {.at = arena_allocate(arena, data->point_count + 1, sizeof *axis.at)};
    for (size_t p = 0; p < data->point_count && factor != SWEEP_NONE; ++p) {
        axis.at[p] = data->points[p].coordinates[factor];
    }
    if (factor == SWEEP_NONE) {
        axis.count = 1;
        return axis;
    }
    gsl_sort(axis.at, 1, data->point_count);
    for (size_t p = 0; p < data->point_count; ++p) {
        if (axis.count == 0 || axis.at[p] > axis.at[axis.count - 1]) {
            axis.at[axis.count++] = axis.at[p];
        }
    }
    return axis;
}

static size_t index_on(const double *at, size_t count, double coordinate)
{
    size_t low = 0, high = count;
    while (low + 1 < high) {
        const size_t middle = (low + high) / 2;
        if (at[middle] <= coordinate) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t decision_map_place(const DecisionMap *map, size_t point)
{
    if (map->is_smoothed) {
        return SWEEP_NONE;
    }
    const double *coordinates = map->data->points[point].coordinates;
    const size_t column = index_on(map->x_at, map->columns, coordinates[map->x]);
    const size_t row =
        map->y == SWEEP_NONE ? 0 : index_on(map->y_at, map->rows, coordinates[map->y]);
    return row * map->columns + column;
}

static size_t replications_of(const DecisionMap *map, size_t point)
{
    const size_t all = map->data->points[point].replications;
    return map->limits && map->limits[point] < all ? map->limits[point] : all;
}

/* How many points each place has, and the fewest replications of them. False where a place has
 * none: no grid. */
static bool count_points(const DecisionMap *map, size_t *points, DecisionPlace *places)
{
    for (size_t p = 0; p < map->data->point_count; ++p) {
        const size_t place = decision_map_place(map, p), n = replications_of(map, p);
        if (points[place] == 0 || n < places[place].replications) {
            places[place].replications = n;
        }
        ++points[place];
    }
    for (size_t i = 0; i < map->columns * map->rows; ++i) {
        if (points[i] == 0) {
            return false;
        }
    }
    return true;
}

/* The points of a place averaged, replication by replication: one that is undefined makes the
 * average so. */
static void average_points(DecisionMap *map, const size_t *points, DecisionPlace *places,
                           Arena *arena)
{
    const SweepData *data = map->data;
    double **values = memory_allocate(map->columns * map->rows, sizeof *values);
    for (size_t i = 0; i < map->columns * map->rows; ++i) {
        values[i] = arena_allocate(arena, data->strategy_count * places[i].replications + 1,
                                   sizeof **values);
        places[i].values = values[i];
    }
    for (size_t p = 0; p < data->point_count; ++p) {
        const size_t place = decision_map_place(map, p), n = places[place].replications;
        for (size_t s = 0; s < data->strategy_count; ++s) {
            const double *from = sweep_data_values(data, p, s, map->metric);
            for (size_t r = 0; r < n; ++r) {
                const double value = isfinite(from[r]) ? from[r] : (double)NAN;
                values[place][s * n + r] += value / (double)points[place];
            }
        }
    }
    free(values);
    map->places = places;
}

static bool make_grid(DecisionMap *map, Arena *arena)
{
    const Axis x = axis_of(map->data, map->x, arena), y = axis_of(map->data, map->y, arena);
    const size_t points = map->data->point_count;
    if (x.count * y.count > points || x.count < 2) {
        return false;
    }
    map->columns = x.count;
    map->rows = y.count;
    map->x_at = x.at;
    map->y_at = y.at;
    DecisionPlace *places = arena_allocate(arena, x.count * y.count, sizeof *places);
    size_t *counts = memory_allocate(x.count * y.count, sizeof *counts);
    const bool is_grid = count_points(map, counts, places);
    if (is_grid) {
        average_points(map, counts, places, arena);
    }
    free(counts);
    return is_grid;
}

static double *regular_axis(const SweepData *data, size_t factor, Arena *arena)
{
    double low = INFINITY, high = -(double)INFINITY;
    for (size_t p = 0; p < data->point_count; ++p) {
        low = fmin(low, data->points[p].coordinates[factor]);
        high = fmax(high, data->points[p].coordinates[factor]);
    }
    double *at = arena_allocate(arena, SMOOTHED_LINES, sizeof *at);
    for (size_t i = 0; i < SMOOTHED_LINES; ++i) {
        at[i] = low + (high - low) * (double)i / (SMOOTHED_LINES - 1);
    }
    return at;
}

/* Every strategy's value of every replication at a place, from the weights of the points. */
static void weigh_points(const DecisionMap *map, const double *weights, double *values, size_t n)
{
    const SweepData *data = map->data;
    for (size_t p = 0; p < data->point_count; ++p) {
        if (!(fabs(weights[p]) > 0)) {
            continue;
        }
        for (size_t s = 0; s < data->strategy_count; ++s) {
            const double *from = sweep_data_values(data, p, s, map->metric);
            for (size_t r = 0; r < n; ++r) {
                values[s * n + r] += weights[p] * (isfinite(from[r]) ? from[r] : (double)NAN);
            }
        }
    }
}

static bool fit_places(DecisionMap *map, const double *xy, double *weights, Arena *arena)
{
    const SweepData *data = map->data;
    DecisionPlace *places = arena_allocate(arena, map->columns * map->rows, sizeof *places);
    size_t n = SIZE_MAX;
    for (size_t p = 0; p < data->point_count; ++p) {
        n = replications_of(map, p) < n ? replications_of(map, p) : n;
    }
    for (size_t i = 0; i < map->columns * map->rows; ++i) {
        double *values = arena_allocate(arena, data->strategy_count * n + 1, sizeof *values);
        const double x = map->x_at[i % map->columns], y = map->y_at[i / map->columns];
        if (!local_fit_weights(xy, data->point_count, x, y, weights)) {
            return false;
        }
        weigh_points(map, weights, values, n);
        places[i] = (DecisionPlace){n, values};
    }
    map->places = places;
    return true;
}

static bool make_smoothed(DecisionMap *map, Arena *arena)
{
    const SweepData *data = map->data;
    if (map->y == SWEEP_NONE || data->factor_count != 2 || data->point_count < 4) {
        return false;
    }
    map->is_smoothed = true;
    map->columns = map->rows = SMOOTHED_LINES;
    map->x_at = regular_axis(data, map->x, arena);
    map->y_at = regular_axis(data, map->y, arena);
    double *xy = memory_allocate(3 * data->point_count, sizeof *xy);
    for (size_t p = 0; p < data->point_count; ++p) {
        xy[2 * p] = data->points[p].coordinates[map->x];
        xy[2 * p + 1] = data->points[p].coordinates[map->y];
    }
    const bool works = fit_places(map, xy, xy + 2 * data->point_count, arena);
    free(xy);
    return works;
}

bool decision_places_make(DecisionMap *map, Arena *arena, Failure *failure)
{
    if (make_grid(map, arena) || make_smoothed(map, arena)) {
        return true;
    }
    return failure_of_input(failure,
                            "no decision map: it needs a grid of levels in one or two factors, or "
                            "a design of exactly two factors");
}
