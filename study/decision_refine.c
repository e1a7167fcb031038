#include "study/decision_refine.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_GROWTH = 3 };

typedef struct OpenPoints {
    size_t count;
    size_t *points; /* those nearest to a decision first */
} OpenPoints;

static size_t nearest_index(const double *at, size_t count, double coordinate)
{
    size_t nearest = 0;
    for (size_t i = 1; i < count; ++i) {
        nearest = fabs(at[i] - coordinate) < fabs(at[nearest] - coordinate) ? i : nearest;
    }
    return nearest;
}

/* The point's place; of a smoothed map the nearest. */
static const Decision *decision_of(const DecisionMap *map, size_t point)
{
    size_t place = decision_map_place(map, point);
    if (place == SWEEP_NONE) {
        const double *coordinates = map->data->points[point].coordinates;
        place = nearest_index(map->y_at, map->rows, coordinates[map->y]) * map->columns +
                nearest_index(map->x_at, map->columns, coordinates[map->x]);
    }
    return &map->decisions[place];
}

typedef struct Candidate {
    size_t point;
    double p;
} Candidate;

/* Of equals the point that is listed first, so that the order is the same everywhere. */
static int compare_candidates(const void *a, const void *b)
{
    const Candidate *first = a, *second = b;
    if (first->p < second->p || first->p > second->p) {
        return first->p < second->p ? -1 : 1;
    }
    return first->point < second->point ? -1 : 1;
}

static OpenPoints find_open(const DecisionMap *map)
{
    const size_t count = map->data->point_count;
    OpenPoints open = {.points = memory_allocate(count + 1, sizeof *open.points)};
    Candidate *candidates = memory_allocate(count + 1, sizeof *candidates);
    for (size_t i = 0; i < count; ++i) {
        const Decision *decision = decision_of(map, i);
        if (!decision->is_decided) {
            candidates[open.count++] = (Candidate){i, decision->p};
        }
    }
    qsort(candidates, open.count, sizeof *candidates, compare_candidates);
    for (size_t i = 0; i < open.count; ++i) {
        open.points[i] = candidates[i].point;
    }
    free(candidates);
    return open;
}

static size_t most_for(const DecisionMap *map, size_t point)
{
    const size_t all = map->data->points[point].replications;
    const size_t now = map->limits && map->limits[point] < all ? map->limits[point] : all;
    return MOST_GROWTH * (now > 0 ? now : 1);
}

size_t decision_refine(const DecisionMap *map, size_t budget, size_t *more)
{
    OpenPoints open = find_open(map);
    size_t given = 0;
    for (size_t i = 0; i < map->data->point_count; ++i) {
        more[i] = 0;
    }
    const size_t even = open.count > 0 ? budget / open.count : 0;
    size_t rest = open.count > 0 ? budget % open.count : 0;
    for (size_t i = 0; i < open.count; ++i) {
        const size_t point = open.points[i], most = most_for(map, point);
        const size_t wanted = even + (rest > 0 ? 1 : 0);
        rest -= rest > 0 ? 1 : 0;
        more[point] = wanted < most ? wanted : most;
        given += more[point];
    }
    free(open.points);
    return given;
}
