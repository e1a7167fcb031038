/* The files over single values: replications.csv, summary.csv, comparison.csv. */
#ifndef STUDY_RESULTS_VALUES_H
#define STUDY_RESULTS_VALUES_H

#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>

/* Raw values, one row each; undefined ones have none. Scope `total` alone unless `all`. */
bool results_write_replications(const Study *study, const char *folder, bool all, Failure *failure);

/* A row for every strategy and value, also where no replication defines it (n = 0). */
bool results_write_summary(const Study *study, const char *folder, Failure *failure);

/* A row for every value and every strategy but the baseline. */
bool results_write_comparison(const Study *study, const char *folder, Failure *failure);

#endif
