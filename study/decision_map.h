/* The decision map of a sweep: over the places of one or two factors, which strategy is best by a
 * metric, where that is open, and where one becomes better than another.
 *
 * A place is a pair of coordinates of the two factors. Where the points of the design form a grid
 * in them, every column with every row, the points are the places; where other factors vary too,
 * the points of a place are averaged, replication by replication. Points without a grid (lhs,
 * sobol) of exactly two factors are carried over to a regular grid by local lines through the
 * nearest points [Cleveland 1979], again replication by replication, which keeps pairs and common
 * random numbers; what the lines do not follow is not in the intervals.
 */
#ifndef STUDY_DECISION_MAP_H
#define STUDY_DECISION_MAP_H

#include "base/arena.h"
#include "base/failure.h"
#include "study/break_even.h"
#include "study/decision.h"
#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct DecisionMapRequest {
    const SweepData *data;
    size_t metric;
    size_t x, y;          /* factors; y SWEEP_NONE: a line */
    size_t looks;         /* at the map, this one included (study/decision.h) */
    const size_t *limits; /* [point]: how many replications to look at, at most; NULL: all */
} DecisionMapRequest;

typedef struct MapBreakEven {
    size_t row;
    size_t better_below, better_above; /* strategies, on either side of it in x */
    bool is_of_best;                   /* they are the two best there; else one is the baseline */
    BreakEven place;                   /* its `rises` says nothing here */
} MapBreakEven;

typedef struct DecisionMap {
    const SweepData *data;
    size_t metric, x, y;
    const size_t *limits;        /* as requested */
    size_t columns, rows;        /* rows 1 without y */
    const double *x_at, *y_at;   /* coordinates, ascending */
    bool is_smoothed;            /* from points without a grid */
    const DecisionPlace *places; /* [row][column] */
    const Decision *decisions;   /* [row][column] */
    size_t break_even_count;
    const MapBreakEven *break_evens; /* by row, then x */
} DecisionMap;

/* Makes the map; all memory from `arena`. A failure of the input where the design has no such map.
 */
bool decision_map_make(DecisionMap *map, const DecisionMapRequest *request, Arena *arena,
                       Failure *failure);

/* The place of a point: row x columns + column; SWEEP_NONE of a smoothed map. */
size_t decision_map_place(const DecisionMap *map, size_t point);

/* The two factors to map where nobody says which: the first two that take several values; y
 * SWEEP_NONE where only one does. False where none does, or the design moves one factor at a time.
 */
bool decision_map_choose_factors(const SweepData *data, size_t *x, size_t *y);

#endif
