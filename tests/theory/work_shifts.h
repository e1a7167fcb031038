/* Work that goes on in shifts alone: what takes w hours of work begun at 0 is done when the shifts
 * have offered w hours.
 *
 *     shift 0        shift 1
 *     |=====|........|=====|.......
 *     open  close    open  close
 *
 * Where all crews keep the same shifts, everything that happens to jobs that were ready at 0
 * happens on the clock of shift hours, so a mean without shifts becomes one with them: each gap
 * that is still to be waited for adds its length, with the probability that the work was not done
 * by then.
 */
#ifndef TESTS_THEORY_WORK_SHIFTS_H
#define TESTS_THEORY_WORK_SHIFTS_H

#include <stddef.h>

enum { WORK_SHIFTS_MAX = 64 };

/* Hours since 0, in order and without overlap. */
typedef struct WorkShifts {
    size_t count;
    double open_h[WORK_SHIFTS_MAX], close_h[WORK_SHIFTS_MAX];
} WorkShifts;

/* Probability that more than `work_h` hours of work are needed. */
typedef double (*LongerFunction)(double work_h, const void *law);

/* Adds `days` days of 24 hours with the shift open_h to close_h, the first beginning at `first_h`.
 */
void work_shifts_add_days(WorkShifts *shifts, double first_h, size_t days, double open_h,
                          double close_h);

/* Shift hours between 0 and t. */
double work_shifts_offered_h(const WorkShifts *shifts, double t_h);

/* When so much work is done; the shifts must offer more. */
double work_shifts_done_h(const WorkShifts *shifts, double work_h);

/* The mean of it over a random amount of work with this mean. */
double work_shifts_mean_done_h(const WorkShifts *shifts, double mean_h, LongerFunction longer,
                               const void *law);

#endif
