#include "tests/test.h"

#include "base/diagnostics.h"

/* Checks what is printed and frees everything. */
static void expect_printed(Diagnostics *diagnostics, const char *want)
{
    TextBuilder out = {0};

    diagnostics_print(diagnostics, &out);
    EXPECT_TEXT(out.text, want);
    text_deinit(&out);
    diagnostics_free(diagnostics);
}

static void mistakes_are_sorted_by_file_line_and_arrival(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();

    (void)state;
    EXPECT(!diagnostics_add(diagnostics, "scenario.csv", 9, "seed", "is missing"));
    diagnostics_add(diagnostics, "crews.csv", 1, "", "the file is empty");
    diagnostics_add(diagnostics, "scenario.csv", 2, "start", "second in its line? no, first");
    diagnostics_add(diagnostics, "scenario.csv", 9, "n", "after it");
    EXPECT_EQUAL(diagnostics_count(diagnostics), 4);
    expect_printed(diagnostics, "scenario.csv:2:start: second in its line? no, first\n"
                                "scenario.csv:9:seed: is missing\n"
                                "scenario.csv:9:n: after it\n"
                                "crews.csv:1:: the file is empty\n");
}

static void repeats_are_kept_once(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();

    (void)state;
    for (int i = 0; i < 3; i++) {
        diagnostics_add(diagnostics, "a.csv", 2, "x", "is %d", 7);
    }
    diagnostics_add(diagnostics, "a.csv", 3, "x", "is 7");
    EXPECT_EQUAL(diagnostics_count(diagnostics), 2);
    expect_printed(diagnostics, "a.csv:2:x: is 7\na.csv:3:x: is 7\n");
}

static void control_characters_do_not_reach_the_terminal(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();

    (void)state;
    diagnostics_add(diagnostics, "a\nb.csv", 1, "c\x1b[31m", "two\nlines\xff");
    expect_printed(diagnostics, "a?b.csv:1:c?[31m: two?lines?\n");
}

static void long_column_names_are_cut(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();

    (void)state;
    diagnostics_add(diagnostics, "a.csv", 1, "0123456789012345678901234567890123456789x", "no");
    expect_printed(diagnostics, "a.csv:1:0123456789012345678901234567890123456789\u2026: no\n");
}

static void long_messages_are_cut(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();
    char message[900];
    TextBuilder expected = {0};

    (void)state;
    memset(message, 'm', sizeof message - 1);
    message[sizeof message - 1] = '\0';
    diagnostics_add(diagnostics, "a.csv", 1, "x", "%s", message);
    text_add_format(&expected, "a.csv:1:x: %.800s\u2026\n", message);
    expect_printed(diagnostics, expected.text);
    text_deinit(&expected);
}

static void two_hundred_are_printed_then_their_number(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();
    TextBuilder out = {0};
    size_t lines = 0;

    (void)state;
    for (size_t line = 1; line <= 150000; line++) {
        diagnostics_add(diagnostics, "a.csv", line, "x", "wrong");
    }
    diagnostics_print(diagnostics, &out);
    for (size_t i = 0; i < out.length; i++) {
        lines += out.text[i] == '\n';
    }
    EXPECT_EQUAL(lines, 201);
    EXPECT(strstr(out.text, "a.csv:200:x: wrong\n150000 in all, the first 200 are shown\n"));
    text_deinit(&out);
    diagnostics_free(diagnostics);
}

static void no_mistake_prints_nothing(void **state)
{
    Diagnostics *diagnostics = diagnostics_new();
    TextBuilder out = {0};

    (void)state;
    diagnostics_print(diagnostics, &out);
    EXPECT_EQUAL(out.length, 0);
    EXPECT_EQUAL(diagnostics_count(diagnostics), 0);
    text_deinit(&out);
    diagnostics_free(diagnostics);
    diagnostics_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_sorted_by_file_line_and_arrival),
        cmocka_unit_test(repeats_are_kept_once),
        cmocka_unit_test(control_characters_do_not_reach_the_terminal),
        cmocka_unit_test(long_column_names_are_cut),
        cmocka_unit_test(long_messages_are_cut),
        cmocka_unit_test(two_hundred_are_printed_then_their_number),
        cmocka_unit_test(no_mistake_prints_nothing),
    };

    return cmocka_run_group_tests_name("base/diagnostics", tests, NULL, NULL);
}
