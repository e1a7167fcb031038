/* restoration.csv: when the work on every zone and system instance was ready, begun and done. */
#ifndef STUDY_RESULTS_RESTORATION_H
#define STUDY_RESULTS_RESTORATION_H

#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>

/* n counts the replications in which the work was done; each mean is over those in which its moment
 * exists. */
bool results_write_restoration(const Study *study, const char *folder, Failure *failure);

#endif
