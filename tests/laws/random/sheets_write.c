/* How sheets become files: the freedom that the format leaves to an author (order of columns and
 * keys, columns that are all empty, dialect, line ends) is used as the layout says. */
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/laws/random/draw.h"
#include "tests/laws/random/sheets.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct Layout {
    char separator;
    const char *line_end;
    size_t column_count;
    ColumnId columns[SHEET_COLUMNS];
} Layout;

/* A column may be left out where it is not required and empty throughout. */
static bool has_text(const Sheets *sheets, ColumnId column)
{
    for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
        if (sheets_cell(sheets, row, column)[0]) {
            return true;
        }
    }
    return column_spec(column)->required;
}

static Layout layout_of(const Sheets *sheets, TableId table)
{
    Layout layout = {.separator = ',', .line_end = "\n"};
    Draw draw = {sheets->layout + 1000 * (uint64_t)table};
    const ColumnId first = table_spec(table)->first_column;
    bool varied = sheets->layout != 0, keys = table_spec(table)->kind == TABLE_OF_KEYS;
    layout.separator = varied && draw_chance(&draw, 0.2) ? ';' : ',';
    layout.line_end = varied && draw_chance(&draw, 0.2) ? "\r\n" : "\n";
    for (size_t i = 0; i < table_column_count(table); i++) {
        ColumnId column = (ColumnId)(first + i);
        if (has_text(sheets, column) || (varied && !keys && draw_chance(&draw, 0.3))) {
            layout.columns[layout.column_count++] = column;
        }
    }
    for (size_t i = layout.column_count; varied && i > 1; i--) {
        size_t other = draw_below(&draw, i);
        ColumnId column = layout.columns[i - 1];
        layout.columns[i - 1] = layout.columns[other];
        layout.columns[other] = column;
    }
    return layout;
}

static bool holds_numbers(CellType type)
{
    return type == CELL_NUMBER || type == CELL_DISTRIBUTION || type == CELL_VALUE;
}

/* In the German dialect the decimal point of a number is a comma. */
static void add_cell(TextBuilder *out, const Layout *layout, const char *text, CellType type)
{
    bool german = layout->separator == ';' && holds_numbers(type);
    bool quoted = strpbrk(text, ",;\"") || (german && strchr(text, '.'));
    text_add(out, quoted ? "\"" : "");
    for (const char *place = text; *place; place++) {
        bool decimal = german && *place == '.' && place > text && strchr("0123456789", place[-1]) &&
                       place[1] && strchr("0123456789", place[1]);
        const char byte = decimal ? ',' : *place;
        text_add_bytes(out, &byte, 1);
        text_add(out, byte == '"' ? "\"" : "");
    }
    text_add(out, quoted ? "\"" : "");
}

static void add_keys(TextBuilder *out, const Sheets *sheets, const Layout *layout)
{
    text_add_format(out, "key%cvalue%s", layout->separator, layout->line_end);
    for (size_t i = 0; i < layout->column_count; i++) {
        const ColumnSpec *spec = column_spec(layout->columns[i]);
        const char *text = sheets_cell(sheets, 0, layout->columns[i]);
        if (text[0]) {
            text_add_format(out, "%s%c", spec->name, layout->separator);
            add_cell(out, layout, text, spec->type);
            text_add(out, layout->line_end);
        }
    }
}

/* The last column is a note, so that no row is blank and every header shows its dialect. */
static void add_rows(TextBuilder *out, const Sheets *sheets, const Layout *layout, TableId table)
{
    for (size_t i = 0; i < layout->column_count; i++) {
        text_add_format(out, "%s%c", column_spec(layout->columns[i])->name, layout->separator);
    }
    text_add_format(out, "note%s", layout->line_end);
    for (size_t row = 0; row < sheets->tables[table].row_count; row++) {
        for (size_t i = 0; i < layout->column_count; i++) {
            add_cell(out, layout, sheets_cell(sheets, row, layout->columns[i]),
                     column_spec(layout->columns[i])->type);
            text_add_bytes(out, &layout->separator, 1);
        }
        text_add(out, layout->line_end);
    }
}

static void write_text(const char *folder, const char *name, const char *text)
{
    char *path = path_join(folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        fail_msg("cannot write %s", path);
    }
    free(path);
}

static void remove_file(const char *folder, const char *name)
{
    char *path = path_join(folder, name);
    unlink(path);
    free(path);
}

/* What `empirical(file=values.csv)` draws from: mean 1. */
static const char values[] = "value\n0.25\n0.5\n0.75\n1\n2.5\n";

void sheets_write(const Sheets *sheets, const char *folder)
{
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        const TableSpec *spec = table_spec(table);
        TextBuilder name = {0}, text = {0};
        const Layout layout = layout_of(sheets, table);
        text_add_format(&name, "%s.csv", spec->name);
        if (sheets->tables[table].row_count == 0 && !spec->needed) {
            remove_file(folder, name.text);
        } else if (spec->kind == TABLE_OF_KEYS) {
            add_keys(&text, sheets, &layout);
        } else {
            add_rows(&text, sheets, &layout, table);
        }
        if (text.text) {
            write_text(folder, name.text, text.text);
        }
        text_deinit(&name);
        text_deinit(&text);
    }
    write_text(folder, "values.csv", values);
}
