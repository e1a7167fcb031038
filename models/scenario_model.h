/* The base's cells one by one, for model.csv of the results: `.` decimals, notes, and overrides as
 * they are written. */
#ifndef MODELS_SCENARIO_MODEL_H
#define MODELS_SCENARIO_MODEL_H

#include "models/scenario_case.h"
#include "models/scenario_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ModelCell {
    uint32_t row;
    uint32_t column; /* ColumnId */
} ModelCell;

typedef struct ModelCells {
    size_t count;
    ModelCell *cells;
    const char *const *numbers; /* texts "1", "2", ... for rows without ids */
} ModelCells;

/* Lists every cell that is not empty (and notes that stand alone), and turns the texts of numbers
 * and distributions to `.` decimals, factors included. Nothing can be read from `tables` any more
 * then: they are a variant of their own (tables_disown). */
void model_cells_init(ModelCells *cells, ScenarioTables *tables, Arena *arena);

CaseCell model_cell(const ModelCells *cells, const ScenarioTables *tables, size_t index);

/* Whether two tables say the same in every cell, in whatever dialect. */
bool tables_equal(const ScenarioTable *a, const ScenarioTable *b);

#endif
