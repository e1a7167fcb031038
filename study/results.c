#include "study/results.h"

#include "study/fairness.h"
#include "study/parallel.h"
#include "study/results_curves.h"
#include "study/results_file.h"
#include "study/results_restoration.h"
#include "study/results_values.h"

#include <stdatomic.h>

/* The scenario as it was simulated (after --set), so that charts and report need no other folder.
 */
static bool write_model(const Study *study, const char *folder, Failure *failure)
{
    const ScenarioCase *scenario_case = study->plan->scenario_case;
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

static bool write_totals(const Study *study, const char *folder, Failure *failure)
{
    return results_write_replications(study, folder, false, failure);
}

static bool write_replications(const Study *study, const char *folder, Failure *failure)
{
    return results_write_replications(study, folder, true, failure);
}

typedef bool FileWriter(const Study *study, const char *folder, Failure *failure);

enum { FILES = 6 };

typedef struct Writing {
    const Study *study;
    const char *folder;
    FileWriter *const *files; /* [FILES], those that take longest first */
    Failure *failures;        /* [FILES] */
    atomic_bool failed;       /* one of them: no further ones are begun */
} Writing;

static void write_file(void *context, size_t index)
{
    Writing *writing = context;
    if (!atomic_load(&writing->failed) &&
        !writing->files[index](writing->study, writing->folder, &writing->failures[index])) {
        atomic_store(&writing->failed, true);
    }
}

/* Who reads back from a file wants what is next to what they had, so there two would only take the
 * window from each other. */
static size_t writers(const Study *study, size_t threads)
{
    return samples_are_in_memory(study->samples) ? threads : 1;
}

bool results_write(const Study *study, const char *folder, const ResultsOptions *options,
                   Failure *failure)
{
    FileWriter *const files[FILES] = {
        results_write_comparison,
        results_write_summary,
        options->all_replications ? write_replications : write_totals,
        fairness_write,
        results_write_restoration,
        write_model,
    };
    Failure failures[FILES] = {0};
    Writing writing = {study, folder, files, failures, false};
    parallel_do(write_file, &writing, FILES, writers(study, options->threads));
    for (size_t i = 0; i < FILES; ++i) {
        if (failures[i].failed) {
            *failure = failures[i];
            return false;
        }
    }
    return results_write_curves(study, folder, options->threads, failure);
}

const char *const *results_files(size_t *count)
{
    static const char *const names[] = {"summary.csv",     "comparison.csv", "curves.csv",
                                        "restoration.csv", FAIRNESS_FILE,    "replications.csv",
                                        "model.csv"};
    *count = sizeof names / sizeof *names;
    return names;
}
