/* One CSV file of a result folder while it is taken apart: its rows, and where the wanted columns
 * stand. */
#ifndef STUDY_RESULTS_TABLE_H
#define STUDY_RESULTS_TABLE_H

#include "base/arena.h"
#include "base/csv.h"
#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

enum { RESULTS_COLUMNS_MAX = 16 };

typedef struct ResultsTable {
    Arena *arena;
    CsvTable csv;                   /* of no rows where the file is missing */
    size_t at[RESULTS_COLUMNS_MAX]; /* SIZE_MAX: the file has no such column */
} ResultsTable;

/* Opens `name` of `folder` and finds `columns`, which end with NULL; one written "?name" may be
 * missing. False, and nothing to release, where the file cannot be read or is no such table. */
bool results_table_open(ResultsTable *table, const char *folder, const char *name,
                        const char *const *columns, Failure *failure);

/* A cell by the place of its column in `columns`; "" where the file has no such column. Lives as
 * long as the table. */
const char *results_table_text(const ResultsTable *table, size_t row, size_t column);

/* The cell as a number; NAN where it is empty or none. */
double results_table_number(const ResultsTable *table, size_t row, size_t column);

/* A cell's text as a number; NAN where it is empty or none. */
double results_cell_as_number(const char *text);

void results_table_deinit(ResultsTable *table);

#endif
