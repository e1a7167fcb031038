/* A described random variable: draw from it, know its mean and standard deviation, scale it.
 *
 * `distribution.def` lists every name with its arguments; parser, messages, help and documents come
 * from that table. `mean` and `sd` of the contract are those of the variable itself (of `normal`:
 * before the cut at 0). Plain data: copy it freely; what it points to belongs to an arena.
 */
#ifndef SIM_DISTRIBUTION_H
#define SIM_DISTRIBUTION_H

#include "base/arena.h"
#include "sim/numbered_stream.h"

#include <gsl/gsl_randist.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum DistributionKind {
    DISTRIBUTION_CONSTANT,
#define DISTRIBUTION(kind, name, arguments, meaning) DISTRIBUTION_##kind,
#include "sim/distribution.def"
#undef DISTRIBUTION
    DISTRIBUTION_KINDS
} DistributionKind;

enum { DISTRIBUTION_ARGUMENTS = 4 }; /* at most */

typedef struct Distribution {
    DistributionKind kind;
    double scale; /* every draw is multiplied by it: units and factors */
    double
        arguments[DISTRIBUTION_ARGUMENTS]; /* as the table orders them; of a constant: its value */
    /* private */
    double derived[4]; /* what a draw needs, computed once */
    size_t count;      /* discrete, empirical: number of values */
    const double *values;
    const double *weights;
    const gsl_ran_discrete_t *table;
} Distribution;

/* A row of distribution.def. */
typedef struct DistributionForm {
    const char *name;
    const char *arguments; /* names, separated by spaces */
    const char *meaning;
} DistributionForm;

/* The row of a kind; of DISTRIBUTION_CONSTANT: a plain number. */
const DistributionForm *distribution_form(DistributionKind kind);

/* The constant `value`. A zeroed Distribution with scale 1 is the constant 0. */
Distribution distribution_constant(double value);

/* The distribution of a kind other than `discrete` and `empirical`, with the arguments in the order
 * of the table. They must be in range (distribution_parse checks it). What has no spread, such as a
 * normal of sd 0, becomes a constant. */
Distribution distribution_of(DistributionKind kind, const double arguments[DISTRIBUTION_ARGUMENTS]);

/* One of `count` >= 1 values (finite, >= 0), by weight (finite, >= 0, one at least over 0). Copies
 * both into `arena`. */
Distribution distribution_discrete(Arena *arena, const double *values, const double *weights,
                                   size_t count);

/* One of `count` >= 1 values (finite, >= 0), all alike. `values` must outlive the distribution. */
Distribution distribution_empirical(const double *values, size_t count);

/* A draw, finite and at least 0, in the unit of the arguments times the scale. Constants consume
 * nothing; all else consumes from `stream` (how much may depend on the values drawn: key a stream
 * per entity where strategies must stay in step). */
double distribution_draw(const Distribution *distribution, Stream *stream);

/* The first draw of entity `number`: the same as distribution_draw at the beginning of its stream.
 */
double distribution_draw_first(const Distribution *distribution, NumberedStream *stream,
                               uint64_t number);

/* The first draws of the entities numbered first, first + 1, ... */
void distribution_draw_numbered(const Distribution *distribution, NumberedStream *stream,
                                uint64_t first, size_t count, double *values);

/* Mean and standard deviation of what distribution_draw returns (after the cut of `normal`); sd is
 * INFINITY for a `pareto` of shape at most 2. */
double distribution_mean(const Distribution *distribution);
double distribution_sd(const Distribution *distribution);

/* Whether every draw is the same value. */
bool distribution_is_constant(const Distribution *distribution);

/* Whether every draw is 0. */
bool distribution_is_zero(const Distribution *distribution);

/* No draw is smaller; not always the largest such value. */
double distribution_lower_bound(const Distribution *distribution);

/* Largest value that a draw can take; INFINITY where there is none. */
double distribution_upper_bound(const Distribution *distribution);

/* The same variable times `factor` (>= 0). */
Distribution distribution_scaled(const Distribution *distribution, double factor);

#endif
