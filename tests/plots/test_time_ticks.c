#include "plots/time_ticks.h"

#include "tests/test.h"

static CivilMoment moment(const char *text)
{
    CivilMoment read;
    EXPECT(civil_moment_read(&read, text));
    return read;
}

static void moments_are_read_and_nonsense_is_not(void **state)
{
    (void)state;
    CivilMoment read;
    EXPECT(civil_moment_read(&read, "2023-04-24T22:00"));
    EXPECT_EQUAL(read.hour, 22);
    EXPECT(civil_moment_read(&read, "2023-04-24"));
    EXPECT_EQUAL(read.hour, 0);
    EXPECT(!civil_moment_read(&read, "tomorrow"));
    EXPECT(!civil_moment_read(&read, "2023-13-01T00:00"));
}

static void hours_lead_over_months_and_leap_days(void **state)
{
    (void)state;
    char day[TIME_LABEL];
    /* 2 hours after 24 April 22:00 is the 25th; 2024 has a 29 February, 2023 none. */
    EXPECT_TEXT(
        civil_moment_day(day, civil_moment_after(moment("2023-04-24T22:00"), 2), LANGUAGE_ENGLISH),
        "25\u00a0Apr");
    EXPECT_TEXT(
        civil_moment_day(day, civil_moment_after(moment("2024-02-28T12:00"), 24), LANGUAGE_ENGLISH),
        "29\u00a0Feb");
    EXPECT_TEXT(civil_moment_date(day, civil_moment_after(moment("2023-02-28T12:00"), 24),
                                  LANGUAGE_ENGLISH),
                "1\u00a0Mar 2023");
}

static void sixty_days_have_weeks_that_begin_on_mondays(void **state)
{
    (void)state;
    const TimeTicks ticks = time_ticks(moment("2023-04-24T22:00"), 60 * 24, 10, LANGUAGE_ENGLISH);
    EXPECT_TEXT(ticks.at[0].label, "1\u00a0May"); /* the first Monday after Monday 24 April 22:00 */
    EXPECT_TEXT(ticks.at[0].below, "2023");
    EXPECT_NEAR(ticks.at[0].t_h, 2 + 6 * 24, 1e-9);
    EXPECT_NEAR(ticks.at[1].t_h - ticks.at[0].t_h, 168, 1e-9);
    EXPECT_TEXT(ticks.at[1].below, "");
}

static void one_day_has_hours_with_the_date_below(void **state)
{
    (void)state;
    const TimeTicks ticks = time_ticks(moment("2023-04-24T22:00"), 24, 9,
                                       LANGUAGE_ENGLISH); /* every 3 hours: 00:00 ... 21:00 */
    EXPECT_TEXT(ticks.at[0].label, "00:00");
    EXPECT_TEXT(ticks.at[0].below, "25\u00a0Apr");
    EXPECT_TEXT(ticks.at[1].label, "03:00");
    EXPECT_TEXT(ticks.at[1].below, "");
}

static void two_years_have_quarters_with_the_year_where_it_is_new(void **state)
{
    (void)state;
    const TimeTicks ticks = time_ticks(moment("2023-04-24T22:00"), 730 * 24, 10, LANGUAGE_ENGLISH);
    EXPECT_TEXT(ticks.at[0].label, "Jul");
    EXPECT_TEXT(ticks.at[0].below, "2023");
    EXPECT_TEXT(ticks.at[2].label, "Jan");
    EXPECT_TEXT(ticks.at[2].below, "2024");
}

static void ticks_are_never_more_than_wanted_and_within_the_axis(void **state)
{
    (void)state;
    for (double end_h = 0.5; end_h < 36525 * 24; end_h *= 1.7) {
        for (size_t wanted = 2; wanted < 14; ++wanted) {
            const TimeTicks ticks =
                time_ticks(moment("2023-04-24T22:00"), end_h, wanted, LANGUAGE_ENGLISH);
            EXPECT(ticks.count <= wanted);
            for (size_t i = 0; i < ticks.count; ++i) {
                EXPECT(ticks.at[i].t_h >= 0 && ticks.at[i].t_h <= end_h + 1.0 / 60);
            }
        }
    }
}

static void german_dates_have_german_months(void **state)
{
    (void)state;
    char day[TIME_LABEL];
    const CivilMoment before_march = moment("2024-02-28T12:00");
    EXPECT_TEXT(civil_moment_date(day, before_march, LANGUAGE_GERMAN), "28.\u00a0Feb. 2024");
    EXPECT_TEXT(civil_moment_day(day, civil_moment_after(before_march, 48), LANGUAGE_GERMAN),
                "1.\u00a0M\u00e4rz");
    /* two years: months stand alone, and the longest of their names fits a label */
    const TimeTicks ticks = time_ticks(before_march, 730 * 24, 10, LANGUAGE_GERMAN);
    EXPECT(ticks.count > 2 && ticks.count <= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(german_dates_have_german_months),
        cmocka_unit_test(moments_are_read_and_nonsense_is_not),
        cmocka_unit_test(hours_lead_over_months_and_leap_days),
        cmocka_unit_test(sixty_days_have_weeks_that_begin_on_mondays),
        cmocka_unit_test(one_day_has_hours_with_the_date_below),
        cmocka_unit_test(two_years_have_quarters_with_the_year_where_it_is_new),
        cmocka_unit_test(ticks_are_never_more_than_wanted_and_within_the_axis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
