#include "plots/ticks.h"

#include "tests/test.h"

static void linear_ticks_are_round_and_cover_the_range(void **state)
{
    (void)state;
    const Ticks ticks = ticks_linear(0, 37, 6); /* steps of 10: 0, 10, 20, 30, 40 */
    EXPECT_EQUAL(ticks.count, 5);
    EXPECT_NEAR(ticks.at[0], 0, 0);
    EXPECT_NEAR(ticks.at[4], 40, 1e-12);
}

static void linear_ticks_are_never_more_than_wanted(void **state)
{
    (void)state;
    for (double high = 0.001; high < 1e7; high *= 1.37) {
        for (size_t wanted = 2; wanted < 9; ++wanted) {
            const Ticks ticks = ticks_linear(0, high, wanted);
            EXPECT(ticks.count <= wanted && ticks.count >= 2);
            EXPECT(ticks.at[ticks.count - 1] >= high * (1 - 1e-9));
        }
    }
}

static void linear_ticks_include_zero_between_negative_and_positive(void **state)
{
    (void)state;
    const Ticks ticks =
        ticks_linear(-7, 3, 6); /* steps of 2: -8 ... 4 would be 7, so 5: -10, -5, 0, 5 */
    EXPECT_EQUAL(ticks.count, 4);
    EXPECT_NEAR(ticks.at[2], 0, 1e-12);
}

static void an_empty_range_gets_room_above(void **state)
{
    (void)state;
    const Ticks ticks = ticks_linear(0, 0, 5);
    EXPECT(ticks.count >= 2 && ticks.at[ticks.count - 1] >= 1);
}

static void powers_of_ten_cover_the_range(void **state)
{
    (void)state;
    const Ticks ticks = ticks_powers(0.3, 250); /* 0.1, 1, 10, 100, 1000 */
    EXPECT_EQUAL(ticks.count, 5);
    EXPECT_NEAR(ticks.at[0], 0.1, 1e-12);
    EXPECT_NEAR(ticks.at[4], 1000, 1e-9);
}

static void durations_are_those_that_people_say(void **state)
{
    (void)state;
    const Ticks ticks = ticks_durations(0.3, 60); /* 15 min, 1 h, 4 h, 12 h, 1 day, 3 days */
    EXPECT_EQUAL(ticks.count, 6);
    EXPECT_NEAR(ticks.at[0], 0.25, 1e-12);
    EXPECT_NEAR(ticks.at[5], 72, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_ticks_are_round_and_cover_the_range),
        cmocka_unit_test(linear_ticks_are_never_more_than_wanted),
        cmocka_unit_test(linear_ticks_include_zero_between_negative_and_positive),
        cmocka_unit_test(an_empty_range_gets_room_above),
        cmocka_unit_test(powers_of_ten_cover_the_range),
        cmocka_unit_test(durations_are_those_that_people_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
