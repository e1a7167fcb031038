#include "sim/time_average.h"
#include "tests/test.h"

/* Level 2 in [1, 3), 5 in [3, 4), 1 in [4, 10): area 2 x 2 + 5 + 6 = 15. */
static void the_area_is_level_times_hours(void **state)
{
    (void)state;
    TimeAverage average;
    time_average_init(&average, 0);
    time_average_set(&average, 1, 2);
    time_average_set(&average, 3, 5);
    time_average_set(&average, 4, 1);
    time_average_end(&average, 10);
    EXPECT_NEAR(average.area, 15, 1e-12);
    EXPECT_NEAR(average.largest, 5, 0);
}

/* The warm-up: observed from 0 on, level 9 in [-3, -1) and 2 from -1 to 4. */
static void what_happened_before_the_observation_does_not_count(void **state)
{
    (void)state;
    TimeAverage average;
    time_average_init(&average, 0);
    time_average_set(&average, -3, 9);
    time_average_set(&average, -1, 2);
    time_average_set(&average, 4, 0);
    time_average_end(&average, 10);
    EXPECT_NEAR(average.area, 8, 1e-12);
    EXPECT_NEAR(average.largest, 2, 0);
}

static void a_level_of_no_duration_is_not_the_largest(void **state)
{
    (void)state;
    TimeAverage average;
    time_average_init(&average, 0);
    time_average_set(&average, 1, 7);
    time_average_set(&average, 1, 3);
    time_average_end(&average, 2);
    EXPECT_NEAR(average.largest, 3, 0);
    EXPECT_NEAR(average.area, 3, 1e-12);
}

static void the_level_at_the_end_counts_for_the_largest(void **state)
{
    (void)state;
    TimeAverage average;
    time_average_init(&average, 0);
    time_average_set(&average, 10, 4);
    time_average_end(&average, 10);
    EXPECT_NEAR(average.largest, 4, 0);
    EXPECT_NEAR(average.area, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_area_is_level_times_hours),
        cmocka_unit_test(what_happened_before_the_observation_does_not_count),
        cmocka_unit_test(a_level_of_no_duration_is_not_the_largest),
        cmocka_unit_test(the_level_at_the_end_counts_for_the_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
