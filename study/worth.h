/* What a change is worth: one hour of earlier notice, one more crew, ten more agents.
 *
 * In a design that moves one factor at a time, each point but the first changes one factor of the
 * scenario as it stands. The worth of the change under a strategy is the difference of a metric to
 * the scenario as it stands, paired by replication: both met the same demand and the same attack,
 * so small changes show. Where all points draw their own random numbers the two are not paired and
 * the interval is Welch's [Welch 1947].
 */
#ifndef STUDY_WORTH_H
#define STUDY_WORTH_H

#include "base/arena.h"
#include "study/sweep_data.h"

#include <stddef.h>

typedef struct WorthRow {
    size_t metric, strategy, point, factor;
    double value;                 /* of the factor's first cell */
    size_t n;                     /* replications (of a pair of independent points the fewer) */
    double base, mean;            /* of the scenario as it stands, and of the change */
    double difference, low, high; /* mean - base; NAN: unknown */
} WorthRow;

typedef struct Worth {
    size_t row_count;
    const WorthRow *rows; /* by metric, strategy, point */
} Worth;

/* All memory from `arena`; no rows of any other design. */
Worth worth_of(const SweepData *data, Arena *arena);

#endif
