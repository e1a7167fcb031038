#include "sim/sample_grid.h"

#include <math.h>

/* A horizon that falls on the grid up to rounding (7 days of 0.1 h) counts as on it. */
static const double ROUNDING = 1e-9;

SampleGrid sample_grid(double sample_h, double horizon_h)
{
    const double steps = horizon_h / sample_h;
    const double whole = floor(steps + ROUNDING * (steps + 1));
    return (SampleGrid){
        .sample_h = sample_h,
        .horizon_h = horizon_h,
        .per_h = 1 / sample_h,
        .states = (size_t)whole + 1,
        .intervals = (size_t)whole + (steps - whole > ROUNDING * (steps + 1) ? 1 : 0),
    };
}

double sample_grid_h(const SampleGrid *grid, size_t k)
{
    return (double)k * grid->sample_h;
}

size_t sample_grid_interval(const SampleGrid *grid, double t_h)
{
    return sample_grid_place(grid, t_h).interval;
}
