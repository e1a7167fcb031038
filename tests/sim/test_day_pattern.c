#include "sim/civil_time.h"
#include "sim/day_pattern.h"
#include "tests/test.h"

enum { MESSAGE = 256, MON = 1, TUE = 2, WED = 4, THU = 8, FRI = 16, SAT = 32, SUN = 64 };

static void weekdays_ranges_and_lists_of_both_are_read(void **state)
{
    (void)state;
    const struct {
        const char *text;
        unsigned weekdays;
    } right[] = {
        {"mon-fri", MON | TUE | WED | THU | FRI},
        {"sat", SAT},
        {"mon wed", MON | WED},
        {"mon wed fri-sat", MON | WED | FRI | SAT},
        {"mon-sun", 127},
        {"sun-sun", SUN},
        {"tue   thu", TUE | THU},
        {"mon mon-tue", MON | TUE},
    };
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        DayPattern pattern;
        char message[MESSAGE] = "";
        EXPECT(day_pattern_parse(&pattern, right[i].text, message, sizeof message));
        EXPECT(!pattern.is_date);
        EXPECT_EQUAL(pattern.weekdays, right[i].weekdays);
    }
}

static void a_weekday_pattern_holds_on_its_weekdays(void **state)
{
    (void)state;
    DayPattern pattern;
    char message[MESSAGE];
    EXPECT(day_pattern_parse(&pattern, "mon-fri", message, sizeof message));
    for (int64_t day = 4; day < 18; day++) { /* day 4 was a Monday */
        EXPECT(day_pattern_holds(&pattern, day) == ((day - 4) % 7 < 5));
    }
}

static void a_date_holds_on_itself_alone(void **state)
{
    (void)state;
    DayPattern pattern;
    char message[MESSAGE];
    EXPECT(day_pattern_parse(&pattern, "1970-01-11", message, sizeof message));
    EXPECT(pattern.is_date);
    EXPECT(day_pattern_holds(&pattern, 10));
    EXPECT(!day_pattern_holds(&pattern, 9));
    EXPECT(!day_pattern_holds(&pattern, 17));
}

static void mistakes_are_told_with_the_nearest_day(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *message;
    } wrong[] = {
        {"Mon", "unknown day \"Mon\"; did you mean \"mon\"?"},
        {"mon-frj", "unknown day \"frj\"; did you mean \"fri\"?"},
        {"fri-mon", "fri-mon runs backwards; a range stays within monday to sunday"},
        {"mon-", "unknown day \"\"; write mon-fri, sat, mon wed or a date such as 2025-05-01"},
        {"weekend",
         "unknown day \"weekend\"; write mon-fri, sat, mon wed or a date such as 2025-05-01"},
        {"2025-02-30", "\"2025-02-30\" is not a date such as 2025-05-01"},
        {"1.5.2025", "\"1.5.2025\" is not a date such as 2025-05-01"},
        {"2025-05-01 2025-05-02", "a date stands alone; write a row for each date"},
        {"mon 2025-05-01", "a date stands alone; write a row for each date"},
        {"", "no day is named"},
        {"  ", "no day is named"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        DayPattern pattern;
        char message[MESSAGE] = "";
        EXPECT(!day_pattern_parse(&pattern, wrong[i].text, message, sizeof message));
        EXPECT_TEXT(message, wrong[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_ranges_and_lists_of_both_are_read),
        cmocka_unit_test(a_weekday_pattern_holds_on_its_weekdays),
        cmocka_unit_test(a_date_holds_on_itself_alone),
        cmocka_unit_test(mistakes_are_told_with_the_nearest_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
