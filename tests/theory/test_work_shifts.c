#include "tests/test.h"
#include "tests/theory/work_shifts.h"

/* Two days from 8 to 18, then one from 9 to 12. */
static WorkShifts three_days(void)
{
    WorkShifts shifts = {.count = 0};
    work_shifts_add_days(&shifts, 0, 2, 8, 18);
    work_shifts_add_days(&shifts, 48, 1, 9, 12);
    return shifts;
}

static void work_goes_on_in_the_next_shift(void **state)
{
    WorkShifts shifts = three_days();
    (void)state;
    EXPECT_NEAR(work_shifts_done_h(&shifts, 4), 12, 0);
    EXPECT_NEAR(work_shifts_done_h(&shifts, 10), 18, 0);
    EXPECT_NEAR(work_shifts_done_h(&shifts, 11), 33, 0);
    EXPECT_NEAR(work_shifts_done_h(&shifts, 22), 59, 0);
}

static void hours_are_offered_in_shifts_alone(void **state)
{
    WorkShifts shifts = three_days();
    (void)state;
    EXPECT_NEAR(work_shifts_offered_h(&shifts, 7), 0, 0);
    EXPECT_NEAR(work_shifts_offered_h(&shifts, 20), 10, 0);
    EXPECT_NEAR(work_shifts_offered_h(&shifts, 33.5), 11.5, 0);
    EXPECT_NEAR(work_shifts_offered_h(&shifts, 100), 23, 0);
}

static double longer_than_two_values(double work_h, const void *law)
{
    (void)law;
    return work_h < 4 ? 1 : work_h < 22 ? 0.25 : 0;
}

/* 4 h with probability 3/4, else 22 h: 0.75 x 12 + 0.25 x 59. */
static void a_mean_is_that_of_the_ends(void **state)
{
    WorkShifts shifts = three_days();
    (void)state;
    EXPECT_NEAR(work_shifts_mean_done_h(&shifts, 8.5, longer_than_two_values, NULL), 23.75, 1e-12);
}

static double exponential_longer(double work_h, const void *law)
{
    return exp(-work_h / *(const double *)law);
}

/* 8 to 18 every day, work of mean 6: the gap of 14 h is met once more with probability
 * q = exp(-10/6) each time: 8 + 6 + 14 q / (1 - q). */
static void exponential_work_meets_a_geometric_number_of_nights(void **state)
{
    const double mean_h = 6, q = exp(-10.0 / 6);
    WorkShifts shifts = {.count = 0};
    (void)state;
    work_shifts_add_days(&shifts, 0, 60, 8, 18);
    EXPECT_NEAR(work_shifts_mean_done_h(&shifts, mean_h, exponential_longer, &mean_h),
                14 + 14 * q / (1 - q), 1e-10);
}

/* A shift from 8 to 16 on each working day of January 2006, hours since its first midnight; `free`
 * lists days off besides Saturdays and Sundays, up to a 0. The 1st was a Sunday. */
static WorkShifts january(const int *free)
{
    WorkShifts shifts = {.count = 0};
    for (int day = 1; day <= 31; day++) {
        free += *free != 0 && *free < day;
        if (day % 7 > 1 && day != *free) {
            work_shifts_add_days(&shifts, 24.0 * (day - 1), 1, 8, 16);
        }
    }
    return shifts;
}

/* The examples of the spreadsheet function WORKDAY [ECMA-376]: ten working days after 1 January
 * 2006 is the 13th; twenty, with the 2nd and the 16th off, the 31st. */
static void working_days_end_on_their_published_dates(void **state)
{
    const WorkShifts plain = january((const int[]){0}),
                     with_days_off = january((const int[]){2, 16, 0});
    (void)state;
    EXPECT_NEAR(work_shifts_done_h(&plain, 10 * 8), 24 * 12 + 16, 0);
    EXPECT_NEAR(work_shifts_done_h(&with_days_off, 20 * 8), 24 * 30 + 16, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_goes_on_in_the_next_shift),
        cmocka_unit_test(hours_are_offered_in_shifts_alone),
        cmocka_unit_test(a_mean_is_that_of_the_ends),
        cmocka_unit_test(exponential_work_meets_a_geometric_number_of_nights),
        cmocka_unit_test(working_days_end_on_their_published_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
