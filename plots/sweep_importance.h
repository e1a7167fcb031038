/* Which factors matter most, by the measure that the design of a sweep gives: swings where one
 * factor at a time was moved, else the sensitivity of the metric. */
#ifndef PLOTS_SWEEP_IMPORTANCE_H
#define PLOTS_SWEEP_IMPORTANCE_H

#include "plots/view.h"
#include "study/sweep_answers.h"
#include "study/swing.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct SweepImportance {
    double *weights;         /* [factor]: the largest that is clear; 0: none is */
    size_t *strategies;      /* [factor]: under which it is so */
    size_t *order;           /* factors, the most important first */
    SensitivityMeasure main; /* SENSITIVITY_MEASURES: the swing */
} SweepImportance;

/* In the view's arena. */
SweepImportance sweep_importance(const View *view);

/* Indices by falling weight. */
void sweep_importance_order(const double *weights, size_t count, size_t *order);

/* The row of the answers' metric; NULL where there is none. */
const SensitivityRow *sweep_sensitivity_row(const View *view, size_t strategy, size_t factor,
                                            SensitivityMeasure measure);

/* How far a swing reaches from its base or, where that is more, from end to end. */
double sweep_swing_width(const Swing *swing);

/* Whether `wide` is wider than `other` by more than the half widths of their ends leave open, taken
 * as if their errors had nothing to do with each other: with common random numbers the rule is too
 * strict rather than too lax. Unknown half widths leave nothing open. */
bool sweep_swing_is_wider(const Swing *wide, const Swing *other);

#endif
