#include "cli/drawing.h"

#include "tests/test.h"

static void expect_interrupted(const Drawing *drawing, const Arguments *arguments,
                               const char *of_what, const char *wanted)
{
    TextBuilder text = {0};
    drawing_say_interrupted(drawing, arguments, "out", of_what, &text);
    EXPECT_TEXT(text.text, wanted);
    text_deinit(&text);
}

static void an_interrupt_at_the_end_leaves_nothing_out(void **state)
{
    (void)state;
    const char all[] = "interrupted when all was done: the results in out are whole";
    expect_interrupted(&(Drawing){.report = true}, &(Arguments){0}, "", all);
    expect_interrupted(&(Drawing){0}, &(Arguments){.no_charts = true}, "", all);
}

static void what_is_not_drawn_can_be_drawn_later(void **state)
{
    (void)state;
    expect_interrupted(&(Drawing){.charts = 3}, &(Arguments){0}, "",
                       "interrupted: the results in out are whole; `brownout plot` and `brownout "
                       "report` draw what is missing");
}

static void where_further_runs_are_missing_not_all_was_done(void **state)
{
    (void)state;
    expect_interrupted(&(Drawing){0}, &(Arguments){.no_charts = true}, " of the comparison",
                       "interrupted: the results of the comparison in out are whole");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interrupt_at_the_end_leaves_nothing_out),
        cmocka_unit_test(what_is_not_drawn_can_be_drawn_later),
        cmocka_unit_test(where_further_runs_are_missing_not_all_was_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
