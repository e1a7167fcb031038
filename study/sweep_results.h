/* points.csv and results.csv of a sweep, written from its store. */
#ifndef STUDY_SWEEP_RESULTS_H
#define STUDY_SWEEP_RESULTS_H

#include "base/failure.h"
#include "study/sweep_store.h"

#include <stdbool.h>

/* Writes both files into the folder: every point in points.csv; in results.csv those that have at
 * least the replications of the sweep. The files are the same for any number of threads. */
bool sweep_results_write(SweepStore *store, const char *folder, size_t threads, Failure *failure);

#endif
