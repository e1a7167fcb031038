#include "study/mean_guard.h"

#include "tests/test.h"

/* Mean 3, sd 2, 16 values: t = 3 / (2 / 4) = 6. A residual of 8 is within four sd. */
static void near_normal_residuals_leave_students_test(void **state)
{
    (void)state;
    const ResidualRange range = {.lowest = -8, .highest = 8};
    EXPECT_NEAR(guarded_t(&range, 3, 2, 16), 6, 1e-12);
    EXPECT_NEAR(guarded_t(&range, -3, 2, 16), -6, 1e-12);
}

/* 20 values of -1 and no spread; elsewhere one lay 49 above its mean. The guarded sample has 21
 * values: mean -1 + 49 / 21 = 4 / 3: the sign is not certain at all. */
static void an_event_seen_elsewhere_stops_a_sure_sign(void **state)
{
    (void)state;
    const ResidualRange range = {.lowest = -1, .highest = 49}, nothing = {0, 0};
    EXPECT_NEAR(guarded_t(&range, -1, 0, 20), 0, 0);
    EXPECT(isinf(guarded_t(&nothing, -1, 0, 20)));
    EXPECT_NEAR(student_p(guarded_t(&nothing, -1, 0, 20), 20), 0, 0);
}

/* Mean -10, sd 1, 25 values, residual 30: excess 26; mean -10 + 26 / 26 = -9; variance
 * (24 + 26^2 x 25 / 26) / 25 = 26.96; t = -9 / sqrt(26.96 / 26). */
static void the_guard_is_one_value_more(void **state)
{
    (void)state;
    const ResidualRange range = {.lowest = 0, .highest = 30};
    EXPECT_NEAR(guarded_t(&range, -10, 1, 25), -9 / sqrt(26.96 / 26), 1e-12);
    EXPECT_NEAR(guarded_t(&range, 10, 1, 25), 50, 1e-12); /* against which there is no event */
}

static void what_is_unknown_has_no_sign(void **state)
{
    (void)state;
    const ResidualRange range = {0, 0};
    EXPECT_NEAR(guarded_t(&range, 4, 1, 1), NAN, 0);
    EXPECT_NEAR(guarded_t(&range, 0, 0, 9), 0, 0);
    EXPECT_NEAR(student_p(NAN, 9), 1, 0);
    EXPECT_NEAR(student_p(0, 9), 1, 1e-12);
    EXPECT_NEAR(student_p(2.262157, 10), 0.05, 1e-6);
}

static void the_range_grows_with_every_place(void **state)
{
    (void)state;
    ResidualRange range = {0, 0};
    const double first[] = {1, 2, 6}, second[] = {-4, 4};
    residual_range_take(&range, first, 3, 3);
    residual_range_take(&range, second, 2, 0);
    EXPECT_NEAR(range.lowest, -4, 0);
    EXPECT_NEAR(range.highest, 4, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_normal_residuals_leave_students_test),
        cmocka_unit_test(an_event_seen_elsewhere_stops_a_sure_sign),
        cmocka_unit_test(the_guard_is_one_value_more),
        cmocka_unit_test(what_is_unknown_has_no_sign),
        cmocka_unit_test(the_range_grows_with_every_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
