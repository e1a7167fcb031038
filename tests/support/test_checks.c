/* The checks that other tests rely on catch what they are for: each meets a planted fault. */
#include "tests/support/experiment.h"
#include "tests/test.h"

#include <stdlib.h>

/* 100 replications of mean 10 and sd 2: the 99.9 % interval is 10 +- t(0.9995, 99) 2 / 10 =
 * 10 +- 3.392 x 0.2 = 9.322 to 10.678. */
static const char summary_text[] = "strategy,scope,id,metric,unit,n,mean,sd\n"
                                   "s,service,a,wait_mean_h,h,100,10,2\n"
                                   "s,service,b,wait_mean_h,h,100,10,0\n";

static void a_value_outside_the_interval_is_found(void **state)
{
    ResultTable *summary = result_table_of(summary_text);
    const ResultKey key = RESULT_KEY("s", "service", "a", "wait_mean_h");
    (void)state;
    EXPECT(!summary_violation(summary, key, 9.33, 0.1).found);
    EXPECT(!summary_violation(summary, key, 10.67, 0.1).found);
    EXPECT(summary_violation(summary, key, 9.31, 0.1).found);
    EXPECT(summary_violation(summary, key, 10.69, 0.1).found);
    result_table_free(summary);
}

/* A half width of 0.678 says little about a value of 10 that should be known within 1 %. */
static void an_interval_that_says_little_is_found(void **state)
{
    ResultTable *summary = result_table_of(summary_text);
    (void)state;
    EXPECT(
        summary_violation(summary, RESULT_KEY("s", "service", "a", "wait_mean_h"), 10, 0.01).found);
    result_table_free(summary);
}

static void a_missing_row_is_found(void **state)
{
    ResultTable *summary = result_table_of(summary_text);
    (void)state;
    EXPECT(summary_violation(summary, RESULT_KEY("s", "service", "c", "wait_mean_h"), 10, 1).found);
    result_table_free(summary);
}

static void a_point_of_a_curve_is_found_by_its_instant(void **state)
{
    ResultTable *curves = result_table_of("strategy,scope,id,metric,t_h,n,mean,ci_low,ci_high\n"
                                          "s,service,a,backlog,0.1,9,4,3,5\n"
                                          "s,service,a,backlog,0.30000000000000004,9,8,7,9\n");
    (void)state;
    EXPECT(
        !curve_violation(curves, CURVE_KEY("s", "service", "a", "backlog", 0.3), 8.5, 0.2).found);
    EXPECT(curve_violation(curves, CURVE_KEY("s", "service", "a", "backlog", 0.1), 8.5, 0.2).found);
    EXPECT(curve_violation(curves, CURVE_KEY("s", "service", "a", "backlog", 0.2), 8.5, 0.2).found);
    result_table_free(curves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_outside_the_interval_is_found),
        cmocka_unit_test(an_interval_that_says_little_is_found),
        cmocka_unit_test(a_missing_row_is_found),
        cmocka_unit_test(a_point_of_a_curve_is_found_by_its_instant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
