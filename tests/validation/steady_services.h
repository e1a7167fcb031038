/* Services of one insurer in steady state, each a queue of its own: what most chapters run. */
#ifndef TESTS_VALIDATION_STEADY_SERVICES_H
#define TESTS_VALIDATION_STEADY_SERVICES_H

#include "tests/theory/erlang.h"
#include "tests/theory/plain_scenario.h"
#include "tests/theory/pollaczek_khinchine.h"
#include "tests/validation/validation.h"

typedef struct SteadyService {
    const char *id;
    QueueModel model;
    const char *work_min; /* cell service_min; NULL: exponential at the model's rate */
    const char *places;   /* cell queue_limit; NULL: no limit */
} SteadyService;

/* Writes and runs a scenario of these services. Free with experiment_free. */
Experiment *steady_services_run(Validation *validation, const char *name,
                                const PlainScenario *plain, const SteadyService *services,
                                size_t count);

/* Values of the service's row; their keys hold the metric alone. */
void service_values(Validation *validation, Experiment *experiment, const char *id,
                    const ValidationValue *values, size_t count);

/* How far the mean number waiting in M/M/c is from its steady state, relative to it, after
 * `warmup_h` from empty: by the forward equations. A queue's mean wait in a run is biased by less.
 * `states` cuts the number in the system. */
double start_bias(const QueueModel *model, double warmup_h, size_t states);

/* After how long M/G/1 has forgotten its start to 1/e, an empirical formula [Odoni 1983]. */
double relaxation_h(double arrivals_per_h, const ServiceMoments *work);

#endif
