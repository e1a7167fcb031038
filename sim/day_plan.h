/* Which rows of a weekly pattern hold on a day: what calendars and rate profiles have in common.
 *
 * A row holds on its weekdays or on its date; where any row names a date, the weekday rows do not
 * hold on it. A plan serves while a calendar or a profile is compiled and is freed then.
 */
#ifndef SIM_DAY_PLAN_H
#define SIM_DAY_PLAN_H

#include "sim/day_pattern.h"

#include <stddef.h>
#include <stdint.h>

/* A row: hours of the day [from_hour, to_hour). Both 0: the row only says that its date is empty.
 */
typedef struct DaySlot {
    DayPattern days;
    double from_hour; /* 0 <= from < to <= 24 */
    double to_hour;
    double weight; /* of a profile */
} DaySlot;

typedef struct DayPlan DayPlan;

/* Sorts `slots`, which it copies. Never NULL. */
DayPlan *day_plan_new(const DaySlot *slots, size_t count);

/* The slots that hold on `day`, by from_hour; *count of them, those of an empty date not among
 * them. O(log n). */
const DaySlot *day_plan_of_day(const DayPlan *plan, int64_t day, size_t *count);

/* The slots of a standard week's day, Monday 0 ... Sunday 6, dates ignored. */
const DaySlot *day_plan_of_weekday(const DayPlan *plan, int weekday, size_t *count);

void day_plan_free(DayPlan *plan);

#endif
