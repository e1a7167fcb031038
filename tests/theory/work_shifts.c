#include "tests/theory/work_shifts.h"

#include <assert.h>
#include <math.h>

void work_shifts_add_days(WorkShifts *shifts, double first_h, size_t days, double open_h,
                          double close_h)
{
    for (size_t day = 0; day < days; day++) {
        assert(shifts->count < WORK_SHIFTS_MAX);
        shifts->open_h[shifts->count] = first_h + 24 * (double)day + open_h;
        shifts->close_h[shifts->count++] = first_h + 24 * (double)day + close_h;
    }
}

double work_shifts_offered_h(const WorkShifts *shifts, double t_h)
{
    double sum_h = 0;
    for (size_t i = 0; i < shifts->count; i++) {
        sum_h += fmax(0, fmin(t_h, shifts->close_h[i]) - shifts->open_h[i]);
    }
    return sum_h;
}

double work_shifts_done_h(const WorkShifts *shifts, double work_h)
{
    double left_h = work_h;
    for (size_t i = 0; i < shifts->count; i++) {
        double shift_h = shifts->close_h[i] - shifts->open_h[i];
        if (left_h <= shift_h) {
            return shifts->open_h[i] + left_h;
        }
        left_h -= shift_h;
    }
    return INFINITY;
}

double work_shifts_mean_done_h(const WorkShifts *shifts, double mean_h, LongerFunction longer,
                               const void *law)
{
    double sum_h = shifts->open_h[0] + mean_h, offered_h = 0;
    for (size_t i = 0; i + 1 < shifts->count; i++) {
        offered_h += shifts->close_h[i] - shifts->open_h[i];
        sum_h += (shifts->open_h[i + 1] - shifts->close_h[i]) * longer(offered_h, law);
    }
    return sum_h;
}
