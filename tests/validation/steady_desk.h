/* Support desks in steady state, whose agents several channels share. */
#ifndef TESTS_VALIDATION_STEADY_DESK_H
#define TESTS_VALIDATION_STEADY_DESK_H

#include "tests/theory/plain_scenario.h"
#include "tests/validation/validation.h"

typedef struct SteadyChannel {
    const char *id;
    double contacts_per_h;  /* of an insurer with 24 000 insured */
    const char *handle_min; /* cells of channels.csv; NULL: empty */
    const char *patience_min;
    int priority;
    double redial_prob;
    const char *redial_h;
    double answer_within_min;
} SteadyChannel;

/* An insurer with its desk: its contacts are `contacts` times those of 24 000 insured. */
typedef struct SteadyDesk {
    const char *id;
    int contacts;
    int agents;
} SteadyDesk;

typedef struct SteadyDesks {
    size_t channels, desks;
    const SteadyChannel *channel;
    const SteadyDesk *desk;
} SteadyDesks;

/* Writes and runs a scenario of these. Free with experiment_free. */
Experiment *steady_desks_run(Validation *validation, const char *name, const PlainScenario *plain,
                             const SteadyDesks *desks);

/* Values of the row of the channel at the desk; their keys hold the metric alone, `occupancy` that
 * of the desk. */
void channel_values(Validation *validation, Experiment *experiment, const char *channel,
                    const char *desk, const ValidationValue *values, size_t count);

#endif
