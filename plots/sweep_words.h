/* What charts and report of a sweep say, in the language of the view: metrics, values of factors,
 * sentences about the whole. */
#ifndef PLOTS_SWEEP_WORDS_H
#define PLOTS_SWEEP_WORDS_H

#include "plots/view.h"
#include "study/factor_words.h"
#include "study/sweep_answers.h"

#include <stddef.h>

/* Of sentences that study/ forms; NULL: English. */
const Wording *sweep_wording(const View *view);

/* factor_scale in the view's language. */
FactorScale sweep_factor_scale(const View *view, size_t factor);

/* What a metric is called: "total cost", and within a sentence "the total cost". In the view's
 * arena, as all that follows. */
const char *sweep_metric_words(const View *view, const SweepMetric *metric);
const char *sweep_metric_subject(const View *view, const SweepMetric *metric);

/* "higher" or "lower": what is better. */
const char *sweep_metric_better(const View *view, const SweepMetric *metric);

/* "400 points, 20 replications of each strategy at each, under common random numbers. Scenario: X".
 */
const char *sweep_footnote(const View *view);

/* The mean delay of a service under the baseline where it is least certain, and how much of that is
 * not known; NULL where there are no bands. */
const char *sweep_delay_words(const View *view, size_t service);

/* Which factor matters most to the metric, by the measure of the design. */
const char *sweep_factor_words(const View *view);

/* The row of the map whose words speak for all: near the middle, with one break-even and both ends
 * of its interval, where there is such a one. */
size_t sweep_leading_row(const DecisionMap *map);

/* The strategy with the best mean of the metric over all points, and the worst; NULL where nothing
 * is better or worse. */
const char *sweep_best_words(const View *view);

#endif
