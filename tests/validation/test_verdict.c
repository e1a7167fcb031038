/* How values are judged, with planted faults that must be found. */
#include "tests/test.h"
#include "tests/validation/verdict.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

/* A value whose mean is off by `errors` standard errors of 0.001; exact is 1. */
static JudgedValue value_off_by(double errors)
{
    return (JudgedValue){
        .sample = {.mean = 1 + errors * 0.001, .sd = 0.01, .n = 100}, .exact = 1, .within = 0.01};
}

/* Student's table: 99 degrees of freedom exceed 1.9842 with 0.025. */
static void p_is_that_of_students_table(void **state)
{
    JudgedValue value = value_off_by(-1.98422);
    (void)state;
    EXPECT_NEAR(student_p(&value), 0.05, 1e-6);
}

/* 3 standard errors with 2 of them allowed count as one: p(1) = 0.31975 with 99. */
static void an_allowance_is_taken_off_the_difference(void **state)
{
    JudgedValue value = value_off_by(3);
    (void)state;
    value.allowance = 0.002;
    EXPECT_NEAR(student_p(&value), 0.31975, 1e-4);
    value.allowance = 0.0031;
    EXPECT_NEAR(student_p(&value), 1, 0);
}

static Verdict verdict_alone(JudgedValue value)
{
    JudgedValue *values[] = {&value};
    verdicts_of(values, 1);
    return value.verdict;
}

/* At 0.01 and 99 degrees of freedom the limit is 2.6264 standard errors. */
static void a_single_value_is_judged_at_one_percent(void **state)
{
    (void)state;
    EXPECT_EQUAL(verdict_alone(value_off_by(2.62)), VERDICT_AGREES);
    EXPECT_EQUAL(verdict_alone(value_off_by(2.63)), VERDICT_DIFFERS);
    EXPECT_EQUAL(verdict_alone(value_off_by(-2.63)), VERDICT_DIFFERS);
}

/* Half width 4.0550 x 0.001: at 0.9999, whatever the table. */
static void an_interval_wider_than_demanded_is_too_coarse(void **state)
{
    JudgedValue value = value_off_by(0);
    (void)state;
    value.within = 0.00406;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_AGREES);
    value.within = 0.00405;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_TOO_COARSE);
    value.sample.mean = 1.1; /* wrong is worse than coarse */
    EXPECT_EQUAL(verdict_alone(value), VERDICT_DIFFERS);
}

static void what_is_the_same_in_every_replication_must_be_equal(void **state)
{
    JudgedValue value = {.sample = {.mean = 0.3, .sd = 0, .n = 100}, .exact = 0.1 + 0.2};
    (void)state;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_AGREES);
    value.exact = 0.300001;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_DIFFERS);
}

static void a_value_that_is_missing_differs(void **state)
{
    JudgedValue value = {.sample = {.mean = NAN, .sd = NAN}, .exact = 1, .within = 1};
    (void)state;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_DIFFERS);
    value.sample.n = 100;
    EXPECT_EQUAL(verdict_alone(value), VERDICT_DIFFERS);
}

/* Four values: Holm's limits are 0.01/4, /3, /2, /1. With 99 degrees of freedom 3.2 standard errors
 * have p 0.0018, 3.05 0.0029, 2.7 0.0082. All three fall one after the other, though two are above
 * 0.01/4; without the first none does. */
static void steps_down_as_holm_does(void **state)
{
    JudgedValue off[] = {value_off_by(2.7), value_off_by(3.2), value_off_by(0), value_off_by(3.05)};
    JudgedValue *values[] = {&off[0], &off[1], &off[2], &off[3]};
    (void)state;
    verdicts_of(values, 4);
    EXPECT_EQUAL(off[1].verdict, VERDICT_DIFFERS); /* 0.0018 < 0.0025 */
    EXPECT_EQUAL(off[3].verdict, VERDICT_DIFFERS); /* 0.0029 < 0.0033 */
    EXPECT_EQUAL(off[0].verdict, VERDICT_AGREES);  /* 0.0082 > 0.005 */
    off[1] = value_off_by(0);
    verdicts_of(values, 4);
    EXPECT_EQUAL(off[3].verdict, VERDICT_AGREES); /* 0.0029 > 0.0025 */
}

/* Means and deviations as of normal values. */
static void draw(gsl_rng *generator, JudgedValue *value)
{
    const double n = 100;
    *value = (JudgedValue){.sample = {.mean = 1 + gsl_ran_gaussian(generator, 0.01 / sqrt(n)),
                                      .sd = 0.01 * sqrt(gsl_ran_chisq(generator, n - 1) / (n - 1)),
                                      .n = 100},
                           .exact = 1,
                           .within = 1};
}

/* Of 5000 right tables of 30 values 1 % fail: 50, with a standard deviation of 7; 99.9 % lie
 * within 23. Without the correction for many values about 1300 would. */
static void one_right_table_in_a_hundred_fails(void **state)
{
    enum { TABLES = 5000, VALUES = 30 };
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    JudgedValue drawn[VALUES], *values[VALUES];
    int failed = 0;
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        bool fails = false;
        for (size_t i = 0; i < VALUES; i++) {
            draw(generator, &drawn[i]);
            values[i] = &drawn[i];
        }
        verdicts_of(values, VALUES);
        for (size_t i = 0; i < VALUES; i++) {
            fails = fails || drawn[i].verdict != VERDICT_AGREES;
        }
        failed += fails;
    }
    gsl_rng_free(generator);
    EXPECT_NEAR(failed, 50, 23);
}

/* By hand: 0.1, 0.2, 0.9; just below 0.9 the share is 2/3 where uniform is 0.9, just above 0.2 it
 * is 2/3 where uniform is 0.2. */
static void the_kolmogorov_distance_is_the_largest(void **state)
{
    double p[] = {0.9, 0.1, 0.2};
    (void)state;
    EXPECT_NEAR(kolmogorov_distance(p, 3), 2.0 / 3 - 0.2, 1e-12);
    EXPECT_NEAR(kolmogorov_distance(p, 0), 0, 0);
}

/* Table of the exact distribution at 0.01: 0.489 for n = 10, 0.352 for 20 and 0.290 for 30. */
static void the_kolmogorov_limit_is_that_of_the_table(void **state)
{
    (void)state;
    EXPECT_NEAR(kolmogorov_limit(10), 0.489, 0.003);
    EXPECT_NEAR(kolmogorov_limit(20), 0.352, 0.003);
    EXPECT_NEAR(kolmogorov_limit(30), 0.29, 0.003);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(p_is_that_of_students_table),
        cmocka_unit_test(an_allowance_is_taken_off_the_difference),
        cmocka_unit_test(a_single_value_is_judged_at_one_percent),
        cmocka_unit_test(an_interval_wider_than_demanded_is_too_coarse),
        cmocka_unit_test(what_is_the_same_in_every_replication_must_be_equal),
        cmocka_unit_test(a_value_that_is_missing_differs),
        cmocka_unit_test(steps_down_as_holm_does),
        cmocka_unit_test(one_right_table_in_a_hundred_fails),
        cmocka_unit_test(the_kolmogorov_distance_is_the_largest),
        cmocka_unit_test(the_kolmogorov_limit_is_that_of_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
