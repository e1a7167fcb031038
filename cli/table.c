#include "cli/table.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_COLUMN_LEAST = 8 };

struct Table {
    size_t columns, left;
    size_t count, capacity; /* cells */
    char **cells;
};

Table *table_new(size_t columns, size_t left)
{
    Table *table = memory_allocate(1, sizeof *table);
    table->columns = columns;
    table->left = left;
    return table;
}

void table_free(Table *table)
{
    for (size_t i = 0; i < table->count; ++i) {
        free(table->cells[i]);
    }
    free(table->cells);
    free(table);
}

void table_add(Table *table, const char *cell)
{
    size_t length = strlen(cell);
    if (table->count == table->capacity) {
        table->capacity = table->capacity ? 2 * table->capacity : 64;
        table->cells = memory_grow(table->cells, table->capacity, sizeof *table->cells);
    }
    char *copy = memory_allocate(length + 1, 1);
    memcpy(copy, cell, length);
    table->cells[table->count++] = copy;
}

void table_add_format(Table *table, const char *format, ...)
{
    char cell[512];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(cell, sizeof cell, format, list);
    va_end(list);
    table_add(table, cell);
}

void table_end_row(Table *table)
{
    while (table->count % table->columns != 0) {
        table_add(table, "");
    }
}

/* Whether a character starts at this byte and takes a column: no continuation byte, no combining
 * mark U+0300..U+036F. */
static bool takes_column(const char *at)
{
    unsigned char first = (unsigned char)at[0], second = first ? (unsigned char)at[1] : 0;
    bool combines = first == 0xCC || (first == 0xCD && second < 0xB0);
    return (first & 0xC0) != 0x80 && !combines;
}

size_t text_columns(const char *text)
{
    size_t columns = 0;
    for (; *text; ++text) {
        columns += takes_column(text);
    }
    return columns;
}

void text_add_cut(TextBuilder *out, const char *text, size_t columns)
{
    if (text_columns(text) <= columns) {
        text_add(out, text);
        return;
    }
    size_t length = 0, taken = 0;
    for (; text[length]; ++length) {
        taken += takes_column(text + length);
        if (taken == columns) {
            break;
        }
    }
    text_add_bytes(out, text, length);
    text_add(out, "…");
}

static void add_spaces(TextBuilder *out, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        text_add(out, " ");
    }
}

/* Appends a cell in its width; `pending` spaces are held back until something follows them. */
static void print_cell(const char *cell, size_t width, bool left, size_t *pending, TextBuilder *out)
{
    TextBuilder cut = {0};
    text_add_cut(&cut, cell, width);
    size_t padding = width - text_columns(cut.text ? cut.text : "");
    *pending += 2 + (left ? 0 : padding);
    if (cut.length > 0) {
        add_spaces(out, *pending);
        text_add(out, cut.text);
        *pending = 0;
    }
    *pending += left ? padding : 0;
    text_deinit(&cut);
}

static size_t *column_widths(const Table *table, size_t most)
{
    size_t *widths = memory_allocate(table->columns, sizeof *widths), total = 0;
    for (size_t i = 0; i < table->count; ++i) {
        size_t needed = text_columns(table->cells[i]);
        size_t *width = &widths[i % table->columns];
        *width = needed > *width ? needed : *width;
    }
    for (size_t i = 0; i < table->columns; ++i) {
        total += 2 + widths[i];
    }
    while (total > most && widths[0] > FIRST_COLUMN_LEAST) {
        --widths[0];
        --total;
    }
    return widths;
}

void table_print(const Table *table, size_t most, TextBuilder *out)
{
    size_t *widths = column_widths(table, most);
    for (size_t row = 0; row < table->count / table->columns; ++row) {
        size_t pending = 0;
        for (size_t i = 0; i < table->columns; ++i) {
            print_cell(table->cells[row * table->columns + i], widths[i], i < table->left, &pending,
                       out);
        }
        text_add(out, "\n");
    }
    free(widths);
}
