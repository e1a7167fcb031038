/* check_examples BINARY FOLDER OUT [TWIN]: runs the binary on an example and compares its results
 * with the values that are known.
 *
 * The example is a scenario folder with expected.csv; its file `flags`, where there is one, holds
 * further options of `compare` between spaces. Results go to the folder OUT. With TWIN, another
 * example, every result file of the two must be the same byte for byte. One line for each miss and
 * a count at the end; exit status 0 only if every value is right.
 */
#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/support/program.h"
#include "tests/support/result_table.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 24, FLAGS_MAX = 4096, EXPECTED_MAX = 1 << 20 };

static const char *const compared[] = {"summary.csv", "comparison.csv", "curves.csv",
                                       "restoration.csv", "replications.csv"};
enum { COMPARED = sizeof compared / sizeof compared[0] };

typedef struct Count {
    size_t right, total;
} Count;

/* The whole file, zero-terminated, or NULL; free it. */
static char *read_whole(const char *folder, const char *name, size_t limit, size_t *length)
{
    Failure failure = {0};
    char *path = path_join(folder, name), *bytes = NULL;
    if (!file_read(path, limit, &bytes, length, &failure)) {
        bytes = NULL;
    }
    free(path);
    return bytes;
}

/* Runs `compare` on the example; says what went wrong. */
static bool compare_runs(const char *binary, const char *folder, const char *out)
{
    const char *arguments[OPTIONS_MAX] = {binary, "compare",     folder, "-o",
                                          out,    "--no-charts", "-q",   "--force"};
    size_t count = 8, length = 0;
    char *flags = read_whole(folder, "flags", FLAGS_MAX, &length), *rest = NULL;
    char *errors_path = path_join(out, "errors.txt");
    for (char *flag = flags ? strtok_r(flags, " \r\n", &rest) : NULL;
         flag && count < OPTIONS_MAX - 1; flag = strtok_r(NULL, " \r\n", &rest)) {
        arguments[count++] = flag;
    }
    ProgramEnd end = program_run(arguments, errors_path);
    if (end.status != 0) {
        printf("%s: exit status %d: %s\n", folder, end.status, end.errors);
    }
    free(end.errors);
    free(errors_path);
    free(flags);
    return end.status == 0;
}

/* A row of expected.csv: the mean in summary.csv or curves.csv, or a cell of restoration.csv whose
 * column is the metric. */
typedef struct Expected {
    const char *file, *why;
    ResultKey key;
    double value, tolerance;
} Expected;

static const char *cell_of(const CsvTable *csv, size_t row, const char *column)
{
    size_t index = csv_column(csv, column);
    return index == SIZE_MAX ? "" : csv->rows[row].cells[index];
}

/* NAN where the cell is no number, which then equals nothing. */
static double number_of(const char *cell)
{
    char *end = NULL;
    double value = strtod(cell, &end);
    return end == cell || *end ? NAN : value;
}

static Expected expected_of(const CsvTable *csv, size_t row)
{
    const char *instant = cell_of(csv, row, "t_h");
    return (Expected){.file = cell_of(csv, row, "file"),
                      .why = cell_of(csv, row, "why"),
                      .key = {.strategy = cell_of(csv, row, "strategy"),
                              .scope = cell_of(csv, row, "scope"),
                              .id = cell_of(csv, row, "id"),
                              .metric = cell_of(csv, row, "metric"),
                              .at = instant[0] ? round(number_of(instant) * 1e6) / 1e6 : 0},
                      .value = number_of(cell_of(csv, row, "value")),
                      .tolerance = number_of(cell_of(csv, row, "tolerance"))};
}

typedef struct ResultTables {
    ResultTable *summary, *curves, *restoration;
} ResultTables;

static const char *result_of(const ResultTables *tables, const Expected *expected)
{
    ResultKey key = expected->key;
    if (strcmp(expected->file, "summary") == 0 && tables->summary) {
        return result_cell(tables->summary, &key, "mean");
    }
    if (strcmp(expected->file, "curves") == 0 && tables->curves) {
        return result_cell(tables->curves, &key, "mean");
    }
    if (strcmp(expected->file, "restoration") == 0 && tables->restoration) {
        key.metric = "";
        return result_cell(tables->restoration, &key, expected->key.metric);
    }
    return NULL;
}

static void check_value(const ResultTables *tables, const Expected *expected, Count *count)
{
    const ResultKey *key = &expected->key;
    const char *got = result_of(tables, expected);
    count->total++;
    if (got && fabs(number_of(got) - expected->value) <= expected->tolerance) {
        count->right++;
        return;
    }
    printf("%s %s %s %s %s t=%g: got %s, expected %.9g +- %g (%s)\n", expected->file, key->strategy,
           key->scope, key->id, key->metric, key->at, got ? got : "no such row", expected->value,
           expected->tolerance, expected->why);
}

static void check_values(const char *folder, const char *out, Count *count)
{
    size_t length = 0;
    char *bytes = read_whole(folder, "expected.csv", EXPECTED_MAX, &length);
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    CsvTable csv = {0};
    ResultTables tables = {.summary = result_table_open(out, "summary.csv"),
                           .curves = result_table_open(out, "curves.csv"),
                           .restoration = result_table_open(out, "restoration.csv")};
    if (!bytes || !csv_parse_table(&csv, "expected.csv", bytes, length, arena, diagnostics)) {
        printf("%s: no readable expected.csv\n", folder);
        count->total++;
    }
    for (size_t row = 0; row < csv.row_count; row++) {
        Expected expected = expected_of(&csv, row);
        check_value(&tables, &expected, count);
    }
    result_table_free(tables.summary);
    result_table_free(tables.curves);
    result_table_free(tables.restoration);
    diagnostics_free(diagnostics);
    arena_free(arena);
    free(bytes);
}

static bool files_are_same(const char *first_folder, const char *second_folder, const char *name)
{
    size_t lengths[2] = {0, 0};
    char *first = read_whole(first_folder, name, CSV_BYTES_MAX, &lengths[0]);
    char *second = read_whole(second_folder, name, CSV_BYTES_MAX, &lengths[1]);
    bool same =
        first && second && lengths[0] == lengths[1] && memcmp(first, second, lengths[0]) == 0;
    free(first);
    free(second);
    return same;
}

static void check_twin(const char *out, const char *twin_out, Count *count)
{
    for (size_t i = 0; i < COMPARED; i++) {
        bool same = files_are_same(out, twin_out, compared[i]);
        count->total++;
        count->right += same ? 1 : 0;
        if (!same) {
            printf("%s is missing or differs from its twin's\n", compared[i]);
        }
    }
}

/* A folder for results below OUT; the file of error messages lies in it too, hence --force. */
static char *folder_for(const char *out, const char *name)
{
    Failure failure = {0};
    char *folder = path_join(out, name);
    if (!folder_create(folder, &failure)) {
        printf("%s\n", failure.message);
    }
    return folder;
}

int main(int argument_count, char **arguments)
{
    if (argument_count < 4) {
        fputs("usage: check_examples BINARY FOLDER OUT [TWIN]\n", stderr);
        return 2;
    }
    const char *binary = arguments[1], *folder = arguments[2];
    const char *twin = argument_count > 4 ? arguments[4] : NULL;
    char *out = folder_for(arguments[3], "results"), *twin_out = folder_for(arguments[3], "twin");
    Count count = {0};
    bool ran = compare_runs(binary, folder, out);
    ran = (!twin || compare_runs(binary, twin, twin_out)) && ran;
    if (ran) {
        check_values(folder, out, &count);
    }
    if (ran && twin) {
        check_twin(out, twin_out, &count);
    }
    free(out);
    free(twin_out);
    printf("%zu of %zu values right\n", count.right, count.total);
    return ran && count.total > 0 && count.right == count.total ? 0 : 1;
}
