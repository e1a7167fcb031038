#include "models/scenario_cell.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "models/scenario_names.h"

#include <math.h>
#include <string.h>

enum { QUOTE = 192 };

/* What all factors of a distribution may be together: as large as its arguments, so that no draw
 * overflows. */
#define FACTORS_MAX 1e15

uint32_t tables_add_origin(ScenarioTables *tables, CellOrigin origin)
{
    if (tables->origin_count >= tables->origin_capacity) {
        tables->origin_capacity = 2 * tables->origin_capacity + 64;
        tables->origins =
            memory_grow(tables->origins, tables->origin_capacity, sizeof *tables->origins);
    }
    tables->origins[tables->origin_count] = origin;
    return (uint32_t)tables->origin_count++;
}

static bool complain_nearest(TextBuilder *message, const char *what, const char *name,
                             const char *const *known, size_t count)
{
    enum { LISTED_MAX = 16 };
    char quoted[QUOTE];
    const size_t nearest = text_nearest(name, known, count);

    text_add_format(message, "unknown %s %s", what, text_quote(quoted, sizeof quoted, name));
    if (nearest != SIZE_MAX) {
        text_add_format(message, "; did you mean \"%s\"?", known[nearest]);
    } else if (count > 0 && count <= LISTED_MAX) {
        text_add(message, "; expected one of ");
        for (size_t i = 0; i < count; i++) {
            text_add_format(message, "%s%s", i > 0 ? ", " : "", known[i]);
        }
    } else if (count == 0) {
        text_add(message, "; there is none");
    }
    return false;
}

static bool find_table(CellAddress *address, const char *text, size_t length, TextBuilder *message)
{
    const char *names[TABLE_COUNT];
    TextBuilder name = {0};

    address->table = table_find(text, length);
    if (address->table != TABLE_COUNT && address->table != TABLE_OVERRIDES) {
        return true;
    }
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        names[table] = table_spec(table)->name;
    }
    text_add_bytes(&name, text, length);
    if (address->table == TABLE_OVERRIDES) {
        text_add(message, "overrides cannot be overridden themselves");
    } else {
        complain_nearest(message, "table", name.text, names, TABLE_COUNT);
    }
    text_deinit(&name);
    return false;
}

static bool find_column(CellAddress *address, const char *name, TextBuilder *message)
{
    const TableSpec *spec = table_spec(address->table);
    char quoted[QUOTE];

    address->column = column_find(address->table, name, strlen(name));
    if (address->column != COLUMN_COUNT) {
        return true;
    }
    text_add_format(message, "unknown %s of %s %s", spec->kind == TABLE_OF_KEYS ? "key" : "column",
                    spec->name, text_quote(quoted, sizeof quoted, name));
    names_suggest(address->table, name, message);
    return false;
}

static bool find_row(CellAddress *address, const ScenarioTables *tables, const char *id,
                     size_t length, TextBuilder *message)
{
    const TableSpec *spec = table_spec(address->table);
    const ScenarioTable *table = &tables->tables[address->table];
    char what[64];
    TextBuilder name = {0};
    bool found = true;

    address->row = SIZE_MAX;
    if (length == 1 && id[0] == '*') {
        return true;
    }
    if (spec->kind != TABLE_OF_IDS) {
        text_add_format(message, "%s has no ids; expected %s.*.%s", spec->name, spec->name,
                        column_spec(address->column)->name);
        return false;
    }
    address->row = id_index_find(&table->ids, id, length);
    if (address->row == SIZE_MAX && table_mentions(table, id, length)) {
        return false; /* in a row that could not be read, which is told there */
    }
    if (address->row == SIZE_MAX) {
        text_add_bytes(&name, id, length);
        snprintf(what, sizeof what, "id of %s", spec->name);
        found = complain_nearest(message, what, name.text ? name.text : "", table->ids.names,
                                 table->ids.count);
        text_deinit(&name);
    }
    return found;
}

/* Whether the cell may be changed at all, and by an override. */
static bool may_change(const CellAddress *address, CellUse use, TextBuilder *message)
{
    const ColumnSpec *spec = column_spec(address->column);

    if (spec->type == CELL_ID || spec->type == CELL_GROUP) {
        text_add_format(message, "%s of %s cannot be changed: it names the row", spec->name,
                        table_spec(address->table)->name);
        return false;
    }
    if (use == CELL_IN_SET) {
        return true;
    }
    if (address->table == TABLE_SCENARIO) {
        text_add(message, "scenario.* cannot be overridden: it is the same for all strategies");
        return false;
    }
    if (address->table == TABLE_STRATEGIES) {
        text_add(message, "strategies.* cannot be overridden; change the strategy's own row in "
                          "strategies.csv");
        return false;
    }
    if (address->column == COLUMN_SYSTEMS_SCOPE) {
        text_add(message, "scope cannot be overridden: it decides which instances there are, and "
                          "they are the same for all strategies");
        return false;
    }
    return true;
}

bool cell_address_find(CellAddress *address, const ScenarioTables *tables, const char *text,
                       CellUse use, TextBuilder *message)
{
    const char *first = strchr(text, '.');
    const char *last = strrchr(text, '.');

    if (!first) {
        text_add(message, "is no cell; expected table.id.column or table.key");
        names_suggest_cells(text, message);
        return false;
    }
    if (!find_table(address, text, (size_t)(first - text), message)) {
        return false;
    }
    const TableSpec *spec = table_spec(address->table);
    if (spec->kind == TABLE_OF_KEYS) {
        address->row = 0;
        return find_column(address, first + 1, message) && may_change(address, use, message);
    }
    if (first == last) {
        text_add_format(message, "is no cell; expected %s.%s.COLUMN", spec->name,
                        spec->kind == TABLE_OF_IDS ? "ID" : "*");
        return false;
    }
    return find_column(address, last + 1, message) &&
           find_row(address, tables, first + 1, (size_t)(last - first) - 1, message) &&
           may_change(address, use, message);
}

/* "x1.5": false where it is no factor. */
static bool parse_factor(const CellChange *change, double *factor)
{
    const char *text = change->value + 1;

    return number_parse(text, strlen(text), change->decimal_sign, factor) && *factor >= 0;
}

/* The cell's number times the factor, as text. What is no number stays as it is: its own mistake is
 * told. False where the result is too large. */
static bool multiply(TableCell *cell, ColumnId column, const CellChange *change, double factor,
                     Arena *arena)
{
    char text[NUMBER_TEXT];
    double value;

    if (number_parse(cell->text, strlen(cell->text), cell->decimal_sign, &value)) {
        const double product = value * factor;
        if (!isfinite(product)) {
            return false;
        }
        const bool whole = column_spec(column)->type == CELL_WHOLE;
        const size_t length = number_format(text, whole ? round(product) : product);
        cell->text = arena_copy_text(arena, text, length);
        cell->decimal_sign = '.';
        cell->is_product = true;
        cell->text_origin = change->origin;
        cell->origin = change->origin;
    } else if (column_spec(column)->type == CELL_DISTRIBUTION) {
        if (!(cell->factor * factor <= FACTORS_MAX)) {
            return false;
        }
        cell->factor *= factor;
        cell->origin = change->origin;
    }
    return true;
}

/* Tells which of the cells cannot be multiplied, and why; always false. */
static bool refuse_factor(const ScenarioTables *tables, const CellAddress *address, size_t row,
                          const CellChange *change, TextBuilder *message)
{
    const bool empty = table_cell(tables, row, address->column)->text[0] == '\0';
    char quoted[QUOTE];

    text_add_format(message, "%s %s (%s.csv, line %zu, %s)%s",
                    text_quote(quoted, sizeof quoted, change->value),
                    empty ? "of an empty cell" : "makes a cell", table_spec(address->table)->name,
                    table_line(tables, row, address->column), column_spec(address->column)->name,
                    empty ? "; expected a value" : " too large to compute with");
    return false;
}

static bool multiply_cells(ScenarioTables *tables, const CellAddress *address,
                           const CellChange *change, Arena *arena, TextBuilder *message)
{
    const size_t rows = tables->tables[address->table].row_count;
    const size_t first = address->row == SIZE_MAX ? 0 : address->row;
    const size_t end = address->row == SIZE_MAX ? rows : address->row + 1;
    char quoted[QUOTE], advice[128];
    double factor;

    if (!parse_factor(change, &factor)) {
        text_add_format(
            message, "%s is no factor%s; expected x and a number of at least 0",
            text_quote(quoted, sizeof quoted, change->value),
            number_factor_advice(advice, sizeof advice, change->value + 1, change->decimal_sign));
        return false;
    }
    for (size_t row = first; row < end; row++) {
        TableCell *cell = table_cell(tables, row, address->column);
        if (cell->text[0] == '\0' || !multiply(cell, address->column, change, factor, arena)) {
            return refuse_factor(tables, address, row, change, message);
        }
    }
    return true;
}

bool cell_change(ScenarioTables *tables, const CellAddress *address, const CellChange *change,
                 Arena *arena, TextBuilder *message)
{
    const size_t rows = tables->tables[address->table].row_count;
    const size_t first = address->row == SIZE_MAX ? 0 : address->row;
    const size_t end = address->row == SIZE_MAX ? rows : address->row + 1;
    char quoted[QUOTE];

    if (tables->tables[address->table].absent[column_index(address->column)]) {
        return true; /* that the file lacks the column, or mistypes its name, is told there */
    }
    if (change->value[0] == '*' && column_is_numeric(address->column)) {
        text_add_format(message, "%s multiplies nothing; write x and a number, as in x1.5",
                        text_quote(quoted, sizeof quoted, change->value));
        return false;
    }
    table_own(tables, address->table, arena);
    if (change->value[0] == 'x' && column_is_numeric(address->column)) {
        return multiply_cells(tables, address, change, arena, message);
    }
    for (size_t row = first; row < end; row++) {
        *table_cell(tables, row, address->column) =
            (TableCell){.text = change->value,
                        .factor = 1,
                        .text_origin = change->origin,
                        .origin = change->origin,
                        .decimal_sign = change->decimal_sign};
    }
    return true;
}
