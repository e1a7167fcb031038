/* Piecewise constant demand over the hours of the week, with exceptions by date.
 *
 * Unlisted hours weigh 0. Scaled by the weekday rows alone, so that the mean weight over a standard
 * week is 1; date rows replace the weekday rows on their date and use the same scale. Compiled once
 * for the range of a run. Immutable.
 */
#ifndef SIM_RATE_PROFILE_H
#define SIM_RATE_PROFILE_H

#include "base/arena.h"
#include "sim/civil_time.h"
#include "sim/day_pattern.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct RateSegment {
    double from_h; /* until the next segment's from_h */
    double weight; /* scaled */
} RateSegment;

typedef struct RateProfile {
    size_t count;                /* of segments; the last one ends at to_h */
    const RateSegment *segments; /* contiguous from from_h, midnights need not be boundaries */
    double from_h;
    double to_h;
    double peak_weight; /* largest weight of a standard week */
} RateProfile;

typedef struct RateRow {
    DayPattern days;
    double from_hour; /* 0 <= from < to <= 24 */
    double to_hour;
    double weight; /* >= 0 */
} RateRow;

/* Compiles `rows` for [from_h, to_h]; memory from `arena`. NULL where no weekday row has a weight
 * over 0. */
const RateProfile *rate_profile_new(Arena *arena, const RateRow *rows, size_t count,
                                    const CivilStart *start, double from_h, double to_h);

/* The built-in `flat`: weight 1 always. */
const RateProfile *rate_profile_flat(Arena *arena, double from_h, double to_h);

/* Where a segment ends: where the next begins, or to_h. */
double rate_profile_segment_end_h(const RateProfile *profile, size_t segment);

/* Scaled weight at `t_h` (the segment that begins there), 0 outside the range. */
double rate_profile_weight(const RateProfile *profile, double t_h);

/* Integral of the weight over [a_h, b_h], in hours. O(segments between). */
double rate_profile_integral(const RateProfile *profile, double a_h, double b_h);

#endif
