/* Whether a mean differs from 0, with a guard against rare events that have not come yet.
 *
 * Student's test takes the spread of a sample for that of what it comes from. Where one replication
 * in fifty costs a thousand times the usual, a sample of twenty mostly shows no spread at all and
 * the test is sure of the wrong sign. A sweep can know better: elsewhere on the map the event was
 * seen. So every mean is judged as if one replication more had come, as far against the mean's sign
 * as the farthest residual of the whole map, less the four standard deviations of its own that a
 * normal sample may well show. Where residuals are near normal and of one size on the map, nothing
 * is added and the test is Student's [Student 1908]; the price is that a place whose spread is far
 * below that of another needs more replications. What has happened nowhere on the map nobody can
 * guard against.
 */
#ifndef STUDY_MEAN_GUARD_H
#define STUDY_MEAN_GUARD_H

#include <stddef.h>

typedef struct ResidualRange { /* of values about their means, over a whole map; starts zeroed */
    double lowest, highest;    /* at most, at least 0 */
} ResidualRange;

void residual_range_take(ResidualRange *range, const double *values, size_t n, double mean);

/* Student's statistic, n - 1 degrees of freedom, of the mean of `n` values with standard deviation
 * `sd` being 0. NAN for n below 2; 0 where mean and spread are 0; infinite where only the spread
 * is. */
double guarded_t(const ResidualRange *range, double mean, double sd, size_t n);

/* Two-sided probability of a statistic at least as far from 0; 1 where it is NAN. */
double student_p(double t, size_t n);

#endif
