/* A curve of the results as a line over time: cut to what can be seen, gaps bridged or kept,
 * censored parts marked. */
#ifndef PLOTS_SERIES_H
#define PLOTS_SERIES_H

#include "plots/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Over this share of arrivals not finished at the horizon a value is drawn dashed: it leaves out
 * the longest. */
#define SERIES_CENSORED 0.05

typedef struct SeriesPoint {
    double t_h, value, low, high;   /* low and high NAN: no interval */
    double spread_low, spread_high; /* 5th and 95th percentile over the replications; NAN: none */
    bool censored;
    bool after_gap; /* the line begins anew here */
} SeriesPoint;

typedef struct Series {
    const ViewStrategy *strategy;
    size_t count;
    const SeriesPoint *points;
    double peak, peak_t_h; /* largest value; NAN where there is none */
    double mean;           /* of the values: of two lines the higher one has the larger */
    bool any_censored;
} Series;

/* The curve of a strategy. Times without a value (nothing arrived at night) are bridged up to
 * about four days. Steps shorter than `step_h` are put together: their mean, weighted by `weights`
 * (a curve of the same steps, as arrivals) where it has points. In the view's arena. */
Series series_read(const View *view, const ViewStrategy *strategy, const CurveView *curve,
                   const CurveView *weights, double step_h);

/* The step that suits a line over the horizon: a day where samples are finer and the horizon is
 * long. */
double series_step_h(const View *view);

#endif
