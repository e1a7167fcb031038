/* Dates, times of day and calendars. The input is a start, a range in hours and rows of a calendar
 * (day_rows_input.h). The calendar is compared with the rows hour by hour, and its questions with
 * one another. */
#include "sim/calendar.h"
#include "tests/fuzz/day_rows_input.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES_MAX = DAY_ROWS_RANGE_DAYS * (2 * DAY_ROWS_MAX + 2), MINUTES_STEP = 37 };

/* Hours that were added up in another order; a minute is far more. */
static const double rounding_h = 1e-6;

static const Calendar *compile(const DayRowsInput *input, Arena *arena)
{
    CalendarRow rows[DAY_ROWS_MAX];

    for (size_t i = 0; i < input->count; i++) {
        rows[i] = (CalendarRow){.days = input->rows[i].days,
                                .closed = input->rows[i].closed,
                                .open_hour = input->rows[i].from_hour,
                                .close_hour = input->rows[i].to_hour};
    }
    return calendar_new(arena, rows, input->count, &input->start, input->from_h, input->to_h);
}

/* A date that is read is written back the same, and its neighbours are other dates. */
static void try_date(const char *text)
{
    int64_t day;
    int year, month, day_of_month;

    if (!civil_parse_date(text, &day)) {
        return;
    }
    civil_date(day, &year, &month, &day_of_month);
    const CivilStart midnight = {.day = day};
    char written[CIVIL_TEXT];
    civil_format(written, &midnight, 0);
    FUZZ_EXPECT(strncmp(written, text, 10) == 0 && strcmp(written + 10, "T00:00") == 0,
                "%s came back as %s", text, written);
    FUZZ_EXPECT(year >= 1900 && year <= 9999, "year %d", year);
    FUZZ_EXPECT((civil_weekday(day) + 1) % 7 == civil_weekday(day + 1), "weekday of %s", text);
}

static void try_day_at(const CivilStart *start, double t_h)
{
    const int64_t day = civil_day_at(start, t_h);

    FUZZ_EXPECT(civil_day_begins_h(start, day) <= t_h && t_h < civil_day_begins_h(start, day + 1),
                "%.17g h is not on day %lld", t_h, (long long)day);
}

/* Whether the rows hold at `hour` of the day: date rows alone where there is one. */
static bool rows_hold(const DayRowsInput *input, int64_t day, double hour)
{
    bool dated = false, open = false, dated_open = false;

    for (size_t i = 0; i < input->count; i++) {
        const DayRowInput *row = &input->rows[i];
        if (!day_pattern_holds(&row->days, day)) {
            continue;
        }
        const bool inside = !row->closed && row->from_hour <= hour && hour < row->to_hour;
        dated = dated || row->days.is_date;
        dated_open = dated_open || (row->days.is_date && inside);
        open = open || inside;
    }
    return dated ? dated_open : open;
}

/* At instants that keep clear of whole minutes, where rows begin and end. */
static void expect_as_rows(const DayRowsInput *input, const Calendar *calendar)
{
    for (double t_h = input->from_h; t_h < input->to_h; t_h += MINUTES_STEP / 60.0 + 1e-4) {
        const int64_t day = civil_day_at(&input->start, t_h);
        const double hour = t_h - civil_day_begins_h(&input->start, day);
        const double minute = hour * 60;
        if (fabs(minute - round(minute)) > 1e-3) {
            FUZZ_EXPECT(calendar_is_open(calendar, t_h) == rows_hold(input, day, hour),
                        "at %.17g h, hour %.17g of day %lld", t_h, hour, (long long)day);
        }
    }
}

/* Walks from change to change: each later than the one before, each one opens or closes, and the
 * open hours between them add up. */
static double expect_changes(const DayRowsInput *input, const Calendar *calendar)
{
    double t_h = input->from_h, open_h = 0;
    size_t changes = 0;

    while (t_h < input->to_h) {
        const bool open = calendar_is_open(calendar, t_h);
        const double next_h = calendar_next_change_h(calendar, t_h);
        FUZZ_EXPECT(next_h > t_h, "change at %.17g after %.17g", next_h, t_h);
        FUZZ_EXPECT(isinf(next_h) || calendar_is_open(calendar, next_h) != open,
                    "nothing changes at %.17g", next_h);
        FUZZ_EXPECT(++changes <= CHANGES_MAX, "more than %d changes", CHANGES_MAX);
        const double until_h = fmin(next_h, input->to_h);
        open_h += open ? until_h - t_h : 0;
        FUZZ_EXPECT(fabs(calendar_open_hours(calendar, t_h, until_h) - (open ? until_h - t_h : 0)) <
                        rounding_h,
                    "open hours from %.17g to %.17g", t_h, until_h);
        t_h = next_h;
    }
    return open_h;
}

/* Work that begins at `from_h` is done when as many open hours have passed; more is done later. */
static void expect_work(const Calendar *calendar, double from_h)
{
    double before_h = from_h;

    for (double work_h = 0; work_h < 400; work_h = 2 * work_h + 0.3) {
        const double done_h = calendar_work_done_h(calendar, from_h, work_h);
        FUZZ_EXPECT(done_h >= before_h, "%g h of work are done at %.17g, less at %.17g", work_h,
                    done_h, before_h);
        FUZZ_EXPECT(isinf(done_h) ||
                        fabs(calendar_open_hours(calendar, from_h, done_h) - work_h) < rounding_h,
                    "%g h of work from %.17g are done at %.17g", work_h, from_h, done_h);
        before_h = done_h;
    }
}

static void expect_always(double t_h)
{
    const Calendar *always = calendar_always();

    FUZZ_EXPECT(calendar_is_open(always, t_h) && isinf(calendar_next_change_h(always, t_h)),
                "always is closed at %g", t_h);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena *arena = arena_new(0);
    char *text = fuzz_text(bytes, length);
    DayRowsInput input;

    try_date(text);
    if (day_rows_input_read(&input, text)) {
        const Calendar *calendar = compile(&input, arena);
        FUZZ_EXPECT(calendar_week_hours(calendar) <= 168 + rounding_h, "a week of %g open hours",
                    calendar_week_hours(calendar));
        try_day_at(&input.start, input.from_h);
        try_day_at(&input.start, input.to_h);
        expect_as_rows(&input, calendar);
        const double open_h = expect_changes(&input, calendar);
        FUZZ_EXPECT(fabs(calendar_open_hours(calendar, input.from_h, input.to_h) - open_h) <
                        rounding_h,
                    "%.17g open hours, not the %.17g between its changes",
                    calendar_open_hours(calendar, input.from_h, input.to_h), open_h);
        expect_work(calendar, input.from_h);
        expect_work(calendar, input.to_h / 3);
        expect_always(input.to_h);
    }
    free(text);
    arena_free(arena);
    return 0;
}
