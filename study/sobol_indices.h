/* Shares of a response's variance that come from its factors [Sobol 2001].
 *
 * The first-order index is the share that a factor explains alone, the total index the one that
 * would be left if all others were known: their difference is interaction. From Saltelli's scheme:
 * two independent samples A and B of the factors, and for each factor A with that factor's column
 * of B. First indices by the estimator of [Saltelli 2010], about the common mean, which takes the
 * response's level out of its error; total indices by [Jansen 1999]. Intervals by a bootstrap over
 * the rows of the samples: percentiles, from streams keyed by seed and resample, so that they have
 * the same bits on every run. Estimates and their intervals may leave 0..1 by chance.
 */
#ifndef STUDY_SOBOL_INDICES_H
#define STUDY_SOBOL_INDICES_H

#include <stddef.h>
#include <stdint.h>

typedef struct SobolIndex { /* NAN: unknown, as all is where the response does not vary */
    double first, first_low, first_high;
    double total, total_low, total_high;
} SobolIndex;

typedef struct SobolSample {
    size_t factors, rows;
    const double *a, *b; /* [rows]: responses of the two samples */
    const double *mixed; /* [factors][rows]: of A with the factor's column from B */
} SobolSample;

typedef struct SobolOptions {
    double confidence; /* 0..1, both excluded */
    uint64_t seed;     /* of the resamples */
    size_t resamples;  /* 0: SOBOL_RESAMPLES */
} SobolOptions;

enum { SOBOL_RESAMPLES = 1000 };

/* Into `indices` [factors]. A row in which any response is not finite is left out; returns how many
 * rows count. */
size_t sobol_indices(const SobolSample *sample, const SobolOptions *options, SobolIndex *indices);

#endif
