#include "cli/out_folder.h"

#include "tests/test.h"

#include <stdlib.h>

static void expect_name(const char *typed, const char *ending, const char *wanted)
{
    char *name = out_folder_name(typed, "mine", ending);
    EXPECT_TEXT(name, wanted);
    free(name);
}

static void a_folder_is_called_as_typed_or_after_the_scenario(void **state)
{
    (void)state;
    expect_name(NULL, "", "results/mine");
    expect_name(NULL, "-sweep", "results/mine-sweep");
    expect_name("out", "-sweep", "out");
    expect_name("a/out///", "", "a/out");
    expect_name("/", "", "/");
    expect_name("", "", "");
}

static void the_record_is_the_last_of_the_files(void **state)
{
    (void)state;
    TextBuilder text = {0};
    out_folder_say_files("out", (const char *const[]){"a.csv", "b.csv"}, 2, &text);
    EXPECT_TEXT(text.text, "Files   out/a.csv, b.csv, run.json\n");
    text_clear(&text);
    out_folder_say_files("out", NULL, 0, &text);
    EXPECT_TEXT(text.text, "Files   out/run.json\n");
    text_deinit(&text);
}

/* "Files   out/", four names of 21 letters with commas are 104 columns: the fourth begins a line.
 */
static void many_files_take_several_lines(void **state)
{
    (void)state;
    static const char *const files[] = {"seventeen-letters.csv", "seventeen-letters.csv",
                                        "seventeen-letters.csv", "seventeen-letters.csv"};
    TextBuilder text = {0};
    out_folder_say_files("out", files, 4, &text);
    EXPECT_TEXT(text.text,
                "Files   out/seventeen-letters.csv, seventeen-letters.csv, seventeen-letters.csv,\n"
                "        seventeen-letters.csv, run.json\n");
    text_deinit(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_called_as_typed_or_after_the_scenario),
        cmocka_unit_test(the_record_is_the_last_of_the_files),
        cmocka_unit_test(many_files_take_several_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
