#include "models/scenario_folder.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "models/scenario_columns.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* The place of a diagnostic says already which file it is. */
static const char *without_path(const char *message, const char *path)
{
    const size_t length = strlen(path);
    const bool begins = strncmp(message, path, length) == 0;

    return begins && strncmp(message + length, ": ", 2) == 0 ? message + length + 2 : message;
}

bool scenario_folder_open(ScenarioFolder *folder, const char *path, Arena *arena,
                          Diagnostics *diagnostics)
{
    Failure failure = {0};

    *folder = (ScenarioFolder){.path = path, .arena = arena, .diagnostics = diagnostics};
    if (!folder_list(path, &folder->names, &folder->name_count, &failure)) {
        struct stat status;
        const bool is_there = stat(path, &status) == 0;
        const bool is_absent = !is_there && errno == ENOENT;
        return diagnostics_add(diagnostics, path, 1, "", "is no scenario: %s%s",
                               without_path(failure.message, path),
                               is_absent  ? "; `brownout new DIR` writes one to begin with"
                               : is_there ? "; a scenario is the folder that holds the tables"
                                          : "");
    }
    return true;
}

bool scenario_folder_has(const ScenarioFolder *folder, const char *name)
{
    size_t low = 0;
    size_t high = folder->name_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(folder->names[middle], name);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

static void remember_file(ScenarioFolder *folder, const char *name, const char *bytes,
                          size_t length)
{
    if (folder->file_count == folder->file_capacity) {
        folder->file_capacity = 2 * folder->file_capacity + 16;
        folder->files = memory_grow(folder->files, folder->file_capacity, sizeof *folder->files);
    }
    CaseFile *file = &folder->files[folder->file_count++];
    file->name = arena_copy_text(folder->arena, name, strlen(name));
    digest_sha256(file->digest, bytes, length);
}

/* Why the path leads to no file in the folder. */
static void explain_path(const ScenarioFolder *folder, const char *name, const char *path,
                         char *message, size_t size)
{
    const char *const *names = (const char *const *)folder->names;
    struct stat status;

    if (stat(path, &status) == 0) {
        snprintf(message, size, "the file lies outside the scenario's folder");
        return;
    }
    if (errno == ENOENT && scenario_folder_has(folder, name)) {
        snprintf(message, size, "it is a link that leads nowhere");
        return;
    }
    if (errno != ENOENT) {
        snprintf(message, size, "cannot be read: %s", strerror(errno));
        return;
    }
    const size_t nearest = text_nearest(name, names, folder->name_count);
    if (nearest == SIZE_MAX) {
        snprintf(message, size, "there is no such file in the scenario's folder");
    } else {
        snprintf(message, size,
                 "there is no such file in the scenario's folder; did you mean \"%s\"?",
                 names[nearest]);
    }
}

bool scenario_folder_read(ScenarioFolder *folder, const char *name, char **bytes, size_t *length,
                          char *message, size_t size)
{
    Failure failure = {0};
    char *path = path_join(folder->path, name);
    bool done = false;

    if (!path_is_inside(path, folder->path)) {
        explain_path(folder, name, path, message, size);
    } else if (!file_read(path, CSV_BYTES_MAX, bytes, length, &failure)) {
        snprintf(message, size, "%s", without_path(failure.message, path));
    } else {
        remember_file(folder, name, *bytes, *length);
        done = true;
    }
    free(path);
    return done;
}

static bool check_empirical_columns(ScenarioFolder *folder, const CsvTable *table)
{
    bool good = true;

    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i];
        if (strcmp(name, "value") != 0 && strcmp(name, "note") != 0 && name[0] != '\0') {
            good =
                diagnostics_add(folder->diagnostics, table->file, table->header_line, name,
                                "unknown column; an empirical file has value, and may have note");
        }
    }
    if (csv_column(table, "value") == SIZE_MAX) {
        good = diagnostics_add(folder->diagnostics, table->file, table->header_line, "value",
                               "column is missing: an empirical file holds its values in it");
    }
    return good;
}

static bool read_empirical_value(ScenarioFolder *folder, const CsvTable *table, const CsvRow *row,
                                 const char *text, double *value)
{
    char quoted[128], advice[128];

    if (text[0] == '\0') {
        return diagnostics_add(folder->diagnostics, table->file, row->line, "value", "is required");
    }
    if (!number_parse(text, strlen(text), table->decimal_sign, value)) {
        return diagnostics_add(
            folder->diagnostics, table->file, row->line, "value",
            "%s is not a number%s; expected a number of at least 0",
            text_quote(quoted, sizeof quoted, text),
            number_advice_bracketed(advice, sizeof advice, text, table->decimal_sign));
    }
    if (*value < 0) {
        return diagnostics_add(folder->diagnostics, table->file, row->line, "value",
                               "%s is out of range; expected a number of at least 0",
                               text_quote(quoted, sizeof quoted, text));
    }
    return true;
}

static bool read_empirical_values(ScenarioFolder *folder, const CsvTable *table,
                                  EmpiricalFile *file)
{
    const size_t column = csv_column(table, "value");
    double *values = arena_allocate(folder->arena, table->row_count, sizeof *values);
    bool good = true;

    for (size_t i = 0; i < table->row_count; i++) {
        const CsvRow *row = &table->rows[i];
        ThousandsDoubt doubt;
        good = read_empirical_value(folder, table, row, row->cells[column], &values[i]) && good;
        if (thousands_doubt_find(&doubt, row->cells[column], table->decimal_sign, COLUMN_COUNT) &&
            file->doubt_count++ == 0) {
            file->doubt = doubt;
            file->doubt_line = row->line;
        }
    }
    if (table->row_count == 0) {
        good = diagnostics_add(folder->diagnostics, table->file, 1, "", "holds no value");
    }
    file->count = table->row_count;
    file->values = values;
    return good;
}

static EmpiricalFile *read_empirical(ScenarioFolder *folder, const char *name)
{
    EmpiricalFile *file = arena_allocate(folder->arena, 1, sizeof *file);
    char *bytes = NULL;
    size_t length = 0;
    CsvTable table;

    file->name = arena_copy_text(folder->arena, name, strlen(name));
    if (!scenario_folder_read(folder, name, &bytes, &length, file->message, sizeof file->message)) {
        return file;
    }
    const bool readable =
        csv_parse_table(&table, file->name, bytes, length, folder->arena, folder->diagnostics);
    if (table.column_count > 0) {
        const bool columns_good = check_empirical_columns(folder, &table);
        file->good = csv_column(&table, "value") != SIZE_MAX &&
                     read_empirical_values(folder, &table, file) && columns_good && readable;
    }
    file->told = !file->good;
    free(bytes);
    return file;
}

const EmpiricalFile *scenario_folder_empirical(ScenarioFolder *folder, const char *name)
{
    for (size_t i = 0; i < folder->empirical_count; i++) {
        if (strcmp(folder->empirical[i]->name, name) == 0) {
            return folder->empirical[i];
        }
    }
    if (folder->empirical_count == folder->empirical_capacity) {
        folder->empirical_capacity = 2 * folder->empirical_capacity + 16;
        folder->empirical =
            memory_grow(folder->empirical, folder->empirical_capacity, sizeof *folder->empirical);
    }
    EmpiricalFile *file = read_empirical(folder, name);
    folder->empirical[folder->empirical_count++] = file;
    return file;
}

static bool was_read(const ScenarioFolder *folder, const char *name)
{
    for (size_t i = 0; i < folder->file_count; i++) {
        if (strcmp(folder->files[i].name, name) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < folder->empirical_count; i++) {
        if (strcmp(folder->empirical[i]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

void scenario_folder_check_names(ScenarioFolder *folder)
{
    const char *tables[TABLE_COUNT];

    for (TableId table = 0; table < TABLE_COUNT; table++) {
        tables[table] = table_spec(table)->name;
    }
    for (size_t i = 0; i < folder->name_count; i++) {
        const char *name = folder->names[i];
        const size_t length = strlen(name);
        if (length <= 4 || strcasecmp(name + length - 4, ".csv") != 0 || name[0] == '.') {
            continue;
        }
        char *stem = arena_copy_text(folder->arena, name, length - 4);
        const size_t nearest = text_nearest(stem, tables, TABLE_COUNT);
        if (nearest == SIZE_MAX || was_read(folder, name) ||
            (strcmp(stem, tables[nearest]) == 0 && strcmp(name + length - 4, ".csv") == 0)) {
            continue;
        }
        diagnostics_add(folder->diagnostics, name, 1, "",
                        "is no table of a scenario; did you mean %s.csv?", tables[nearest]);
    }
}

const char *scenario_folder_same_stem(const ScenarioFolder *folder, const char *stem)
{
    static const char *const endings[] = {".xlsx", ".xls", ".ods", ".txt", ".tsv", ".numbers"};
    const size_t length = strlen(stem);

    for (size_t i = 0; i < folder->name_count; i++) {
        const char *name = folder->names[i];
        if (strncasecmp(name, stem, length) != 0) {
            continue;
        }
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
            if (strcasecmp(name + length, endings[k]) == 0) {
                return name;
            }
        }
    }
    return NULL;
}

static int compare_names(const void *left, const void *right)
{
    const CaseFile *a = left;
    const CaseFile *b = right;

    return strcmp(a->name, b->name);
}

void scenario_folder_sort_files(ScenarioFolder *folder)
{
    if (folder->file_count > 0) {
        qsort(folder->files, folder->file_count, sizeof *folder->files, compare_names);
    }
}

void scenario_folder_close(ScenarioFolder *folder)
{
    if (folder->names) {
        folder_list_free(folder->names, folder->name_count);
    }
    free(folder->files);
    free(folder->empirical);
    *folder = (ScenarioFolder){0};
}
