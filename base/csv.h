/* CSV tables: RFC 4180 in two dialects, read whole; and a writer.
 *
 * A header with `;` and no `,` means the German spreadsheet dialect: `;` separates and `,` is the
 * decimal sign. Reading checks what holds for every table (UTF-8, no NUL, row lengths, quoting,
 * limits) and reports each mistake with the physical line where the row starts. Cells come trimmed.
 * Rows whose cells are all empty are skipped, and so are columns at the end that have no name and
 * nothing in them.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/failure.h"
#include "base/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct CsvRow {
    size_t line;        /* physical line where the row starts, from 1 */
    const char **cells; /* as many as the header has; never NULL, "" where empty */
} CsvRow;

typedef struct CsvTable {
    const char *file;   /* its name in messages */
    char decimal_sign;  /* '.' or ',' */
    size_t header_line; /* 1 unless blank lines come first */
    size_t column_count;
    const char **columns;
    size_t row_count;
    CsvRow *rows;
} CsvTable;

enum {
    CSV_BYTES_MAX = 256 << 20, /* of a file */
    CSV_CELL_MAX = 64 << 10,   /* bytes of a cell */
    CSV_ROWS_MAX = 4 << 20,
    CSV_COLUMNS_MAX = 1000
};

/* Parses `bytes` into `table`, all memory from `arena`. Every mistake goes to `diagnostics` under
 * `file`; returns whether there was none. After mistakes the table holds what could be read (rows
 * of a wrong length are left out). An empty file (no header) is a mistake. */
bool csv_parse_table(CsvTable *table, const char *file, const char *bytes, size_t length,
                     Arena *arena, Diagnostics *diagnostics);

/* Index of the column called `name`, or SIZE_MAX. */
size_t csv_column(const CsvTable *table, const char *name);

enum { CSV_PENDING = 1000 };

/* Writer: cells of a row one after the other, then csv_end_row, with which the row is in the
 * stream. Quotes only where RFC 4180 demands it. LF line ends. Errors of a file stay in its stream
 * (ferror), whoever closes it asks once; a stream to memory forgets them, so that `failed` must be
 * asked. */
typedef struct CsvWriter {
    FILE *stream;
    bool row_begun;
    bool failed;
    /* private */
    char number[NUMBER_TEXT]; /* written last: of one replication, all quantiles are equal */
    size_t number_length;     /* 0: none */
    double number_value;
    char pending[CSV_PENDING]; /* of the row, not yet in the stream */
    size_t pending_length;
} CsvWriter;

void csv_write_text(CsvWriter *writer, const char *text);
void csv_write_number(CsvWriter *writer, double value); /* NAN and infinities: an empty cell */
void csv_write_whole(CsvWriter *writer, unsigned long long value);
void csv_end_row(CsvWriter *writer);

#endif
