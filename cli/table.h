/* A table for people: columns aligned by what a terminal shows, not by bytes. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Table Table;

/* The first `left` columns are aligned left, the others right. */
Table *table_new(size_t columns, size_t left);
void table_free(Table *table);

/* Next cell of the current row; rows fill from the left, one after the other. */
void table_add(Table *table, const char *cell);
void table_add_format(Table *table, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* Fills the current row with empty cells; nothing where none has begun. */
void table_end_row(Table *table);

/* Appends all rows, each indented by two columns, two between columns, no trailing space. Where a
 * row would take more than `most` columns, the cells of the first column are cut with an ellipsis
 * (to no fewer than 8). */
void table_print(const Table *table, size_t most, TextBuilder *out);

/* Columns that a terminal needs for UTF-8 text: characters without combining marks. */
size_t text_columns(const char *text);

/* Appends `text`, cut to `columns` with an ellipsis where it is longer. */
void text_add_cut(TextBuilder *out, const char *text, size_t columns);

#endif
