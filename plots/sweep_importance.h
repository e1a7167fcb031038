/* Which factors matter most, by the measure of sensitivity that the design of a sweep gives. Where
 * one factor at a time was moved there is none: see plots/sweep_swings.h. */
#ifndef PLOTS_SWEEP_IMPORTANCE_H
#define PLOTS_SWEEP_IMPORTANCE_H

#include "plots/view.h"
#include "study/sweep_answers.h"

#include <stddef.h>

typedef struct SweepImportance {
    double *weights;    /* [factor]: the largest that is clear; 0: none is */
    size_t *strategies; /* [factor]: under which it is so */
    size_t *order;      /* factors, the most important first */
    SensitivityMeasure main;
} SweepImportance;

/* In the view's arena. */
SweepImportance sweep_importance(const View *view);

/* Indices by falling weight. */
void sweep_importance_order(const double *weights, size_t count, size_t *order);

/* The row of the answers' metric; NULL where there is none. */
const SensitivityRow *sweep_sensitivity_row(const View *view, size_t strategy, size_t factor,
                                            SensitivityMeasure measure);

#endif
