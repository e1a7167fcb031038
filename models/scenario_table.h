/* The tables of a scenario as they were written: every cell as text, with the place where it
 * stands.
 *
 * A KEYS table is held as one row whose columns are its keys. The base tables come from the files
 * (and `--set`); each strategy that overrides something has a copy in which only the tables it
 * touches are its own.
 */
#ifndef MODELS_SCENARIO_TABLE_H
#define MODELS_SCENARIO_TABLE_H

#include "base/arena.h"
#include "models/scenario_columns.h"
#include "models/scenario_folder.h"
#include "models/scenario_index.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TableCell {
    const char *text;     /* never NULL; "" is empty */
    double factor;        /* of a distribution: what its scale was multiplied by */
    uint32_t text_origin; /* where the text was written; 0: in the table's own file */
    uint32_t origin;      /* where its value was last changed */
    char decimal_sign;    /* of the text */
    bool is_product;      /* the text is a number that a factor made of another */
} TableCell;

typedef struct CellOrigin { /* an override or a --set */
    const char *file;
    size_t line;
    const char *column;
} CellOrigin;

typedef struct ScenarioTable {
    const char *file; /* "services.csv" */
    bool given;       /* the file is there */
    bool owned;       /* its cells belong to this variant */
    size_t row_count;
    size_t column_count;
    TableCell *cells;         /* [row * column_count + column] */
    const size_t *lines;      /* [row], in a KEYS table [column] */
    const char *const *notes; /* the same */
    const bool *absent;       /* [column]: the file has no such column, which is said once: it is
                                 required, or its name was mistyped */
    IdIndex ids;              /* of rows; in a GROUPS table of groups */
    const size_t *groups;     /* [row] of a GROUPS table */
    /* After mistakes of the file itself something of it may be missing here. Then an unknown id
     * that the file mentions is no second mistake. */
    bool damaged;
    const char *bytes; /* of a damaged file; NULL where nothing could be read */
    size_t length;
} ScenarioTable;

typedef struct ScenarioTables {
    ScenarioTable tables[TABLE_COUNT];
    size_t origin_count, origin_capacity;
    CellOrigin *origins; /* [0] unused; heap memory, owned by the base */
} ScenarioTables;

/* Reads all tables of the folder. Mistakes go to the folder's diagnostics. */
void scenario_tables_read(ScenarioTables *tables, ScenarioFolder *folder);
void scenario_tables_deinit(ScenarioTables *tables);

TableCell *table_cell(const ScenarioTables *tables, size_t row, ColumnId column);

/* Whether a damaged table's file holds `name` as a word, or could not be read at all. */
bool table_mentions(const ScenarioTable *table, const char *name, size_t length);

/* Physical line of a row; in a KEYS table of the key `column`. */
size_t table_line(const ScenarioTables *tables, size_t row, ColumnId column);

/* Makes a copy of tables a variant that owns none of their cells yet. */
void tables_disown(ScenarioTables *tables);

/* Gives the variant cells of its own, so that they can be changed. */
void table_own(ScenarioTables *tables, TableId table, Arena *arena);

#endif
