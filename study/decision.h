/* Which strategy is best at each place of a map, and where that is not yet decided.
 *
 * At a place the strategy with the best mean is compared with every other, paired by replication,
 * by a test that is guarded against rare events (study/mean_guard.h). It is decided to be the best
 * if all comparisons are significant: their largest p, times their number (Bonferroni), is the
 * place's p. Over all places of the map, and over the looks that a refinement takes at them, the
 * places' p are judged by Holm's step-down rule [Holm 1979], which holds whatever depends on what
 * (the random numbers are common): with the stated confidence no decided place of the whole map
 * names a strategy that is not the best.
 */
#ifndef STUDY_DECISION_H
#define STUDY_DECISION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct DecisionPlace {
    size_t replications;
    const double *values; /* [strategy][replication]: what is not finite is left out of its pairs */
} DecisionPlace;

typedef struct DecisionProblem {
    size_t place_count, strategy_count;
    const DecisionPlace *places;
    bool higher_is_better;
    double confidence; /* over the map */
    size_t looks;      /* at the map, this one included: each takes an equal part of the error */
} DecisionProblem;

typedef struct Decision {
    size_t best, second; /* by their means; SIZE_MAX: unknown, as where fewer than two strategies
                            have two values */
    double best_mean, second_mean;      /* each over the replications in which it is defined */
    double difference, ci_low, ci_high; /* best - second, paired, at the confidence for one place */
    size_t
        equals; /* other strategies with the same value as the best in every replication: they did
                   the same here, are not compared, and it stands for them (the first listed) */
    double p;   /* that the best is not better than every other; over one place and one look */
    bool is_decided; /* over the map */
} Decision;

/* Into `decisions` [place_count]. */
void decide(const DecisionProblem *problem, Decision *decisions);

#endif
