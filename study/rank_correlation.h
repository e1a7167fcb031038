/* Partial rank correlation: how strongly a response rises or falls with a factor, others held.
 *
 * Factors and response are replaced by their ranks (equal values share the mean of theirs), which
 * takes any monotone curve for a line; then the part of each that the other factors explain
 * linearly is taken out, and what is left is correlated [Iman 1985] [Marino 2008]. For any design,
 * and any number of points above that of the factors plus two. Significance by Student's t with
 * n - factors - 1 degrees of freedom; intervals by Fisher's z with the variance
 * 1.06 / (n - factors - 2) of a rank correlation [Fieller 1957]: near 0 it covers as it says,
 * and is rough beyond 0.8 in size.
 */
#ifndef STUDY_RANK_CORRELATION_H
#define STUDY_RANK_CORRELATION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct RankCorrelation { /* NAN: unknown */
    double value;                /* -1..1 */
    double low, high;
    double p; /* probability of a value at least as far from 0 where there is no association */
} RankCorrelation;

typedef struct RankSample {
    size_t factors, points;
    const double *factor_values; /* [point][factor] */
    const double *responses;     /* [point] */
} RankSample;

/* Ranks 1..count of `values`, equal ones sharing their mean, into `ranks`. All values are finite.
 */
void ranks_of(const double *values, size_t count, double *ranks);

/* Into `correlations` [factors]. Points in which any number is not finite are left out; returns how
 * many count. Unknown: a factor that does not vary, one that the others explain without rest, any
 * where the others explain the response without rest or the points are too few. */
size_t rank_correlations(const RankSample *sample, double confidence,
                         RankCorrelation *correlations);

#endif
