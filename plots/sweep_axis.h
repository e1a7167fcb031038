/* Axes of factors: ticks at round values, wherever these lie. */
#ifndef PLOTS_SWEEP_AXIS_H
#define PLOTS_SWEEP_AXIS_H

#include "plots/text_measure.h"
#include "plots/view.h"
#include "study/factor_words.h"

#include <stddef.h>

enum { FACTOR_TICKS = 12 };

typedef struct FactorAxis { /* coordinates 0..1 of a factor along an axis */
    const char *title;      /* "spread, % per hour" */
    double low, high;       /* its ends */
    size_t count;
    double at[FACTOR_TICKS]; /* coordinates of the ticks */
    char labels[FACTOR_TICKS][FACTOR_NUMBER];
} FactorAxis;

/* The axis over coordinates low..high, `length` points long, with ticks at its levels where these
 * are few, else at round values. */
FactorAxis sweep_axis(const View *view, TextMeasure *measure, size_t factor, double low,
                      double high, double length);

#endif
