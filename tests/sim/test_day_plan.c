#include "sim/civil_time.h"
#include "sim/day_plan.h"
#include "tests/test.h"

enum { MON = 1, TUE = 2, SAT = 32, MONDAY = 4, TUESDAY = 5, HOLIDAY = 18 /* a Monday too */ };

static const DaySlot slots[] = {
    {.days = {.weekdays = MON | TUE}, .from_hour = 14, .to_hour = 18, .weight = 2},
    {.days = {.weekdays = MON}, .from_hour = 8, .to_hour = 12, .weight = 1},
    {.days = {.is_date = true, .day = HOLIDAY}, .from_hour = 12, .to_hour = 13, .weight = 4},
    {.days = {.is_date = true, .day = HOLIDAY}, .from_hour = 10, .to_hour = 11, .weight = 3},
    {.days = {.is_date = true, .day = TUESDAY + 7}},
};

static void the_rows_of_a_weekday_come_by_their_hours(void **state)
{
    (void)state;
    DayPlan *plan = day_plan_new(slots, sizeof slots / sizeof *slots);
    size_t count;
    const DaySlot *of_monday = day_plan_of_day(plan, MONDAY, &count);
    EXPECT_EQUAL(count, 2);
    EXPECT_NEAR(of_monday[0].weight, 1, 0);
    EXPECT_NEAR(of_monday[1].weight, 2, 0);
    day_plan_of_day(plan, MONDAY + 2, &count);
    EXPECT_EQUAL(count, 0);
    day_plan_free(plan);
}

static void date_rows_replace_the_weekday_rows_on_their_date(void **state)
{
    (void)state;
    DayPlan *plan = day_plan_new(slots, sizeof slots / sizeof *slots);
    size_t count;
    const DaySlot *of_holiday = day_plan_of_day(plan, HOLIDAY, &count);
    EXPECT_EQUAL(count, 2);
    EXPECT_NEAR(of_holiday[0].weight, 3, 0);
    EXPECT_NEAR(of_holiday[1].weight, 4, 0);
    day_plan_of_day(plan, TUESDAY + 7, &count); /* the empty date */
    EXPECT_EQUAL(count, 0);
    day_plan_of_weekday(plan, 1, &count); /* a standard Tuesday knows no dates */
    EXPECT_EQUAL(count, 1);
    day_plan_free(plan);
}

static void a_plan_of_nothing_holds_nothing(void **state)
{
    (void)state;
    DayPlan *plan = day_plan_new(NULL, 0);
    size_t count = 7;
    day_plan_of_day(plan, MONDAY, &count);
    EXPECT_EQUAL(count, 0);
    day_plan_free(plan);
    day_plan_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_of_a_weekday_come_by_their_hours),
        cmocka_unit_test(date_rows_replace_the_weekday_rows_on_their_date),
        cmocka_unit_test(a_plan_of_nothing_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
