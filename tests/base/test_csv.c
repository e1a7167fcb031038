#include "tests/test.h"

#include "base/csv.h"

#include <stdlib.h>

/* A table that was parsed, with what it owns. */
typedef struct Parsed {
    CsvTable table;
    bool flawless;
    TextBuilder messages;
    Arena *arena;
} Parsed;

static Parsed parse_bytes(const char *bytes, size_t length)
{
    Parsed parsed = {.arena = arena_new(0)};
    Diagnostics *diagnostics = diagnostics_new();
    /* A heap copy of the exact size: the address sanitizer then sees a byte read too far. */
    char *copy = malloc(length > 0 ? length : 1);

    memcpy(copy, bytes, length);
    parsed.flawless =
        csv_parse_table(&parsed.table, "t.csv", copy, length, parsed.arena, diagnostics);
    EXPECT(parsed.flawless == (diagnostics_count(diagnostics) == 0));
    text_add(&parsed.messages, "");
    diagnostics_print(diagnostics, &parsed.messages);
    diagnostics_free(diagnostics);
    free(copy);
    return parsed;
}

static void release(Parsed *parsed)
{
    text_deinit(&parsed->messages);
    arena_free(parsed->arena);
}

/* The table as text: rows end with /, cells with |, each row after its line number. */
static void expect_rows(const char *bytes, const char *want)
{
    Parsed parsed = parse_bytes(bytes, strlen(bytes));
    TextBuilder got = {0};

    EXPECT_TEXT(parsed.messages.text, "");
    text_add(&got, "");
    for (size_t i = 0; i < parsed.table.row_count; i++) {
        text_add_format(&got, "%zu:", parsed.table.rows[i].line);
        for (size_t j = 0; j < parsed.table.column_count; j++) {
            text_add_format(&got, "%s|", parsed.table.rows[i].cells[j]);
        }
        text_add(&got, "/");
    }
    EXPECT_TEXT(got.text, want);
    text_deinit(&got);
    release(&parsed);
}

/* The messages, and how many rows were kept all the same. */
static void expect_mistakes_in(const char *bytes, size_t length, size_t rows, const char *want)
{
    Parsed parsed = parse_bytes(bytes, length);

    EXPECT_TEXT(parsed.messages.text, want);
    EXPECT_EQUAL(parsed.table.row_count, rows);
    release(&parsed);
}

static void expect_mistakes(const char *bytes, size_t rows, const char *want)
{
    expect_mistakes_in(bytes, strlen(bytes), rows, want);
}

static void cells_come_trimmed_and_unquoted(void **state)
{
    (void)state;
    expect_rows("id,name\n a ,\"b, \"\"c\"\"\"\n\t d\t,\" e \"\n", "2:a|b, \"c\"|/3:d|e|/");
}

static void a_missing_line_end_is_no_mistake(void **state)
{
    (void)state;
    expect_rows("a,b\n1,2", "2:1|2|/");
    expect_rows("a,b\n1,", "2:1||/");
    expect_rows("a,b\n1,\"2\"", "2:1|2|/");
    expect_rows("a,b", "");
}

static void a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    expect_rows("\xEF\xBB\xBF\"a\",b\n1,2\n", "2:1|2|/");
    expect_mistakes("\xEF\xBB\xBF", 0,
                    "t.csv:1:: the file is empty; its first row is the header\n");
}

static void rows_tell_the_line_they_start_in(void **state)
{
    (void)state;
    expect_rows("a,b\r\n\r\n1,\"x\r\ny\"\r\n   \r\n2,3\r\n", "3:1|x\r\ny|/6:2|3|/");
    expect_rows("a,b\n\"1\n\n\n\",2\n3,4\n", "2:1|2|/6:3|4|/");
}

static void rows_without_a_filled_cell_are_skipped(void **state)
{
    (void)state;
    expect_rows("a,b,c\n,,\n\"\", ,\n,,,,,\n1,2,3\n", "5:1|2|3|/");
}

static void a_header_with_semicolons_switches_the_dialect(void **state)
{
    Parsed parsed = parse_bytes("a;b\n1,5;x\n", 10);

    (void)state;
    EXPECT_EQUAL(parsed.table.decimal_sign, ',');
    EXPECT_TEXT(parsed.table.rows[0].cells[0], "1,5");
    release(&parsed);
    parsed = parse_bytes("a,b;c\n1,2\n", 10);
    EXPECT_EQUAL(parsed.table.decimal_sign, '.');
    EXPECT_TEXT(parsed.table.columns[1], "b;c");
    release(&parsed);
}

static void separators_within_quotes_do_not_choose_the_dialect(void **state)
{
    Parsed parsed = parse_bytes("\n\"a, b\";c\n1;2\n", 14);

    (void)state;
    EXPECT_EQUAL(parsed.table.decimal_sign, ',');
    EXPECT_EQUAL(parsed.table.header_line, 2);
    EXPECT_EQUAL(parsed.table.column_count, 2);
    release(&parsed);
}

static void columns_are_found_by_name(void **state)
{
    Parsed parsed = parse_bytes("id,name\n", 8);

    (void)state;
    EXPECT_EQUAL(csv_column(&parsed.table, "name"), 1);
    EXPECT(csv_column(&parsed.table, "Name") == SIZE_MAX);
    release(&parsed);
}

static void wrong_row_lengths_are_counted(void **state)
{
    (void)state;
    expect_mistakes(
        "a,b,c\n1\n1,2,3\n1,2,3,4\n", 1,
        "t.csv:2:: the row has 1 cell, the header has 3; empty cells count too\n"
        "t.csv:4:: the row has 4 cells, the header has 3; a text with a comma stands between "
        "quotes, and the decimal sign is a point\n");
}

static void a_header_names_each_column_once(void **state)
{
    (void)state;
    expect_mistakes("\nid,,id\n1,2,3\n", 1,
                    "t.csv:2:: column 2 of the header has no name\n"
                    "t.csv:2:id: the column is there twice, as number 1 and 3\n");
}

/* As spreadsheets save empty columns and rows beside a table. */
static void empty_columns_at_the_end_are_left_out(void **state)
{
    (void)state;
    expect_rows("id;name;;\r\nx;\"1,5\";;\r\ny;2\r\n;;;\r\n", "2:x|1,5|/3:y|2|/");
    expect_mistakes("id,name,,\nx,1,,3\ny,2,,\nz,3,\n", 1,
                    "t.csv:2:: cell 4 is not empty, but its column has no name in the header\n"
                    "t.csv:4:: the row has 3 cells, the header has 4; empty cells count too\n");
}

static void an_empty_file_is_a_mistake(void **state)
{
    (void)state;
    expect_mistakes("", 0, "t.csv:1:: the file is empty; its first row is the header\n");
    expect_mistakes("\n \r\n\t\n", 0, "t.csv:1:: the file is empty; its first row is the header\n");
}

static void bytes_that_are_no_text_are_reported_with_their_cell(void **state)
{
    (void)state;
    expect_mistakes_in("a,b\n1,\0\n\xC0\xAF,2\n4,5\n", 17, 1,
                       "t.csv:2:b: a NUL byte is in the cell\n"
                       "t.csv:3:a: the cell is not valid UTF-8; save the whole file with UTF-8 "
                       "encoding (in a spreadsheet: CSV UTF-8)\n");
    expect_mistakes_in("a\0,b\n", 5, 0, "t.csv:1:: a NUL byte is in the cell\n");
}

/* Windows-1252: Kürzel, Köln, München. The rows without such letters are read. */
static void a_file_in_another_encoding_is_one_mistake(void **state)
{
    (void)state;
    expect_mistakes("id,name\na,K\xF6ln\nb,M\xFCnchen \xD6l\nc,Ulm\n", 1,
                    "t.csv:2:name: the cell is not valid UTF-8; save the whole file with UTF-8 "
                    "encoding (in a spreadsheet: CSV UTF-8)\n");
    expect_mistakes("K\xFCrzel,\xD6l\na,K\xF6ln\n", 0,
                    "t.csv:1:: the cell is not valid UTF-8; save the whole file with UTF-8 "
                    "encoding (in a spreadsheet: CSV UTF-8)\n");
}

static void a_utf16_file_is_named_as_such(void **state)
{
    (void)state;
    expect_mistakes_in("\xFF\xFE"
                       "a\0,\0",
                       6, 0,
                       "t.csv:1:: the file is UTF-16; save it with UTF-8 encoding (in a "
                       "spreadsheet: CSV UTF-8)\n");
}

/* Columns of bytes count from 1 in the physical line that holds the mistake. */
static void stray_quotes_are_reported_and_reading_goes_on(void **state)
{
    (void)state;
    expect_mistakes("a,b\n1,x\"y\n3,4\n\"5\" z,6\n7,8\n", 2,
                    "t.csv:2:b: a quote does not enclose the whole cell, at byte 4; a cell with "
                    "quotes is quoted itself, its quotes doubled\n"
                    "t.csv:4:a: a quote does not enclose the whole cell, at byte 5; a cell with "
                    "quotes is quoted itself, its quotes doubled\n");
}

static void an_unclosed_quote_is_reported_where_its_row_began(void **state)
{
    (void)state;
    expect_mistakes("a,b\n1,\"x\n3,4\n5,6\n", 2,
                    "t.csv:2:b: a quote that opens in this row is not closed\n");
    expect_mistakes("a,b\n1,2\n3,\"", 1,
                    "t.csv:3:b: a quote that opens in this row is not closed\n");
    expect_mistakes("a,b\n1,\"x\n3,\"y\"\n5,6\n", 2,
                    "t.csv:2:b: a quote does not enclose the whole cell, at byte 4 of line 3; a "
                    "cell with quotes is quoted itself, its quotes doubled\n");
}

static void a_mistake_in_the_header_ends_the_reading(void **state)
{
    (void)state;
    expect_mistakes("a,\"b\n1,2\n", 0, "t.csv:1:: a quote that opens in this row is not closed\n");
    expect_mistakes("a,b\"\n1,2\n", 0,
                    "t.csv:1:: a quote does not enclose the whole cell, at byte 4; a cell with "
                    "quotes is quoted itself, its quotes doubled\n");
}

static void a_lone_carriage_return_ends_no_line(void **state)
{
    static const char want[] = "t.csv:1:: the line ends with a carriage return alone; save the "
                               "file with LF or CRLF line ends\n";

    (void)state;
    expect_mistakes("a,b\r1,2\r", 0, want);
    expect_mistakes("\r", 0, want);
    expect_mistakes("a,b\r\r\n1,2\n", 0, want);
    expect_rows("a,b\n1,\"x\ry\"\n",
                "2:1|x\ry|/"); /* within quotes it is a character like others */
}

/* A file of `rows` times `row` after `head`; free it. */
static char *repeated(const char *head, const char *row, size_t rows)
{
    const size_t head_length = strlen(head), row_length = strlen(row);
    char *bytes = malloc(head_length + rows * row_length + 1);

    memcpy(bytes, head, head_length + 1);
    for (size_t i = 0; i < rows; i++) {
        memcpy(bytes + head_length + i * row_length, row, row_length + 1);
    }
    return bytes;
}

static void a_cell_of_the_greatest_size_is_read(void **state)
{
    char *plain = repeated("a,b\n1,", "x", CSV_CELL_MAX);
    char *quoted = repeated("a,b\n1,\"", "\"\"", CSV_CELL_MAX);
    Parsed parsed = parse_bytes(plain, strlen(plain));

    (void)state;
    EXPECT(parsed.flawless && strlen(parsed.table.rows[0].cells[1]) == CSV_CELL_MAX);
    release(&parsed);
    quoted[strlen(quoted) - 1] =
        '\n'; /* one doubled quote becomes the closing one and a line end */
    parsed = parse_bytes(quoted, strlen(quoted));
    EXPECT(parsed.flawless && strlen(parsed.table.rows[0].cells[1]) == CSV_CELL_MAX - 1);
    release(&parsed);
    free(plain);
    free(quoted);
}

static void a_huge_cell_is_refused(void **state)
{
    char *plain = repeated("a,b\n1,", "x", CSV_CELL_MAX + 1);
    char *endless = repeated("a,b\n1,\"", "x\n", 4 << 20);

    (void)state;
    expect_mistakes(plain, 0, "t.csv:2:b: the cell has over 65536 bytes\n");
    endless[strlen(endless) - 1] = 'x';
    memcpy(endless, "a\n\"x\n\n\n\n",
           8); /* one column, so that the lines after the quote are rows */
    {
        Parsed parsed = parse_bytes(endless, strlen(endless));

        EXPECT(strstr(parsed.messages.text, "t.csv:2:a: the cell has over 65536 bytes\n"));
        EXPECT_EQUAL(parsed.table.column_count, 1);
        release(&parsed);
    }
    free(plain);
    free(endless);
}

static void a_huge_file_is_refused(void **state)
{
    (void)state;
    const size_t length = (size_t)CSV_BYTES_MAX + 1;
    char *bytes = calloc(length, 1);
    CsvTable table;
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    TextBuilder messages = {0};

    EXPECT(!csv_parse_table(&table, "t.csv", bytes, length, arena, diagnostics));
    diagnostics_print(diagnostics, &messages);
    EXPECT_TEXT(messages.text, "t.csv:1:: the file has over 268435456 bytes\n");
    text_deinit(&messages);
    diagnostics_free(diagnostics);
    arena_free(arena);
    free(bytes);
}

static void a_header_of_too_many_columns_is_refused(void **state)
{
    char *bytes = repeated("x", ",x", CSV_COLUMNS_MAX);

    (void)state;
    expect_mistakes(bytes, 0, "t.csv:1:: the header has 1001 columns, at most 1000 are read\n");
    free(bytes);
}

static void lines_are_counted_across_pieces(void **state)
{
    char *bytes = repeated("a,b\n1,", "y", 200000);
    Parsed parsed;

    (void)state;
    /* A return right at the end of a piece of 64 KiB, its line feed in the next. */
    memcpy(bytes + (64 << 10) + 3, "\r\n3,4\n", 6);
    parsed = parse_bytes(bytes, (64 << 10) + 9);
    EXPECT_TEXT(parsed.messages.text, "");
    EXPECT_EQUAL(parsed.table.row_count, 2);
    EXPECT_EQUAL(parsed.table.rows[1].line, 3);
    release(&parsed);
    free(bytes);
}

/* Knuth's linear congruential sequence: enough for stirring bytes. */
static unsigned next_random(uint64_t *seed, unsigned limit)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % limit;
}

static void any_bytes_give_a_sound_table_or_a_message(void **state)
{
    static const char alphabet[] = {',',  ';', '"', '"',  '\n',   '\n',
                                    '\r', 'a', ' ', '\0', '\xff', '1'};
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char bytes[60];
        const size_t length = next_random(&seed, sizeof bytes + 1);
        Parsed parsed;
        size_t line = 0;

        for (size_t i = 0; i < length; i++) {
            bytes[i] = alphabet[next_random(&seed, sizeof alphabet)];
        }
        parsed = parse_bytes(bytes, length);
        for (size_t i = 0; i < parsed.table.row_count; i++) {
            EXPECT(parsed.table.rows[i].line > line);
            line = parsed.table.rows[i].line;
            for (size_t j = 0; j < parsed.table.column_count; j++) {
                EXPECT(parsed.table.rows[i].cells[j] != NULL);
            }
        }
        release(&parsed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_come_trimmed_and_unquoted),
        cmocka_unit_test(a_missing_line_end_is_no_mistake),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(rows_tell_the_line_they_start_in),
        cmocka_unit_test(rows_without_a_filled_cell_are_skipped),
        cmocka_unit_test(a_header_with_semicolons_switches_the_dialect),
        cmocka_unit_test(separators_within_quotes_do_not_choose_the_dialect),
        cmocka_unit_test(columns_are_found_by_name),
        cmocka_unit_test(wrong_row_lengths_are_counted),
        cmocka_unit_test(a_header_names_each_column_once),
        cmocka_unit_test(empty_columns_at_the_end_are_left_out),
        cmocka_unit_test(an_empty_file_is_a_mistake),
        cmocka_unit_test(bytes_that_are_no_text_are_reported_with_their_cell),
        cmocka_unit_test(a_file_in_another_encoding_is_one_mistake),
        cmocka_unit_test(a_utf16_file_is_named_as_such),
        cmocka_unit_test(stray_quotes_are_reported_and_reading_goes_on),
        cmocka_unit_test(an_unclosed_quote_is_reported_where_its_row_began),
        cmocka_unit_test(a_mistake_in_the_header_ends_the_reading),
        cmocka_unit_test(a_lone_carriage_return_ends_no_line),
        cmocka_unit_test(a_cell_of_the_greatest_size_is_read),
        cmocka_unit_test(a_huge_cell_is_refused),
        cmocka_unit_test(a_huge_file_is_refused),
        cmocka_unit_test(a_header_of_too_many_columns_is_refused),
        cmocka_unit_test(lines_are_counted_across_pieces),
        cmocka_unit_test(any_bytes_give_a_sound_table_or_a_message),
    };

    return cmocka_run_group_tests_name("base/csv", tests, NULL, NULL);
}
