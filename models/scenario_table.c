#include "models/scenario_table.h"

#include "base/number.h"
#include "models/scenario_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct TableReading {
    TableId id;
    const TableSpec *spec;
    ScenarioTable *table;
    CsvTable csv;
    Arena *arena;
    Diagnostics *diagnostics;
    size_t *file_columns; /* [column]: where it stands in the file, or SIZE_MAX */
    size_t note_column;
    bool suggested[COLUMN_COUNT]; /* for an unknown name: that it is missing is no second mistake */
} TableReading;

TableCell *table_cell(const ScenarioTables *tables, size_t row, ColumnId column)
{
    const ScenarioTable *table = &tables->tables[column_spec(column)->table];

    return &table->cells[row * table->column_count + column_index(column)];
}

size_t table_line(const ScenarioTables *tables, size_t row, ColumnId column)
{
    const TableId id = column_spec(column)->table;
    const ScenarioTable *table = &tables->tables[id];

    return table->lines[table_spec(id)->kind == TABLE_OF_KEYS ? column_index(column) : row];
}

void tables_disown(ScenarioTables *tables)
{
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        tables->tables[table].owned = false;
    }
}

void table_own(ScenarioTables *tables, TableId id, Arena *arena)
{
    ScenarioTable *table = &tables->tables[id];

    if (!table->owned) {
        const size_t count = table->row_count * table->column_count;
        TableCell *cells = arena_allocate(arena, count, sizeof *cells);
        if (count > 0) {
            memcpy(cells, table->cells, count * sizeof *cells);
        }
        table->cells = cells;
        table->owned = true;
    }
}

static bool is_word_byte(char c)
{
    const char text[2] = {c, '\0'};

    return c != '\0' && text_is_id(text);
}

bool table_mentions(const ScenarioTable *table, const char *name, size_t length)
{
    if (!table->damaged || !table->bytes) {
        return table->damaged;
    }
    for (size_t at = 0; at + length <= table->length; at++) {
        const char *found = memchr(table->bytes + at, name[0], table->length - length - at + 1);
        if (!found) {
            return false;
        }
        at = (size_t)(found - table->bytes);
        const bool begins = at == 0 || !is_word_byte(found[-1]);
        const bool ends = at + length == table->length || !is_word_byte(found[length]);
        if (begins && ends && memcmp(found, name, length) == 0) {
            return true;
        }
    }
    return false;
}

static void report_unknown_name(TableReading *reading, size_t line, const char *name,
                                const char *kind)
{
    TextBuilder message = {0};

    text_add_format(&message, "unknown %s", kind);
    const size_t nearest = names_suggest(reading->id, name, &message);
    diagnostics_add(reading->diagnostics, reading->table->file, line, name, "%s", message.text);
    if (nearest != SIZE_MAX) {
        reading->suggested[nearest] = true;
    }
    text_deinit(&message);
}

/* Whether a cell of the first row is what the header of the table holds: tells once, instead of
 * cell by cell, that the header was forgotten or that something stands above it. */
static bool has_header(TableReading *reading)
{
    const CsvTable *csv = &reading->csv;
    const bool of_keys = reading->spec->kind == TABLE_OF_KEYS;
    TextBuilder needed = {0};

    for (size_t i = 0; i < csv->column_count; i++) {
        const char *name = csv->columns[i];
        TextBuilder unused = {0};
        const bool known =
            of_keys ? strcmp(name, "key") == 0 || strcmp(name, "value") == 0
                    : text_is_id(name) && names_suggest(reading->id, name, &unused) != SIZE_MAX;
        text_deinit(&unused);
        if (known || strcmp(name, "note") == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < reading->table->column_count && !of_keys; i++) {
        const ColumnSpec *spec = column_spec((ColumnId)(reading->spec->first_column + i));
        if (spec->required) {
            text_add_format(&needed, "%s%s", needed.length > 0 ? "," : "", spec->name);
        }
    }
    diagnostics_add(reading->diagnostics, csv->file, csv->header_line, "",
                    "is no header: none of its cells names a column; expected at least %s",
                    of_keys ? "key,value" : needed.text);
    text_deinit(&needed);
    reading->table->damaged = true;
    return false;
}

static void find_columns(TableReading *reading)
{
    const CsvTable *csv = &reading->csv;
    const size_t count = reading->table->column_count;
    bool *absent = arena_allocate(reading->arena, count, sizeof *absent);
    const bool headed = has_header(reading);

    for (size_t i = 0; i < csv->column_count && headed; i++) {
        const char *name = csv->columns[i];
        const ColumnId column = column_find(reading->id, name, strlen(name));
        if (column != COLUMN_COUNT) {
            reading->file_columns[column_index(column)] = csv_column(csv, name);
        } else if (strcmp(name, "note") != 0 && name[0] != '\0') {
            report_unknown_name(reading, csv->header_line, name, "column");
        }
    }
    for (size_t i = 0; i < count; i++) {
        const ColumnSpec *spec = column_spec((ColumnId)(reading->spec->first_column + i));
        const bool missing = reading->file_columns[i] == SIZE_MAX;
        absent[i] = missing && (spec->required || reading->suggested[i] || !headed);
        if (absent[i] && !reading->suggested[i] && headed) {
            diagnostics_add(reading->diagnostics, reading->table->file, csv->header_line,
                            spec->name, "column is missing: %s", spec->meaning);
        }
        reading->table->damaged = reading->table->damaged || (missing && spec->required);
    }
    reading->table->absent = absent;
}

/* Cells, lines and notes of a table with rows of its own. */
static void take_rows(TableReading *reading)
{
    ScenarioTable *table = reading->table;
    const CsvTable *csv = &reading->csv;
    const size_t columns = table->column_count;
    size_t *lines = arena_allocate(reading->arena, csv->row_count, sizeof *lines);
    const char **notes = arena_allocate(reading->arena, csv->row_count, sizeof *notes);

    table->cells = arena_allocate(reading->arena, csv->row_count * columns, sizeof *table->cells);
    for (size_t row = 0; row < csv->row_count; row++) {
        const char *const *texts = csv->rows[row].cells;
        lines[row] = csv->rows[row].line;
        notes[row] = reading->note_column != SIZE_MAX ? texts[reading->note_column] : "";
        for (size_t column = 0; column < columns; column++) {
            const size_t at = reading->file_columns[column];
            table->cells[row * columns + column] = (TableCell){
                .text = at != SIZE_MAX ? texts[at] : "",
                .factor = 1,
                .decimal_sign = csv->decimal_sign,
            };
        }
    }
    table->row_count = csv->row_count;
    table->lines = lines;
    table->notes = notes;
}

static void read_rows(TableReading *reading)
{
    const size_t columns = reading->table->column_count;

    reading->file_columns = arena_allocate(reading->arena, columns, sizeof *reading->file_columns);
    for (size_t i = 0; i < columns; i++) {
        reading->file_columns[i] = SIZE_MAX;
    }
    find_columns(reading);
    take_rows(reading);
}

static bool has_key_columns(TableReading *reading)
{
    const CsvTable *csv = &reading->csv;
    bool both = has_header(reading);

    if (!both) {
        reading->table->bytes = NULL;
        return false;
    }
    for (size_t i = 0; i < csv->column_count; i++) {
        const char *name = csv->columns[i];
        if (strcmp(name, "key") != 0 && strcmp(name, "value") != 0 && strcmp(name, "note") != 0 &&
            name[0] != '\0') {
            diagnostics_add(reading->diagnostics, csv->file, csv->header_line, name,
                            "unknown column; expected key, value and perhaps note");
        }
    }
    for (size_t i = 0; i < 2; i++) {
        const char *name = i == 0 ? "key" : "value";
        if (csv_column(csv, name) == SIZE_MAX) {
            diagnostics_add(reading->diagnostics, csv->file, csv->header_line, name,
                            "column is missing: the table has rows of key and value");
            reading->table->damaged = true;
            reading->table->bytes = NULL;
            both = false;
        }
    }
    return both;
}

static void read_key(TableReading *reading, const CsvRow *row, size_t *lines, const char **notes)
{
    const char *key = row->cells[csv_column(&reading->csv, "key")];
    const ColumnId column = column_find(reading->id, key, strlen(key));

    if (key[0] == '\0') {
        diagnostics_add(reading->diagnostics, reading->csv.file, row->line, "key", "is required");
        return;
    }
    if (column == COLUMN_COUNT) {
        report_unknown_name(reading, row->line, key, "key");
        return;
    }
    const size_t at = column_index(column);
    if (lines[at] != 0) {
        diagnostics_add(reading->diagnostics, reading->csv.file, row->line, key,
                        "key is there twice, first in line %zu", lines[at]);
        return;
    }
    lines[at] = row->line;
    reading->table->cells[at].text = row->cells[csv_column(&reading->csv, "value")];
    notes[at] = reading->note_column != SIZE_MAX ? row->cells[reading->note_column] : "";
}

static void read_keys(TableReading *reading, bool readable)
{
    const CsvTable *csv = &reading->csv;
    const size_t count = reading->table->column_count;
    size_t *lines = arena_allocate(reading->arena, count, sizeof *lines);
    const char **notes = arena_allocate(reading->arena, count, sizeof *notes);

    reading->table->cells = arena_allocate(reading->arena, count, sizeof *reading->table->cells);
    for (size_t i = 0; i < count; i++) {
        notes[i] = "";
        reading->table->cells[i] =
            (TableCell){.text = "", .factor = 1, .decimal_sign = csv->decimal_sign};
    }
    if (readable && has_key_columns(reading)) {
        for (size_t i = 0; i < csv->row_count; i++) {
            read_key(reading, &csv->rows[i], lines, notes);
        }
    }
    bool *absent = arena_allocate(reading->arena, count, sizeof *absent);
    for (size_t i = 0; i < count; i++) {
        lines[i] = lines[i] > 0 ? lines[i] : 1;
        absent[i] = reading->suggested[i];
    }
    reading->table->row_count = 1;
    reading->table->lines = lines;
    reading->table->notes = notes;
    reading->table->absent = absent;
}

/* Whether a required column is missing, so that ids may be unknown here though the file holds them.
 */
static bool lacks_required_column(const TableReading *reading)
{
    for (size_t i = 0; i < reading->table->column_count; i++) {
        const ColumnSpec *spec = column_spec((ColumnId)(reading->spec->first_column + i));
        if (spec->required && csv_column(&reading->csv, spec->name) == SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* Reads the file into reading->csv; false where there is nothing to read. */
static bool read_file(TableReading *reading, ScenarioFolder *folder)
{
    ScenarioTable *table = reading->table;
    char message[512];
    char *bytes = NULL;
    size_t length = 0;

    if (!scenario_folder_has(folder, table->file)) {
        if (reading->spec->needed) {
            const char *other = scenario_folder_same_stem(folder, reading->spec->name);
            diagnostics_add(reading->diagnostics, table->file, 1, "", "is missing: %s%s%s%s",
                            reading->spec->meaning, other ? "; save " : "", other ? other : "",
                            other ? " as CSV UTF-8" : "");
            table->damaged = true;
        }
        return false;
    }
    table->given = true;
    if (!scenario_folder_read(folder, table->file, &bytes, &length, message, sizeof message)) {
        table->damaged = true;
        return diagnostics_add(reading->diagnostics, table->file, 1, "", "%s", message);
    }
    table->damaged = !csv_parse_table(&reading->csv, table->file, bytes, length, reading->arena,
                                      reading->diagnostics);
    if (reading->csv.column_count > 0 && (table->damaged || lacks_required_column(reading))) {
        table->bytes = arena_copy_text(reading->arena, bytes, length);
        table->length = length;
    }
    free(bytes);
    return reading->csv.column_count > 0;
}

static void read_table(ScenarioTables *tables, TableId id, ScenarioFolder *folder)
{
    TableReading reading = {.id = id,
                            .spec = table_spec(id),
                            .table = &tables->tables[id],
                            .csv = {.decimal_sign = '.'},
                            .arena = folder->arena,
                            .diagnostics = folder->diagnostics,
                            .note_column = SIZE_MAX};
    char file[64];

    snprintf(file, sizeof file, "%s.csv", reading.spec->name);
    *reading.table = (ScenarioTable){.file = arena_copy_text(folder->arena, file, strlen(file)),
                                     .owned = true,
                                     .column_count = table_column_count(id)};
    const bool readable = read_file(&reading, folder);
    if (readable) {
        reading.note_column = csv_column(&reading.csv, "note");
    }
    if (reading.spec->kind == TABLE_OF_KEYS) {
        read_keys(&reading, readable);
    } else if (readable) {
        read_rows(&reading);
    } else {
        reading.table->absent =
            arena_allocate(folder->arena, reading.table->column_count, sizeof(bool));
    }
}

/* Ids that mean something else. */
static const char *reserved_meaning(TableId table, const char *id)
{
    static const struct {
        TableId table;
        const char *id, *meaning;
    } reserved[] = {
        {TABLE_STRATEGIES, "undisturbed", "the reference without attack and outage"},
        {TABLE_CALENDARS, "always", "the calendar that never closes"},
        {TABLE_PROFILES, "flat", "the profile of constant demand"},
        {TABLE_ZONES, "all", "a word of strategies' column isolate"},
        {TABLE_ZONES, "datacentre", "a word of strategies' column isolate"},
        {TABLE_ZONES, "compromised", "a word of strategies' column isolate"},
        {TABLE_ZONES, "none", "a word of strategies' column isolate"},
    };
    const TableId kind = table == TABLE_DATACENTRES ? TABLE_ZONES : table;

    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
        if (reserved[i].table == kind && strcmp(reserved[i].id, id) == 0) {
            return reserved[i].meaning;
        }
    }
    return NULL;
}

/* Whether the row's id (or group) can be used; reports what is wrong with it. */
static bool check_id(const ScenarioTables *tables, ScenarioFolder *folder, TableId id, size_t row)
{
    const ScenarioTable *table = &tables->tables[id];
    const char *column = column_spec(table_spec(id)->first_column)->name;
    const char *name = table->cells[row * table->column_count].text;
    const size_t line = table->lines[row];
    char quoted[128];

    if (table->absent[0]) {
        return false;
    }
    if (name[0] == '\0') {
        return diagnostics_add(folder->diagnostics, table->file, line, column, "is required");
    }
    if (!text_is_id(name)) {
        diagnostics_add(folder->diagnostics, table->file, line, column,
                        "%s is not an id; expected letters, digits, _ . and - alone",
                        text_quote(quoted, sizeof quoted, name));
    }
    const char *meaning = reserved_meaning(id, name);
    if (meaning) {
        diagnostics_add(folder->diagnostics, table->file, line, column, "%s is reserved: %s",
                        text_quote(quoted, sizeof quoted, name), meaning);
    }
    return true;
}

static void index_ids(ScenarioTables *tables, ScenarioFolder *folder, TableId id)
{
    ScenarioTable *table = &tables->tables[id];
    char quoted[128];

    id_index_init(&table->ids, table->row_count, folder->arena);
    for (size_t row = 0; row < table->row_count; row++) {
        if (!check_id(tables, folder, id, row)) {
            continue;
        }
        const char *name = table->cells[row * table->column_count].text;
        const size_t first = id_index_add(&table->ids, name, row);
        if (first != row) {
            diagnostics_add(folder->diagnostics, table->file, table->lines[row], "id",
                            "%s is there twice, first in line %zu",
                            text_quote(quoted, sizeof quoted, name), table->lines[first]);
        }
    }
}

static void index_groups(ScenarioTables *tables, ScenarioFolder *folder, TableId id)
{
    ScenarioTable *table = &tables->tables[id];
    size_t *groups = arena_allocate(folder->arena, table->row_count, sizeof *groups);

    id_index_init(&table->ids, table->row_count, folder->arena);
    for (size_t row = 0; row < table->row_count; row++) {
        const char *name = table->cells[row * table->column_count].text;
        groups[row] = check_id(tables, folder, id, row)
                          ? id_index_add(&table->ids, name, table->ids.count)
                          : SIZE_MAX;
    }
    table->groups = groups;
}

/* Zones and data centres share the names that links, entries and strategies use. */
static void check_zones_against_datacentres(const ScenarioTables *tables, ScenarioFolder *folder)
{
    const ScenarioTable *zones = &tables->tables[TABLE_ZONES];
    const ScenarioTable *datacentres = &tables->tables[TABLE_DATACENTRES];
    char quoted[128];

    for (size_t row = 0; row < zones->row_count; row++) {
        const char *name = zones->cells[row * zones->column_count].text;
        const size_t other = id_index_find(&datacentres->ids, name, strlen(name));
        if (name[0] != '\0' && other != SIZE_MAX) {
            diagnostics_add(folder->diagnostics, zones->file, zones->lines[row], "id",
                            "%s is a data centre too (datacentres.csv, line %zu); zones and data "
                            "centres need different ids",
                            text_quote(quoted, sizeof quoted, name), datacentres->lines[other]);
        }
    }
}

void scenario_tables_read(ScenarioTables *tables, ScenarioFolder *folder)
{
    *tables = (ScenarioTables){.origin_count = 1};
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        read_table(tables, table, folder);
    }
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        if (table_spec(table)->kind == TABLE_OF_IDS) {
            index_ids(tables, folder, table);
        } else if (table_spec(table)->kind == TABLE_OF_GROUPS) {
            index_groups(tables, folder, table);
        }
    }
    check_zones_against_datacentres(tables, folder);
}

void scenario_tables_deinit(ScenarioTables *tables)
{
    free(tables->origins);
    *tables = (ScenarioTables){0};
}
