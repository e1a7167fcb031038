#include "study/swing.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

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

/* Of the cost at x = 1 a replication adds -1, 0 or 1 beyond what it adds anywhere: differences of
 * 4, 5 and 6 to the base at x = 1/2, of deviation 1, so 4.30265 / sqrt(3) on 2 degrees of freedom
 * [Student 1908]. At x = 0 they are all 5. */
static double noisy_cost(size_t strategy, double x, double y, size_t replication)
{
    return cost(strategy, x, y, replication) + (x > 0.9 ? (double)replication - 1 : 0);
}

static void differences_of_the_replications_give_the_intervals(void **state)
{
    (void)state;
    SweepData data = fixture_sweep(SWEEP_ONE_AT_A_TIME, 1);
    SweepPoint *points = fixture_points(&data, 3, 3);
    const double x[] = {0.5, 1, 0};
    for (size_t p = 0; p < 3; ++p) {
        fixture_place(&data, points, p, x[p], 0.5, noisy_cost);
        points[p].step = p;
        points[p].factor = p == 0 ? SWEEP_NONE : 0;
    }
    Swing swing = swing_of(&data, 0, 0, 0);
    EXPECT_NEAR(swing.high - swing.base, 5, 1e-9);
    EXPECT_NEAR(swing.high_half, 4.30265 / sqrt(3), 1e-4);
    EXPECT_NEAR(swing.low_half, 0, 1e-9);
    EXPECT(swing_is_clear(&swing));
    swing.low = swing.base;
    EXPECT(swing_is_clear(&swing));
    swing.high = swing.base + 2.4; /* within 2.48 */
    EXPECT(!swing_is_clear(&swing));
    swing.high = swing.base - 2.6;
    EXPECT(swing_is_clear(&swing));
    sweep_data_deinit(&data);
}

/* On a grid noise that all levels share takes nothing away; of two levels of x the upper is noisy:
 * its mean less that of all is half of what the two differ by. */
static void levels_of_a_grid_are_compared_within_replications(void **state)
{
    (void)state;
    SweepData grid = fixture_grid(1, 2, 2, 3, noisy_cost), sample = grid;
    const Swing swing = swing_of(&grid, 0, 0, 0);
    EXPECT_NEAR(swing.high_half, 4.30265 / sqrt(3) / 2, 1e-4);
    EXPECT_NEAR(swing.low_half, 4.30265 / sqrt(3) / 2, 1e-4);
    EXPECT_NEAR(swing_of(&grid, 0, 0, 1).high_half, 0, 1e-9);
    sample.design = SWEEP_MORRIS; /* whose points depend on each other */
    EXPECT(isnan(swing_of(&sample, 0, 0, 0).high_half));
    sweep_data_deinit(&grid);
}

/* Ten points of a sample, x = 0.05, 0.15, ...: the lowest fifth are the first two, both 4; of the
 * other eight half are 7 and half 9, of variance 8/7. So the difference is 0.8 (4 - 8), and since
 * the fifth does not vary its half width is that of the mean of eight, 2.36462 / sqrt(7) on 7
 * degrees of freedom, times 0.8. */
static double stepped_cost(size_t strategy, double x, double y, size_t replication)
{
    const int step = (int)(10 * x);
    (void)strategy;
    (void)y;
    (void)replication;
    return step < 2 ? 4 : step % 2 ? 9 : 7;
}

static void points_of_a_sample_give_the_interval(void **state)
{
    (void)state;
    SweepData data = fixture_sweep(SWEEP_LHS, 1);
    SweepPoint *points = fixture_points(&data, 10, 1);
    for (size_t p = 0; p < 10; ++p) {
        fixture_place(&data, points, p, 0.05 + 0.1 * (double)p, 0.5, stepped_cost);
    }
    const Swing swing = swing_of(&data, 0, 0, 0);
    EXPECT_NEAR(swing.low - swing.base, -3.2, 1e-9);
    EXPECT_NEAR(swing.low_half, 0.8 * 2.36462 / sqrt(7), 1e-5);
    EXPECT(swing_is_clear(&swing));
    sweep_data_deinit(&data);
}

/* Response 10 x + 5 y + noise: the mean of the lowest fifth of x is 1, that of all 5, so the swing
 * is -4. Of 1000 hypercubes of 40 points 95 % or more must have it in their interval; less 3.09
 * standard errors of 0.95 that is 0.9287. Too wide by half again would be no interval either. */
static gsl_rng *noise;

static double noisy_plane(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy;
    (void)replication;
    return 10 * x + 5 * y + gsl_ran_gaussian(noise, 1);
}

static void intervals_of_hypercubes_hold_the_swing(void **state)
{
    (void)state;
    enum { DESIGNS = 1000, POINTS = 40 };
    size_t held = 0, order[POINTS];
    noise = gsl_rng_alloc(gsl_rng_taus2);
    for (size_t d = 0; d < DESIGNS; ++d) {
        SweepData data = fixture_sweep(SWEEP_LHS, 1);
        SweepPoint *points = fixture_points(&data, POINTS, 1);
        for (size_t p = 0; p < POINTS; ++p) {
            order[p] = p;
        }
        gsl_ran_shuffle(noise, order, POINTS, sizeof *order);
        for (size_t p = 0; p < POINTS; ++p) {
            fixture_place(&data, points, p, ((double)p + gsl_rng_uniform(noise)) / POINTS,
                          ((double)order[p] + gsl_rng_uniform(noise)) / POINTS, noisy_plane);
        }
        const Swing swing = swing_of(&data, 0, 0, 0);
        held += fabs(swing.low - swing.base + 4) <= swing.low_half;
        sweep_data_deinit(&data);
    }
    gsl_rng_free(noise);
    print_message("%zu of %d intervals hold the swing\n", held, DESIGNS);
    EXPECT((double)held >= 0.9287 * DESIGNS);
    EXPECT(held < DESIGNS);
}

/* One replication tells of no chance: what there is counts. */
static void one_replication_has_no_interval(void **state)
{
    (void)state;
    SweepData data = fixture_grid(1, 2, 2, 1, cost);
    const Swing swing = swing_of(&data, 0, 0, 0);
    EXPECT(isnan(swing.low_half) && isnan(swing.high_half) && swing_is_clear(&swing));
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fifths_of_a_grid_are_averaged),
        cmocka_unit_test(two_levels_are_the_ends_themselves),
        cmocka_unit_test(one_at_a_time_the_scenario_as_it_stands_is_the_base),
        cmocka_unit_test(differences_of_the_replications_give_the_intervals),
        cmocka_unit_test(levels_of_a_grid_are_compared_within_replications),
        cmocka_unit_test(points_of_a_sample_give_the_interval),
        cmocka_unit_test(intervals_of_hypercubes_hold_the_swing),
        cmocka_unit_test(one_replication_has_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
