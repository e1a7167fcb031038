#include "study/decision.h"

#include "base/memory.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/mean_guard.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct Deciding {
    const DecisionProblem *problem;
    Estimator *estimator;
    double *differences;   /* [replication], space */
    ResidualRange *ranges; /* [strategy][strategy]: of their differences, over the map */
} Deciding;

typedef struct Difference { /* of two strategies at a place */
    size_t n;
    double mean, sd;
} Difference;

static const double *values_of(const DecisionPlace *place, size_t strategy)
{
    return place->values + strategy * place->replications;
}

/* Into deciding->differences as well. */
static Difference difference_at(const Deciding *deciding, const DecisionPlace *place, size_t a,
                                size_t b)
{
    Difference difference = {0, NAN, NAN};
    const double *values_a = values_of(place, a), *values_b = values_of(place, b);
    for (size_t r = 0; r < place->replications; ++r) {
        if (isfinite(values_a[r]) && isfinite(values_b[r])) {
            deciding->differences[difference.n++] = values_a[r] - values_b[r];
        }
    }
    if (difference.n > 0) {
        difference.mean = mean_of(deciding->differences, difference.n);
        difference.sd = sqrt(variance_of(deciding->differences, difference.n, difference.mean));
    }
    return difference;
}

static void find_ranges(const Deciding *deciding)
{
    const DecisionProblem *problem = deciding->problem;
    for (size_t i = 0; i < problem->place_count; ++i) {
        for (size_t a = 0; a < problem->strategy_count; ++a) {
            for (size_t b = 0; b < problem->strategy_count; ++b) {
                const Difference difference = difference_at(deciding, &problem->places[i], a, b);
                residual_range_take(&deciding->ranges[a * problem->strategy_count + b],
                                    deciding->differences, difference.n, difference.mean);
            }
        }
    }
}

static double mean_at(const Deciding *deciding, const DecisionPlace *place, size_t strategy)
{
    const double *values = values_of(place, strategy);
    size_t n = 0;
    for (size_t r = 0; r < place->replications; ++r) {
        if (isfinite(values[r])) {
            deciding->differences[n++] = values[r];
        }
    }
    return n < 2 ? (double)NAN : mean_of(deciding->differences, n);
}

/* The two best means; of equals the strategy that is listed first. */
static void rank_strategies(const Deciding *deciding, const DecisionPlace *place,
                            Decision *decision)
{
    for (size_t s = 0; s < deciding->problem->strategy_count; ++s) {
        const double mean = mean_at(deciding, place, s);
        const double sign = deciding->problem->higher_is_better ? -1 : 1;
        if (isnan(mean)) {
            continue;
        }
        if (decision->best == SIZE_MAX || sign * mean < sign * decision->best_mean) {
            decision->second = decision->best;
            decision->second_mean = decision->best_mean;
            decision->best = s;
            decision->best_mean = mean;
        } else if (decision->second == SIZE_MAX || sign * mean < sign * decision->second_mean) {
            decision->second = s;
            decision->second_mean = mean;
        }
    }
}

/* The same in every replication: the two did the same here, and neither is better. */
static bool is_equal(const Difference *difference)
{
    return difference->n > 1 && !(fabs(difference->mean) > 0) && !(difference->sd > 0);
}

/* Of the best against all others. */
static double place_p(const Deciding *deciding, const DecisionPlace *place, size_t best)
{
    const size_t count = deciding->problem->strategy_count;
    const double sign = deciding->problem->higher_is_better ? -1 : 1;
    double largest = 0, comparisons = 0;
    for (size_t s = 0; s < count; ++s) {
        if (s == best || isnan(mean_at(deciding, place, s))) {
            continue;
        }
        const Difference difference = difference_at(deciding, place, best, s);
        if (is_equal(&difference)) {
            continue;
        }
        const double t = guarded_t(&deciding->ranges[best * count + s], difference.mean,
                                   difference.sd, difference.n);
        /* Pairs may favour the other one where the means are over different replications. */
        const double p = sign * t < 0 ? student_p(t, difference.n) : 1;
        largest = fmax(largest, p);
        ++comparisons;
    }
    return comparisons > 0 ? fmin(largest * comparisons, 1) : 1;
}

static size_t count_equals(const Deciding *deciding, const DecisionPlace *place, size_t best)
{
    size_t equals = 0;
    for (size_t s = 0; s < deciding->problem->strategy_count; ++s) {
        const Difference difference = difference_at(deciding, place, best, s);
        equals += s != best && is_equal(&difference);
    }
    return equals;
}

static Decision decide_place(const Deciding *deciding, const DecisionPlace *place)
{
    Decision decision = {.best = SIZE_MAX,
                         .second = SIZE_MAX,
                         .best_mean = NAN,
                         .second_mean = NAN,
                         .difference = NAN,
                         .ci_low = NAN,
                         .ci_high = NAN,
                         .p = 1};
    rank_strategies(deciding, place, &decision);
    if (decision.second == SIZE_MAX) {
        decision.best = SIZE_MAX;
        return decision;
    }
    const Comparison comparison =
        compare_values(deciding->estimator, values_of(place, decision.best),
                       values_of(place, decision.second), place->replications);
    decision.difference = comparison.difference;
    decision.ci_low = comparison.ci_low;
    decision.ci_high = comparison.ci_high;
    decision.equals = count_equals(deciding, place, decision.best);
    decision.p = place_p(deciding, place, decision.best);
    return decision;
}

/* Holm: the smallest p against the error over all places, the next against that over all but one,
 * and so on until one is too large. */
static void judge_map(const DecisionProblem *problem, Decision *decisions)
{
    const size_t count = problem->place_count;
    const double error = (1 - problem->confidence) / (double)problem->looks;
    double *p = memory_allocate(count + 1, sizeof *p);
    size_t *order = memory_allocate(count + 1, sizeof *order);
    for (size_t i = 0; i < count; ++i) {
        p[i] = decisions[i].p;
    }
    gsl_sort_index(order, p, 1, count);
    for (size_t i = 0; i < count && p[order[i]] <= error / (double)(count - i); ++i) {
        decisions[order[i]].is_decided = true;
    }
    free(order);
    free(p);
}

void decide(const DecisionProblem *problem, Decision *decisions)
{
    size_t most = 1;
    for (size_t i = 0; i < problem->place_count; ++i) {
        most = problem->places[i].replications > most ? problem->places[i].replications : most;
    }
    Deciding deciding = {
        .problem = problem,
        .estimator = estimator_new(problem->confidence, most),
        .differences = memory_allocate(most, sizeof *deciding.differences),
        .ranges = memory_allocate(problem->strategy_count * problem->strategy_count + 1,
                                  sizeof *deciding.ranges),
    };
    find_ranges(&deciding);
    for (size_t i = 0; i < problem->place_count; ++i) {
        decisions[i] = decide_place(&deciding, &problem->places[i]);
    }
    judge_map(problem, decisions);
    free(deciding.ranges);
    free(deciding.differences);
    estimator_free(deciding.estimator);
}
