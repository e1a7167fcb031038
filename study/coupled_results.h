/* attribution.csv and critical_path.csv, read back: what the coupled runs of a comparison say. */
#ifndef STUDY_COUPLED_RESULTS_H
#define STUDY_COUPLED_RESULTS_H

#include "base/arena.h"
#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct AttributionRow {
    const char *strategy, *scope, *id, *metric, *unit, *part;
    double n, mean, ci_low, ci_high; /* NAN where the file leaves them empty */
} AttributionRow;

typedef struct CriticalPathRow { /* what a tenth less work changes */
    const char *strategy, *kind, *id, *metric, *unit;
    double n, mean, difference, ci_low, ci_high; /* mean: as it is */
} CriticalPathRow;

typedef struct CoupledResults {
    size_t attribution_count, critical_path_count; /* 0: the run was not asked for it */
    const AttributionRow *attribution;
    const CriticalPathRow *critical_path;
} CoupledResults;

/* Reads what there is in the folder into `arena`. */
bool coupled_results_read(CoupledResults *coupled, Arena *arena, const char *folder,
                          Failure *failure);

/* NULL where there is no such row. */
const AttributionRow *coupled_part(const CoupledResults *coupled, const char *strategy,
                                   const char *scope, const char *id, const char *metric,
                                   const char *part);

#endif
