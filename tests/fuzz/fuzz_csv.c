/* Any bytes as a CSV table. What is read without a mistake can be written and read again. */
#include "base/csv.h"
#include "base/csv_refusal.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static bool is_trimmed(const char *cell)
{
    const size_t length = strlen(cell);

    return length == 0 || (!strchr(" \t\r\n", cell[0]) && !strchr(" \t\r\n", cell[length - 1]));
}

static void expect_cell(const char *cell)
{
    FUZZ_EXPECT(cell, "a cell that is NULL");
    FUZZ_EXPECT(strlen(cell) <= CSV_CELL_MAX, "a cell of %zu bytes", strlen(cell));
    FUZZ_EXPECT(text_is_utf8(cell, strlen(cell)), "a cell that is no UTF-8");
    FUZZ_EXPECT(is_trimmed(cell), "a cell with blanks around: \"%s\"", cell);
}

static void expect_header(const CsvTable *table)
{
    FUZZ_EXPECT(table->column_count > 0 && table->column_count <= CSV_COLUMNS_MAX, "%zu columns",
                table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        expect_cell(table->columns[i]);
        FUZZ_EXPECT(table->columns[i][0] != '\0', "column %zu has no name", i);
        FUZZ_EXPECT(csv_column(table, table->columns[i]) == i, "column %zu is there twice", i);
    }
}

static void expect_rows(const CsvTable *table, size_t lines)
{
    size_t line = table->header_line;

    for (size_t row = 0; row < table->row_count; row++) {
        bool filled = false;
        FUZZ_EXPECT(table->rows[row].line > line && table->rows[row].line <= lines,
                    "row %zu of line %zu after line %zu of %zu", row, table->rows[row].line, line,
                    lines);
        line = table->rows[row].line;
        for (size_t i = 0; i < table->column_count; i++) {
            expect_cell(table->rows[row].cells[i]);
            filled = filled || table->rows[row].cells[i][0] != '\0';
        }
        FUZZ_EXPECT(filled, "row %zu is empty", row);
    }
}

static void write_row(CsvWriter *writer, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        csv_write_text(writer, cells[i]);
    }
    csv_end_row(writer);
}

static void expect_same_cells(const char *const *one, const char *const *other, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        FUZZ_EXPECT(strcmp(one[i], other[i]) == 0, "written \"%s\", read \"%s\"", one[i], other[i]);
    }
}

static void expect_reads_back(const CsvTable *table, const char *bytes, size_t length)
{
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    CsvTable again;

    FUZZ_EXPECT(csv_parse_table(&again, "again.csv", bytes, length, arena, diagnostics),
                "what was written cannot be read: %s", bytes);
    FUZZ_EXPECT(again.row_count == table->row_count && again.column_count == table->column_count,
                "%zu rows and %zu columns came back as %zu and %zu", table->row_count,
                table->column_count, again.row_count, again.column_count);
    expect_same_cells(table->columns, again.columns, table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        expect_same_cells(table->rows[row].cells, again.rows[row].cells, table->column_count);
    }
    diagnostics_free(diagnostics);
    arena_free(arena);
}

/* A first name may make the file look like another kind, or begin with the byte order mark that
 * readers skip. */
static bool is_taken_for_another(const char *bytes, size_t length)
{
    return csv_refusal(bytes, length) || strncmp(bytes, "\xEF\xBB\xBF", 3) == 0;
}

static void expect_round_trip(const CsvTable *table)
{
    char *bytes = NULL;
    size_t length = 0;
    CsvWriter writer = {.stream = open_memstream(&bytes, &length)};

    write_row(&writer, table->columns, table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        write_row(&writer, table->rows[row].cells, table->column_count);
    }
    (void)fclose(writer.stream);
    if (!is_taken_for_another(bytes, length)) {
        expect_reads_back(table, bytes, length);
    }
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    size_t lines = 1;
    CsvTable table;

    for (size_t i = 0; i < length; i++) {
        lines += bytes[i] == '\n';
    }
    char *text = fuzz_text(bytes, length);
    const bool read = csv_parse_table(&table, "input.csv", text, length, arena, diagnostics);
    FUZZ_EXPECT(read == (diagnostics_count(diagnostics) == 0), "%s with %zu mistakes",
                read ? "read" : "refused", diagnostics_count(diagnostics));
    fuzz_expect_diagnostics(diagnostics);
    expect_rows(&table, lines);
    if (read) {
        expect_header(&table);
        if (table.column_count > 1) { /* the `;` of a single name would switch the dialect */
            expect_round_trip(&table);
        }
    }
    diagnostics_free(diagnostics);
    arena_free(arena);
    free(text);
    return 0;
}
