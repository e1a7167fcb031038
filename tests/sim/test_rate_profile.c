#include "sim/rate_profile.h"
#include "tests/test.h"

static int open_arena(void **state)
{
    *state = arena_new(0);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static RateRow row(const char *days, double from_hour, double to_hour, double weight)
{
    char message[200] = "";
    RateRow made = {.from_hour = from_hour, .to_hour = to_hour, .weight = weight};
    if (!day_pattern_parse(&made.days, days, message, sizeof message)) {
        fail_msg("%s", message);
    }
    return made;
}

static CivilStart start_at(const char *text)
{
    CivilStart start = {0};
    EXPECT(civil_parse_start(text, &start));
    return start;
}

/* Working days with weight 3 from 8 to 12 and 1 from 12 to 16: the week's sum is 5 (12 + 4) = 80 in
 * 168 h, so weight 1 becomes 168 / 80 = 2.1. May 1st 2025, a Thursday, has weight 1 from 10 to 12
 * alone. */
static const RateProfile *office(Arena *arena, double from_h, double to_h)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const RateRow rows[] = {row("mon-fri", 12, 16, 1), row("mon-fri", 8, 12, 3),
                            row("2025-05-01", 10, 12, 1)};
    return rate_profile_new(arena, rows, 3, &start, from_h, to_h);
}

static void weights_are_scaled_so_that_the_standard_week_has_mean_one(void **state)
{
    const RateProfile *profile = office(*state, 0, 400);
    EXPECT_NEAR(rate_profile_weight(profile, 9), 6.3, 1e-12);
    EXPECT_NEAR(rate_profile_weight(profile, 13), 2.1, 1e-12);
    EXPECT_NEAR(profile->peak_weight, 6.3, 1e-12);
    EXPECT_NEAR(rate_profile_integral(profile, 168, 336), 168, 1e-9); /* a week without dates */
}

static void unlisted_hours_weigh_nothing(void **state)
{
    const RateProfile *profile = office(*state, 0, 400);
    EXPECT_NEAR(rate_profile_weight(profile, 7.99), 0, 0);
    EXPECT_NEAR(rate_profile_weight(profile, 16), 0, 0);
    EXPECT_NEAR(rate_profile_weight(profile, 120 + 10), 0, 0); /* Saturday */
}

static void a_segment_begins_at_its_instant(void **state)
{
    const RateProfile *profile = office(*state, 0, 400);
    EXPECT_NEAR(rate_profile_weight(profile, 8), 6.3, 1e-12);
    EXPECT_NEAR(rate_profile_weight(profile, 12), 2.1, 1e-12);
}

static void date_rows_replace_the_weekday_and_use_its_scale(void **state)
{
    const RateProfile *profile = office(*state, 0, 400);
    EXPECT_NEAR(rate_profile_weight(profile, 72 + 9), 0, 0);
    EXPECT_NEAR(rate_profile_weight(profile, 72 + 11), 2.1, 1e-12);
    EXPECT_NEAR(rate_profile_integral(profile, 72, 96), 2 * 2.1, 1e-12);
    EXPECT_NEAR(rate_profile_integral(profile, 0, 168), 4 * 33.6 + 4.2, 1e-9); /* 16 x 2.1 a day */
}

static void the_integral_counts_parts_of_segments(void **state)
{
    const RateProfile *profile = office(*state, 0, 400);
    EXPECT_NEAR(rate_profile_integral(profile, 11.5, 12.5), 0.5 * 6.3 + 0.5 * 2.1, 1e-12);
    EXPECT_NEAR(rate_profile_integral(profile, 9, 9.25), 0.25 * 6.3, 1e-12);
    EXPECT_NEAR(rate_profile_integral(profile, 9, 9), 0, 0);
    EXPECT_NEAR(rate_profile_integral(profile, -50, 8.5), 0.5 * 6.3, 1e-12);
}

static void outside_its_range_it_weighs_nothing(void **state)
{
    const RateProfile *profile = office(*state, 9, 10.5);
    EXPECT_NEAR(rate_profile_weight(profile, 8.99), 0, 0);
    EXPECT_NEAR(rate_profile_weight(profile, 9), 6.3, 1e-12);
    EXPECT_NEAR(rate_profile_weight(profile, 10.5), 0, 0);
    EXPECT_NEAR(rate_profile_integral(profile, 0, 24), 1.5 * 6.3, 1e-12);
}

static void segments_are_contiguous_rise_and_differ_from_their_neighbours(void **state)
{
    const RateProfile *profile = office(*state, -30.5, 1000);
    EXPECT_NEAR(profile->segments[0].from_h, -30.5, 0);
    EXPECT_NEAR(profile->from_h, -30.5, 0);
    EXPECT_NEAR(profile->to_h, 1000, 0);
    for (size_t i = 1; i < profile->count; i++) {
        EXPECT(profile->segments[i].from_h > profile->segments[i - 1].from_h);
        EXPECT(profile->segments[i].weight != profile->segments[i - 1].weight);
        EXPECT(profile->segments[i].from_h < profile->to_h);
    }
}

static void equal_weights_all_week_are_one_segment(void **state)
{
    const CivilStart start = start_at("2025-04-28T11:11");
    const RateRow rows[] = {row("mon-fri", 0, 24, 5), row("sat sun", 0, 12, 5),
                            row("sat sun", 12, 24, 5)};
    const RateProfile *profile = rate_profile_new(*state, rows, 3, &start, 0, 36525 * 24.0);
    EXPECT_EQUAL(profile->count, 1);
    EXPECT_NEAR(profile->segments[0].weight, 1, 1e-12);
}

static void flat_weighs_one_always(void **state)
{
    const RateProfile *profile = rate_profile_flat(*state, -24, 100);
    EXPECT_EQUAL(profile->count, 1);
    EXPECT_NEAR(rate_profile_weight(profile, -24), 1, 0);
    EXPECT_NEAR(rate_profile_weight(profile, 100), 0, 0);
    EXPECT_NEAR(rate_profile_integral(profile, 0, 50), 50, 0);
    EXPECT_NEAR(profile->peak_weight, 1, 0);
}

static void without_a_weight_on_a_weekday_there_is_no_profile(void **state)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const RateRow rows[] = {row("mon-sun", 0, 24, 0), row("2025-05-01", 0, 24, 3)};
    EXPECT(rate_profile_new(*state, rows, 2, &start, 0, 100) == NULL);
    EXPECT(rate_profile_new(*state, rows, 0, &start, 0, 100) == NULL);
}

static void the_scale_of_weights_does_not_matter(void **state)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const double scales[] = {1e-300, 1, 1e308};
    for (size_t i = 0; i < 3; i++) {
        const RateRow rows[] = {row("mon-sun", 6, 12, 1 * scales[i]),
                                row("mon-sun", 12, 18, 0.5 * scales[i])};
        const RateProfile *profile = rate_profile_new(*state, rows, 2, &start, 0, 100);
        /* (6 + 3) weighed hours a day of 24: weight 1 becomes 24 / 9 */
        EXPECT_NEAR(rate_profile_weight(profile, 6), 24.0 / 9, 1e-12);
        EXPECT_NEAR(rate_profile_weight(profile, 12), 12.0 / 9, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_scaled_so_that_the_standard_week_has_mean_one),
        cmocka_unit_test(unlisted_hours_weigh_nothing),
        cmocka_unit_test(a_segment_begins_at_its_instant),
        cmocka_unit_test(date_rows_replace_the_weekday_and_use_its_scale),
        cmocka_unit_test(the_integral_counts_parts_of_segments),
        cmocka_unit_test(outside_its_range_it_weighs_nothing),
        cmocka_unit_test(segments_are_contiguous_rise_and_differ_from_their_neighbours),
        cmocka_unit_test(equal_weights_all_week_are_one_segment),
        cmocka_unit_test(flat_weighs_one_always),
        cmocka_unit_test(without_a_weight_on_a_weekday_there_is_no_profile),
        cmocka_unit_test(the_scale_of_weights_does_not_matter),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
