/* Which factors of a sweep matter, by the method that its design allows.
 *
 *   design     methods
 *   morris     elementary effects: mu, mu_star, sigma (study/morris.h)
 *   saltelli   Sobol's indices: first, total (study/sobol_indices.h)
 *   all with a place for every factor at every point: prcc (study/rank_correlation.h); of
 *   saltelli over the points of A and B alone, which are independent
 *
 * The response of a point is the mean over its replications: of a strategy's value, or of its
 * difference to the baseline, paired, which tells the factors that matter to the decision.
 */
#ifndef STUDY_SENSITIVITY_H
#define STUDY_SENSITIVITY_H

#include "base/arena.h"
#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum SensitivityMeasure {
    SENSITIVITY_MU,
    SENSITIVITY_MU_STAR,
    SENSITIVITY_SIGMA,
    SENSITIVITY_FIRST,
    SENSITIVITY_TOTAL,
    SENSITIVITY_PRCC,
    SENSITIVITY_MEASURES
} SensitivityMeasure;

typedef struct SensitivityRow {
    size_t metric, strategy, factor;
    bool is_difference; /* of the strategy to the baseline */
    SensitivityMeasure measure;
    double value, low, high; /* NAN: unknown; sigma has no interval */
    double p;                /* of prcc; else NAN */
    size_t n;                /* points, trajectories or rows of the sample that count */
} SensitivityRow;

typedef struct Sensitivity {
    size_t row_count;
    const SensitivityRow
        *rows; /* by metric, strategy (values, then differences), measure, factor */
} Sensitivity;

/* All memory from `arena`. No rows where the design allows no method. */
Sensitivity sensitivity_of(const SweepData *data, Arena *arena);

/* The row, or NULL. */
const SensitivityRow *sensitivity_find(const Sensitivity *sensitivity, const SensitivityRow *like);

/* "mu_star", and the name of its method: "morris", "sobol", "prcc". */
const char *sensitivity_measure_name(SensitivityMeasure measure);
const char *sensitivity_method_name(SensitivityMeasure measure);

#endif
