#include "tests/laws/random/law_case.h"

#include "base/file.h"
#include "tests/test.h"

#include <stdlib.h>

const Law random_laws[] = {
    {"accepted", program_accepts},
    {"conservation", nothing_vanishes},
    {"values", values_are_possible},
    {"curves", curves_are_possible},
    {"agreement", files_agree},
    {"costs", costs_are_prices_times_quantities},
    {"paths", paths_are_legal},
    {"incidents", incidents_are_legal},
    {"threads", threads_make_no_difference},
    {"strategies", order_of_strategies_makes_no_difference},
    {"undisturbed", strategies_without_incident_are_undisturbed},
    {"sampling", sampling_makes_no_difference},
    {"rows", order_and_names_of_rows_make_no_difference},
    {"overrides", overrides_are_cells_that_are_set},
    {"scale", two_insurers_are_one_run_twice},
    {"more-servers", more_servers_help},
    {"more-agents", more_agents_help},
    {"more-crews", more_crews_help},
    {"earlier-notice", earlier_notice_helps},
    {"means", more_helps_in_the_mean},
};
const size_t random_law_count = sizeof random_laws / sizeof random_laws[0];

Run *law_case_base(LawCase *law_case, Violation *violation)
{
    static const char *const options[] = {"--curves", "insurer", "-j", "1", NULL};
    *violation = (Violation){.found = false};
    if (!law_case->base) {
        law_case->base =
            run_compare(law_case->workplace, "base", law_case->sheets, options, violation);
    }
    return law_case->base;
}

void law_case_deinit(LawCase *law_case)
{
    run_free(law_case->base);
    law_case->base = NULL;
}

double horizon_h_of(const Sheets *sheets)
{
    return 24 * sheets_number(sheets, 0, COLUMN_SCENARIO_HORIZON_DAYS, 0);
}

const char *baseline_of(const Sheets *sheets)
{
    const char *baseline = sheets_cell(sheets, 0, COLUMN_SCENARIO_BASELINE);
    const char *first = sheets_cell(sheets, 0, COLUMN_STRATEGIES_ID);
    return baseline[0] ? baseline : first[0] ? first : "undisturbed";
}

bool is_overridden(const Sheets *sheets, const char *strategy, TableId table)
{
    const char *name = table_spec(table)->name;
    for (size_t row = 0; row < sheets->tables[TABLE_OVERRIDES].row_count; row++) {
        const char *cell = sheets_cell(sheets, row, COLUMN_OVERRIDES_CELL);
        if (strcmp(sheets_cell(sheets, row, COLUMN_OVERRIDES_STRATEGY), strategy) == 0 &&
            strncmp(cell, name, strlen(name)) == 0 && cell[strlen(name)] == '.') {
            return true;
        }
    }
    return false;
}
