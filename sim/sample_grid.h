/* The instants at which curves are sampled: t = 0, sample_h, 2 sample_h, ... up to the horizon.
 *
 * A state curve has a value at each of `states` instants (the horizon included where it falls on
 * the grid); a curve of counts or delays has one for each of `intervals` intervals [t, t +
 * sample_h) that begin before the horizon.
 */
#ifndef SIM_SAMPLE_GRID_H
#define SIM_SAMPLE_GRID_H

#include <stddef.h>

typedef struct SampleGrid {
    double sample_h;
    double horizon_h;
    size_t states;
    size_t intervals;
} SampleGrid;

SampleGrid sample_grid(double sample_h, double horizon_h);

/* Instant number `k`; exactly k times sample_h. */
double sample_grid_h(const SampleGrid *grid, size_t k);

/* The interval to which 0 <= t_h < horizon belongs. */
size_t sample_grid_interval(const SampleGrid *grid, double t_h);

#endif
