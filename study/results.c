#include "study/results.h"

#include "study/fairness.h"
#include "study/results_curves.h"
#include "study/results_file.h"
#include "study/results_restoration.h"
#include "study/results_values.h"

/* The scenario as it was simulated (after --set), so that charts and report need no other folder.
 */
static bool write_model(const ScenarioCase *scenario_case, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, "model.csv", "table,id,column,value,note", failure)) {
        return false;
    }
    for (size_t i = 0; i < scenario_case_cell_count(scenario_case); ++i) {
        CaseCell cell = scenario_case_cell(scenario_case, i);
        results_write_key(&file.csv, cell.table, cell.id, cell.column);
        csv_write_text(&file.csv, cell.value);
        csv_write_text(&file.csv, cell.note);
        csv_end_row(&file.csv);
    }
    return results_file_close(&file, true, failure);
}

bool results_write(const Study *study, const char *folder, const ResultsOptions *options,
                   Failure *failure)
{
    return results_write_replications(study, folder, options->all_replications, failure) &&
           results_write_summary(study, folder, failure) &&
           results_write_comparison(study, folder, failure) &&
           results_write_curves(study, folder, options->threads, failure) &&
           results_write_restoration(study, folder, failure) &&
           fairness_write(study, folder, failure) &&
           write_model(study->plan->scenario_case, folder, failure);
}

const char *const *results_files(size_t *count)
{
    static const char *const names[] = {"summary.csv",     "comparison.csv", "curves.csv",
                                        "restoration.csv", FAIRNESS_FILE,    "replications.csv",
                                        "model.csv"};
    *count = sizeof names / sizeof *names;
    return names;
}
