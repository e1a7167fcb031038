/* Queues whose means, quantiles, shares and paired differences are exact: a service M/M/3 and a
 * desk of ten agents whose callers hang up, and the strategy `staffed` with one server and one
 * agent more. */
#ifndef TESTS_VALIDATION_QUEUE_SAMPLES_H
#define TESTS_VALIDATION_QUEUE_SAMPLES_H

#include "tests/validation/coverage.h"

enum { QUEUE_MEASURES = 6 };

/* What each measure is, as a planner would say it. */
extern const char *const queue_measure_names[QUEUE_MEASURES];

/* The scenario, `days` long after a day of warm-up. Free with experiment_free. */
Experiment *queue_samples_new(const char *name, double days);

/* The measures with their truths and empty tallies. */
void queue_measures(CoverageMeasure measures[QUEUE_MEASURES]);

#endif
