#include "cli/load_case.h"

#include "base/diagnostics.h"
#include "base/text.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "models/scenario_doubts.h"

#include <stdio.h>

/* Numbers that are read, but perhaps not as they were meant. */
static void warn(const ScenarioCase *scenario_case)
{
    Diagnostics *doubts = diagnostics_new();
    scenario_doubts(scenario_case, doubts);
    warn_of(doubts);
    diagnostics_free(doubts);
}

ScenarioCase *load_case(const Arguments *arguments)
{
    interrupt_at_once("brownout: interrupted while the scenario was read: nothing to keep\n");
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *scenario_case =
        scenario_case_read(arguments->operand, arguments->sets, arguments->set_count, diagnostics);
    if (!scenario_case) {
        TextBuilder lines = {0};
        diagnostics_print(diagnostics, &lines);
        (void)fputs(lines.text ? lines.text : "", stderr);
        text_deinit(&lines);
    } else {
        warn(scenario_case);
    }
    diagnostics_free(diagnostics);
    interrupt_watch();
    return scenario_case;
}
