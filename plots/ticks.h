/* Where an axis of numbers has its ticks. Pure arithmetic: no drawing. */
#ifndef PLOTS_TICKS_H
#define PLOTS_TICKS_H

#include <stddef.h>

enum { TICKS_MAX = 32 };

typedef struct Ticks {
    size_t count;
    double at[TICKS_MAX]; /* ascending */
} Ticks;

/* Multiples of 1, 2 or 5 times a power of ten over low..high, `wanted` of them at most (2 or more);
 * the outer ones are the first at or below `low` and the first at or above `high`. An empty range
 * gets room of 1 above it. */
Ticks ticks_linear(double low, double high, size_t wanted);

/* Powers of ten from the first at or below `low` (over 0) to the first at or above `high`. */
Ticks ticks_powers(double low, double high);

/* Durations that people say (1 min, 5 min, 15 min, 1 h ... 1 day, 1 week, 1 year), in hours, that
 * cover low..high. */
Ticks ticks_durations(double low_h, double high_h);

#endif
