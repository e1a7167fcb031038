/* How far a factor swings a response: from where the factor is low to where it is high.
 *
 * Where all factors move at once it is the mean response over the fifth of the points in which the
 * factor is lowest, and over the fifth in which it is highest (of a grid: the lowest and highest
 * level): in the response's own unit, the other factors averaged. Where one moves at a time it is
 * the response at the factor's lowest and highest value, the others as the scenario has them.
 */
#ifndef STUDY_SWING_H
#define STUDY_SWING_H

#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Swing { /* NAN: unknown */
    double base;       /* mean response over all points, or that of the scenario as it stands */
    double low, high;  /* mean response where the factor is low, high */
    double low_value, high_value; /* the factor's smallest and largest value there */
    /* Half widths of the intervals of low - base and of high - base. Of SWEEP_GRID and
     * SWEEP_ONE_AT_A_TIME Student's over the differences of each replication: what chance of the
     * simulation leaves open. Of SWEEP_LHS and SWEEP_SOBOL, whose points are a sample of the
     * factors' space, Welch's over the points there and elsewhere [Welch 1947]: too wide rather
     * than too narrow, for such points cover the other factors more evenly than independent ones
     * [Stein 1987]. NAN where there are fewer than two of either, and of the other designs. */
    double low_half, high_half;
} Swing;

Swing swing_of(const SweepData *data, size_t metric, size_t strategy, size_t factor);

/* Whether an end differs from the base by more than its half width; where none is known, at all. */
bool swing_is_clear(const Swing *swing);

#endif
