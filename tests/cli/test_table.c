#include "cli/table.h"

#include "tests/test.h"

static void expect_printed(const Table *table, size_t most, const char *expected)
{
    TextBuilder out = {0};
    table_print(table, most, &out);
    EXPECT_TEXT(out.text, expected);
    text_deinit(&out);
}

/* "ü" and "–" are two and three bytes, the e with a combining acute (U+0301) three, and each takes
 * one column. */
static void columns_are_counted_as_a_terminal_shows_them(void **state)
{
    (void)state;
    EXPECT_EQUAL(text_columns(""), 0);
    EXPECT_EQUAL(text_columns("Süd"), 3);
    EXPECT_EQUAL(text_columns("–"), 1);
    EXPECT_EQUAL(text_columns("e\xCC\x81"), 1);
}

static void names_stand_left_and_numbers_right(void **state)
{
    (void)state;
    Table *table = table_new(3, 1);
    const char *const cells[] = {"Süd", "1", "22", "Nordost", "333", "–"};
    for (size_t i = 0; i < 6; ++i) {
        table_add(table, cells[i]);
    }
    expect_printed(table, 100, "  Süd        1  22\n  Nordost  333   –\n");
    table_free(table);
}

static void a_row_that_ends_early_leaves_no_trailing_space(void **state)
{
    (void)state;
    Table *table = table_new(3, 1);
    table_add(table, "a");
    table_end_row(table);
    table_add(table, "long name");
    table_add(table, "");
    table_add(table, "2");
    expect_printed(table, 100, "  a\n  long name    2\n");
    table_free(table);
}

/* 2 + 16 + 2 + 3 = 23 columns; in 20 the name has 13, the last of them the ellipsis. */
static void long_names_give_way_to_the_numbers(void **state)
{
    (void)state;
    Table *table = table_new(2, 1);
    table_add(table, "Rechenzentrum Süd");
    table_add(table, "123");
    table_add(table, "kurz");
    table_add(table, "4");
    expect_printed(table, 20, "  Rechenzentru…  123\n  kurz             4\n");
    table_free(table);
}

static void a_text_is_cut_at_a_character(void **state)
{
    (void)state;
    TextBuilder out = {0};
    text_add_cut(&out, "üüüü", 3);
    EXPECT_TEXT(out.text, "üü…");
    text_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_counted_as_a_terminal_shows_them),
        cmocka_unit_test(names_stand_left_and_numbers_right),
        cmocka_unit_test(a_row_that_ends_early_leaves_no_trailing_space),
        cmocka_unit_test(long_names_give_way_to_the_numbers),
        cmocka_unit_test(a_text_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
