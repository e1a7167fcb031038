/* Designs: which points of the unit cube a sweep visits.
 *
 * grid            every combination of levels, the last factor's fastest
 * one-at-a-time   the scenario as it stands, then each factor alone at each of its levels
 * lhs             Latin hypercube, the best of several by its smallest distance [Morris 1995]
 * sobol           Sobol's sequence with a random shift [Cranley 1976]
 * morris          trajectories on four levels, one factor moved at a time [Morris 1991]
 * saltelli        A, B and AB_i for Sobol's indices [Saltelli 2010]
 * file            points that the user lists
 *
 * What is random in them is drawn from a seed, by a stream of its own.
 */
#ifndef STUDY_SWEEP_DESIGN_H
#define STUDY_SWEEP_DESIGN_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "study/sweep_factors.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SWEEP_POINTS_MOST = 1000000, SWEEP_SOBOL_FACTORS = 40 };

typedef struct DesignRequest {
    SweepDesignKind kind;
    size_t points; /* of lhs and sobol; levels of grid and one-at-a-time where none are listed;
                      trajectories; rows of A. 0: a default */
    uint64_t seed;
    const char *points_file; /* of SWEEP_FILE */
} DesignRequest;

typedef struct SweepDesign {
    SweepDesignKind kind;
    size_t point_count;
    SweepPoint *points;
    const char *points_file;         /* of SWEEP_FILE, else NULL */
    const size_t *lines;             /* [point]: where it stands in the file */
    char points_digest[DIGEST_TEXT]; /* of the file; "" where there is none */
} SweepDesign;

/* Makes the design. What it needs and the factors lack is told to `diagnostics`; returns whether
 * all is there. All memory from `arena`. */
bool sweep_design_make(SweepDesign *design, const SweepFactors *factors,
                       const DesignRequest *request, Arena *arena, Diagnostics *diagnostics);

/* What a cell holds at a point: NAN: it stays as it is. */
double sweep_design_cell_value(const SweepDesign *design, const SweepFactors *factors,
                               const SweepPoint *point, size_t factor, size_t cell);

/* The value of a cell at a coordinate; `distribution` NULL where it has none. */
double sweep_cell_value(const SweepCell *cell, const Distribution *distribution,
                        SweepDesignKind kind, double coordinate);

/* The kind that `name` names, or SWEEP_DESIGNS. */
SweepDesignKind sweep_design_find(const char *name);

#endif
