/* Where along a line of places one of two strategies becomes better than the other.
 *
 * The mean difference of the two, paired by replication, is taken as linear between neighbouring
 * places. The break-even is where it crosses 0; its band are all places around it at which the
 * interpolated mean does not differ from 0 significantly: Fieller's confidence set [Fieller 1954]
 * of the root of a line through two means. Unlike an interval of "estimate plus or minus" it is
 * right for a flat line too, where it has no end, and uses that the random numbers of neighbouring
 * places are common. The test is guarded against rare events (study/mean_guard.h). The band covers
 * the break-even on each line with the stated confidence, not on all lines at once, and does not
 * know how far the mean bends between two places: near the crossing these should lie close.
 */
#ifndef STUDY_BREAK_EVEN_H
#define STUDY_BREAK_EVEN_H

#include "study/decision.h"
#include "study/mean_guard.h"

#include <stdbool.h>
#include <stddef.h>

enum { BREAK_EVENS = 8 }; /* at most on a line; those beyond are not told */

typedef struct BreakEvenLine {
    size_t place_count;
    const DecisionPlace *const *places;
    const double *coordinates; /* of the places, ascending */
    size_t first, second;      /* the strategies; the difference is first - second */
    bool is_common;            /* index r of all places is the same replication */
    double confidence;
} BreakEvenLine;

typedef struct BreakEven {
    double at;        /* coordinate of the crossing */
    double low, high; /* the band; -INFINITY, INFINITY where it has no end on the line */
    bool rises;       /* the difference: `first` has the lower value below `at`, `second` above */
} BreakEven;

/* Residuals of the pair's differences over all places of the line, added to `range`. */
void break_even_residuals(const BreakEvenLine *line, ResidualRange *range);

/* Into `found` [BREAK_EVENS], in the order of their coordinates; returns how many. `range`: of the
 * whole map. */
size_t break_even_find(const BreakEvenLine *line, const ResidualRange *range, BreakEven *found);

#endif
