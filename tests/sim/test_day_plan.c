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

static DaySlot weekday_slot(unsigned weekdays, double from_hour, double to_hour)
{
    return (DaySlot){.days = {.weekdays = weekdays}, .from_hour = from_hour, .to_hour = to_hour};
}

static DaySlot date_slot(int64_t day, double from_hour, double to_hour)
{
    return (DaySlot){
        .days = {.is_date = true, .day = day}, .from_hour = from_hour, .to_hour = to_hour};
}

static void overlaps_are_found_where_days_and_hours_meet(void **state)
{
    (void)state;
    const struct {
        DaySlot first, second;
        bool overlap;
    } pairs[] = {
        {weekday_slot(MON, 8, 12), weekday_slot(MON | TUE, 11, 13), true},
        {weekday_slot(MON, 8, 12), weekday_slot(MON, 12, 13), false}, /* they touch */
        {weekday_slot(MON, 8, 12), weekday_slot(TUE | SAT, 8, 12), false},
        {weekday_slot(MON, 8, 18), weekday_slot(MON, 10, 11), true},
        {date_slot(5, 8, 12), weekday_slot(127, 8, 12), false}, /* the date replaces */
        {date_slot(5, 8, 12), date_slot(5, 10, 14), true},
        {date_slot(5, 8, 12), date_slot(6, 10, 14), false},
        {date_slot(5, 8, 12), date_slot(5, 0, 0), true}, /* closed and open at once */
        {date_slot(5, 0, 0), date_slot(5, 0, 0), false},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const DaySlot two[] = {pairs[i].first, pairs[i].second};
        const DaySlot turned[] = {pairs[i].second, pairs[i].first};
        EXPECT(day_slots_overlap(two, 2) == (pairs[i].overlap ? 1 : SIZE_MAX));
        EXPECT(day_slots_overlap(turned, 2) == (pairs[i].overlap ? 1 : SIZE_MAX));
    }
    EXPECT(day_slots_overlap(slots, sizeof slots / sizeof *slots) == SIZE_MAX);
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
        cmocka_unit_test(overlaps_are_found_where_days_and_hours_meet),
        cmocka_unit_test(a_plan_of_nothing_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
