#include "tests/laws/random/sheets.h"

#include "base/memory.h"
#include "base/number.h"
#include "tests/laws/random/mention.h"
#include "tests/test.h"

#include <stdlib.h>

Sheets *sheets_new(Arena *arena)
{
    Sheets *sheets = memory_allocate(1, sizeof *sheets);
    sheets->arena = arena;
    return sheets;
}

Sheets *sheets_copy(const Sheets *sheets)
{
    Sheets *copy = memory_allocate(1, sizeof *copy);
    *copy = *sheets;
    return copy;
}

static const char **cell_at(Sheets *sheets, size_t row, ColumnId column)
{
    return &sheets->tables[column_spec(column)->table].cells[row][column_index(column)];
}

const char *sheets_cell(const Sheets *sheets, size_t row, ColumnId column)
{
    const Sheet *sheet = &sheets->tables[column_spec(column)->table];
    const char *text = row < sheet->row_count ? sheet->cells[row][column_index(column)] : NULL;
    return text ? text : "";
}

double sheets_number(const Sheets *sheets, size_t row, ColumnId column, double fallback)
{
    const char *text = sheets_cell(sheets, row, column);
    double value = fallback;
    return number_parse(text, strlen(text), '.', &value) ? value : fallback;
}

void sheets_set(Sheets *sheets, size_t row, ColumnId column, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    assert_true(length >= 0 && (size_t)length < sizeof text);
    *cell_at(sheets, row, column) =
        length == 0 ? NULL : arena_copy_text(sheets->arena, text, (size_t)length);
}

size_t sheets_add_row(Sheets *sheets, TableId table)
{
    Sheet *sheet = &sheets->tables[table];
    assert_true(sheet->row_count < SHEET_ROWS && table_column_count(table) <= SHEET_COLUMNS);
    memset(sheet->cells[sheet->row_count], 0, sizeof sheet->cells[0]);
    return sheet->row_count++;
}

size_t sheets_find(const Sheets *sheets, TableId table, const char *id)
{
    for (size_t row = 0; row < sheets->tables[table].row_count; row++) {
        if (strcmp(sheets_cell(sheets, row, table_spec(table)->first_column), id) == 0) {
            return row;
        }
    }
    return SIZE_MAX;
}

bool sheets_mentions(const Sheets *sheets, size_t row, ColumnId column, TableId table,
                     const char *id)
{
    const CellMention mention = mention_of(sheets, row, column, table);
    char text[512];
    return mention_replace(&mention, id, NULL, text, sizeof text);
}

/* Removes rows that are marked, keeping the order. */
static void drop_marked(Sheet *sheet, const bool *marked)
{
    size_t kept = 0;
    for (size_t row = 0; row < sheet->row_count; row++) {
        if (!marked[row]) {
            memcpy(sheet->cells[kept++], sheet->cells[row], sizeof sheet->cells[0]);
        }
    }
    sheet->row_count = kept;
}

/* Takes the id out of the cells of one column; rows that need it there go. True where one did. */
static bool forget_in_column(Sheets *sheets, ColumnId column, TableId table, const char *id)
{
    const ColumnSpec *spec = column_spec(column);
    for (size_t row = 0; row < sheets->tables[spec->table].row_count; row++) {
        const CellMention mention = mention_of(sheets, row, column, table);
        char text[512];
        if (!mention_replace(&mention, id, NULL, text, sizeof text)) {
            continue;
        }
        if (text[0] == '\0' && spec->type == CELL_ISOLATION) {
            sheets_set(sheets, row, column, "none");
        } else if (text[0] == '\0' && spec->required) {
            sheets_remove_row(sheets, spec->table, row);
            return true;
        } else {
            sheets_set(sheets, row, column, "%s", text);
        }
    }
    return false;
}

static void forget(Sheets *sheets, TableId table, const char *id)
{
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        while (forget_in_column(sheets, column, table, id)) {
        }
    }
}

void sheets_remove_row(Sheets *sheets, TableId table, size_t row)
{
    const TableSpec *spec = table_spec(table);
    const char *id = sheets_cell(sheets, row, spec->first_column);
    bool marked[SHEET_ROWS] = {false};
    marked[row] = true;
    drop_marked(&sheets->tables[table], marked);
    bool named = spec->kind == TABLE_OF_IDS || spec->kind == TABLE_OF_GROUPS;
    if (named && sheets_find(sheets, table, id) == SIZE_MAX) {
        forget(sheets, table, id);
    }
}

void sheets_clear(Sheets *sheets, TableId table)
{
    while (sheets->tables[table].row_count > 0) {
        sheets_remove_row(sheets, table, sheets->tables[table].row_count - 1);
    }
}

void sheets_rename(Sheets *sheets, TableId table, const char *id, const char *name)
{
    const ColumnId first = table_spec(table)->first_column;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
            const CellMention mention = mention_of(sheets, row, column, table);
            char text[512];
            if (mention_replace(&mention, id, name, text, sizeof text)) {
                sheets_set(sheets, row, column, "%s", text);
            } else if (column == first && strcmp(sheets_cell(sheets, row, column), id) == 0) {
                sheets_set(sheets, row, column, "%s", name);
            }
        }
    }
}

void sheets_fill(Sheets *sheets, ColumnId column, const char *text)
{
    for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
        sheets_set(sheets, row, column, "%s", text);
    }
}

size_t sheets_rows(const Sheets *sheets)
{
    size_t rows = 0;
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        rows += sheets->tables[table].row_count;
    }
    return rows;
}

size_t sheets_cells(const Sheets *sheets)
{
    size_t cells = 0;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
            cells += sheets_cell(sheets, row, column)[0] != '\0';
        }
    }
    return cells;
}
