#include "base/csv_refusal.h"

#include "tests/test.h"

static void expect_refusal(const char *bytes, size_t length, const char *message)
{
    const char *got = csv_refusal(bytes, length);

    EXPECT_TEXT(got ? got : "", message);
}

static void other_encodings_are_told_with_what_to_do(void **state)
{
    static const char message[] =
        "the file is UTF-16; save it with UTF-8 encoding (in a spreadsheet: CSV UTF-8)";

    (void)state;
    expect_refusal("\xFF\xFEi\0d\0", 6, message);
    expect_refusal("\xFE\xFF\0i\0d", 6, message);
    expect_refusal("i\0d\0,\0", 6, message);
    expect_refusal("\0i\0d\0,", 6, message);
}

static void a_spreadsheet_is_told_from_a_table(void **state)
{
    static const char message[] = "the file is a spreadsheet, not CSV; save the table as CSV UTF-8";

    (void)state;
    expect_refusal("PK\x03\x04...", 7, message);
    expect_refusal("\xD0\xCF\x11\xE0...", 7, message);
    expect_refusal("PK,id\n", 6, "");
}

static void columns_between_tabs_are_told(void **state)
{
    static const char message[] =
        "the header has tabs between its columns; save the file with commas or semicolons";

    (void)state;
    expect_refusal("id\tname\na\tb\n", 13, message);
    expect_refusal("id\tname", 7, message);
    expect_refusal("id,\tname\n", 9, "");
    expect_refusal("id;\tname\n", 9, "");
    expect_refusal("id\na\tb\n", 7, ""); /* the header decides */
}

static void a_line_that_names_the_separator_is_told(void **state)
{
    static const char message[] =
        "the first line names a separator; delete it, so that the header comes first";

    (void)state;
    expect_refusal("sep=;\nid;name\n", 14, message);
    expect_refusal("SEP=,\r\nid,name\n", 15, message);
    expect_refusal("\xEF\xBB\xBF\"sep=;\"\r\nid;name\n", 20, message);
    expect_refusal("sep=\t\nid\tname\n", 14,
                   "the header has tabs between its columns; save the file with commas or "
                   "semicolons");
    expect_refusal("sep=;", 5, message);
    expect_refusal("sep=", 4, ""); /* a name, if a wrong one */
    expect_refusal("sep=;;\n", 7, "");
    expect_refusal("sep,id\n", 7, "");
}

static void what_may_be_a_table_is_not_refused(void **state)
{
    (void)state;
    expect_refusal("", 0, "");
    expect_refusal("\n", 1, "");
    expect_refusal("\0\0\0\0", 4, ""); /* its NUL bytes are told by cell */
    expect_refusal("\xEF\xBB\xBFid\n", 6, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_encodings_are_told_with_what_to_do),
        cmocka_unit_test(a_spreadsheet_is_told_from_a_table),
        cmocka_unit_test(columns_between_tabs_are_told),
        cmocka_unit_test(a_line_that_names_the_separator_is_told),
        cmocka_unit_test(what_may_be_a_table_is_not_refused),
    };

    return cmocka_run_group_tests_name("base/csv_refusal", tests, NULL, NULL);
}
