#include "study/sweep_metrics.h"
#include "tests/test.h"

static const SweepMetric metrics[] = {
    {"service", "eau", "wait_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "eau@aok", "wait_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"service", "egk", "wait_mean_h", "h", METRIC_LOWER_IS_BETTER},
    {"channel", "phone", "served", "1", METRIC_HIGHER_IS_BETTER},
    {"insurer", "aok", "restored_h", "h", METRIC_LOWER_IS_BETTER},
    {"total", "all", "restored_h", "h", METRIC_LOWER_IS_BETTER},
};
enum { METRICS = sizeof metrics / sizeof *metrics };

/* Digits of the indices that a list chooses; "" after a failure. */
static const char *chosen(const char *list, Failure *failure)
{
    static char text[METRICS + 1];
    size_t indices[METRICS], count = 0;
    if (!sweep_metrics_choose(metrics, METRICS, list, indices, &count, failure)) {
        return "";
    }
    for (size_t i = 0; i < count; ++i) {
        text[i] = (char)('0' + indices[i]);
    }
    text[count] = '\0';
    return text;
}

static void totals_are_kept_where_nothing_is_said(void **state)
{
    (void)state;
    Failure failure = {0};
    EXPECT_TEXT(chosen(NULL, &failure), "025");
}

static void a_name_alone_is_of_the_total_else_of_all_insurers_together(void **state)
{
    (void)state;
    Failure failure = {0};
    EXPECT_TEXT(chosen("restored_h", &failure), "5");
    EXPECT_TEXT(chosen("wait_mean_h", &failure), "02");
    EXPECT_TEXT(chosen("served,restored_h", &failure), "35");
}

static void a_star_stands_for_any_text_of_one_part(void **state)
{
    (void)state;
    Failure failure = {0};
    EXPECT_TEXT(chosen("service/*/wait_mean_h", &failure), "02");
    EXPECT_TEXT(chosen("service/*@*/*", &failure), "1");
    EXPECT_TEXT(chosen("*/*/restored_h", &failure), "45");
    EXPECT_TEXT(chosen("service/eau@aok/wait_mean_h", &failure), "1");
}

static void an_unknown_name_is_answered_with_the_nearest(void **state)
{
    (void)state;
    static const char *const lists[][2] = {{"restord_h", "did you mean restored_h?"},
                                           {"total/al/restored_h", "did you mean total/all/"},
                                           {"served,", "there is no metric \"\""},
                                           {"xyzzy", "there is no metric \"xyzzy\";"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; ++i) {
        Failure failure = {0};
        EXPECT_TEXT(chosen(lists[i][0], &failure), "");
        EXPECT(failure.failed && failure.of_input);
        EXPECT(strstr(failure.message, lists[i][1]) != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_kept_where_nothing_is_said),
        cmocka_unit_test(a_name_alone_is_of_the_total_else_of_all_insurers_together),
        cmocka_unit_test(a_star_stands_for_any_text_of_one_part),
        cmocka_unit_test(an_unknown_name_is_answered_with_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
