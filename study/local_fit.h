/* Local lines through scattered points in the plane [Cleveland 1979].
 *
 * The value at a place is that of the plane which fits the nearest points best, near ones counting
 * most (tricube weights). It is linear in the points' values, so what is needed are the weights
 * with which these count: one set for all strategies and replications.
 */
#ifndef STUDY_LOCAL_FIT_H
#define STUDY_LOCAL_FIT_H

#include <stdbool.h>
#include <stddef.h>

/* How many of `count` points a local plane is fitted to. */
size_t local_fit_neighbours(size_t count);

/* Weights of the points (`xy` [count][2]) at (x, y), into `weights` [count]: their sum is 1, and a
 * plane through the points is kept exactly. False where the nearest points lie on a line. */
bool local_fit_weights(const double *xy, size_t count, double x, double y, double *weights);

#endif
