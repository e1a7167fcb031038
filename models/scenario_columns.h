/* What columns.def says, as data: tables, their columns or keys, types, units, ranges and defaults.
 */
#ifndef MODELS_SCENARIO_COLUMNS_H
#define MODELS_SCENARIO_COLUMNS_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum TableId {
#define TABLE(id, ...) TABLE_##id,
#define COLUMN(...)
#include "models/columns.def"
#undef TABLE
#undef COLUMN
    TABLE_COUNT
} TableId;

typedef enum ColumnId {
#define TABLE(...)
#define COLUMN(table, id, ...) COLUMN_##table##_##id,
#include "models/columns.def"
#undef TABLE
#undef COLUMN
    COLUMN_COUNT
} ColumnId;

typedef enum TableKind { TABLE_OF_KEYS, TABLE_OF_IDS, TABLE_OF_GROUPS, TABLE_OF_ROWS } TableKind;

typedef enum CellType {
    CELL_TEXT,
    CELL_ID,    /* of the row */
    CELL_GROUP, /* the calendar or profile to which the row belongs */
    CELL_NUMBER,
    CELL_WHOLE,
    CELL_SEED, /* whole, 0..2^64-1 */
    CELL_DISTRIBUTION,
    CELL_CHOICE,    /* one of `choices` */
    CELL_REFERENCE, /* an id of the table `of` */
    CELL_LIST,      /* ids of the table `of` */
    CELL_ZONE,      /* a zone, or a data centre for its own zone */
    CELL_ISOLATION,
    CELL_TARGET,
    CELL_START,
    CELL_DAYS,
    CELL_CLOCK_FROM,
    CELL_CLOCK_TO,
    CELL_ADDRESS,
    CELL_VALUE
} CellType;

typedef enum CellUnit {
    UNIT_NONE,
    UNIT_ONE,
    UNIT_SHARE,
    UNIT_PERCENT,
    UNIT_MINUTES,
    UNIT_HOURS,
    UNIT_DAYS,
    UNIT_PER_HOUR,
    UNIT_PER_DAY,
    UNIT_EURO
} CellUnit;

typedef struct NumberRange {
    double low, high;
    bool above_low; /* low itself is outside */
    bool below_high;
} NumberRange;

typedef struct TableSpec {
    const char *name; /* "services"; its file is services.csv */
    TableKind kind;
    bool needed; /* the file must be there */
    const char *meaning;
    ColumnId first_column;
} TableSpec;

typedef struct ColumnSpec {
    const char *name;
    TableId table;
    CellType type;
    CellUnit unit;
    NumberRange range;
    TableId of;
    const char *choices;
    bool required;
    const char *fallback; /* what an empty cell means; "" is none */
    const char *meaning;
} ColumnSpec;

const TableSpec *table_spec(TableId table);
size_t table_column_count(TableId table);
const ColumnSpec *column_spec(ColumnId column);

/* The table of that name, or TABLE_COUNT; the column or key of a table, or COLUMN_COUNT. `length`
 * bytes of `name`. */
TableId table_find(const char *name, size_t length);
ColumnId column_find(TableId table, const char *name, size_t length);

/* Index within its table, from 0. */
size_t column_index(ColumnId column);

/* Whether a value may be multiplied (`x1.5`). */
bool column_is_numeric(ColumnId column);

bool range_holds(const NumberRange *range, double value);

/* "a whole number of at least 1", "a number from 0 to 1": what a cell of the column is expected to
 * hold. */
void column_expectation(ColumnId column, TextBuilder *out);

#endif
