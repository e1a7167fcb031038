#include "tests/test.h"

#include "base/csv.h"

#include <stdlib.h>

static void cells_are_quoted_where_they_must_be(void **state)
{
    char *text = NULL;
    size_t length = 0;
    CsvWriter writer = {.stream = open_memstream(&text, &length)};

    (void)state;
    csv_write_text(&writer, "plain text; with semicolon");
    csv_write_text(&writer, "a,b");
    csv_write_text(&writer, "say \"x\"");
    csv_write_text(&writer, "");
    csv_write_text(&writer, "two\nlines");
    csv_end_row(&writer);
    csv_write_number(&writer, 0.1);
    csv_write_number(&writer, NAN);
    csv_write_number(&writer, INFINITY);
    csv_write_whole(&writer, 18446744073709551615ULL);
    csv_end_row(&writer);
    fclose(writer.stream);
    EXPECT_TEXT(text, "plain text; with semicolon,\"a,b\",\"say \"\"x\"\"\",,\"two\nlines\"\n"
                      "0.1,,,18446744073709551615\n");
    free(text);
}

/* Cells of all awkward characters, written and read again; the first cell of a row is never empty,
 * so that no row is skipped. Cells begin and end with a letter because the reader trims. */
static void what_is_written_reads_back(void **state)
{
    static const char *const cells[] = {"a",      "b,b",   "c\"c", "d\nd",
                                        "e\r\ne", "\"f\"", "g;g",  "\u00fc"};
    enum { CELLS = sizeof cells / sizeof *cells };
    char *text = NULL;
    size_t length = 0;
    CsvWriter writer = {.stream = open_memstream(&text, &length)};
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    CsvTable table;

    (void)state;
    for (size_t row = 0; row <= CELLS; row++) {
        for (size_t column = 0; column < CELLS; column++) {
            csv_write_text(&writer, row == 0 ? (const char[]){(char)('A' + column), '\0'}
                                             : cells[(row + column) % CELLS]);
        }
        csv_end_row(&writer);
    }
    fclose(writer.stream);
    EXPECT(csv_parse_table(&table, "t.csv", text, length, arena, diagnostics));
    EXPECT_EQUAL(table.row_count, CELLS);
    for (size_t row = 0; row < CELLS; row++) {
        for (size_t column = 0; column < CELLS; column++) {
            EXPECT_TEXT(table.rows[row].cells[column], cells[(row + 1 + column) % CELLS]);
        }
    }
    diagnostics_free(diagnostics);
    arena_free(arena);
    free(text);
}

/* Equal ones follow each other where there is one replication. */
static void equal_numbers_are_written_alike_and_others_are_not(void **state)
{
    char *text = NULL;
    size_t length = 0;
    CsvWriter writer = {.stream = open_memstream(&text, &length)};

    (void)state;
    csv_write_number(&writer, 0.1);
    csv_write_number(&writer, 0.1);
    csv_write_number(&writer, 0.10000000000000002); /* the next double */
    csv_write_number(&writer, -0.1);
    csv_end_row(&writer);
    csv_write_number(&writer, 0.0);
    csv_write_number(&writer, -0.0);
    csv_write_number(&writer, NAN);
    csv_write_number(&writer, -12);
    csv_write_number(&writer, 999999999999999);
    csv_write_whole(&writer, 0);
    csv_end_row(&writer);
    fclose(writer.stream);
    EXPECT_TEXT(text, "0.1,0.1,0.10000000000000002,-0.1\n0,0,,-12,999999999999999,0\n");
    free(text);
}

/* Cells of 1 to 3000 bytes, the longest with a quote in the middle of the row. */
static void rows_of_any_length_come_whole(void **state)
{
    static const size_t lengths[] = {1, 998, 1, 1000, 1001, 3000, 2};
    char *text = NULL, cell[3001] = {0}, expected[12000] = {0};
    size_t length = 0;
    CsvWriter writer = {.stream = open_memstream(&text, &length)};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        memset(cell, 'a' + (int)i, lengths[i]);
        cell[lengths[i]] = '\0';
        csv_write_text(&writer, cell);
        strcat(strcat(expected, i > 0 ? "," : ""), cell);
    }
    csv_write_text(&writer, "\"");
    csv_write_number(&writer, 7);
    csv_end_row(&writer);
    fflush(writer.stream);
    EXPECT(writer.pending_length == 0);
    fclose(writer.stream);
    EXPECT_TEXT(text, strcat(expected, ",\"\"\"\",7\n"));
    EXPECT(!writer.failed);
    free(text);
}

static void a_full_disk_stays_in_the_stream(void **state)
{
    CsvWriter writer = {.stream = fopen("/dev/full", "w")};

    (void)state;
    if (!writer.stream) {
        skip();
    }
    csv_write_text(&writer, "a");
    csv_end_row(&writer);
    EXPECT(fflush(writer.stream) != 0);
    EXPECT(ferror(writer.stream));
    fclose(writer.stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_where_they_must_be),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(equal_numbers_are_written_alike_and_others_are_not),
        cmocka_unit_test(rows_of_any_length_come_whole),
        cmocka_unit_test(a_full_disk_stays_in_the_stream),
    };

    return cmocka_run_group_tests_name("base/csv_write", tests, NULL, NULL);
}
