#include "study/factor_value.h"

#include "tests/study/sweep_fixture.h"
#include "tests/test.h"

static double nothing(size_t strategy, double x, double y, size_t replication)
{
    (void)strategy, (void)x, (void)y, (void)replication;
    return 0;
}

static void between_two_levels_values_are_straight(void **state)
{
    (void)state;
    SweepData data = fixture_grid(1, 3, 1, 1, nothing); /* spread 0, 0.02, 0.04 */
    EXPECT_NEAR(factor_value_at(&data, 0, 0.25), 0.01, 1e-12);
    EXPECT_NEAR(factor_value_at(&data, 0, 0.5), 0.02, 1e-12);
    EXPECT_NEAR(factor_value_at(&data, 0, -1), 0, 0);
    EXPECT_NEAR(factor_value_at(&data, 0, 2), 0.04, 1e-12);
    sweep_data_deinit(&data);
}

/* Half way from 0.02 to 0.04 by the logarithm: 0.02 sqrt(2). */
static void a_logarithmic_scale_goes_by_the_logarithm(void **state)
{
    (void)state;
    SweepData data = fixture_grid(1, 3, 1, 1, nothing);
    SweepCell cell = fixture_cells[0];
    cell.scale = SWEEP_LOG;
    const SweepFactor factor = {.name = "spread", .cell_count = 1, .cells = &cell};
    data.factors = &factor;
    EXPECT_NEAR(factor_value_at(&data, 0, 0.75), 0.02 * sqrt(2), 1e-12);
    sweep_data_deinit(&data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_two_levels_values_are_straight),
        cmocka_unit_test(a_logarithmic_scale_goes_by_the_logarithm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
