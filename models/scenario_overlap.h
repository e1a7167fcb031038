/* Finds rows of a calendar or profile that hold at the same time of the same day.
 *
 * Weekday rows and date rows do not meet: a date replaces the weekday. A date that one row closes
 * and another opens counts as overlapping too. O(n log n), however many rows.
 */
#ifndef MODELS_SCENARIO_OVERLAP_H
#define MODELS_SCENARIO_OVERLAP_H

#include "sim/day_pattern.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct DayRow {
    DayPattern days;
    bool closed; /* the whole day */
    double from_hour, to_hour;
} DayRow;

typedef struct Overlap {
    size_t row; /* the later of the two */
    size_t earlier;
} Overlap;

/* Fills `overlaps` (room for `count`) by row, each row at most once; returns their number. */
size_t day_rows_overlap(const DayRow *rows, size_t count, Overlap *overlaps);

#endif
