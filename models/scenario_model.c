#include "models/scenario_model.h"

#include "base/number.h"
#include "models/scenario_cell.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Decimal commas become points: those beside a digit. File names of `empirical` stay. */
static char *with_points(const char *text, Arena *arena)
{
    char *copy = arena_copy_text(arena, text, strlen(text));

    if (strncmp(text, "empirical", 9) == 0) {
        return copy;
    }
    for (char *c = copy; *c; c++) {
        if (*c == ',' && ((c > copy && is_digit(c[-1])) || is_digit(c[1]))) {
            *c = '.';
        }
    }
    return copy;
}

/* Whether the cell of overrides.csv stands for a number or distribution. */
static bool override_is_numeric(const ScenarioTables *tables, size_t row)
{
    const char *text = table_cell(tables, row, COLUMN_OVERRIDES_CELL)->text;
    TextBuilder message = {0};
    CellAddress address;
    const bool numeric = cell_address_find(&address, tables, text, CELL_IN_OVERRIDES, &message) &&
                         column_is_numeric(address.column);

    text_deinit(&message);
    return numeric;
}

static void normalise(ScenarioTables *tables, size_t row, ColumnId column, Arena *arena)
{
    const bool numeric = column_is_numeric(column) ||
                         (column == COLUMN_OVERRIDES_VALUE && override_is_numeric(tables, row));
    const TableCell *seen = table_cell(tables, row, column);
    const bool multiplied = seen->factor < 1 || seen->factor > 1;
    TextBuilder text = {0};
    char factor[NUMBER_TEXT];

    if (!multiplied && !(numeric && seen->decimal_sign == ',')) {
        return;
    }
    table_own(tables, column_spec(column)->table, arena);
    TableCell *cell = table_cell(tables, row, column);
    if (numeric && cell->decimal_sign == ',') {
        cell->text = with_points(cell->text, arena);
        cell->decimal_sign = '.';
    }
    if (multiplied) {
        number_format(factor, cell->factor);
        text_add_format(&text, "%s x%s", cell->text, factor);
        cell->text = arena_copy_text(arena, text.text, text.length);
        cell->factor = 1;
        text_deinit(&text);
    }
}

/* Whether a cell is listed: it is not empty, or a key's note stands alone. */
static bool is_listed(const ScenarioTables *tables, size_t row, ColumnId column)
{
    const TableId id = column_spec(column)->table;
    const ScenarioTable *table = &tables->tables[id];

    return table_cell(tables, row, column)->text[0] != '\0' ||
           (table_spec(id)->kind == TABLE_OF_KEYS && table->notes[column_index(column)][0] != '\0');
}

/* Lists the cells of a row, or only counts them as long as there is no room. */
static void list_row(ScenarioTables *tables, TableId id, size_t row, ModelCells *out, Arena *arena)
{
    for (size_t i = 0; i < tables->tables[id].column_count; i++) {
        const ColumnId column = (ColumnId)(table_spec(id)->first_column + i);
        if (!is_listed(tables, row, column)) {
            continue;
        }
        if (out->cells) {
            out->cells[out->count] = (ModelCell){(uint32_t)row, (uint32_t)column};
            normalise(tables, row, column, arena);
        }
        out->count++;
    }
}

static void list_cells(ScenarioTables *tables, ModelCells *out, Arena *arena)
{
    out->count = 0;
    for (TableId id = 0; id < TABLE_COUNT; id++) {
        for (size_t row = 0; row < tables->tables[id].row_count; row++) {
            list_row(tables, id, row, out, arena);
        }
    }
}

void model_cells_init(ModelCells *cells, ScenarioTables *tables, Arena *arena)
{
    size_t most = 0;
    char number[32];

    *cells = (ModelCells){0};
    list_cells(tables, cells, arena);
    cells->cells = arena_allocate(arena, cells->count, sizeof *cells->cells);
    list_cells(tables, cells, arena);
    for (TableId id = 0; id < TABLE_COUNT; id++) {
        const size_t rows = tables->tables[id].row_count;
        most = table_spec(id)->kind != TABLE_OF_IDS && rows > most ? rows : most;
    }
    const char **numbers = arena_allocate(arena, most, sizeof *numbers);
    for (size_t i = 0; i < most; i++) {
        const int length = snprintf(number, sizeof number, "%zu", i + 1);
        numbers[i] = arena_copy_text(arena, number, (size_t)length);
    }
    cells->numbers = numbers;
}

CaseCell model_cell(const ModelCells *cells, const ScenarioTables *tables, size_t index)
{
    const size_t row = cells->cells[index].row;
    const ColumnId column = (ColumnId)cells->cells[index].column;
    const TableId id = column_spec(column)->table;
    const TableSpec *spec = table_spec(id);
    const ScenarioTable *table = &tables->tables[id];
    CaseCell cell = {.table = spec->name,
                     .column = column_spec(column)->name,
                     .value = table_cell(tables, row, column)->text};

    if (spec->kind == TABLE_OF_KEYS) {
        cell.id = "";
        cell.note = table->notes[column_index(column)];
    } else {
        cell.id = spec->kind == TABLE_OF_IDS ? table->cells[row * table->column_count].text
                                             : cells->numbers[row];
        cell.note = table->notes[row];
    }
    return cell;
}

/* Texts are equal as they stand, or are the same number in two dialects. */
static bool cells_equal(const TableCell *a, const TableCell *b)
{
    double x;
    double y;

    if (a->factor < b->factor || a->factor > b->factor) {
        return false;
    }
    if (a->decimal_sign == b->decimal_sign &&
        (a->text == b->text || strcmp(a->text, b->text) == 0)) {
        return true;
    }
    return number_parse(a->text, strlen(a->text), a->decimal_sign, &x) &&
           number_parse(b->text, strlen(b->text), b->decimal_sign, &y) && !(x < y || x > y);
}

bool tables_equal(const ScenarioTable *a, const ScenarioTable *b)
{
    if (a->cells == b->cells) {
        return true;
    }
    for (size_t i = 0; i < a->row_count * a->column_count; i++) {
        if (!cells_equal(&a->cells[i], &b->cells[i])) {
            return false;
        }
    }
    return true;
}
