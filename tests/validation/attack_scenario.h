/* Scenarios of an attack from the same description as its exact chain (theory/attack_chain.h).
 *
 * Zone i has the id zi and bears the only system of the insurer ii with 1000 (i + 1) insured. The
 * zones of a group stand in one data centre.
 */
#ifndef TESTS_VALIDATION_ATTACK_SCENARIO_H
#define TESTS_VALIDATION_ATTACK_SCENARIO_H

#include "tests/theory/attack_chain.h"
#include "tests/validation/incident_scenario.h"

/* What differs between the strategies of a scenario. */
typedef struct AttackStrategy {
    const char *id;
    AttackAnswer answer;
    size_t escalate_at; /* 0: never */
    double leak;
} AttackStrategy;

/* Writes the scenario; rates of 0 and INFINITY become "never" and "at once". Free with
 * experiment_free. */
Experiment *attack_scenario_new(const char *name, const PlainScenario *plain,
                                const AttackCase *attack, const AttackStrategy *strategies,
                                size_t count);

/* The case under the strategy. */
AttackCase attack_under(const AttackCase *attack, const AttackStrategy *strategy);

#endif
