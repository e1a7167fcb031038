/* The columns of a file of factors: where they stand, and which were mistyped. */
#ifndef STUDY_FACTOR_COLUMNS_H
#define STUDY_FACTOR_COLUMNS_H

#include "base/csv.h"
#include "base/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum FactorColumn {
    FACTOR_NAME,
    FACTOR_CELL,
    FACTOR_LOW,
    FACTOR_HIGH,
    FACTOR_LEVELS,
    FACTOR_SCALE,
    FACTOR_DIST,
    FACTOR_NOTE,
    FACTOR_COLUMNS
} FactorColumn;

typedef struct FactorColumns {
    size_t at[FACTOR_COLUMNS];     /* SIZE_MAX: the file has no such column */
    bool mistyped[FACTOR_COLUMNS]; /* what an unknown column may be meant as: told of the header,
                                      and no row tells of it again */
} FactorColumns;

const char *factor_column_name(FactorColumn column);

/* Finds the columns and tells of unknown and of missing ones. False where a needed one is not
 * there: then no row can be read. */
bool factor_columns_find(FactorColumns *columns, const CsvTable *csv, Diagnostics *diagnostics);

#endif
