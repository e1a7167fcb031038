#include "models/scenario_overlap.h"
#include "tests/test.h"

#include <stdlib.h>

static DayRow weekdays(unsigned bits, double from_hour, double to_hour)
{
    return (DayRow){.days = {.weekdays = bits}, .from_hour = from_hour, .to_hour = to_hour};
}

static DayRow date(int64_t day, double from_hour, double to_hour)
{
    return (DayRow){
        .days = {.is_date = true, .day = day}, .from_hour = from_hour, .to_hour = to_hour};
}

static void rows_that_touch_do_not_overlap(void **state)
{
    (void)state;
    const DayRow rows[] = {weekdays(1, 8, 12), weekdays(1, 12, 16), weekdays(2, 8, 16),
                           weekdays(1, 0, 8)};
    Overlap overlaps[4];

    EXPECT_EQUAL(day_rows_overlap(rows, 4, overlaps), 0);
}

static void a_date_replaces_the_weekday(void **state)
{
    (void)state;
    const DayRow rows[] = {weekdays(0x7F, 0, 24), date(20000, 8, 12), date(20001, 8, 12)};
    Overlap overlaps[3];

    EXPECT_EQUAL(day_rows_overlap(rows, 3, overlaps), 0);
}

/* Row 2 lies within row 0 on Tuesday, row 3 meets row 0 again after row 2 has ended; row 1 is on
 * another day. */
static void every_overlapping_row_is_found_once(void **state)
{
    (void)state;
    const DayRow rows[] = {weekdays(3, 8, 18), weekdays(4, 8, 18), weekdays(2, 9, 10),
                           weekdays(3, 17, 19)};
    Overlap overlaps[4];

    EXPECT_EQUAL(day_rows_overlap(rows, 4, overlaps), 2);
    EXPECT_EQUAL(overlaps[0].row, 2);
    EXPECT_EQUAL(overlaps[0].earlier, 0);
    EXPECT_EQUAL(overlaps[1].row, 3);
    EXPECT_EQUAL(overlaps[1].earlier, 0);
}

static void a_closed_date_overlaps_what_opens_it_but_not_another_closing(void **state)
{
    (void)state;
    DayRow rows[] = {date(20000, 0, 0), date(20000, 23, 24), date(20001, 0, 0), date(20001, 0, 0)};
    Overlap overlaps[4];
    rows[0].closed = rows[2].closed = rows[3].closed = true;

    EXPECT_EQUAL(day_rows_overlap(rows, 4, overlaps), 1);
    EXPECT_EQUAL(overlaps[0].row, 1);
}

/* Against the definition: every pair compared, over random rows. */
static void it_agrees_with_comparing_every_pair(void **state)
{
    (void)state;
    enum { ROWS = 12 };
    unsigned seed = 1;

    for (int round = 0; round < 500; round++) {
        DayRow rows[ROWS];
        Overlap overlaps[ROWS];
        size_t overlapping = 0;
        for (size_t i = 0; i < ROWS; i++) {
            seed = seed * 1103515245U + 12345U;
            const double from = (seed >> 16) % 23;
            rows[i] = weekdays(1U << (seed >> 24) % 5, from, from + 1 + (seed >> 12) % 2);
            bool meets = false;
            for (size_t j = 0; j < i; j++) {
                meets = meets || (rows[i].days.weekdays == rows[j].days.weekdays &&
                                  rows[i].from_hour < rows[j].to_hour &&
                                  rows[j].from_hour < rows[i].to_hour);
            }
            overlapping += meets;
        }
        /* A row that only meets later rows is never the one that is told. */
        const size_t found = day_rows_overlap(rows, ROWS, overlaps);
        EXPECT((found > 0) == (overlapping > 0));
        EXPECT(found <= overlapping);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_touch_do_not_overlap),
        cmocka_unit_test(a_date_replaces_the_weekday),
        cmocka_unit_test(every_overlapping_row_is_found_once),
        cmocka_unit_test(a_closed_date_overlaps_what_opens_it_but_not_another_closing),
        cmocka_unit_test(it_agrees_with_comparing_every_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
