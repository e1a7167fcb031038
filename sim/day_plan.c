#include "sim/day_plan.h"

#include "base/memory.h"
#include "sim/civil_time.h"

#include <stdbool.h>
#include <stdlib.h>

enum { WEEKDAYS = 7 };

struct DayPlan {
    DaySlot *weekdays[WEEKDAYS]; /* each by from_hour */
    size_t weekday_counts[WEEKDAYS];
    DaySlot *dates; /* by day, then from_hour */
    size_t date_count;
};

static bool is_empty(const DaySlot *slot)
{
    return slot->from_hour >= slot->to_hour;
}

static int compare_hours(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_hour(const void *a, const void *b)
{
    return compare_hours(((const DaySlot *)a)->from_hour, ((const DaySlot *)b)->from_hour);
}

static int by_day_and_hour(const void *a, const void *b)
{
    const DaySlot *left = a;
    const DaySlot *right = b;
    if (left->days.day != right->days.day) {
        return left->days.day < right->days.day ? -1 : 1;
    }
    if (is_empty(left) != is_empty(right)) {
        return is_empty(left) ? -1 : 1; /* so that a day's own slots are contiguous */
    }
    return compare_hours(left->from_hour, right->from_hour);
}

DayPlan *day_plan_new(const DaySlot *slots, size_t count)
{
    DayPlan *plan = memory_allocate(1, sizeof *plan);
    plan->dates = memory_allocate(count, sizeof *plan->dates);
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        plan->weekdays[weekday] = memory_allocate(count, sizeof *plan->weekdays[weekday]);
    }
    for (size_t i = 0; i < count; i++) {
        if (slots[i].days.is_date) {
            plan->dates[plan->date_count++] = slots[i];
            continue;
        }
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            if ((slots[i].days.weekdays >> weekday & 1U) != 0 && !is_empty(&slots[i])) {
                plan->weekdays[weekday][plan->weekday_counts[weekday]++] = slots[i];
            }
        }
    }
    qsort(plan->dates, plan->date_count, sizeof *plan->dates, by_day_and_hour);
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        qsort(plan->weekdays[weekday], plan->weekday_counts[weekday], sizeof(DaySlot), by_hour);
    }
    return plan;
}

/* The first date slot that does not lie before `day`. */
static size_t first_date_from(const DayPlan *plan, int64_t day)
{
    size_t low = 0;
    size_t high = plan->date_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (plan->dates[middle].days.day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const DaySlot *day_plan_of_day(const DayPlan *plan, int64_t day, size_t *count)
{
    size_t first = first_date_from(plan, day);
    if (first == plan->date_count || plan->dates[first].days.day != day) {
        return day_plan_of_weekday(plan, civil_weekday(day), count);
    }
    while (first < plan->date_count && plan->dates[first].days.day == day &&
           is_empty(&plan->dates[first])) {
        first++;
    }
    size_t end = first;
    while (end < plan->date_count && plan->dates[end].days.day == day) {
        end++;
    }
    *count = end - first;
    return plan->dates + first;
}

const DaySlot *day_plan_of_weekday(const DayPlan *plan, int weekday, size_t *count)
{
    *count = plan->weekday_counts[weekday];
    return plan->weekdays[weekday];
}

void day_plan_free(DayPlan *plan)
{
    if (!plan) {
        return;
    }
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        free(plan->weekdays[weekday]);
    }
    free(plan->dates);
    free(plan);
}
