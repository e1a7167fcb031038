/* Quantiles of observations by the interval in which they belong: a curve of medians or 95th
 * percentiles.
 *
 * An observation is a QuantileMark: its interval and its bucket (see quantile.h) in 32 bits, which
 * have room for all buckets of a million intervals; cheap to append while the simulation runs.
 * Marks are then counted into a QuantileCurve, which allots a page of 32 buckets where the first
 * mark falls. Counts are whole numbers: the order in which marks come in changes nothing.
 */
#ifndef SIM_QUANTILE_CURVE_H
#define SIM_QUANTILE_CURVE_H

#include "sim/quantile.h"

#include <stddef.h>
#include <stdint.h>

typedef uint32_t QuantileMark;

enum {
    QUANTILE_PAGE = 32,
    QUANTILE_PAGES = (QUANTILE_BUCKETS + QUANTILE_PAGE - 1) / QUANTILE_PAGE
};

static inline QuantileMark quantile_mark_of(uint32_t interval, uint32_t bucket)
{
    return interval * QUANTILE_BUCKETS + bucket;
}

static inline QuantileMark quantile_mark(uint32_t interval, double value)
{
    return quantile_mark_of(interval, quantile_bucket(value));
}

typedef struct QuantileCurve QuantileCurve;

QuantileCurve *quantile_curve_new(size_t intervals);

/* Counts `count` marks. */
void quantile_curve_add(QuantileCurve *curve, const QuantileMark *marks, size_t count);

/* Observations in the interval. */
uint64_t quantile_curve_count(const QuantileCurve *curve, size_t interval);

/* Their quantile, as quantile_value; NAN where there are none. */
double quantile_curve_value(const QuantileCurve *curve, size_t interval, double p);

/* Forgets all observations and keeps the memory. */
void quantile_curve_clear(QuantileCurve *curve);

/* NULL is allowed. */
void quantile_curve_free(QuantileCurve *curve);

#endif
