#include "cli/table.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void print_row(const Table *table, size_t row, const size_t *widths, TextBuilder *out)
{
    size_t pending = 0; /* spaces that are written once something follows */
    for (size_t i = 0; i < table->columns; ++i) {
        const char *cell = table->cells[row * table->columns + i];
        size_t padding = widths[i] - text_columns(cell);
        pending += 2 + (i < table->left ? 0 : padding);
        if (*cell) {
            add_spaces(out, pending);
            text_add(out, cell);
            pending = 0;
        } else if (i >= table->left) {
            continue;
        }
        pending += i < table->left ? padding : 0;
    }
    text_add(out, "\n");
}

void table_print(const Table *table, TextBuilder *out)
{
    size_t *widths = memory_allocate(table->columns, sizeof *widths);
    for (size_t i = 0; i < table->count; ++i) {
        size_t needed = text_columns(table->cells[i]);
        size_t *width = &widths[i % table->columns];
        *width = needed > *width ? needed : *width;
    }
    for (size_t row = 0; row < table->count / table->columns; ++row) {
        print_row(table, row, widths, out);
    }
    free(widths);
}
