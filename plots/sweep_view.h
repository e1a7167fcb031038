/* A sweep as its charts and report see it: strategies in their colours, the metric's kind and name.
 */
#ifndef PLOTS_SWEEP_VIEW_H
#define PLOTS_SWEEP_VIEW_H

#include "plots/quantity.h"
#include "plots/view.h"
#include "study/sweep_answers.h"

#include <stddef.h>

/* The view of a sweep: its `sweep` are these answers, which must outlive it; it has no results,
 * run, services or channels. Free with view_free. */
View *sweep_view_new(const SweepAnswers *answers, const ViewOptions *options);

/* How a metric's values are shown. */
QuantityKind sweep_metric_kind(const SweepMetric *metric);

#endif
