/* Opening hours of a desk, a crew or a service.
 *
 * A weekly pattern with exceptions by date: where any date row names a day, the weekday rows do not
 * hold on it. Compiled once for the range of a run into a sorted list of open spans [opens,
 * closes); beyond the range it is closed. Times are hours from t = 0. `always` never closes.
 * Immutable after it was built, shared by all threads.
 */
#ifndef SIM_CALENDAR_H
#define SIM_CALENDAR_H

#include "base/arena.h"
#include "sim/civil_time.h"
#include "sim/day_pattern.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Calendar Calendar;

/* Sums of hours miss a closing time by rounding (48 times ten minutes from 09:00 are not quite
 * 17:00): work that ends this near to it ends at it, so nothing more begins before it, nor is the
 * end put off to the next opening. What a century of sums loses is less. */
#define CALENDAR_ROUNDING_H 1e-8

typedef struct CalendarRow {
    DayPattern days;
    bool closed;      /* a date without opening hours */
    double open_hour; /* 0 <= open < close <= 24 */
    double close_hour;
} CalendarRow;

/* Compiles `rows` for all days of [from_h, to_h] from midnight to midnight; memory from `arena`.
 * Spans that touch (24:00 to 00:00) are joined. Overlapping rows must have been refused
 * before. */
const Calendar *calendar_new(Arena *arena, const CalendarRow *rows, size_t count,
                             const CivilStart *start, double from_h, double to_h);

/* The built-in `always`. */
const Calendar *calendar_always(void);

/* Whether it is open at `t_h`: opening instants are open, closing instants are closed. O(log n). */
bool calendar_is_open(const Calendar *calendar, double t_h);

/* First instant after `t_h` at which it opens or closes; INFINITY if it never does. O(log n). */
double calendar_next_change_h(const Calendar *calendar, double t_h);

/* Open hours in [from_h, to_h]. O(log n). */
double calendar_open_hours(const Calendar *calendar, double from_h, double to_h);

/* The instant at which `work_h` hours of open time have passed since `from_h`; INFINITY if they
 * never do. Work of 0 is done at from_h, open or not. O(log n). */
double calendar_work_done_h(const Calendar *calendar, double from_h, double work_h);

/* Open hours of a standard week (no dates). */
double calendar_week_hours(const Calendar *calendar);

#endif
