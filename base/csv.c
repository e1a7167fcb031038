/* Reading with libcsv, which knows bytes and cells but no lines. So the text is fed in pieces that
 * end where a physical line ends; the row that is open then tells its first line. */
#include "base/csv.h"

#include "base/csv_dialect.h"
#include "base/csv_piece.h"
#include "base/csv_refusal.h"
#include "base/memory.h"
#include "base/text.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* A cell of the greatest size, each byte a doubled quote, and what may stand around it. */
    OPEN_CELL_MAX = 2 * CSV_CELL_MAX + CSV_PIECE_BYTES
};

typedef struct Reading {
    CsvTable *table;
    Arena *arena;
    Diagnostics *diagnostics;
    const char *bytes;
    size_t length;
    struct csv_parser parser;
    char delimiter;

    bool in_header;
    bool flawless;
    bool stopped;    /* by a mistake after which nothing more can be read */
    bool row_ended;  /* by the piece just fed */
    bool row_bad;    /* one of its cells cannot be used */
    bool row_filled; /* one of its cells is not empty */
    bool encoding_told;
    size_t surplus; /* number of its last cell that is not empty and has no column; 0: none */
    bool surplus_told;
    size_t header_count; /* cells of the header, those without a name at its end included */
    size_t row_line;
    size_t cell_count; /* of the row so far, those beyond the header's included */
    const char **cells;
    size_t cells_capacity;
    size_t rows_capacity;
} Reading;

/* Name of the column that the cell at `index` belongs to, "" in the header and beyond it. */
static const char *column_name(const Reading *reading, size_t index)
{
    const CsvTable *table = reading->table;

    return !reading->in_header && index < table->column_count ? table->columns[index] : "";
}

static const char *copy_cell(Reading *reading, const char *text, size_t length)
{
    TextBuilder clean = {0};
    const char *copy;

    const bool has_nul = memchr(text, '\0', length) != NULL;

    if (!has_nul && text_is_utf8(text, length)) {
        return arena_copy_text(reading->arena, text, length);
    }
    if (has_nul || !reading->encoding_told) { /* a file in another encoding is one mistake */
        diagnostics_add(reading->diagnostics, reading->table->file, reading->row_line,
                        column_name(reading, reading->cell_count), "%s",
                        has_nul ? "a NUL byte is in the cell"
                                : "the cell is not valid UTF-8; " CSV_SAVE_WHOLE_AS_UTF8);
    }
    reading->encoding_told = reading->encoding_told || !has_nul;
    reading->flawless = false;
    reading->row_bad = true; /* no reader shall tell of the cell again */
    text_add_clean(&clean, text, length, SIZE_MAX);
    copy = arena_copy_text(reading->arena, clean.text, clean.length);
    text_deinit(&clean);
    return copy;
}

/* libcsv trims what is not quoted; here the rest. */
static void trim(const char **text, size_t *length)
{
    while (*length > 0 && csv_is_blank((*text)[*length - 1])) {
        (*length)--;
    }
    while (*length > 0 && csv_is_blank(**text)) {
        (*text)++;
        (*length)--;
    }
}

/* libcsv's callback at the end of a cell; `data` is NULL where nothing stands. */
static void cell_ends(void *data, size_t length, void *context)
{
    Reading *reading = context;
    const char *text = data ? data : "";
    const size_t limit = reading->in_header ? CSV_COLUMNS_MAX : reading->table->column_count;

    if (length > CSV_CELL_MAX) {
        reading->flawless = diagnostics_add(
            reading->diagnostics, reading->table->file, reading->row_line,
            column_name(reading, reading->cell_count), "the cell has over %d bytes", CSV_CELL_MAX);
        reading->row_bad = true;
        length = 0;
    }
    trim(&text, &length);
    reading->row_filled = reading->row_filled || length > 0;
    if (reading->cell_count < limit) {
        if (reading->cell_count == reading->cells_capacity) {
            reading->cells_capacity = 2 * reading->cells_capacity + 16;
            reading->cells =
                memory_grow(reading->cells, reading->cells_capacity, sizeof *reading->cells);
        }
        reading->cells[reading->cell_count] = copy_cell(reading, text, length);
    }
    reading->cell_count++;
    if (length > 0 && reading->cell_count > limit) {
        reading->surplus = reading->cell_count;
    }
}

static const char **keep_cells(Reading *reading, size_t count)
{
    const char **kept = arena_allocate(reading->arena, count, sizeof *kept);

    if (count > 0) {
        memcpy(kept, reading->cells, count * sizeof *kept);
    }
    return kept;
}

static void check_header(Reading *reading)
{
    const CsvTable *table = reading->table;

    for (size_t i = 0; i < table->column_count; i++) {
        const size_t first = csv_column(table, table->columns[i]);

        if (table->columns[i][0] == '\0') {
            reading->flawless =
                diagnostics_add(reading->diagnostics, table->file, table->header_line, "",
                                "column %zu of the header has no name", i + 1);
        } else if (first < i) {
            reading->flawless = diagnostics_add(
                reading->diagnostics, table->file, table->header_line, table->columns[i],
                "the column is there twice, as number %zu and %zu", first + 1, i + 1);
        }
    }
}

/* Columns up to the last that has a name: spreadsheets also save empty columns beside a table. */
static size_t named_count(const Reading *reading)
{
    size_t count = reading->cell_count;

    while (count > 1 && reading->cells[count - 1][0] == '\0') {
        count--;
    }
    return count;
}

static void header_ends(Reading *reading)
{
    CsvTable *table = reading->table;

    table->header_line = reading->row_line;
    if (reading->cell_count > CSV_COLUMNS_MAX || reading->row_bad) {
        if (!reading->row_bad) {
            reading->flawless =
                diagnostics_add(reading->diagnostics, table->file, reading->row_line, "",
                                "the header has %zu columns, at most %d are read",
                                reading->cell_count, CSV_COLUMNS_MAX);
        }
        reading->stopped = true;
        return;
    }
    reading->header_count = reading->cell_count;
    table->column_count = named_count(reading);
    table->columns = keep_cells(reading, table->column_count);
    reading->in_header = false;
    check_header(reading);
}

static void data_row_ends(Reading *reading)
{
    CsvTable *table = reading->table;

    if (reading->cell_count != reading->header_count &&
        reading->cell_count != table->column_count) {
        reading->flawless =
            diagnostics_add(reading->diagnostics, table->file, reading->row_line, "",
                            "the row has %zu cell%s, the header has %zu; %s", reading->cell_count,
                            reading->cell_count == 1 ? "" : "s", reading->header_count,
                            csv_row_advice(reading->cells[0], reading->delimiter,
                                           reading->cell_count > reading->header_count));
        return;
    }
    if (reading->surplus > 0) {
        if (!reading->surplus_told) { /* the header's mistake, not one of each row */
            diagnostics_add(reading->diagnostics, table->file, reading->row_line, "",
                            "cell %zu is not empty, but its column has no name in the header",
                            reading->surplus);
        }
        reading->surplus_told = true;
        reading->flawless = false;
        return;
    }
    if (reading->row_bad) {
        return;
    }
    if (table->row_count == CSV_ROWS_MAX) {
        reading->flawless = diagnostics_add(reading->diagnostics, table->file, reading->row_line,
                                            "", "the file has more than %d rows", CSV_ROWS_MAX);
        reading->stopped = true;
        return;
    }
    if (table->row_count == reading->rows_capacity) {
        reading->rows_capacity = 2 * reading->rows_capacity + 64;
        table->rows = memory_grow(table->rows, reading->rows_capacity, sizeof *table->rows);
    }
    table->rows[table->row_count++] =
        (CsvRow){reading->row_line, keep_cells(reading, table->column_count)};
}

/* libcsv's callback at the end of a row. It cannot be told to stop, so what comes after a stop is
 * passed over. */
static void row_ends(int terminator, void *context)
{
    Reading *reading = context;

    (void)terminator;
    reading->row_ended = true;
    if (reading->stopped) {
        return;
    }
    if (reading->in_header) {
        header_ends(reading);
    } else if (reading->row_filled || reading->row_bad) {
        data_row_ends(reading);
    }
}

static void begin_row(Reading *reading, size_t line)
{
    reading->row_line = line;
    reading->cell_count = 0;
    reading->surplus = 0;
    reading->row_bad = false;
    reading->row_filled = false;
}

static void *grow_buffer(void *memory, size_t size)
{
    return memory_grow(memory, size, 1);
}

static void start_parser(Reading *reading)
{
    csv_init(&reading->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL);
    csv_set_realloc_func(&reading->parser, grow_buffer);
    csv_set_blk_size(&reading->parser, CSV_PIECE_BYTES);
    csv_set_delim(&reading->parser, (unsigned char)reading->delimiter);
}

static bool holds_blanks_only(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && csv_is_blank(bytes[at])) {
        at++;
    }
    return at == length;
}

/* Where the reading stands. A row that cannot be read to its end is reported at its first line, and
 * the reading goes on at its second: nearly always the closing quote was forgotten there. No text
 * is read more than twice in this way, because the lines that an open quote has swallowed hold an
 * even number of quotes each, so none of them opens one. */
typedef struct Position {
    size_t at;
    size_t line; /* physical */
    size_t line_start;
    bool row_open;            /* a quote has not been closed, or the line goes on */
    size_t second_line_start; /* of the open row */
    size_t cell_start;        /* of the open cell, or up to a piece before it */
} Position;

static void abandon_row(Reading *reading, Position *position)
{
    csv_free(&reading->parser);
    start_parser(reading);
    if (reading->in_header) {
        reading->stopped = true;
    }
    if (position->line == reading->row_line) { /* its second line was not reached yet */
        const char *bytes = reading->bytes + position->at;
        const char *feed = memchr(bytes, '\n', reading->length - position->at);

        position->second_line_start = feed ? (size_t)(feed - reading->bytes) + 1 : reading->length;
    }
    position->at = position->second_line_start;
    position->line = reading->row_line + 1;
    position->line_start = position->at;
    position->row_open = false;
}

static void report_quoting(Reading *reading, const Position *position, size_t error_at)
{
    char elsewhere[64] = "";

    if (position->line != reading->row_line) {
        snprintf(elsewhere, sizeof elsewhere, " of line %zu", position->line);
    }
    reading->flawless = diagnostics_add(
        reading->diagnostics, reading->table->file, reading->row_line,
        column_name(reading, reading->cell_count),
        "a quote does not enclose the whole cell, at byte %zu%s; a cell with quotes is "
        "quoted itself, its quotes doubled",
        error_at - position->line_start + 1, elsewhere);
}

static void report_open_quote(Reading *reading)
{
    reading->flawless = diagnostics_add(
        reading->diagnostics, reading->table->file, reading->row_line,
        column_name(reading, reading->cell_count), "a quote that opens in this row is not closed");
}

static void report_open_cell(Reading *reading)
{
    reading->flawless = diagnostics_add(
        reading->diagnostics, reading->table->file, reading->row_line,
        column_name(reading, reading->cell_count), "the cell has over %d bytes", CSV_CELL_MAX);
}

/* After a piece was fed: what it ended. */
static void pass_piece(Reading *reading, Position *position, size_t size, PieceEnd end)
{
    const bool blank =
        !position->row_open && holds_blanks_only(reading->bytes + position->at, size);

    position->at += size;
    if (end == PIECE_INSIDE_LINE) {
        position->row_open = position->row_open || !blank;
        return;
    }
    position->row_open = !reading->row_ended && !blank;
    if (end == PIECE_LONE_RETURN) {
        if (!position->row_open) {
            reading->flawless = diagnostics_add(
                reading->diagnostics, reading->table->file, position->line, "",
                "the line ends with a carriage return alone; save the file with LF or "
                "CRLF line ends");
            reading->stopped = true;
        }
        return;
    }
    if (position->row_open && position->line == reading->row_line) {
        position->second_line_start = position->at;
    }
    position->line++;
    position->line_start = position->at;
}

static void feed_piece(Reading *reading, Position *position)
{
    PieceEnd end;
    const size_t size =
        csv_next_piece(reading->bytes + position->at, reading->length - position->at, &end);
    const size_t cells_before = position->row_open ? reading->cell_count : 0;
    size_t fed;

    if (!position->row_open) {
        begin_row(reading, position->line);
        position->cell_start = position->at;
    }
    reading->row_ended = false;
    fed = csv_parse(&reading->parser, reading->bytes + position->at, size, cell_ends, row_ends,
                    reading);
    if (fed < size) {
        report_quoting(reading, position, position->at + fed);
        abandon_row(reading, position);
        return;
    }
    if (reading->cell_count > cells_before) {
        position->cell_start = position->at;
    }
    pass_piece(reading, position, size, end);
    if (position->row_open && position->at - position->cell_start > OPEN_CELL_MAX) {
        report_open_cell(reading);
        abandon_row(reading, position);
    }
}

static void read_rows(Reading *reading, size_t start)
{
    Position position = {.at = start, .line = 1, .line_start = start};

    while (!reading->stopped) {
        if (position.at < reading->length) {
            feed_piece(reading, &position);
            continue;
        }
        if (!position.row_open) {
            break;
        }
        /* The last line has no line end: supply one. If the row is open still, a quote is. */
        reading->row_ended = false;
        csv_parse(&reading->parser, "\n", 1, cell_ends, row_ends, reading);
        if (reading->row_ended) {
            break;
        }
        report_open_quote(reading);
        abandon_row(reading, &position);
    }
}

/* Mistakes of the file as a whole; true where it can be read. */
static bool check_file(const Reading *reading)
{
    const char *file = reading->table->file;

    if (reading->length > CSV_BYTES_MAX) {
        return diagnostics_add(reading->diagnostics, file, 1, "", "the file has over %d bytes",
                               CSV_BYTES_MAX);
    }
    const char *refusal = csv_refusal(reading->bytes, reading->length);
    return !refusal || diagnostics_add(reading->diagnostics, file, 1, "", "%s", refusal);
}

static void move_rows(Reading *reading)
{
    CsvTable *table = reading->table;
    CsvRow *rows = arena_allocate(reading->arena, table->row_count, sizeof *rows);

    if (table->row_count > 0) {
        memcpy(rows, table->rows, table->row_count * sizeof *rows);
    }
    free(table->rows);
    table->rows = rows;
}

bool csv_parse_table(CsvTable *table, const char *file, const char *bytes, size_t length,
                     Arena *arena, Diagnostics *diagnostics)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    const size_t start = length >= 3 && memcmp(bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    Reading reading = {.table = table,
                       .arena = arena,
                       .diagnostics = diagnostics,
                       .bytes = bytes,
                       .length = length,
                       .flawless = true,
                       .in_header = true};

    *table = (CsvTable){.file = arena_copy_text(arena, file, strlen(file)), .decimal_sign = '.'};
    if (!check_file(&reading)) {
        return false;
    }
    reading.delimiter = csv_delimiter(bytes + start, length - start);
    table->decimal_sign = reading.delimiter == ';' ? ',' : '.';
    start_parser(&reading);
    read_rows(&reading, start);
    csv_free(&reading.parser);
    free(reading.cells);
    move_rows(&reading);
    if (reading.in_header && !reading.stopped) {
        reading.flawless = diagnostics_add(diagnostics, file, 1, "",
                                           "the file is empty; its first row is the header");
    }
    return reading.flawless;
}

size_t csv_column(const CsvTable *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}
