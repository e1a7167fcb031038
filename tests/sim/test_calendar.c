#include "sim/calendar.h"
#include "sim/stream.h"
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

static CalendarRow row(const char *days, double open_hour, double close_hour)
{
    char message[200] = "";
    CalendarRow made = {.open_hour = open_hour, .close_hour = close_hour};
    if (!day_pattern_parse(&made.days, days, message, sizeof message)) {
        fail_msg("%s", message);
    }
    return made;
}

static CalendarRow closed_on(const char *date)
{
    CalendarRow made = row(date, 0, 0);
    made.closed = true;
    return made;
}

static CivilStart start_at(const char *text)
{
    CivilStart start = {0};
    EXPECT(civil_parse_start(text, &start));
    return start;
}

/* The week of Labour Day 2025, t = 0 on Monday 28 April at midnight:
 *
 *   Mon 8-18   Tue 32-42   Wed 56-66   Thu 1 May closed   Fri bridge day 106-110   Sat 129-132 Mon
 * 176-186
 */
static const Calendar *labour_day(Arena *arena)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const CalendarRow rows[] = {row("mon-fri", 8, 18), row("sat", 9, 12), closed_on("2025-05-01"),
                                row("2025-05-02", 10, 14)};
    return calendar_new(arena, rows, 4, &start, 0, 14 * 24);
}

static void opening_instants_are_open_and_closing_instants_closed(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT(!calendar_is_open(calendar, 7.99));
    EXPECT(calendar_is_open(calendar, 8));
    EXPECT(calendar_is_open(calendar, 17.99));
    EXPECT(!calendar_is_open(calendar, 18));
}

static void a_date_row_replaces_the_weekday_rows_of_its_date(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT(!calendar_is_open(calendar, 72 + 12)); /* Thursday noon, a holiday */
    EXPECT(!calendar_is_open(calendar, 96 + 9));  /* Friday, open from 10 to 14 only */
    EXPECT(calendar_is_open(calendar, 96 + 10));
    EXPECT(!calendar_is_open(calendar, 96 + 14));
    EXPECT(calendar_is_open(calendar, 168 + 72 + 12)); /* the next Thursday is an ordinary one */
}

static void the_next_change_is_the_next_opening_or_closing(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT_NEAR(calendar_next_change_h(calendar, -5), 8, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 8), 18, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 18), 32, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 66), 106, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 132), 176, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 400), INFINITY, 0);
}

static void open_hours_are_counted_across_nights_and_the_holiday(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT_NEAR(calendar_open_hours(calendar, 0, 168), 10 + 10 + 10 + 0 + 4 + 3, 1e-12);
    EXPECT_NEAR(calendar_open_hours(calendar, 17, 33), 2, 1e-12);
    EXPECT_NEAR(calendar_open_hours(calendar, 9, 10.5), 1.5, 1e-12);
    EXPECT_NEAR(calendar_open_hours(calendar, 66, 106), 0, 1e-12);
    EXPECT_NEAR(calendar_open_hours(calendar, 10, 9), 0, 0);
}

static void work_pauses_over_nights_the_holiday_and_the_weekend(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT_NEAR(calendar_work_done_h(calendar, 9, 2), 11, 1e-12);
    /* from Monday 17:00: one hour, ten on Tuesday, one on Wednesday */
    EXPECT_NEAR(calendar_work_done_h(calendar, 17, 12), 57, 1e-12);
    /* from Wednesday's closing: four hours on Friday, one on Saturday */
    EXPECT_NEAR(calendar_work_done_h(calendar, 66, 5), 130, 1e-12);
    EXPECT_NEAR(calendar_work_done_h(calendar, 131, 2), 177, 1e-12);
    EXPECT_NEAR(calendar_work_done_h(calendar, 0, 1000), INFINITY, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 0, INFINITY), INFINITY, 0);
}

static void work_that_ends_at_closing_time_does_not_wait_for_the_morning(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT_NEAR(calendar_work_done_h(calendar, 8, 10), 18, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 6, 20), 42, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 8 + 1.0 / 3, 29 + 2.0 / 3), 66, 1e-12);
    EXPECT_NEAR(calendar_work_done_h(calendar, 8, 10.001), 32.001, 1e-9);
}

static void work_of_nothing_is_done_at_once_even_when_closed(void **state)
{
    const Calendar *calendar = labour_day(*state);
    EXPECT_NEAR(calendar_work_done_h(calendar, 20, 0), 20, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 1e6, 0), 1e6, 0);
}

static void always_never_closes(void **state)
{
    (void)state;
    const Calendar *calendar = calendar_always();
    EXPECT(calendar_is_open(calendar, -1e9));
    EXPECT_NEAR(calendar_next_change_h(calendar, 5), INFINITY, 0);
    EXPECT_NEAR(calendar_open_hours(calendar, 3, 10), 7, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 3, 10), 13, 0);
    EXPECT_NEAR(calendar_week_hours(calendar), 168, 0);
}

static void hours_that_touch_at_midnight_are_one_span(void **state)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const CalendarRow rows[] = {row("fri", 22, 24), row("sat", 0, 3), row("sat", 3, 6),
                                row("sun", 20, 24), row("mon", 0, 1)};
    const Calendar *calendar = calendar_new(*state, rows, 5, &start, 0, 14 * 24);
    EXPECT_NEAR(calendar_next_change_h(calendar, 96 + 22), 120 + 6, 0);
    EXPECT_NEAR(calendar_next_change_h(calendar, 144 + 20), 168 + 1, 0);
    EXPECT(calendar_is_open(calendar, 120));
}

static void round_the_clock_has_no_changes_within_the_run(void **state)
{
    const CivilStart start = start_at("2025-04-28T13:37");
    const CalendarRow rows[] = {row("mon-sun", 0, 24)};
    const Calendar *calendar = calendar_new(*state, rows, 1, &start, -48, 36525 * 24.0);
    EXPECT(calendar_is_open(calendar, -48));
    EXPECT(calendar_is_open(calendar, 36525 * 24.0)); /* at the horizon too */
    EXPECT(calendar_next_change_h(calendar, -48) > 36525 * 24.0);
}

static void a_standard_week_knows_no_dates(void **state)
{
    EXPECT_NEAR(calendar_week_hours(labour_day(*state)), 53, 1e-12);
}

static void a_calendar_without_rows_is_closed(void **state)
{
    const CivilStart start = start_at("2025-04-28T00:00");
    const Calendar *calendar = calendar_new(*state, NULL, 0, &start, 0, 100);
    EXPECT(!calendar_is_open(calendar, 10));
    EXPECT_NEAR(calendar_next_change_h(calendar, 10), INFINITY, 0);
    EXPECT_NEAR(calendar_open_hours(calendar, 0, 100), 0, 0);
    EXPECT_NEAR(calendar_work_done_h(calendar, 0, 1), INFINITY, 0);
    EXPECT_NEAR(calendar_week_hours(calendar), 0, 0);
}

/* The slow twin: every half hour of 30 days, open or not, told directly from the rows. */
enum { TWIN_DAYS = 30, HALF_HOURS = TWIN_DAYS * 48, TWIN_ROWS = 12 };

static bool twin_is_open(const CalendarRow *rows, int64_t day, double hour)
{
    bool dated = false, open = false;
    for (int i = 0; i < TWIN_ROWS; i++) {
        dated = dated || (rows[i].days.is_date && rows[i].days.day == day);
    }
    for (int i = 0; i < TWIN_ROWS; i++) {
        if (rows[i].days.is_date == dated && day_pattern_holds(&rows[i].days, day) &&
            !rows[i].closed && rows[i].open_hour <= hour && hour < rows[i].close_hour) {
            open = true;
        }
    }
    return open;
}

static bool rows_overlap(const CalendarRow *a, const CalendarRow *b)
{
    const bool same_day =
        a->days.is_date == b->days.is_date &&
        (a->days.is_date ? a->days.day == b->days.day : (a->days.weekdays & b->days.weekdays) != 0);
    return same_day && (a->closed || b->closed ||
                        (a->open_hour < b->close_hour && b->open_hour < a->close_hour));
}

static bool last_overlaps(const CalendarRow *rows, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if (rows_overlap(&rows[i], &rows[count - 1])) {
            return true;
        }
    }
    return false;
}

/* Rows that do not overlap: those that would are drawn again. */
static void draw_rows(CalendarRow *rows, int64_t first_day, Stream *stream)
{
    for (size_t i = 0; i < TWIN_ROWS; i++) {
        do {
            const double open_hour = floor(stream_uniform(stream) * 47) / 2;
            const double length = 0.5 + floor(stream_uniform(stream) * 10) / 2;
            rows[i] =
                (CalendarRow){.open_hour = open_hour, .close_hour = fmin(24, open_hour + length)};
            rows[i].days.is_date = stream_uniform(stream) < 0.4;
            rows[i].days.day = first_day + (int64_t)(stream_uniform(stream) * TWIN_DAYS);
            rows[i].days.weekdays = (unsigned)(stream_uniform(stream) * 128);
            rows[i].closed = rows[i].days.is_date && stream_uniform(stream) < 0.5;
        } while (last_overlaps(rows, i + 1));
    }
}

static void expect_like_twin(const Calendar *calendar, const bool *open, size_t from)
{
    size_t change = from + 1;
    while (change < HALF_HOURS && open[change] == open[from]) {
        change++;
    }
    EXPECT(calendar_is_open(calendar, (double)from / 2) == open[from]);
    if (change < HALF_HOURS) {
        EXPECT_NEAR(calendar_next_change_h(calendar, (double)from / 2), (double)change / 2, 1e-9);
    }
    double hours = 0;
    for (size_t i = from; i < HALF_HOURS; i++) {
        hours += open[i] ? 0.5 : 0;
        if (open[i]) {
            EXPECT_NEAR(calendar_work_done_h(calendar, (double)from / 2, hours),
                        (double)(i + 1) / 2, 1e-9);
        }
    }
    EXPECT_NEAR(calendar_open_hours(calendar, (double)from / 2, TWIN_DAYS * 24.0), hours, 1e-9);
}

static void any_calendar_agrees_with_its_slow_twin(void **state)
{
    Stream stream;
    stream_init(&stream, 4, 4, 4, 4);
    for (int trial = 0; trial < 40; trial++) {
        static bool open[HALF_HOURS];
        CalendarRow rows[TWIN_ROWS];
        const CivilStart start = {.day = 20000 + trial, .hour = 0};
        draw_rows(rows, start.day, &stream);
        for (size_t i = 0; i < HALF_HOURS; i++) {
            open[i] = twin_is_open(rows, start.day + (int64_t)i / 48, (double)(i % 48) / 2);
        }
        const Calendar *calendar =
            calendar_new(*state, rows, TWIN_ROWS, &start, 0, TWIN_DAYS * 24.0);
        for (size_t from = 0; from < HALF_HOURS; from += 31) {
            expect_like_twin(calendar, open, from);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_instants_are_open_and_closing_instants_closed),
        cmocka_unit_test(a_date_row_replaces_the_weekday_rows_of_its_date),
        cmocka_unit_test(the_next_change_is_the_next_opening_or_closing),
        cmocka_unit_test(open_hours_are_counted_across_nights_and_the_holiday),
        cmocka_unit_test(work_pauses_over_nights_the_holiday_and_the_weekend),
        cmocka_unit_test(work_that_ends_at_closing_time_does_not_wait_for_the_morning),
        cmocka_unit_test(work_of_nothing_is_done_at_once_even_when_closed),
        cmocka_unit_test(always_never_closes),
        cmocka_unit_test(hours_that_touch_at_midnight_are_one_span),
        cmocka_unit_test(round_the_clock_has_no_changes_within_the_run),
        cmocka_unit_test(a_standard_week_knows_no_dates),
        cmocka_unit_test(a_calendar_without_rows_is_closed),
        cmocka_unit_test(any_calendar_agrees_with_its_slow_twin),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
