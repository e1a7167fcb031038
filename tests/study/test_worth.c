#include "study/worth.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* Replications 10, 20, 30 at the base; the change takes 1, 2, 3 of them: difference -2, sd 1, half
 * width 4.302653 / sqrt(3) = 2.484138. */
static double cost(size_t strategy, double x, double y, size_t replication)
{
    (void)y;
    const double base = 10 * (double)(replication + 1);
    return base - (x > 0 ? (double)(replication + 1) : 0) + 100 * (double)strategy;
}

static SweepData one_at_a_time(void)
{
    SweepData data = fixture_sweep(SWEEP_ONE_AT_A_TIME, 2);
    SweepPoint *points = fixture_points(&data, 2, 3);
    fixture_place(&data, points, 0, 0, 0, cost);
    fixture_place(&data, points, 1, 0.5, 0, cost);
    points[1].step = 1;
    points[1].factor = 0;
    return data;
}

static void a_change_is_paired_with_the_scenario_as_it_stands(void **state)
{
    (void)state;
    SweepData data = one_at_a_time();
    const Worth worth = worth_of(&data, data.arena);
    EXPECT_EQUAL(worth.row_count, 2);
    const WorthRow *row = &worth.rows[1];
    EXPECT_EQUAL(row->strategy, 1);
    EXPECT_EQUAL(row->factor, 0);
    EXPECT_NEAR(row->value, 0.02, 1e-12);
    EXPECT_EQUAL(row->n, 3);
    EXPECT_NEAR(row->base, 120, 1e-12);
    EXPECT_NEAR(row->mean, 118, 1e-12);
    EXPECT_NEAR(row->difference, -2, 1e-12);
    EXPECT_NEAR(row->low, -2 - 2.484138, 1e-5);
    EXPECT_NEAR(row->high, -2 + 2.484138, 1e-5);
    sweep_data_deinit(&data);
}

/* Variances of the means 100 / 3 and 81 / 3; degrees of freedom (181 / 3)^2 / ((100 / 3)^2 / 2 +
 * (81 / 3)^2 / 2) = 3.9564; its 97.5 % quantile is 2.7886: half width 2.7886 x sqrt(181 / 3). */
static void independent_points_are_not_paired(void **state)
{
    (void)state;
    SweepData data = one_at_a_time();
    data.independent_points = true;
    const Worth worth = worth_of(&data, data.arena);
    EXPECT_NEAR(worth.rows[0].difference, -2, 1e-12);
    EXPECT_NEAR(worth.rows[0].high, -2 + 2.7886 * sqrt(181.0 / 3), 2e-3);
    sweep_data_deinit(&data);
}

static void other_designs_have_no_worth(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 3, 3, 2, cost);
    EXPECT_EQUAL(worth_of(&data, data.arena).row_count, 0);
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_paired_with_the_scenario_as_it_stands),
        cmocka_unit_test(independent_points_are_not_paired),
        cmocka_unit_test(other_designs_have_no_worth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
