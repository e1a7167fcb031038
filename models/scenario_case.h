/* A case: the folder of CSV files, read and checked, with one Scenario for each strategy.
 *
 * Reading keeps every cell as text, applies `--set` to the tables, then for each strategy its rows
 * of overrides.csv, and resolves the result: a cell means the same wherever its value comes from,
 * and a mistake in it is reported where it was written.
 */
#ifndef MODELS_SCENARIO_CASE_H
#define MODELS_SCENARIO_CASE_H

#include "base/diagnostics.h"
#include "base/digest.h"
#include "base/failure.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct CaseFile {
    const char *name; /* within the scenario */
    char digest[DIGEST_TEXT];
} CaseFile;

typedef struct ScenarioCase ScenarioCase;

/* Reads the folder. `sets` are `cell=value` texts of --set, in their order (reported as
 * `--set:N:cell: message`, N from 1). Mistakes go to `diagnostics`; an unreadable folder is a
 * mistake too. NULL after any mistake. */
ScenarioCase *scenario_case_read(const char *folder, const char *const *sets, size_t set_count,
                                 Diagnostics *diagnostics);

/* Name of the folder (its last component, "." resolved). */
const char *scenario_case_name(const ScenarioCase *scenario_case);

/* Without overrides: what `undisturbed` meets. Its strategies are all of the case, in order. */
const Scenario *scenario_case_base(const ScenarioCase *scenario_case);

/* What the strategy meets; the base itself where it overrides nothing. */
const Scenario *scenario_case_of_strategy(const ScenarioCase *scenario_case, size_t strategy);

/* Every input file that was read, sorted by name, with its SHA-256. */
size_t scenario_case_file_count(const ScenarioCase *scenario_case);
const CaseFile *scenario_case_file(const ScenarioCase *scenario_case, size_t index);

/* One cell as it stands in the base (after --set), for `model.csv` of the results: what the charts
 * and the report know of the scenario, and the report's list of assumptions. */
typedef struct CaseCell {
    const char *table; /* "services" */
    const char
        *id; /* of the row; in tables without ids its number from 1; "" in key,value tables */
    const char *column; /* or key */
    const char *value;  /* as written, `.` decimals; "" only for a note that stands alone */
    const char *note;   /* of the row, "" where there is none */
} CaseCell;

/* Every cell that is not empty (column `note` itself left out), by table in the order of the
 * format, row, column; the overrides included (table "overrides"). */
size_t scenario_case_cell_count(const ScenarioCase *scenario_case);
CaseCell scenario_case_cell(const ScenarioCase *scenario_case, size_t index);

void scenario_case_free(ScenarioCase *scenario_case);

#endif
