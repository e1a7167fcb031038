/* What the chapters on an incident write around the part that they are about: no demand, the
 * strategy `takedown`, which isolates everything at t = 0, where the attack is noticed at once.
 *
 * A chapter writes over any of these files.
 */
#ifndef TESTS_VALIDATION_INCIDENT_SCENARIO_H
#define TESTS_VALIDATION_INCIDENT_SCENARIO_H

#include "tests/theory/plain_scenario.h"
#include "tests/theory/restoration_chain.h"
#include "tests/validation/validation.h"

/* One insurer, one data centre `nord` with the team `ops` of `crews` crews, no systems. Free with
 * experiment_free. */
Experiment *incident_new(const char *name, const PlainScenario *plain, size_t crews);

/* The service `everything` without demand, which needs all the systems and tolerates a disruption
 * of `limit_h`. */
void incident_service(Experiment *experiment, const char *const *systems, size_t count,
                      double limit_h);

/* Systems, restored in the order of the list, and the service for the jobs of a network of one
 * team; job i has ids[i]. */
void incident_network(Experiment *experiment, const RestorationNetwork *network,
                      const char *const *ids, double limit_h);

/* The cell of a length: exponential or Erlang. Overwritten by the eighth next call of
 * the thread. */
const char *length_cell(double mean_h, size_t phases);

/* Ids in a cell, those of the set's bits. Overwritten by the eighth next call of
 * the thread. */
const char *ids_cell(const char *const *ids, size_t count, uint32_t set);

/* Keys of rows under `takedown`. */
ResultKey takedown_key(const char *scope, const char *id, const char *metric);
ResultKey takedown_curve(const char *scope, const char *id, const char *metric, double t_h);

/* A value of summary.csv, or of curves.csv for a key with an instant. */
typedef struct IncidentValue {
    const char *what, *unit;
    ResultKey key;
    double exact, within;
} IncidentValue;

void incident_value(Validation *validation, Experiment *experiment, const IncidentValue *value);
void incident_values(Validation *validation, Experiment *experiment, const IncidentValue *values,
                     size_t count);

#endif
