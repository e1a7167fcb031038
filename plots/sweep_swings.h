/* How far each factor swings the metric of the answers under each strategy, and what may be said of
 * it. */
#ifndef PLOTS_SWEEP_SWINGS_H
#define PLOTS_SWEEP_SWINGS_H

#include "plots/view.h"
#include "study/swing.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct SweepSwings {
    size_t factors, strategies;
    Swing *all;      /* [factor][strategy] */
    double *weights; /* [factor]: the largest width */
    size_t *order;   /* factors, the widest first */
} SweepSwings;

/* In the view's arena. */
SweepSwings sweep_swings(const View *view);

/* Which factor swings the metric furthest: one, two, or that it is not clear. */
const char *sweep_swings_words(const View *view, const SweepSwings *swings);

/* How far a swing reaches from its base or, where that is more, from end to end. */
double sweep_swing_width(const Swing *swing);

/* Whether `wide` is wider than `other` by more than the half widths of their ends leave open, taken
 * as if their errors had nothing to do with each other: with common random numbers the rule is too
 * strict rather than too lax. Unknown half widths leave nothing open. */
bool sweep_swing_is_wider(const Swing *wide, const Swing *other);

#endif
