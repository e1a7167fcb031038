#include "sim/calendar.h"

#include "base/memory.h"
#include "sim/day_plan.h"

#include <math.h>
#include <stdlib.h>

enum { WEEKDAYS = 7 };

typedef struct Span {
    double opens_h;
    double closes_h;
    double open_before_h; /* open hours of all earlier spans */
} Span;

struct Calendar {
    bool always;
    size_t count;
    const Span *spans;
    double week_hours;
};

static const Calendar always = {.always = true, .week_hours = 24 * WEEKDAYS};

const Calendar *calendar_always(void)
{
    return &always;
}

/* The rows as slots, in heap memory. */
static DaySlot *slots_of_rows(const CalendarRow *rows, size_t count)
{
    DaySlot *slots = memory_allocate(count, sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        slots[i].days = rows[i].days;
        slots[i].from_hour = rows[i].closed ? 0 : rows[i].open_hour;
        slots[i].to_hour = rows[i].closed ? 0 : rows[i].close_hour;
    }
    return slots;
}

/* Spans while they are compiled. */
typedef struct SpanBuilder {
    const CivilStart *start;
    Span *spans; /* NULL: they are only counted */
    size_t count;
    int64_t last_day; /* on which the last slot was */
    double to_hour;   /* at which it ended */
} SpanBuilder;

static bool follows_on(const SpanBuilder *builder, int64_t day, double from_hour)
{
    if (builder->count == 0) {
        return false;
    }
    return day == builder->last_day
               ? from_hour == builder->to_hour
               : day == builder->last_day + 1 && builder->to_hour == 24 && from_hour == 0;
}

/* A new span, or the last one goes on: slots that touch are joined. */
static void add_slot(SpanBuilder *builder, int64_t day, const DaySlot *slot)
{
    const bool joined = follows_on(builder, day, slot->from_hour);
    builder->count += joined ? 0 : 1;
    builder->last_day = day;
    builder->to_hour = slot->to_hour;
    if (builder->spans) {
        Span *span = &builder->spans[builder->count - 1];
        if (!joined) {
            span->opens_h = civil_hour_h(builder->start, day, slot->from_hour);
        }
        span->closes_h = civil_hour_h(builder->start, day, slot->to_hour);
    }
}

/* Writes the spans of the days first..last into `spans` and returns their number; NULL only counts
 * them. */
static size_t compile(const DayPlan *plan, const CivilStart *start, int64_t first, int64_t last,
                      Span *spans)
{
    SpanBuilder builder = {.start = start, .spans = spans};
    for (int64_t day = first; day <= last; day++) {
        size_t count;
        const DaySlot *slots = day_plan_of_day(plan, day, &count);
        for (size_t i = 0; i < count; i++) {
            add_slot(&builder, day, &slots[i]);
        }
    }
    return builder.count;
}

static void sum_open_hours(Span *spans, size_t count)
{
    double open_h = 0;
    for (size_t i = 0; i < count; i++) {
        spans[i].open_before_h = open_h;
        open_h += spans[i].closes_h - spans[i].opens_h;
    }
}

static double week_hours(const DayPlan *plan)
{
    double hours = 0;
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        size_t count;
        const DaySlot *slots = day_plan_of_weekday(plan, weekday, &count);
        for (size_t i = 0; i < count; i++) {
            hours += slots[i].to_hour - slots[i].from_hour;
        }
    }
    return hours;
}

const Calendar *calendar_new(Arena *arena, const CalendarRow *rows, size_t count,
                             const CivilStart *start, double from_h, double to_h)
{
    Calendar *calendar = arena_allocate(arena, 1, sizeof *calendar);
    DaySlot *slots = slots_of_rows(rows, count);
    DayPlan *plan = day_plan_new(slots, count);
    const int64_t first = civil_day_at(start, from_h);
    const int64_t last = civil_day_at(start, to_h);
    calendar->count = compile(plan, start, first, last, NULL);
    Span *spans = arena_allocate(arena, calendar->count, sizeof *spans);
    compile(plan, start, first, last, spans);
    sum_open_hours(spans, calendar->count);
    calendar->spans = spans;
    calendar->week_hours = week_hours(plan);
    day_plan_free(plan);
    free(slots);
    return calendar;
}

/* How many spans have opened by `t_h` (at it included). */
static size_t opened_by(const Calendar *calendar, double t_h)
{
    size_t low = 0;
    size_t high = calendar->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (calendar->spans[middle].opens_h <= t_h) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool calendar_is_open(const Calendar *calendar, double t_h)
{
    if (calendar->always) {
        return true;
    }
    const size_t opened = opened_by(calendar, t_h);
    return opened > 0 && t_h < calendar->spans[opened - 1].closes_h;
}

double calendar_next_change_h(const Calendar *calendar, double t_h)
{
    if (calendar->always) {
        return INFINITY;
    }
    const size_t opened = opened_by(calendar, t_h);
    if (opened > 0 && t_h < calendar->spans[opened - 1].closes_h) {
        return calendar->spans[opened - 1].closes_h;
    }
    return opened < calendar->count ? calendar->spans[opened].opens_h : INFINITY;
}

/* Open hours from the beginning of the calendar's range to `t_h`. */
static double open_hours_until(const Calendar *calendar, double t_h)
{
    const size_t opened = opened_by(calendar, t_h);
    if (opened == 0) {
        return 0;
    }
    const Span *span = &calendar->spans[opened - 1];
    return span->open_before_h + (t_h < span->closes_h ? t_h : span->closes_h) - span->opens_h;
}

double calendar_open_hours(const Calendar *calendar, double from_h, double to_h)
{
    if (to_h <= from_h) {
        return 0;
    }
    if (calendar->always) {
        return to_h - from_h;
    }
    return open_hours_until(calendar, to_h) - open_hours_until(calendar, from_h);
}

static double earlier_h(double a_h, double b_h)
{
    return a_h < b_h ? a_h : b_h;
}

/* The end of `work_h` > 0 that begins when span `first` opens. */
static double work_done_from_span(const Calendar *calendar, size_t first, double work_h)
{
    size_t low = first;
    size_t high = calendar->count;
    if (low == high) {
        return INFINITY;
    }
    const double target_h = calendar->spans[first].open_before_h + work_h;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const Span *span = &calendar->spans[middle];
        if (span->open_before_h + (span->closes_h - span->opens_h) + CALENDAR_ROUNDING_H <
            target_h) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == calendar->count) {
        return INFINITY;
    }
    const Span *span = &calendar->spans[low];
    return earlier_h(span->opens_h + (target_h - span->open_before_h), span->closes_h);
}

double calendar_work_done_h(const Calendar *calendar, double from_h, double work_h)
{
    if (calendar->always || work_h <= 0) {
        return from_h + (work_h > 0 ? work_h : 0);
    }
    const size_t opened = opened_by(calendar, from_h);
    if (opened > 0) {
        const Span *span = &calendar->spans[opened - 1];
        if (from_h < span->closes_h) {
            if (from_h + work_h <= span->closes_h + CALENDAR_ROUNDING_H) {
                return earlier_h(from_h + work_h, span->closes_h);
            }
            work_h -= span->closes_h - from_h;
        }
    }
    return work_done_from_span(calendar, opened, work_h);
}

double calendar_week_hours(const Calendar *calendar)
{
    return calendar->week_hours;
}
