/* Ticks of a time axis: hours, days, weeks, months or years, at civil boundaries.
 *
 * Time is hours since the scenario's start, a local civil time without daylight-saving jumps.
 */
#ifndef PLOTS_TIME_TICKS_H
#define PLOTS_TIME_TICKS_H

#include "plots/language.h"

#include <stdbool.h>
#include <stddef.h>

/* A civil date and time. */
typedef struct CivilMoment {
    int year, month, day, hour, minute; /* month and day from 1 */
} CivilMoment;

enum { TIME_TICKS_MAX = 40, TIME_LABEL = 24 };

typedef struct TimeTick {
    double t_h;
    char label[TIME_LABEL]; /* "06:00", "24 Apr", "May", "2024" */
    char below[TIME_LABEL]; /* second line: the date of hours, the year where it is new; "" for none
                             */
} TimeTick;

typedef struct TimeTicks {
    size_t count;
    TimeTick at[TIME_TICKS_MAX];
} TimeTicks;

/* Reads "2023-04-24T22:00" (or a date alone); false for anything else. */
bool civil_moment_read(CivilMoment *moment, const char *text);

/* The moment `t_h` hours (fractions rounded to minutes) after `start`. */
CivilMoment civil_moment_after(CivilMoment start, double t_h);

/* "24 Apr", and "24 Apr 2023"; in German "24. Apr." and "24. Apr. 2023". Returns out. */
const char *civil_moment_day(char out[TIME_LABEL], CivilMoment moment, Language language);
const char *civil_moment_date(char out[TIME_LABEL], CivilMoment moment, Language language);

/* Ticks over 0..end_h after `start`, at most `wanted` (2..TIME_TICKS_MAX). */
TimeTicks time_ticks(CivilMoment start, double end_h, size_t wanted, Language language);

#endif
