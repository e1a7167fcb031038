/* A strategy against the baseline, paired by replication.
 *
 * Both met the same demand and the same attack (common random numbers), so the difference within a
 * replication varies far less than either value: `variance_ratio` says how many times as many
 * independent replications would be needed. Over antithetic pairs (estimator_take_pairs) the
 * interval and `variance_ratio` count what the pairs give as well.
 */
#ifndef STUDY_COMPARISON_H
#define STUDY_COMPARISON_H

#include "study/estimator.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Comparison { /* NAN: undefined */
    size_t n; /* replications in which both values are defined: all that follows is over these */
    double baseline_mean, strategy_mean;
    double difference;      /* strategy - baseline */
    double ci_low, ci_high; /* of the difference */
    double share_lower;     /* of replications in which the strategy has the lower value */
    double variance_ratio;  /* of the mean difference under independence over the one at hand; NAN
                               where that is 0 */
} Comparison;

/* Over `count` replications; NAN and INFINITY are undefined. */
Comparison compare_values(Estimator *estimator, const double *strategy, const double *baseline,
                          size_t count);

/* Whether the interval leaves out 0. False where there is no interval; true where all differences
 * are equal and not 0. */
bool comparison_is_significant(const Comparison *comparison);

#endif
