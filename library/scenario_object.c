#include "library/scenario_object.h"

#include "base/memory.h"

#include <stdlib.h>

const char *brownout_version(void)
{
    return BROWNOUT_VERSION;
}

BrownoutScenario *brownout_scenario_read(const char *folder, const char *const *changes,
                                         size_t change_count)
{
    BrownoutScenario *scenario = memory_allocate(1, sizeof *scenario);
    if (!folder) {
        text_add(&scenario->mistakes, "no folder was given\n");
        return scenario;
    }
    Diagnostics *diagnostics = diagnostics_new();
    scenario->scenario_case = scenario_case_read(folder, changes, change_count, diagnostics);
    if (!scenario->scenario_case) {
        diagnostics_print(diagnostics, &scenario->mistakes);
    }
    diagnostics_free(diagnostics);
    return scenario;
}

const char *brownout_scenario_error(const BrownoutScenario *scenario)
{
    if (!scenario) {
        return "no scenario was given";
    }
    return scenario->scenario_case ? NULL : scenario->mistakes.text;
}

/* NULL where there is none to ask. */
static const Scenario *base_of(const BrownoutScenario *scenario)
{
    return scenario && scenario->scenario_case ? scenario_case_base(scenario->scenario_case) : NULL;
}

const char *brownout_scenario_title(const BrownoutScenario *scenario)
{
    const Scenario *base = base_of(scenario);
    return base ? base->run.title : "";
}

size_t brownout_strategy_count(const BrownoutScenario *scenario)
{
    const Scenario *base = base_of(scenario);
    return base ? base->strategy_count : 0;
}

const char *brownout_strategy_id(const BrownoutScenario *scenario, size_t index)
{
    return index < brownout_strategy_count(scenario) ? base_of(scenario)->strategies[index].id : "";
}

const char *brownout_strategy_name(const BrownoutScenario *scenario, size_t index)
{
    if (index >= brownout_strategy_count(scenario)) {
        return "";
    }
    const StrategySpec *strategy = &base_of(scenario)->strategies[index];
    return strategy->name && *strategy->name ? strategy->name : strategy->id;
}

void brownout_scenario_free(BrownoutScenario *scenario)
{
    if (scenario) {
        scenario_case_free(scenario->scenario_case);
        text_deinit(&scenario->mistakes);
        free(scenario);
    }
}
