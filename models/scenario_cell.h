/* Cell addresses, and changing cells through them: overrides.csv, `--set` and the factors of a
 * sweep.
 *
 * `table.id.column`, `table.key`, and `*` for every id. Ids may contain dots, table and column
 * names do not: the first and the last dot of an address are its borders.
 */
#ifndef MODELS_SCENARIO_CELL_H
#define MODELS_SCENARIO_CELL_H

#include "models/scenario_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CellAddress {
    TableId table;
    ColumnId column;
    size_t row; /* SIZE_MAX: every row */
} CellAddress;

typedef enum CellUse { CELL_IN_OVERRIDES, CELL_IN_SET } CellUse;

/* Finds the cells that `text` names. On a mistake writes what is wrong, with the nearest right
 * name, and returns false. An override cannot change scenario.*, strategies.* and what decides how
 * many things there are; ids never change. */
bool cell_address_find(CellAddress *address, const ScenarioTables *tables, const char *text,
                       CellUse use, TextBuilder *message);

typedef struct CellChange {
    const char *value; /* replaces the cells, or multiplies them: "x1.5" */
    char decimal_sign;
    uint32_t origin; /* where it is written */
} CellChange;

/* Applies the change to the cells. On a mistake (a factor that is none, an empty cell to multiply)
 * writes it and returns false. What the result is worth is checked when it is read. */
bool cell_change(ScenarioTables *tables, const CellAddress *address, const CellChange *change,
                 Arena *arena, TextBuilder *message);

/* Registers a place where values are written; the number stands for it in cells. */
uint32_t tables_add_origin(ScenarioTables *tables, CellOrigin origin);

#endif
