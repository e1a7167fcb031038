/* The factors of a sweep: the file that says which cells of a scenario vary, and how far.
 *
 * `factor,cell,low,high,levels,scale,dist`, in either dialect; docs/sweep-format.md is its
 * contract. Several rows with one factor's name move together: one coordinate, each row with its
 * own range.
 */
#ifndef STUDY_SWEEP_FACTORS_H
#define STUDY_SWEEP_FACTORS_H

#include "base/diagnostics.h"
#include "base/digest.h"
#include "models/scenario_variant.h"
#include "sim/distribution.h"
#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

enum { SWEEP_FACTORS_MOST = 100, SWEEP_CELLS_MOST = 1000, SWEEP_LEVELS_MOST = 1000 };

typedef struct FactorTarget { /* what belongs to a SweepCell */
    CellAddress address;
    bool is_whole;             /* values are rounded */
    bool has_distribution;     /* */
    Distribution distribution; /* of the values, in the unit of the column */
    size_t line;
} FactorTarget;

typedef struct SweepFactors {
    const char *file; /* as typed */
    char digest[DIGEST_TEXT];
    size_t count;
    const SweepFactor *items;
    const FactorTarget *const *targets; /* [factor][cell] */
} SweepFactors;

typedef struct FactorMessages {
    Diagnostics *mistakes; /* every one */
    Diagnostics *doubts; /* numbers that may mean thousands, of a column the first; NULL: unasked */
} FactorMessages;

/* Reads the file, and finds its cells in the case. Returns whether there was no mistake. All memory
 * from `arena`. */
bool sweep_factors_read(SweepFactors *factors, const char *path, const ScenarioCase *scenario_case,
                        Arena *arena, FactorMessages messages);

/* Index of the factor of that name, or SWEEP_NONE. */
size_t sweep_factors_find(const SweepFactors *factors, const char *name);

/* Whether the cell has a range: low and high. */
bool sweep_cell_has_range(const SweepCell *cell);

#endif
