#include "study/local_fit.h"

#include "tests/test.h"

enum { POINTS = 60 };

static void scatter(double *xy)
{
    for (size_t i = 0; i < POINTS; ++i) {
        xy[2 * i] = fmod(0.618034 * (double)i, 1);
        xy[2 * i + 1] = fmod(0.414214 * (double)i, 1);
    }
}

static void a_plane_is_kept_exactly(void **state)
{
    (void)state;
    double xy[2 * POINTS], weights[POINTS];
    scatter(xy);
    const double places[][2] = {{0.5, 0.5}, {0, 0}, {0.9, 0.1}};
    for (size_t k = 0; k < 3; ++k) {
        EXPECT(local_fit_weights(xy, POINTS, places[k][0], places[k][1], weights));
        double sum = 0, value = 0;
        for (size_t i = 0; i < POINTS; ++i) {
            sum += weights[i];
            value += weights[i] * (3 - 2 * xy[2 * i] + 5 * xy[2 * i + 1]);
        }
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_NEAR(value, 3 - 2 * places[k][0] + 5 * places[k][1], 1e-9);
    }
}

static void far_points_do_not_count(void **state)
{
    (void)state;
    double xy[2 * POINTS], weights[POINTS];
    scatter(xy);
    EXPECT(local_fit_weights(xy, POINTS, 0.1, 0.1, weights));
    size_t counting = 0;
    for (size_t i = 0; i < POINTS; ++i) {
        counting += fabs(weights[i]) > 0;
        EXPECT(!(fabs(weights[i]) > 0 && xy[2 * i] > 0.8 && xy[2 * i + 1] > 0.8));
    }
    EXPECT_EQUAL(counting, local_fit_neighbours(POINTS));
}

static void points_on_a_line_fit_no_plane(void **state)
{
    (void)state;
    double xy[2 * POINTS], weights[POINTS];
    for (size_t i = 0; i < POINTS; ++i) {
        xy[2 * i] = xy[2 * i + 1] = (double)i / POINTS;
    }
    EXPECT(!local_fit_weights(xy, POINTS, 0.5, 0.5, weights));
    EXPECT(!local_fit_weights(xy, 2, 0.5, 0.5, weights));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plane_is_kept_exactly),
        cmocka_unit_test(far_points_do_not_count),
        cmocka_unit_test(points_on_a_line_fit_no_plane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
