/* When reports to the authority are due after an attack was noticed: the early warning, the
 * notification and the final report of Article 23 of the NIS 2 Directive [NIS2 2022]. */
#ifndef PLOTS_REPORTING_CLOCK_H
#define PLOTS_REPORTING_CLOCK_H

#include "plots/view.h"

#include <stddef.h>

typedef struct ReportingClock {
    const char *name;  /* a phrase: "early warning" */
    const char *limit; /* a phrase: "24 h" */
    double after_h;    /* from the first notice */
} ReportingClock;

enum { REPORTING_CLOCKS = 3 };

/* The three clocks, the earliest first. The final report is due a month after the notification;
 * a month is 30 days here. */
const ReportingClock *reporting_clocks(void);

/* Mean hours since t = 0 of the first notice, under the baseline; NAN where nothing is noticed. */
double reporting_detected_h(const View *view);

/* The share of the insured with all services back at an instant, mean over the replications; NAN
 * after the run or where there is no such curve. */
double reporting_restored_share(const View *view, const ViewStrategy *strategy, double t_h);

#endif
