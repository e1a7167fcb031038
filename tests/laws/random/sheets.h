/* A scenario as its author sees it: tables of rows of texts, in memory.
 *
 * Whatever makes or changes a random scenario does it on these cells, by what columns.def says of
 * them; nothing here knows what a scenario means. So a scenario can be shrunk, renamed or taken
 * apart without a word about services or zones.
 *
 * A table of keys and values is one row, or none where its file is absent. A row that goes takes
 * with it what cannot be without it: a cell that refers to its id loses it, a row whose required
 * cell does goes too.
 */
#ifndef TESTS_LAWS_RANDOM_SHEETS_H
#define TESTS_LAWS_RANDOM_SHEETS_H

#include "base/arena.h"
#include "base/attributes.h"
#include "models/scenario_columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHEET_ROWS = 32, SHEET_COLUMNS = 24 };

typedef struct Sheet {
    size_t row_count;
    const char *cells[SHEET_ROWS][SHEET_COLUMNS]; /* NULL is empty */
} Sheet;

typedef struct Sheets {
    Arena *arena;    /* of all texts; copies of the sheets share it */
    uint64_t layout; /* how files are written: order of columns, dialect; 0 is the plainest */
    Sheet tables[TABLE_COUNT];
} Sheets;

/* No rows. The arena stays the caller's. Free with free(). */
Sheets *sheets_new(Arena *arena);

/* A copy to change; free with free(). */
Sheets *sheets_copy(const Sheets *sheets);

/* The text of a cell, "" where it is empty or the row is not there. */
const char *sheets_cell(const Sheets *sheets, size_t row, ColumnId column);

/* The same as a number, `fallback` where it is none. */
double sheets_number(const Sheets *sheets, size_t row, ColumnId column, double fallback);

/* Writes a cell; an empty text empties it. */
void sheets_set(Sheets *sheets, size_t row, ColumnId column, const char *format, ...)
    ATTRIBUTE_PRINTF(4, 5);

/* A new row without texts; returns its place. */
size_t sheets_add_row(Sheets *sheets, TableId table);

/* The row whose first cell is `id`, or SIZE_MAX. */
size_t sheets_find(const Sheets *sheets, TableId table, const char *id);

/* Removes the row and what cannot be without it. */
void sheets_remove_row(Sheets *sheets, TableId table, size_t row);

/* Removes all rows, the last first. */
void sheets_clear(Sheets *sheets, TableId table);

/* The id, and every mention of it, becomes another. */
void sheets_rename(Sheets *sheets, TableId table, const char *id, const char *name);

/* Empties the column in every row; a distribution or number instead may be given by `text`. */
void sheets_fill(Sheets *sheets, ColumnId column, const char *text);

/* Whether a cell of the column mentions the id of a row of the table. */
bool sheets_mentions(const Sheets *sheets, size_t row, ColumnId column, TableId table,
                     const char *id);

/* Rows that hold something, and cells that do. */
size_t sheets_rows(const Sheets *sheets);
size_t sheets_cells(const Sheets *sheets);

/* Writes the files of the scenario into the folder, which is there; other tables' files in it are
 * removed. */
void sheets_write(const Sheets *sheets, const char *folder);

#endif
