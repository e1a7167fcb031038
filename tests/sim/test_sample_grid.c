#include "sim/sample_grid.h"
#include "tests/test.h"

#include <math.h>

static void a_horizon_on_the_grid_has_a_state_at_both_ends(void **state)
{
    (void)state;
    const SampleGrid grid = sample_grid(1, 168);
    EXPECT_EQUAL(grid.states, 169);
    EXPECT_EQUAL(grid.intervals, 168);
    EXPECT_NEAR(sample_grid_h(&grid, 168), 168, 0);
}

static void a_horizon_off_the_grid_has_a_last_shorter_interval(void **state)
{
    (void)state;
    const SampleGrid grid = sample_grid(4, 10);
    EXPECT_EQUAL(grid.states, 3);    /* 0, 4, 8 */
    EXPECT_EQUAL(grid.intervals, 3); /* [0, 4), [4, 8), [8, 12) */
}

/* Steps that no double holds exactly still divide their days. */
static void rounding_neither_loses_nor_adds_a_step(void **state)
{
    (void)state;
    const struct {
        double sample_h, horizon_h;
        size_t intervals;
    } exact[] = {{0.1, 168, 1680}, {1.0 / 3, 24, 72},     {0.25, 36525, 146100},
                 {0.7, 7, 10},     {1e-3, 1000, 1000000}, {24, 24, 1}};
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++) {
        const SampleGrid grid = sample_grid(exact[i].sample_h, exact[i].horizon_h);
        EXPECT_EQUAL(grid.intervals, exact[i].intervals);
        EXPECT_EQUAL(grid.states, exact[i].intervals + 1);
    }
}

static void every_instant_of_the_grid_begins_its_own_interval(void **state)
{
    (void)state;
    const double steps_h[] = {0.1, 1.0 / 3, 1, 0.7};
    for (size_t s = 0; s < sizeof steps_h / sizeof *steps_h; s++) {
        const SampleGrid grid = sample_grid(steps_h[s], 1000);
        for (size_t k = 0; k < grid.intervals; k++) {
            const double t_h = sample_grid_h(&grid, k);
            EXPECT_EQUAL(sample_grid_interval(&grid, t_h), k);
            if (k > 0) {
                EXPECT_EQUAL(sample_grid_interval(&grid, nextafter(t_h, 0)), k - 1);
            }
        }
    }
}

static void the_last_moment_belongs_to_the_last_interval(void **state)
{
    (void)state;
    const SampleGrid grid = sample_grid(0.1, 168);
    EXPECT_EQUAL(sample_grid_interval(&grid, nextafter(168, 0)), 1679);
    const SampleGrid odd = sample_grid(4, 10);
    EXPECT_EQUAL(sample_grid_interval(&odd, 9.9), 2);
}

static void same_place(GridPlace place, GridPlace expected)
{
    EXPECT_EQUAL(place.interval, expected.interval);
    EXPECT_EQUAL(place.state, expected.state);
}

/* Steps that no double holds exactly; a third of the instants on the grid, the others anywhere. A
 * cursor that follows them says what is reckoned for each alone. */
static void a_cursor_says_what_is_reckoned(void **state)
{
    (void)state;
    const double steps_h[] = {0.1, 1.0 / 3, 6, 7};
    for (size_t s = 0; s < sizeof steps_h / sizeof steps_h[0]; s++) {
        const SampleGrid grid = sample_grid(steps_h[s], 1000);
        GridCursor cursor = grid_cursor(&grid);
        uint64_t chance = 1;
        for (double t_h = 0; t_h <= 1000;) {
            same_place(grid_cursor_place(&cursor, &grid, t_h), sample_grid_place(&grid, t_h));
            chance = chance * 6364136223846793005U + 1442695040888963407U;
            const double share = (double)(chance >> 11) * 0x1p-53;
            t_h = share < 1.0 / 3 ? fmax(t_h, sample_grid_h(&grid, cursor.k + 1))
                                  : t_h + share * 0.7 * steps_h[s];
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_horizon_on_the_grid_has_a_state_at_both_ends),
        cmocka_unit_test(a_horizon_off_the_grid_has_a_last_shorter_interval),
        cmocka_unit_test(rounding_neither_loses_nor_adds_a_step),
        cmocka_unit_test(every_instant_of_the_grid_begins_its_own_interval),
        cmocka_unit_test(the_last_moment_belongs_to_the_last_interval),
        cmocka_unit_test(a_cursor_says_what_is_reckoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
