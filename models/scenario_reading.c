#include "models/scenario_reading.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "models/scenario_complaint.h"
#include "sim/distribution_parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEARCHED_MAX = 2 << 20, /* names compared in the search for nearest ones, over all mistakes */
    CHOICES_MAX = 8,
    QUOTE = 192
};

size_t reading_rows(const ScenarioReading *reading, TableId table)
{
    return reading->tables->tables[table].row_count;
}

bool reading_is_empty(const ScenarioReading *reading, size_t row, ColumnId column)
{
    return table_cell(reading->tables, row, column)->text[0] == '\0';
}

bool reading_is_lost(const ScenarioReading *reading, ColumnId column)
{
    return reading->tables->tables[column_spec(column)->table].absent[column_index(column)];
}

bool reading_lacks(const ScenarioReading *reading, size_t row, ColumnId column)
{
    return reading_is_empty(reading, row, column) && !reading_is_lost(reading, column);
}

const char *read_text(ScenarioReading *reading, size_t row, ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    const ScenarioTable *table = &reading->tables->tables[spec->table];
    const char *text = table_cell(reading->tables, row, column)->text;

    if (text[0] != '\0') {
        return text;
    }
    if (!spec->required) {
        return spec->fallback;
    }
    const bool told = table->absent[column_index(column)] ||
                      (table_spec(spec->table)->kind == TABLE_OF_KEYS &&
                       table_mentions(table, spec->name, strlen(spec->name)));
    if (!told) {
        reading_mistake(reading, row, column, "is required: %s", spec->meaning);
    }
    return "";
}

/* What is expected of the column, for a message. */
static void number_mistake(ScenarioReading *reading, size_t row, ColumnId column,
                           const char *complaint)
{
    const TableCell *cell = table_cell(reading->tables, row, column);
    char quoted[QUOTE];
    char message[700];
    TextBuilder expected = {0};

    if (isfinite(column_spec(column)->range.low) || column_spec(column)->type == CELL_SEED) {
        text_add(&expected, "; expected ");
        column_expectation(column, &expected);
    }
    snprintf(message, sizeof message, "%s is %s%s", text_quote(quoted, sizeof quoted, cell->text),
             complaint, expected.text ? expected.text : "");
    reading_text_mistake(reading, row, column, message);
    text_deinit(&expected);
}

/* Parses the cell's number; NAN where there is none or it is wrong. */
static double parse_number(ScenarioReading *reading, size_t row, ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    const TableCell *cell = table_cell(reading->tables, row, column);
    const char *text = read_text(reading, row, column);
    const char sign = text == cell->text ? cell->decimal_sign : '.';
    char complaint[160] = "not a number";
    double value;

    if (text[0] == '\0') {
        return NAN;
    }
    if (!number_parse(text, strlen(text), sign, &value)) {
        number_advice_bracketed(complaint + strlen(complaint), sizeof complaint - strlen(complaint),
                                text, sign);
        number_mistake(reading, row, column, complaint);
        return NAN;
    }
    if (spec->type == CELL_WHOLE && floor(value) != value) {
        char advice[128];
        snprintf(complaint, sizeof complaint, "not a whole number%s",
                 number_fraction_advice(advice, sizeof advice, text, sign));
        number_mistake(reading, row, column, complaint);
        return NAN;
    }
    if (!range_holds(&spec->range, value)) {
        number_mistake(reading, row, column, "out of range");
        return NAN;
    }
    return value;
}

double read_number(ScenarioReading *reading, size_t row, ColumnId column)
{
    return parse_number(reading, row, column);
}

double read_hours(ScenarioReading *reading, size_t row, ColumnId column)
{
    const double value = parse_number(reading, row, column);
    const CellUnit unit = column_spec(column)->unit;

    return unit == UNIT_DAYS ? value * 24 : unit == UNIT_MINUTES ? value / 60 : value;
}

size_t read_whole(ScenarioReading *reading, size_t row, ColumnId column)
{
    const double value = parse_number(reading, row, column);

    return isnan(value) ? NONE : (size_t)value;
}

uint64_t read_seed(ScenarioReading *reading, size_t row, ColumnId column)
{
    const char *text = read_text(reading, row, column);
    uint64_t value = 0;

    if (!number_parse_whole(text, strlen(text), &value)) {
        number_mistake(reading, row, column, "no seed");
    }
    return value;
}

typedef struct EmpiricalLoad {
    ScenarioFolder *folder;
    bool told; /* the file has mistakes of its own, reported there */
} EmpiricalLoad;

static bool load_empirical(void *context, const char *file, const double **values, size_t *count,
                           char *message, size_t size)
{
    EmpiricalLoad *load = context;
    const EmpiricalFile *empirical = scenario_folder_empirical(load->folder, file);

    *values = empirical->values;
    *count = empirical->count;
    load->told = empirical->told;
    if (!empirical->good) {
        char quoted[QUOTE];
        snprintf(message, size, "%s: %s", text_quote(quoted, sizeof quoted, file),
                 empirical->message);
    }
    return empirical->good;
}

Distribution read_distribution(ScenarioReading *reading, size_t row, ColumnId column)
{
    const TableCell *cell = table_cell(reading->tables, row, column);
    const char *text = read_text(reading, row, column);
    const double unit = column_spec(column)->unit == UNIT_MINUTES ? 1 / 60.0 : 1;
    EmpiricalLoad load = {.folder = reading->folder};
    const DistributionSyntax syntax = {.decimal_sign =
                                           text == cell->text ? cell->decimal_sign : '.',
                                       .arena = reading->arena,
                                       .load = load_empirical,
                                       .load_context = &load};
    Distribution distribution;
    char message[700];

    if (text[0] == '\0') {
        return (Distribution){.kind = DISTRIBUTION_KINDS};
    }
    if (!distribution_parse(&distribution, text, &syntax, message, sizeof message)) {
        if (!load.told) {
            reading_text_mistake(reading, row, column, message);
        }
        return (Distribution){.kind = DISTRIBUTION_KINDS};
    }
    return distribution_scaled(&distribution, cell->factor * unit);
}

bool distribution_was_read(const Distribution *distribution)
{
    return distribution->kind != DISTRIBUTION_KINDS;
}

bool distribution_has_no_mean(const Distribution *distribution)
{
    return distribution_was_read(distribution) && !(distribution_mean(distribution) > 0);
}

size_t list_word(const char **text)
{
    *text += strspn(*text, " \t\r\n");
    return strcspn(*text, " \t\r\n");
}

/* Splits the words of `text` into `words`, which point into `copy`; returns their number. */
static size_t split_choices(const char *text, char *copy, size_t size, const char **words)
{
    size_t count = 0;
    char *rest = NULL;

    snprintf(copy, size, "%s", text);
    for (char *word = strtok_r(copy, " ", &rest); word && count < CHOICES_MAX;
         word = strtok_r(NULL, " ", &rest)) {
        words[count++] = word;
    }
    return count;
}

/* "; did you mean X?" or "; expected one of A, B, C" after what is wrong; of many names a few. */
static void add_suggestion(ScenarioReading *reading, TextBuilder *message, const char *name,
                           const char *const *known, size_t count)
{
    enum { LISTED_MAX = 12, EXAMPLES = 3 };
    size_t nearest = SIZE_MAX;

    if (reading->notes->searches < SEARCHED_MAX) {
        nearest = text_nearest(name, known, count);
        reading->notes->searches += count;
    }
    if (nearest != SIZE_MAX) {
        text_add_format(message, "; did you mean \"%s\"?", known[nearest]);
        return;
    }
    if (count == 0) {
        text_add(message, "; there is none");
    } else if (count <= LISTED_MAX) {
        text_add(message, count == 1 ? "; expected " : "; expected one of ");
    } else {
        text_add_format(message, "; expected one of %zu, such as ", count);
    }
    for (size_t i = 0; i < count && (count <= LISTED_MAX || i < EXAMPLES); i++) {
        text_add(message, i > 0 ? ", " : "");
        text_add_clean(message, known[i], strlen(known[i]), TEXT_QUOTE_CHARACTERS);
    }
}

bool reading_unknown_word(ScenarioReading *reading, size_t row, ColumnId column, const char *name,
                          const char *const *known, size_t count)
{
    char quoted[QUOTE];
    TextBuilder message = {0};

    text_add_format(&message, "unknown word %s", text_quote(quoted, sizeof quoted, name));
    add_suggestion(reading, &message, name, known, count);
    reading_text_mistake(reading, row, column, message.text);
    text_deinit(&message);
    return false;
}

size_t read_choice(ScenarioReading *reading, size_t row, ColumnId column)
{
    const char *text = read_text(reading, row, column);
    const char *words[CHOICES_MAX];
    char copy[128];
    const size_t count = split_choices(column_spec(column)->choices, copy, sizeof copy, words);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            return i;
        }
    }
    if (text[0] != '\0') {
        reading_unknown_word(reading, row, column, text, words, count);
    }
    return NONE;
}

/* What the ids of a table are called, and a name that is built in. */
static const char *id_kind(TableId table, const char **built_in)
{
    *built_in = NULL;
    switch (table) {
    case TABLE_CREWS:
        return "crew";
    case TABLE_DATACENTRES:
        return "data centre";
    case TABLE_ZONES:
        return "zone or data centre";
    case TABLE_SYSTEMS:
        return "system";
    case TABLE_INSURERS:
        return "insurer";
    case TABLE_SERVICES:
        return "service";
    case TABLE_CHANNELS:
        return "channel";
    case TABLE_CALENDARS:
        *built_in = "always";
        return "calendar";
    case TABLE_PROFILES:
        *built_in = "flat";
        return "profile";
    case TABLE_STRATEGIES:
        return "strategy";
    default:
        return "id";
    }
}

static size_t add_names(const char **known, size_t count, const IdIndex *ids)
{
    if (ids->count > 0) {
        memcpy(known + count, ids->names, ids->count * sizeof *known);
    }
    return count + ids->count;
}

bool reading_unknown(ScenarioReading *reading, size_t row, ColumnId column, TableId table,
                     const char *name)
{
    const ScenarioTable *tables = reading->tables->tables;
    const size_t most = tables[table].ids.count + tables[TABLE_DATACENTRES].ids.count + CHOICES_MAX;
    char choices[128];
    const char **known = memory_allocate(most, sizeof *known);
    const char *built_in;
    const char *kind = id_kind(table, &built_in);
    char quoted[QUOTE];
    TextBuilder message = {0};

    size_t count = add_names(known, 0, &tables[table].ids);
    if (table == TABLE_ZONES) {
        count = add_names(known, count, &tables[TABLE_DATACENTRES].ids);
    }
    if (column_spec(column)->type == CELL_ISOLATION &&
        strcmp(name, table_cell(reading->tables, row, column)->text) == 0) {
        count +=
            split_choices(column_spec(column)->choices, choices, sizeof choices, known + count);
    } else if (built_in) {
        known[count++] = built_in;
    }
    text_add_format(&message, "unknown %s %s", kind, text_quote(quoted, sizeof quoted, name));
    if (strpbrk(name, ",;|") && column_spec(column)->type != CELL_REFERENCE) {
        text_add(&message, "; spaces alone separate ids");
    } else {
        add_suggestion(reading, &message, name, known, count);
    }
    reading_text_mistake(reading, row, column, message.text);
    text_deinit(&message);
    free(known);
    return false;
}

/* Whether an unknown name is no mistake of its own, because the table that has it cannot be read.
 */
static bool may_be_lost(ScenarioReading *reading, TableId table, const char *name, size_t length)
{
    const ScenarioTable *tables = reading->tables->tables;

    if (!tables[table].damaged && !(table == TABLE_ZONES && tables[TABLE_DATACENTRES].damaged)) {
        return false;
    }
    if (reading->notes->searches >= SEARCHED_MAX) {
        return true;
    }
    reading->notes->searches += SEARCHED_MAX / 500;
    return table_mentions(&tables[table], name, length) ||
           (table == TABLE_ZONES && table_mentions(&tables[TABLE_DATACENTRES], name, length));
}

size_t read_reference(ScenarioReading *reading, size_t row, ColumnId column)
{
    const TableId table = column_spec(column)->of;
    const char *text = read_text(reading, row, column);
    const size_t length = strlen(text);
    const char *built_in;

    id_kind(table, &built_in);
    if (length == 0 || (built_in && strcmp(text, built_in) == 0) ||
        (column == COLUMN_SCENARIO_BASELINE && strcmp(text, "undisturbed") == 0)) {
        return NONE;
    }
    const size_t found = id_index_find(&reading->tables->tables[table].ids, text, length);
    if (found == SIZE_MAX && !may_be_lost(reading, table, text, length)) {
        reading_unknown(reading, row, column, table, text);
    }
    return found;
}

size_t read_word(ScenarioReading *reading, const CellWord *word)
{
    const size_t found =
        id_index_find(&reading->tables->tables[word->table].ids, word->text, word->length);

    if (found != SIZE_MAX || may_be_lost(reading, word->table, word->text, word->length)) {
        return found;
    }
    char *name = arena_copy_text(reading->arena, word->text, word->length);
    reading_unknown(reading, word->row, word->column, word->table, name);
    return NONE;
}

IndexList read_list(ScenarioReading *reading, size_t row, ColumnId column)
{
    const char *text = read_text(reading, row, column);
    const TableId table = column_spec(column)->of;
    size_t *items = arena_allocate(reading->arena, strlen(text) / 2 + 1, sizeof *items);
    IndexList list = {.items = items};
    const size_t mark = ++reading->notes->mark;

    for (size_t length; (length = list_word(&text)) > 0; text += length) {
        const size_t item = read_word(reading, &(CellWord){table, row, column, text, length});
        if (item != NONE && reading->notes->marks[item] != mark) {
            reading->notes->marks[item] = mark;
            items[list.count++] = item;
        }
    }
    return list;
}
