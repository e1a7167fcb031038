#include "study/swing.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

static double cost(size_t strategy, double x, double y, size_t replication)
{
    return 10 * x + 2 * y + (double)replication + 100 * (double)strategy;
}

/* Eleven levels of x, three of y (mean 1/2): replications 0 and 1 have mean 1/2. The lowest fifth
 * are x = 0, 0.1, 0.2: mean 1 + 1 + 1/2; the highest 0.8, 0.9, 1: 9 + 1 + 1/2. */
static void the_fifths_of_a_grid_are_averaged(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 11, 3, 2, cost);
    const Swing swing = swing_of(&data, 0, 1, 0);
    EXPECT_NEAR(swing.base, 106.5, 1e-9);
    EXPECT_NEAR(swing.low, 102.5, 1e-9);
    EXPECT_NEAR(swing.high, 110.5, 1e-9);
    EXPECT_NEAR(swing.low_value, 0, 1e-12);
    EXPECT_NEAR(swing.high_value, 0.04, 1e-12);
    sweep_data_deinit(&data);
}

static void two_levels_are_the_ends_themselves(void **state)
{
    (void)state;
    SweepData data = fixture_grid(1, 2, 2, 2, cost);
    const Swing swing = swing_of(&data, 0, 0, 1);
    EXPECT_NEAR(swing.high - swing.low, 2, 1e-9);
    sweep_data_deinit(&data);
}

static void one_at_a_time_the_scenario_as_it_stands_is_the_base(void **state)
{
    (void)state;
    SweepData data = fixture_sweep(SWEEP_ONE_AT_A_TIME, 1);
    SweepPoint *points = fixture_points(&data, 4, 2);
    const double x[] = {0.5, 1, 0, 0.5}, y[] = {0.5, 0.5, 0.5, 1};
    for (size_t p = 0; p < 4; ++p) {
        fixture_place(&data, points, p, x[p], y[p], cost);
        points[p].step = p;
        points[p].factor = p == 0 ? SWEEP_NONE : p < 3 ? 0 : 1;
    }
    const Swing first = swing_of(&data, 0, 0, 0), second = swing_of(&data, 0, 0, 1);
    EXPECT_NEAR(first.base, 6.5, 1e-9);
    EXPECT_NEAR(first.low, 1.5, 1e-9);
    EXPECT_NEAR(first.high, 11.5, 1e-9);
    EXPECT_NEAR(first.high_value, 0.04, 1e-12);
    EXPECT_NEAR(second.low, second.high, 0); /* one value alone */
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fifths_of_a_grid_are_averaged),
        cmocka_unit_test(two_levels_are_the_ends_themselves),
        cmocka_unit_test(one_at_a_time_the_scenario_as_it_stands_is_the_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
