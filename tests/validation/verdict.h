/* How a table of exact values against simulated means is judged as one whole.
 *
 * Every value is tested with Student's statistic. With hundreds of values a right simulator would
 * fail some at any usual level, so the p-values are judged together by Holm's step-down procedure
 * [Holm 1979]: the probability that a right simulator fails anywhere in the table is at most
 * FAMILY_ERROR, however the values depend on one another. Being right is not enough: an interval
 * of WIDTH_CONFIDENCE, which does not grow with the table, must be narrow enough to have found an
 * error of interest, or the value is too coarse to say anything.
 */
#ifndef TESTS_VALIDATION_VERDICT_H
#define TESTS_VALIDATION_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#define FAMILY_ERROR 0.01
#define WIDTH_CONFIDENCE 0.9999

typedef enum Verdict {
    VERDICT_AGREES,
    VERDICT_DIFFERS,    /* Holm's procedure rejects it, or it has no row in the results */
    VERDICT_TOO_COARSE, /* its interval is wider than was demanded */
} Verdict;

const char *verdict_name(Verdict verdict);

/* A mean over n independent replications. With sd 0 nothing is random: it must be equal but for
 * rounding. */
typedef struct SampleMean {
    double mean, sd;
    size_t n;
} SampleMean;

typedef struct JudgedValue {
    SampleMean sample;
    double exact;
    double within;    /* largest half width, relative to `exact` */
    double allowance; /* systematic error that is documented, relative to `exact`; usually 0 */
    /* Filled by verdicts_of. */
    double p;          /* two-sided; of the part beyond the allowance */
    double half_width; /* at the family's confidence: 1 - FAMILY_ERROR / count */
    Verdict verdict;
} JudgedValue;

/* Whether the value was the same in every replication, but for rounding. */
bool sample_is_constant(const SampleMean *sample);

/* Two-sided p-value of Student's test that the mean is `exact`; 1 where the allowance covers the
 * difference, NAN for fewer than two replications. */
double student_p(const JudgedValue *value);

/* Judges the values together. */
void verdicts_of(JudgedValue *const *values, size_t count);

/* Largest distance between the distribution of the p-values (sorted in place) and the uniform one;
 * 0 for none. */
double kolmogorov_distance(double *p, size_t count);

/* The distance that n independent uniform values exceed with probability 0.01, by the limit law
 * with the correction of [Stephens 1970]. */
double kolmogorov_limit(size_t count);

#endif
