#include "study/sensitivity.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

/* Partial: 10 x; full: 10 x + 4 y: the difference is 4 y, so x matters to both and not to it. */
static double cost(size_t strategy, double x, double y, size_t replication)
{
    return (double)replication + 10 * x + (strategy == 1 ? 4 * y : 0);
}

static double of(const Sensitivity *sensitivity, size_t strategy, bool is_difference, size_t factor,
                 SensitivityMeasure measure)
{
    const SensitivityRow like = {
        .strategy = strategy, .is_difference = is_difference, .factor = factor, .measure = measure};
    const SensitivityRow *row = sensitivity_find(sensitivity, &like);
    return row ? row->value : (double)NAN;
}

/* Two trajectories. */
static void a_morris_design_gives_elementary_effects(void **state)
{
    (void)state;
    const double walk[][2] = {{0, 0}, {0.5, 0}, {0.5, 0.5}, {1, 1}, {1, 0.5}, {0.5, 0.5}};
    SweepData data = fixture_sweep(SWEEP_MORRIS, 2);
    SweepPoint *points = fixture_points(&data, 6, 3);
    for (size_t p = 0; p < 6; ++p) {
        fixture_place(&data, points, p, walk[p][0], walk[p][1], cost);
    }
    const Sensitivity sensitivity = sensitivity_of(&data, data.arena);
    EXPECT_NEAR(of(&sensitivity, 0, false, 0, SENSITIVITY_MU_STAR), 10, 1e-12);
    EXPECT_NEAR(of(&sensitivity, 0, false, 1, SENSITIVITY_MU_STAR), 0, 1e-12);
    EXPECT_NEAR(of(&sensitivity, 1, true, 0, SENSITIVITY_MU_STAR), 0, 1e-12);
    EXPECT_NEAR(of(&sensitivity, 1, true, 1, SENSITIVITY_MU), 4, 1e-12);
    EXPECT_NEAR(of(&sensitivity, 1, true, 1, SENSITIVITY_SIGMA), 0, 1e-12);
    EXPECT_NEAR(of(&sensitivity, 0, false, 0, SENSITIVITY_FIRST), NAN, 0);
    sweep_data_deinit(&data);
}

/* Full: variances 100 / 12 of x and 16 / 12 of y: shares 100 / 116 and 16 / 116. 512 rows of a Weyl
 * sequence in four dimensions, points in the order row, step. */
static void saltellis_scheme_gives_sobols_indices(void **state)
{
    (void)state;
    enum { ROWS = 512 };
    SweepData data = fixture_sweep(SWEEP_SALTELLI, 2);
    SweepPoint *points = fixture_points(&data, 4 * ROWS, 1);
    for (size_t j = 0; j < ROWS; ++j) {
        const double n = (double)j + 1;
        const double a[] = {fmod(0.618034 * n, 1), fmod(0.414214 * n, 1)},
                     b[] = {fmod(0.732051 * n, 1), fmod(0.236068 * n, 1)};
        const double places[4][2] = {{a[0], a[1]}, {b[0], b[1]}, {b[0], a[1]}, {a[0], b[1]}};
        for (size_t k = 0; k < 4; ++k) {
            points[4 * j + k].group = j;
            points[4 * j + k].step = k;
            fixture_place(&data, points, 4 * j + k, places[k][0], places[k][1], cost);
        }
    }
    const Sensitivity sensitivity = sensitivity_of(&data, data.arena);
    EXPECT_NEAR(of(&sensitivity, 1, false, 0, SENSITIVITY_TOTAL), 100.0 / 116, 0.05);
    EXPECT_NEAR(of(&sensitivity, 1, false, 1, SENSITIVITY_FIRST), 16.0 / 116, 0.05);
    EXPECT_NEAR(of(&sensitivity, 1, true, 1, SENSITIVITY_TOTAL), 1, 0.05);
    EXPECT_NEAR(of(&sensitivity, 1, true, 0, SENSITIVITY_TOTAL), 0, 1e-12);
    const SensitivityRow like = {.strategy = 1, .measure = SENSITIVITY_PRCC};
    EXPECT_EQUAL(sensitivity_find(&sensitivity, &like)->n, 2 * ROWS); /* A and B alone */
    sweep_data_deinit(&data);
}

static void a_grid_gives_rank_correlations_alone(void **state)
{
    (void)state;
    SweepData data = fixture_grid(2, 5, 5, 2, cost);
    const Sensitivity sensitivity = sensitivity_of(&data, data.arena);
    EXPECT_EQUAL(sensitivity.row_count, 6); /* two factors of two values and one difference */
    EXPECT(of(&sensitivity, 1, false, 0, SENSITIVITY_PRCC) > 0.95);
    EXPECT_NEAR(of(&sensitivity, 1, true, 1, SENSITIVITY_PRCC), 1, 1e-9);
    data.design = SWEEP_ONE_AT_A_TIME;
    EXPECT_EQUAL(sensitivity_of(&data, data.arena).row_count, 0);
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_morris_design_gives_elementary_effects),
        cmocka_unit_test(saltellis_scheme_gives_sobols_indices),
        cmocka_unit_test(a_grid_gives_rank_correlations_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
