/* `brownout check`: whether a scenario is valid, and what it holds. */
#include "base/arena.h"
#include "cli/arguments.h"
#include "cli/check_model.h"
#include "cli/check_report.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/load_case.h"
#include "cli/message.h"
#include "models/offered_load.h"

#include <stdio.h>

int command_check(const Arguments *arguments)
{
    ScenarioCase *scenario_case = load_case(arguments);
    if (!scenario_case) {
        return STATUS_REFUSED;
    }
    Arena *arena = arena_new(0);
    const Scenario *scenario = scenario_case_base(scenario_case);
    const OfferedLoad *load = offered_load_new(scenario, arena);
    if (arguments->json) {
        check_report_json(scenario, scenario_case_name(scenario_case), load, stdout);
    } else if (arguments->graph || !arguments->quiet) {
        TextBuilder text = {0};
        if (arguments->graph) {
            check_graph_print(scenario, &text);
        } else {
            check_report_print(scenario, load, &text);
            check_model_print(scenario_case, &text);
        }
        say(text.text);
        text_deinit(&text);
    }
    check_report_warn(load);
    check_report_warn_late(scenario);
    arena_free(arena);
    scenario_case_free(scenario_case);
    return interrupt_status();
}
