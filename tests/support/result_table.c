#include "tests/support/result_table.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct KeyedRow {
    ResultKey key;
    size_t row;
} KeyedRow;

struct ResultTable {
    Arena *arena;
    CsvTable csv;
    ResultKey *keys;  /* [row_count], in the order of the file */
    KeyedRow *sorted; /* [row_count], by key */
};

static double number_of(const char *cell)
{
    double value = NAN;
    return cell && number_parse(cell, strlen(cell), '.', &value) ? value : NAN;
}

static int compare_rows(const void *left, const void *right)
{
    const ResultKey *a = &((const KeyedRow *)left)->key, *b = &((const KeyedRow *)right)->key;
    int order = strcmp(a->metric, b->metric);
    order = order ? order : strcmp(a->id, b->id);
    order = order ? order : strcmp(a->strategy, b->strategy);
    order = order ? order : strcmp(a->scope, b->scope);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static const char *key_cell(const CsvTable *csv, size_t row, const char *column)
{
    size_t index = csv_column(csv, column);
    return index == SIZE_MAX ? "" : csv->rows[row].cells[index];
}

/* Instants are equal where they agree to 1e-6 h, as a spreadsheet would show them. */
static double key_at(const CsvTable *csv, size_t row)
{
    const char *instant = key_cell(csv, row, "t_h"),
               *replication = key_cell(csv, row, "replication");
    double at = number_of(instant[0] ? instant : replication);
    return isnan(at) ? 0 : round(at * 1e6) / 1e6;
}

static void index_rows(ResultTable *table)
{
    const CsvTable *csv = &table->csv;
    const char *scope = csv_column(csv, "kind") == SIZE_MAX ? "scope" : "kind";
    table->keys = arena_allocate(table->arena, csv->row_count, sizeof *table->keys);
    table->sorted = arena_allocate(table->arena, csv->row_count, sizeof *table->sorted);
    for (size_t row = 0; row < csv->row_count; row++) {
        table->keys[row] = (ResultKey){.strategy = key_cell(csv, row, "strategy"),
                                       .scope = key_cell(csv, row, scope),
                                       .id = key_cell(csv, row, "id"),
                                       .metric = key_cell(csv, row, "metric"),
                                       .at = key_at(csv, row)};
        table->sorted[row] = (KeyedRow){table->keys[row], row};
    }
    qsort(table->sorted, csv->row_count, sizeof *table->sorted, compare_rows);
}

/* NULL where the bytes are no table. */
static ResultTable *table_of_bytes(const char *name, const char *bytes, size_t length)
{
    ResultTable *table = memory_allocate(1, sizeof *table);
    Diagnostics *diagnostics = diagnostics_new();
    table->arena = arena_new(0);
    bool parsed = csv_parse_table(&table->csv, name, bytes, length, table->arena, diagnostics);
    diagnostics_free(diagnostics);
    if (!parsed) {
        result_table_free(table);
        return NULL;
    }
    index_rows(table);
    return table;
}

ResultTable *result_table_open(const char *folder, const char *name)
{
    char *path = path_join(folder, name), *bytes = NULL;
    size_t length = 0;
    Failure failure = {0};
    ResultTable *table = NULL;
    if (file_read(path, CSV_BYTES_MAX, &bytes, &length, &failure)) {
        table = table_of_bytes(name, bytes, length);
    }
    free(bytes);
    free(path);
    return table;
}

ResultTable *result_table_of(const char *text)
{
    return table_of_bytes("text", text, strlen(text));
}

size_t result_find(const ResultTable *table, const ResultKey *key)
{
    const KeyedRow wanted = {.key = *key};
    if (table->csv.row_count == 0) {
        return SIZE_MAX;
    }
    const KeyedRow *found =
        bsearch(&wanted, table->sorted, table->csv.row_count, sizeof *table->sorted, compare_rows);
    return found ? found->row : SIZE_MAX;
}

const char *result_cell(const ResultTable *table, const ResultKey *key, const char *column)
{
    size_t index = csv_column(&table->csv, column), row = result_find(table, key);
    return index == SIZE_MAX || row == SIZE_MAX ? NULL : table->csv.rows[row].cells[index];
}

double result_number(const ResultTable *table, const ResultKey *key, const char *column)
{
    return number_of(result_cell(table, key, column));
}

size_t result_rows(const ResultTable *table)
{
    return table->csv.row_count;
}

const ResultKey *result_row(const ResultTable *table, size_t row)
{
    return &table->keys[row];
}

double result_row_number(const ResultTable *table, size_t row, const char *column)
{
    size_t index = csv_column(&table->csv, column);
    return index == SIZE_MAX ? NAN : number_of(table->csv.rows[row].cells[index]);
}

ResultKey result_key_of(const ResultKey *key, const char *metric)
{
    ResultKey other = *key;
    other.metric = metric;
    return other;
}

void result_table_free(ResultTable *table)
{
    if (table) {
        arena_free(table->arena);
        free(table);
    }
}
