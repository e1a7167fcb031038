#include "cli/load_case.h"

#include "base/diagnostics.h"
#include "base/text.h"

#include <stdio.h>

ScenarioCase *load_case(const Arguments *arguments)
{
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *scenario_case =
        scenario_case_read(arguments->operand, arguments->sets, arguments->set_count, diagnostics);
    if (!scenario_case) {
        TextBuilder lines = {0};
        diagnostics_print(diagnostics, &lines);
        (void)fputs(lines.text ? lines.text : "", stderr);
        text_deinit(&lines);
    }
    diagnostics_free(diagnostics);
    return scenario_case;
}
