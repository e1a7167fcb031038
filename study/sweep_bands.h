/* The last rows of results.csv: prediction bands that tell what is not known from what is chance.
 *
 * Where a factor has a `dist` and the design draws from it (lhs, sobol), the points are a sample of
 * what is thought possible. For each strategy and metric three rows stand for all points:
 * `factors`, `random` and `both` (study/uncertainty.h).
 */
#ifndef STUDY_SWEEP_BANDS_H
#define STUDY_SWEEP_BANDS_H

#include "base/csv.h"
#include "study/sweep_store.h"

#include <stdbool.h>

/* Appends the rows, nothing where there are none or the sweep is unfinished; of all metrics, which
 * are to be selected in the store. */
bool sweep_bands_write(SweepStore *store, CsvWriter *csv, Failure *failure);

#endif
