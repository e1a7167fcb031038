/* A CSV file of a result folder as a test sees it: cells found by what their row is about.
 *
 * Read over base/csv alone, so that a mistake in the program's own way of reading results cannot
 * hide one in its way of writing them.
 */
#ifndef TESTS_SUPPORT_RESULT_TABLE_H
#define TESTS_SUPPORT_RESULT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* What a row is about. Columns that a file does not have are "" and 0. */
typedef struct ResultKey {
    const char *strategy;
    const char *scope; /* `kind` in restoration.csv */
    const char *id;
    const char *metric;
    double at; /* t_h of curves.csv, rounded to 1e-6; replication of replications.csv */
} ResultKey;

typedef struct ResultTable ResultTable;

/* Reads `folder`/`name`; NULL where there is no such file or it is no CSV table. Free with
 * result_table_free. */
ResultTable *result_table_open(const char *folder, const char *name);

/* The same from a text, as tests of checks need it. */
ResultTable *result_table_of(const char *text);

/* The place of the row in the file; SIZE_MAX where there is none. */
size_t result_find(const ResultTable *table, const ResultKey *key);

/* The cell in the column of the row, or NULL where there is no such row or column. */
const char *result_cell(const ResultTable *table, const ResultKey *key, const char *column);

/* The same as a number; NAN where there is none. */
double result_number(const ResultTable *table, const ResultKey *key, const char *column);

/* Rows in the order of the file. */
size_t result_rows(const ResultTable *table);
const ResultKey *result_row(const ResultTable *table, size_t row);

/* The number in the column of the row; NAN where there is none. */
double result_row_number(const ResultTable *table, size_t row, const char *column);

/* Like the row's key, but with another metric: what its neighbours are found by. */
ResultKey result_key_of(const ResultKey *key, const char *metric);

void result_table_free(ResultTable *table);

#endif
