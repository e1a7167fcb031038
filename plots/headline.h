/* The measures that charts and report put first: few enough to be read, and each side of the trade.
 */
#ifndef PLOTS_HEADLINE_H
#define PLOTS_HEADLINE_H

#include "plots/view.h"

#include <stddef.h>

typedef struct Headline {
    ViewMetric metric;
    const char *label; /* "Insured-hours lost" */
} Headline;

/* Totals, then the delay of the service that waits longest and the busiest channel; those that no
 * strategy has a value of are left out. In the view's arena. */
const Headline *headlines(const View *view, size_t *count);

/* The service with the longest median delay under any strategy, and the channel with the most first
 * contacts under the baseline; NULL where there is none. */
const char *headline_service(const View *view);
const char *headline_channel(const View *view);

#endif
