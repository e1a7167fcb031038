#include "sim/civil_time.h"
#include "tests/test.h"

static int64_t day_of(const char *text)
{
    int64_t day = INT64_MIN;
    EXPECT(civil_parse_date(text, &day));
    return day;
}

static void days_are_counted_from_the_first_of_january_1970(void **state)
{
    (void)state;
    EXPECT_EQUAL(day_of("1970-01-01"), 0);
    EXPECT_EQUAL(day_of("1970-02-01"), 31);
    EXPECT_EQUAL(day_of("1969-12-31"), -1);
    EXPECT_EQUAL(day_of("1972-03-01"), 2 * 365 + 31 + 29); /* 1972 is a leap year */
    EXPECT_EQUAL(day_of("2000-01-01"), 30 * 365 + 7);      /* leap days of 1972 ... 1996 */
    EXPECT_EQUAL(day_of("1900-03-01"), -(70 * 365 + 17) + 31 + 28);
}

static void leap_years_are_those_of_the_gregorian_calendar(void **state)
{
    (void)state;
    int64_t day;
    EXPECT(civil_parse_date("2024-02-29", &day));
    EXPECT(civil_parse_date("2000-02-29", &day));
    EXPECT(!civil_parse_date("2023-02-29", &day));
    EXPECT(!civil_parse_date("1900-02-29", &day));
    EXPECT(!civil_parse_date("2100-02-29", &day));
    EXPECT(civil_parse_date("29.02.2024", &day));
    EXPECT_EQUAL(day, day_of("2024-02-29"));
}

static void dates_that_do_not_exist_or_are_written_otherwise_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"2023-04-31",  "2023-13-01", "2023-00-10",      "2023-01-00",
                                 "2023-1-1",    "1899-12-31", "10000-01-01",     "2023/01/01",
                                 "2023-01-01 ", "24.4.2023",  "31.02.2023",      "24.04.23",
                                 "2023.04.24",  "",           "2023-01-1x",      "2023",
                                 "2023-01",     "+023-01-01", "2023-04-24T22:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t day = 77;
        EXPECT(!civil_parse_date(wrong[i], &day));
        EXPECT_EQUAL(day, 77);
    }
}

/* Known: the moon landing was a Sunday, the euro came on a Tuesday, the attack on a Monday. */
static void weekdays_of_known_dates_are_right(void **state)
{
    (void)state;
    EXPECT_EQUAL(civil_weekday(0), 3);
    EXPECT_EQUAL(civil_weekday(day_of("1969-07-20")), 6);
    EXPECT_EQUAL(civil_weekday(day_of("2002-01-01")), 1);
    EXPECT_EQUAL(civil_weekday(day_of("2023-04-24")), 0);
    EXPECT_EQUAL(civil_weekday(day_of("1900-01-01")), 0);
    EXPECT_EQUAL(civil_weekday(day_of("2024-02-29")), 3);
}

static void every_day_of_four_centuries_comes_back_from_its_date(void **state)
{
    (void)state;
    int64_t next = day_of("1900-01-01");
    const int64_t end = day_of("2300-01-01");
    EXPECT_EQUAL(end - next, 146097); /* days of 400 Gregorian years */
    for (; next < end; next++) {
        int year, month, day_of_month;
        char text[64];
        civil_date(next, &year, &month, &day_of_month);
        snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day_of_month);
        EXPECT_EQUAL(day_of(text), next);
    }
}

static void a_clock_runs_from_0000_to_2400(void **state)
{
    (void)state;
    double hour = -1;
    EXPECT(civil_parse_clock("00:00", false, &hour));
    EXPECT_NEAR(hour, 0, 0);
    EXPECT(civil_parse_clock("08:30", false, &hour));
    EXPECT_NEAR(hour, 8.5, 0);
    EXPECT(civil_parse_clock("23:59", true, &hour));
    EXPECT_NEAR(hour, 1439 / 60.0, 0);
    EXPECT(civil_parse_clock("24:00", true, &hour));
    EXPECT_NEAR(hour, 24, 0);
    EXPECT(civil_parse_clock("08:30:00", false, &hour)); /* as spreadsheets save it */
    EXPECT_NEAR(hour, 8.5, 0);
}

static void clocks_written_otherwise_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"24:01", "25:00", "12:60",    "8:00",    "08:0",   "0800", "08.00",
                                 "",      "-1:00", "08:00:01", "08:00:0", "08:00 ", "ab:cd"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double hour = 77;
        EXPECT(!civil_parse_clock(wrong[i], true, &hour));
        EXPECT_NEAR(hour, 77, 0);
    }
    double hour;
    EXPECT(!civil_parse_clock("24:00", false, &hour));
}

static void a_start_is_a_date_and_a_time(void **state)
{
    (void)state;
    const char *const right[] = {"2023-04-24T22:00", "2023-04-24 22:00", "2023-04-24T22:00:00",
                                 "24.04.2023 22:00", "24.04.2023 22:00:00"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        CivilStart start;
        EXPECT(civil_parse_start(right[i], &start));
        EXPECT_EQUAL(start.day, day_of("2023-04-24"));
        EXPECT_NEAR(start.hour, 22, 0);
    }
    CivilStart start;
    EXPECT(civil_parse_start("2023-04-24T22:30:36", &start));
    EXPECT_NEAR(start.hour, 22.51, 1e-12);
    const char *const wrong[] = {"2023-04-24",       "2023-04-24T24:00",    "2023-04-24T22:00Z",
                                 "2023-04-31T22:00", "2023-04-24T22:00:60", "2023-04-24t22:00",
                                 "2023-04-24T22-00", "2023-04-24T22:00.00", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        EXPECT(!civil_parse_start(wrong[i], &start));
    }
}

static void midnight_belongs_to_the_new_day(void **state)
{
    (void)state;
    const CivilStart start = {.day = 100, .hour = 22};
    EXPECT_NEAR(civil_day_begins_h(&start, 100), -22, 0);
    EXPECT_NEAR(civil_day_begins_h(&start, 101), 2, 0);
    EXPECT_EQUAL(civil_day_at(&start, 0), 100);
    EXPECT_EQUAL(civil_day_at(&start, 1.999), 100);
    EXPECT_EQUAL(civil_day_at(&start, 2), 101);
    EXPECT_EQUAL(civil_day_at(&start, -22), 100);
    EXPECT_EQUAL(civil_day_at(&start, -22.001), 99);
}

static void the_hour_24_is_the_next_midnight(void **state)
{
    (void)state;
    const CivilStart start = {.day = 100, .hour = 11 + 11.0 / 60};
    EXPECT_NEAR(civil_hour_h(&start, 100, 12), 49.0 / 60, 1e-12);
    for (int64_t day = 90; day < 400; day++) {
        EXPECT_NEAR(civil_hour_h(&start, day, 24), civil_hour_h(&start, day + 1, 0), 0);
        EXPECT_NEAR(civil_hour_h(&start, day, 0), civil_day_begins_h(&start, day), 0);
    }
}

/* Starts at odd minutes make midnights that no double holds exactly: the two functions must agree.
 */
static void a_day_begins_on_itself_whatever_is_rounded(void **state)
{
    (void)state;
    for (int minute = 0; minute < 24 * 60; minute += 7) {
        const CivilStart start = {.day = 19000, .hour = minute / 60.0};
        for (int64_t day = 19000 - 400; day < 19000 + 36525; day += 41) {
            const double begins_h = civil_day_begins_h(&start, day);
            EXPECT_EQUAL(civil_day_at(&start, begins_h), day);
            EXPECT_EQUAL(civil_day_at(&start, nextafter(begins_h, -1e9)), day - 1);
        }
    }
}

static void instants_are_written_to_the_minute(void **state)
{
    (void)state;
    char out[CIVIL_TEXT];
    CivilStart start;
    EXPECT(civil_parse_start("2023-04-24T22:00", &start));
    EXPECT_TEXT(civil_format(out, &start, 0), "2023-04-24T22:00");
    EXPECT_TEXT(civil_format(out, &start, 54), "2023-04-27T04:00");
    EXPECT_TEXT(civil_format(out, &start, -23), "2023-04-23T23:00");
    EXPECT_TEXT(civil_format(out, &start, 1 + 59.6 / 60), "2023-04-25T00:00"); /* rounds up */
    EXPECT_TEXT(civil_format(out, &start, 1 + 59.4 / 60), "2023-04-24T23:59");
    EXPECT_TEXT(civil_format(out, &start, INFINITY), "never");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_the_first_of_january_1970),
        cmocka_unit_test(leap_years_are_those_of_the_gregorian_calendar),
        cmocka_unit_test(dates_that_do_not_exist_or_are_written_otherwise_are_refused),
        cmocka_unit_test(weekdays_of_known_dates_are_right),
        cmocka_unit_test(every_day_of_four_centuries_comes_back_from_its_date),
        cmocka_unit_test(a_clock_runs_from_0000_to_2400),
        cmocka_unit_test(clocks_written_otherwise_are_refused),
        cmocka_unit_test(a_start_is_a_date_and_a_time),
        cmocka_unit_test(midnight_belongs_to_the_new_day),
        cmocka_unit_test(the_hour_24_is_the_next_midnight),
        cmocka_unit_test(a_day_begins_on_itself_whatever_is_rounded),
        cmocka_unit_test(instants_are_written_to_the_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
