/* The table as text. */
#include "tests/test.h"
#include "tests/validation/report.h"

/* One value that agrees, one that is far off, and a figure beyond its limit. */
static Validation *judged_table(void)
{
    Validation *validation = validation_new(true);
    validation_chapter(validation, "Queues");
    validation_case(validation, &(ValidationCase){.name = "M/M/1",
                                                  .model = "one server",
                                                  .source = "[Gross 2008, 2.2]",
                                                  .covers = "4.2"});
    validation_sample(
        validation,
        &(ValidationValue){.what = "mean wait", .unit = "h", .exact = 2, .within = 0.02},
        &(SampleMean){.mean = 2.001, .sd = 0.05, .n = 100});
    validation_sample(validation, &(ValidationValue){.what = "share", .exact = 0.5, .within = 0.02},
                      &(SampleMean){.mean = 0.6, .sd = 0.01, .n = 100});
    validation_figure(validation, &(ValidationFigure){.what = "bias", .value = 2, .high = 1});
    return validation;
}

static void a_table_counts_what_fails(void **state)
{
    Validation *validation = judged_table();
    (void)state;
    EXPECT_EQUAL(validation_judge(validation), 2);
    validation_free(validation);
}

static void the_document_says_model_value_and_verdict(void **state)
{
    Validation *validation = judged_table();
    TextBuilder out = {0};
    (void)state;
    validation_judge(validation);
    report_document(&out, validation);
    EXPECT(strstr(out.text, "### Queues\n"));
    EXPECT(strstr(out.text, "| **M/M/1**: one server. Exact by [Gross 2008, 2.2]. Covers 4.2 |"));
    EXPECT(strstr(out.text, "| mean wait (h) | 2 | 2.001 ± 0.014 | 0.72 % | 0.842 | agrees |"));
    EXPECT(strstr(out.text, "| share | 0.5 | 0.6 ± 0.0029 | 0.57 % | below 0.001 | differs |"));
    EXPECT(strstr(out.text, "| bias | 0 to 1 | 2 | | | outside |"));
    text_deinit(&out);
    validation_free(validation);
}

/* A bar in a cell would begin the next one. */
static void bars_and_values_without_chance_are_written_so(void **state)
{
    Validation *validation = validation_new(true);
    TextBuilder out = {0};
    (void)state;
    validation_case(validation, &(ValidationCase){.name = "A", .model = "work 1|2"});
    validation_sample(validation, &(ValidationValue){.what = "lost", .exact = 0},
                      &(SampleMean){.mean = 0, .sd = 0, .n = 100});
    EXPECT_EQUAL(validation_judge(validation), 0);
    report_document(&out, validation);
    EXPECT(strstr(out.text, "work 1\\|2."));
    EXPECT(strstr(out.text, "| lost | 0 | 0 in every run | | | agrees |"));
    text_deinit(&out);
    validation_free(validation);
}

static void a_terminal_is_told_what_fails_alone(void **state)
{
    Validation *validation = judged_table();
    TextBuilder out = {0};
    (void)state;
    validation_judge(validation);
    report_terminal(&out, validation);
    EXPECT(strstr(out.text, "FAILS M/M/1, share: differs; exact 0.5, simulated 0.6"));
    EXPECT(strstr(out.text, "OUTSIDE M/M/1, bias"));
    EXPECT(!strstr(out.text, "mean wait"));
    EXPECT(strstr(out.text, "1 cases, 2 values: 1 agree, 1 differ, 0 are too coarse"));
    text_deinit(&out);
    validation_free(validation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_counts_what_fails),
        cmocka_unit_test(the_document_says_model_value_and_verdict),
        cmocka_unit_test(bars_and_values_without_chance_are_written_so),
        cmocka_unit_test(a_terminal_is_told_what_fails_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
