/* A Latin hypercube: each factor's range is cut into as many slices as there are points, and each
 * slice holds one. Of several random ones the one whose closest two points lie farthest apart is
 * taken, and then improved by exchanging a coordinate of a closest point with that of another
 * [Morris 1995]. The effort is bounded, so thousands of points take a second. */
#include "base/memory.h"
#include "study/sweep_design_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_PER_FACTOR = 10, CANDIDATES = 20 };

static const double EFFORT = 3e8; /* differences of coordinates */

typedef struct Hypercube {
    size_t points, factors;
    double *coordinates; /* [point][factor] */
} Hypercube;

typedef struct ClosestPair {
    double distance; /* squared */
    size_t first, second;
} ClosestPair;

static double distance_squared(const Hypercube *cube, size_t i, size_t j)
{
    double sum = 0;
    for (size_t f = 0; f < cube->factors; ++f) {
        const double apart =
            cube->coordinates[i * cube->factors + f] - cube->coordinates[j * cube->factors + f];
        sum += apart * apart;
    }
    return sum;
}

static ClosestPair closest_pair(const Hypercube *cube)
{
    ClosestPair closest = {.distance = INFINITY};
    for (size_t i = 0; i < cube->points; ++i) {
        for (size_t j = i + 1; j < cube->points; ++j) {
            const double distance = distance_squared(cube, i, j);
            if (distance < closest.distance) {
                closest = (ClosestPair){distance, i, j};
            }
        }
    }
    return closest;
}

static void draw_hypercube(DesignMaking *making, const Hypercube *cube, size_t *slices)
{
    for (size_t f = 0; f < cube->factors; ++f) {
        for (size_t i = 0; i < cube->points; ++i) {
            slices[i] = i;
        }
        for (size_t i = cube->points; i > 0; --i) {
            const size_t other = design_pick(making, i);
            const size_t slice = slices[other];
            slices[other] = slices[i - 1];
            cube->coordinates[(i - 1) * cube->factors + f] =
                ((double)slice + stream_uniform(&making->stream)) / (double)cube->points;
        }
    }
}

static void swap_coordinate(const Hypercube *cube, size_t i, size_t j, size_t factor)
{
    double *a = &cube->coordinates[i * cube->factors + factor];
    double *b = &cube->coordinates[j * cube->factors + factor];
    const double kept = *a;
    *a = *b;
    *b = kept;
}

/* Exchanges that bring the closest two farther apart are kept. */
static void improve(DesignMaking *making, const Hypercube *cube, size_t attempts)
{
    ClosestPair closest = closest_pair(cube);
    for (size_t i = 0; i < attempts; ++i) {
        const size_t point = design_pick(making, 2) == 0 ? closest.first : closest.second;
        const size_t other = design_pick(making, cube->points);
        const size_t factor = design_pick(making, cube->factors);
        swap_coordinate(cube, point, other, factor);
        const ClosestPair now = closest_pair(cube);
        if (now.distance > closest.distance) {
            closest = now;
        } else {
            swap_coordinate(cube, point, other, factor);
        }
    }
}

static void draw_best(DesignMaking *making, Hypercube *best, size_t candidates)
{
    const size_t cells = best->points * best->factors;
    size_t *slices = memory_allocate(best->points, sizeof *slices);
    Hypercube cube = *best;
    double farthest = -1;
    cube.coordinates = memory_allocate(cells, sizeof *cube.coordinates);
    for (size_t i = 0; i < candidates; ++i) {
        draw_hypercube(making, &cube, slices);
        const double distance = candidates > 1 ? closest_pair(&cube).distance : 0;
        if (distance > farthest) {
            farthest = distance;
            memcpy(best->coordinates, cube.coordinates, cells * sizeof *cube.coordinates);
        }
    }
    free(cube.coordinates);
    free(slices);
}

bool design_make_lhs(DesignMaking *making)
{
    const size_t factors = making->factors->count;
    const size_t count =
        making->request->points > 0 ? making->request->points : POINTS_PER_FACTOR * factors;
    if (!design_allocate(making, (double)count)) {
        return false;
    }
    const double looks = EFFORT / ((double)count * (double)count / 2 * (double)factors);
    const size_t most = looks < 1 ? 1 : looks > 10000 ? 10000 : (size_t)looks;
    Hypercube cube = {count, factors, memory_allocate(count * factors, sizeof(double))};
    draw_best(making, &cube, most < CANDIDATES ? most : CANDIDATES);
    if (count > 2 && factors > 1 && most > CANDIDATES) {
        improve(making, &cube, most - CANDIDATES);
    }
    for (size_t p = 0; p < count; ++p) {
        memcpy(design_coordinates(making, p), cube.coordinates + p * factors,
               factors * sizeof(double));
    }
    free(cube.coordinates);
    return true;
}
