/* The instants at which curves are sampled: t = 0, sample_h, 2 sample_h, ... up to the horizon.
 *
 * A state curve has a value at each of `states` instants (the horizon included where it falls on
 * the grid); a curve of counts or delays has one for each of `intervals` intervals [t, t +
 * sample_h) that begin before the horizon.
 */
#ifndef SIM_SAMPLE_GRID_H
#define SIM_SAMPLE_GRID_H

#include <stddef.h>
#include <stdint.h>

typedef struct SampleGrid {
    double sample_h;
    double horizon_h;
    size_t states;
    size_t intervals;
    double per_h; /* 1 / sample_h */
} SampleGrid;

/* Where an instant stands on the grid. */
typedef struct GridPlace {
    size_t interval; /* to which it belongs */
    size_t state; /* the first instant of the grid at or after it; `states` where there is none */
} GridPlace;

SampleGrid sample_grid(double sample_h, double horizon_h);

/* Instant number `k`; exactly k times sample_h. */
double sample_grid_h(const SampleGrid *grid, size_t k);

/* The interval to which 0 <= t_h < horizon belongs. */
size_t sample_grid_interval(const SampleGrid *grid, double t_h);

/* Both at once, for 0 <= t_h <= horizon; without a division. Signed numbers, which a processor
 * converts at once. */
static inline GridPlace sample_grid_place(const SampleGrid *grid, double t_h)
{
    int64_t k = (int64_t)(t_h * grid->per_h);
    k -= t_h < (double)k * grid->sample_h;
    k += t_h >= (double)(k + 1) * grid->sample_h;
    const size_t interval = (size_t)k;
    return (GridPlace){.interval = interval < grid->intervals ? interval : grid->intervals - 1,
                       .state = interval + (t_h > (double)k * grid->sample_h)};
}

/* A place on the grid that only moves forward: for instants that come in order. */
typedef struct GridCursor {
    size_t k; /* steps that have begun */
    double from_h, to_h;
} GridCursor;

static inline GridCursor grid_cursor(const SampleGrid *grid)
{
    return (GridCursor){.to_h = grid->sample_h};
}

/* Like sample_grid_place; `t_h` is not before that of the last call. */
static inline GridPlace grid_cursor_place(GridCursor *cursor, const SampleGrid *grid, double t_h)
{
    while (t_h >= cursor->to_h) {
        cursor->k++;
        cursor->from_h = cursor->to_h;
        cursor->to_h = (double)(cursor->k + 1) * grid->sample_h;
    }
    return (GridPlace){.interval = cursor->k < grid->intervals ? cursor->k : grid->intervals - 1,
                       .state = cursor->k + (t_h > cursor->from_h)};
}

#endif
