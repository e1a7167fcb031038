/* How much of what a sweep says is not known, and how much is chance.
 *
 * Over points whose factors are drawn from what is thought possible, a value varies because the
 * factors do, and over the replications of a point because chance does. By the law of total
 * variance the two variances add up. The variance between the points' means holds noise too, since
 * a mean of n replications is not exact: it is taken out, as in a one-way analysis of variance, or
 * a two-way one where all points share the random numbers of a replication, whose common part does
 * not tell the points apart [Searle 1992]. The band of the factors is that of the points' means,
 * drawn together by the same amount [Louis 1984]; that of both is of all values.
 */
#ifndef STUDY_UNCERTAINTY_H
#define STUDY_UNCERTAINTY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct UncertaintyPoint {
    size_t replications;
    const double *values; /* what is not finite is left out */
} UncertaintyPoint;

typedef struct Spread { /* NAN: unknown */
    double sd, p05, p50, p95;
} Spread;

typedef struct Uncertainty {
    size_t points;  /* that have two values or more; the others are left out */
    size_t values;  /* of these points */
    double mean;    /* each point counting alike */
    Spread factors; /* what is not known; sd 0 where the points differ by no more than noise */
    Spread random;  /* chance at a point, about the mean */
    Spread both;
} Uncertainty;

/* `is_common`: index r is the same replication at every point. */
Uncertainty uncertainty_of(const UncertaintyPoint *points, size_t count, bool is_common);

#endif
