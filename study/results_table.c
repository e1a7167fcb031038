#include "study/results_table.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diagnostics.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"

static bool regular_file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 || errno != ENOENT;
}

void results_table_deinit(ResultsTable *table)
{
    arena_free(table->arena);
    table->arena = NULL;
}

static bool table_parse(ResultsTable *table, const char *path, Failure *failure)
{
    char *bytes = NULL;
    size_t length = 0;
    if (!file_read(path, CSV_BYTES_MAX, &bytes, &length, failure)) {
        return false;
    }
    Diagnostics *diagnostics = diagnostics_new();
    bool read = csv_parse_table(&table->csv, path, bytes, length, table->arena, diagnostics);
    if (!read) {
        TextBuilder lines = {0};
        diagnostics_print(diagnostics, &lines);
        read = failure_set(failure, "%.400s", lines.text ? lines.text : path);
        text_deinit(&lines);
    }
    diagnostics_free(diagnostics);
    free(bytes);
    return read;
}

bool results_table_open(ResultsTable *table, const char *folder, const char *name,
                        const char *const *columns, Failure *failure)
{
    *table = (ResultsTable){.arena = arena_new(1 << 20)};
    char *path = path_join(folder, name);
    if (!regular_file_exists(path)) {
        free(path);
        return true;
    }
    bool opened = table_parse(table, path, failure);
    for (size_t i = 0; opened && columns[i]; ++i) {
        const bool optional = columns[i][0] == '?';
        table->at[i] = csv_column(&table->csv, columns[i] + optional);
        if (table->at[i] == SIZE_MAX && !optional) {
            opened = failure_set(failure, "%s: there is no column '%s'", path, columns[i]);
        }
    }
    free(path);
    if (!opened) {
        results_table_deinit(table);
    }
    return opened;
}

const char *results_table_text(const ResultsTable *table, size_t row, size_t column)
{
    return table->at[column] == SIZE_MAX ? "" : table->csv.rows[row].cells[table->at[column]];
}

double results_cell_as_number(const char *text)
{
    double value = NAN;
    if (text[0] && !number_parse(text, strlen(text), '.', &value)) {
        return NAN;
    }
    return value;
}

double results_table_number(const ResultsTable *table, size_t row, size_t column)
{
    return results_cell_as_number(results_table_text(table, row, column));
}
