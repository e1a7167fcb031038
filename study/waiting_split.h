/* Hours of waiting that an incident adds, during the outage and after the technical restoration.
 *
 * The hours are the area between the curve of waiting requests and that of the reference
 * `undisturbed`, by the trapezoidal rule over the samples of the curves.
 */
#ifndef STUDY_WAITING_SPLIT_H
#define STUDY_WAITING_SPLIT_H

#include "study/study.h"

/* The area of `count` samples `step_h` apart (the first at 0) up to `until_h`, and behind it; the
 * interval that holds it is shared in proportion. */
void waiting_areas(const double *excess, size_t count, double step_h, double until_h,
                   double *before_h, double *after_h);

/* Fills `during_h` and `after_h` of every replication of the study: up to the service's last return
 * to up (all, where that is after the run) and from there on. NAN where the strategy never had the
 * service down, and everywhere without curves. */
void waiting_split(const Study *study, size_t strategy, const char *service, double *during_h,
                   double *after_h);

#endif
