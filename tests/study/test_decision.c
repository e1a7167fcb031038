#include "study/decision.h"

#include "sim/stream.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { STRATEGIES = 3, REPLICATIONS = 20 };

static DecisionProblem problem_of(const DecisionPlace *places, size_t count)
{
    return (DecisionProblem){.place_count = count,
                             .strategy_count = STRATEGIES,
                             .places = places,
                             .confidence = 0.95,
                             .looks = 1};
}

/* Normal values with these means, common noise and own noise of sd 1. */
static void draw_place(Stream *stream, const double *means, double *values)
{
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        const double common = 5 * gsl_ran_ugaussian(stream_rng(stream));
        for (size_t s = 0; s < STRATEGIES; ++s) {
            values[s * REPLICATIONS + r] =
                means[s] + common + gsl_ran_ugaussian(stream_rng(stream));
        }
    }
}

static void init_stream(Stream *stream)
{
    stream_init(stream, 9, 0, stream_source("test of decisions", "", ""), 0);
}

/* Two pairs of two replications each, by hand: strategy 0 is 1, 3; strategy 1 is 5, 8; differences
 * -4, -5: mean -4.5, sd 0.7071, t = -9, p = 0.0704466 (1 degree of freedom); the third strategy is
 * 3 and 5 above the first: mean -4, sd 1.4142, t = -4, p = 0.1559583: times 2 comparisons. */
static void a_place_is_judged_as_by_hand(void **state)
{
    (void)state;
    const double values[] = {1, 3, 5, 8, 4, 8};
    const DecisionPlace place = {2, values};
    const DecisionProblem problem = problem_of(&place, 1);
    Decision decision;
    decide(&problem, &decision);
    EXPECT_EQUAL(decision.best, 0);
    EXPECT_EQUAL(decision.second, 2);
    EXPECT_NEAR(decision.best_mean, 2, 0);
    EXPECT_NEAR(decision.difference, -4, 1e-12);
    EXPECT_NEAR(decision.p, 2 * 0.1559583, 1e-6);
    EXPECT(!decision.is_decided);
}

static void higher_can_be_better(void **state)
{
    (void)state;
    const double values[] = {1, 3, 5, 8, 4, 8};
    const DecisionPlace place = {2, values};
    DecisionProblem problem = problem_of(&place, 1);
    problem.higher_is_better = true;
    Decision decision;
    decide(&problem, &decision);
    EXPECT_EQUAL(decision.best, 1);
    EXPECT_EQUAL(decision.second, 2);
    EXPECT_NEAR(decision.difference, 0.5, 1e-12);
}

/* 2000 maps of 10 places at which all strategies are the same: at most 5 % of the maps name one
 * anywhere, plus 3.29 standard deviations of the count: 132. With a planted fault, a best strategy
 * that leads by one standard deviation of a difference, most places are decided. */
static void a_map_without_difference_stays_undecided(void **state)
{
    (void)state;
    enum { MAPS = 2000, PLACES = 10 };
    static double values[PLACES][STRATEGIES * REPLICATIONS];
    DecisionPlace places[PLACES];
    const double equal[STRATEGIES] = {0, 0, 0}, apart[STRATEGIES] = {-2, 0, 0};
    Decision decisions[PLACES];
    Stream stream;
    init_stream(&stream);
    size_t wrong_maps = 0, decided = 0;
    for (size_t map = 0; map < MAPS; ++map) {
        bool any = false;
        for (size_t i = 0; i < PLACES; ++i) {
            draw_place(&stream, equal, values[i]);
            places[i] = (DecisionPlace){REPLICATIONS, values[i]};
        }
        const DecisionProblem problem = problem_of(places, PLACES);
        decide(&problem, decisions);
        for (size_t i = 0; i < PLACES; ++i) {
            any = any || decisions[i].is_decided;
        }
        wrong_maps += any;
    }
    EXPECT(wrong_maps <= 132);
    for (size_t i = 0; i < PLACES; ++i) {
        draw_place(&stream, apart, values[i]);
    }
    const DecisionProblem problem = problem_of(places, PLACES);
    decide(&problem, decisions);
    for (size_t i = 0; i < PLACES; ++i) {
        decided += decisions[i].is_decided && decisions[i].best == 0;
    }
    EXPECT(decided >= PLACES - 1);
}

/* Holm with three places: errors 0.05 / 3, 0.05 / 2, 0.05. A difference that is always 1 with a
 * little noise decides; with two looks at the map each has half the error. */
static void places_and_looks_share_the_error(void **state)
{
    (void)state;
    const double clear[] = {0, 0.1, 0, 1, 1, 1, 9, 9, 9}, /* p of 0 against 1: 0.00119, times 2 */
        close[] = {0, 0, 0, 0.7, 1, 1.3, 9, 9, 9};        /* t = 5.77, p = 0.0287, times 2 */
    const DecisionPlace places[] = {{3, clear}, {3, close}};
    DecisionProblem problem = problem_of(places, 2);
    Decision decisions[2];
    decide(&problem, decisions);
    EXPECT(decisions[0].is_decided);
    EXPECT(!decisions[1].is_decided);
    problem.looks = 30;
    decide(&problem, decisions);
    EXPECT(!decisions[0].is_decided);
}

/* What two strategies do alike in every replication is no open question; the third one is worse. */
static void equal_strategies_are_not_compared(void **state)
{
    (void)state;
    const double values[] = {1, 3, 2, 1, 3, 2, 101, 104, 102};
    const DecisionPlace place = {3, values};
    const DecisionProblem problem = problem_of(&place, 1);
    Decision decision;
    decide(&problem, &decision);
    EXPECT_EQUAL(decision.best, 0);
    EXPECT_EQUAL(decision.equals, 1);
    EXPECT(decision.is_decided);
}

static void a_place_without_values_is_unknown(void **state)
{
    (void)state;
    const double values[] = {1, NAN, 3, INFINITY, 2, 2};
    const DecisionPlace place = {2, values};
    const DecisionProblem problem = problem_of(&place, 1);
    Decision decision;
    decide(&problem, &decision);
    EXPECT(decision.best == SIZE_MAX);
    EXPECT_NEAR(decision.p, 1, 0);
    EXPECT(!decision.is_decided);
}

/* At the first place the costly event came twice in twenty; at the second, where it is rarer, not
 * yet. Without the guard the second would be sure that strategy 0 is better by 1. */
static void an_event_that_has_not_come_yet_keeps_a_place_open(void **state)
{
    (void)state;
    double seen[STRATEGIES * REPLICATIONS], unseen[STRATEGIES * REPLICATIONS];
    for (size_t r = 0; r < REPLICATIONS; ++r) {
        unseen[r] = 0;
        seen[r] = r < 2 ? 50 : 0;
        seen[REPLICATIONS + r] = unseen[REPLICATIONS + r] = 1;
        seen[2 * REPLICATIONS + r] = unseen[2 * REPLICATIONS + r] = 99;
    }
    const DecisionPlace places[] = {{REPLICATIONS, unseen}, {REPLICATIONS, seen}};
    const DecisionProblem alone = problem_of(places, 1), both = problem_of(places, 2);
    Decision decisions[2];
    decide(&alone, decisions);
    EXPECT(decisions[0].is_decided);
    decide(&both, decisions);
    EXPECT(!decisions[0].is_decided);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_judged_as_by_hand),
        cmocka_unit_test(higher_can_be_better),
        cmocka_unit_test(a_map_without_difference_stays_undecided),
        cmocka_unit_test(places_and_looks_share_the_error),
        cmocka_unit_test(equal_strategies_are_not_compared),
        cmocka_unit_test(a_place_without_values_is_unknown),
        cmocka_unit_test(an_event_that_has_not_come_yet_keeps_a_place_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
