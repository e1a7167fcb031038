/* A case from the inside: shared by its reader (scenario_case.c) and its variants
 * (scenario_variant.c). */
#ifndef MODELS_SCENARIO_CASE_PARTS_H
#define MODELS_SCENARIO_CASE_PARTS_H

#include "base/arena.h"
#include "models/scenario_cell.h"
#include "models/scenario_draft.h"
#include "models/scenario_folder.h"
#include "models/scenario_model.h"

typedef struct Override { /* a row of overrides.csv that can be applied */
    size_t row;
    size_t strategy;
    CellAddress address;
    CellChange change;
} Override;

struct ScenarioCase {
    Arena *arena;
    char *name;
    ScenarioFolder folder;
    ScenarioTables tables; /* the base's */
    ScenarioTables listed; /* the same for `cells`: numbers and distributions with `.` decimals */
    ReadingNotes notes;
    ScenarioDraft base;
    ScenarioDraft **drafts; /* [strategy]: NULL where it overrides nothing */
    size_t override_count;
    Override *overrides;
    ModelCells cells;
};

/* Reads the base and what every strategy makes of it from the case's tables; mistakes go to the
 * folder's diagnostics. */
void case_read_drafts(ScenarioCase *scenario_case);

/* Once that was done without a mistake: instances, zones, and which strategies meet the same
 * demand. False where the strategies' own instances are too many, which is told. */
bool case_finish_drafts(ScenarioCase *scenario_case);

#endif
