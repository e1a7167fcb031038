/* curves.csv: every curve of every strategy, estimated at each of its instants over the
 * replications. */
#ifndef STUDY_RESULTS_CURVES_H
#define STUDY_RESULTS_CURVES_H

#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

/* A million rows are usual: `threads` of them format a curve each, and the texts are joined in
 * order. */
bool results_write_curves(const Study *study, const char *folder, size_t threads, Failure *failure);

#endif
