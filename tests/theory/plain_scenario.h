/* What a scenario needs around the queue that a test is about: one data centre, one insurer, the
 * strategy `carry-on` that isolates nothing, no attack.
 *
 * The insurer `muster` has 24 000 insured, so a demand of x per 1000 and day is x an hour.
 */
#ifndef TESTS_THEORY_PLAIN_SCENARIO_H
#define TESTS_THEORY_PLAIN_SCENARIO_H

#include "tests/support/experiment.h"

typedef struct PlainScenario {
    double horizon_days, warmup_days, sample_h;
    int replications;
    int agents; /* of the insurer's desk */
} PlainScenario;

/* Writes scenario.csv, datacentres.csv, insurers.csv and strategies.csv; the confidence is 0.999.
 */
void plain_scenario_write(Experiment *experiment, const PlainScenario *plain);

/* Keys of the service's and the channel's rows under `carry-on`. */
ResultKey service_key(const char *service, const char *metric);
ResultKey channel_key(const char *channel, const char *metric);

#endif
