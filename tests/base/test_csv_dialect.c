#include "base/csv_dialect.h"

#include "tests/test.h"

static char delimiter_of(const char *text)
{
    return csv_delimiter(text, strlen(text));
}

static void semicolons_without_a_comma_are_the_german_dialect(void **state)
{
    (void)state;
    EXPECT_EQUAL(delimiter_of("id;name\na;1,5\n"), ';');
    EXPECT_EQUAL(delimiter_of("id;name"), ';');
    EXPECT_EQUAL(delimiter_of("id,name\na;b\n"), ',');
    EXPECT_EQUAL(delimiter_of("id;name,note\n"), ',');
}

static void blank_lines_and_quoted_signs_decide_nothing(void **state)
{
    (void)state;
    EXPECT_EQUAL(delimiter_of("\r\n \t\nid;name\n"), ';');
    EXPECT_EQUAL(delimiter_of("\"a,b\";c\n"), ';');
    EXPECT_EQUAL(delimiter_of("\"a;b\"\nx;y\n"), ',');
}

static void one_column_and_nothing_are_of_commas(void **state)
{
    (void)state;
    EXPECT_EQUAL(delimiter_of("value\n1\n"), ',');
    EXPECT_EQUAL(delimiter_of(""), ',');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(semicolons_without_a_comma_are_the_german_dialect),
        cmocka_unit_test(blank_lines_and_quoted_signs_decide_nothing),
        cmocka_unit_test(one_column_and_nothing_are_of_commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
