/* The value of a factor anywhere between the points of a sweep. */
#ifndef STUDY_FACTOR_VALUE_H
#define STUDY_FACTOR_VALUE_H

#include "study/sweep_data.h"

/* The factor's value at a coordinate: between those of the nearest points on either side, straight
 * or, on a logarithmic scale, by its logarithm; beyond the outermost point that one's. A design
 * snaps coordinates to its levels; this does not. NAN where no point has a value. O(points). */
double factor_value_at(const SweepData *data, size_t factor, double coordinate);

#endif
