/* Incidents without queues whose numbers are skewed, mostly 0 or often undefined, and exact.
 *
 * A restoration: an attack strikes one data centre at once. Its payload takes an exponential time;
 * the strategies isolate it at once or so late that it is destroyed with probability 0.01, 0.05 or
 * 0.2; its restoration is one lognormal job. Another data centre is shut with it, whose thirty
 * systems are checked by three crews. Two strategies begin so late that a tenth and a third of the
 * restorations are cut off by the horizon.
 *
 * A spread: the attack reaches a second zone after an exponential time, unless it is isolated by
 * then.
 */
#ifndef TESTS_VALIDATION_INCIDENT_SAMPLES_H
#define TESTS_VALIDATION_INCIDENT_SAMPLES_H

#include "tests/validation/coverage.h"

enum { RESTORATION_MEASURES = 10, SPREAD_MEASURES = 2 };

extern const char *const restoration_measure_names[RESTORATION_MEASURES];
extern const char *const spread_measure_names[SPREAD_MEASURES];

/* The scenarios. Free with experiment_free. */
Experiment *restoration_samples_new(const char *name);
Experiment *spread_samples_new(const char *name);

/* The measures with their truths and empty tallies. */
void restoration_measures(CoverageMeasure measures[RESTORATION_MEASURES]);
void spread_measures(CoverageMeasure measures[SPREAD_MEASURES]);

/* The lognormal job: its row in summary.csv, and the probability that it takes at most `job_h`. */
ResultKey restoration_job_key(void);
double restoration_job_cdf(double job_h);

#endif
