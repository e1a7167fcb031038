/* What a scenario that was accepted promises to the models: every cell in the range of its column,
 * every index inside its table, every distribution with a mean, every rule of the format kept. */
#ifndef TESTS_FUZZ_SCENARIO_PROMISES_H
#define TESTS_FUZZ_SCENARIO_PROMISES_H

#include "models/scenario_case.h"

void expect_cells_in_range(const ScenarioCase *scenario_case);
void expect_scenario(const Scenario *scenario);

#endif
