#include "study/selection.h"

#include "sim/stream.h"
#include "tests/test.h"

#include <gsl/gsl_randist.h>

enum { STRATEGIES = 5, RUNS = 2000 };

typedef struct World {
    double means[STRATEGIES];
    double sd, common_sd; /* of what each strategy draws itself, of what all share */
    bool heterogeneous;   /* the sd grows with the strategy's number */
} World;

typedef struct Tally {
    size_t right;
    double run, without_dropping; /* replications */
} Tally;

static void draw(const World *world, Stream *stream, double *values)
{
    const double common = world->common_sd * gsl_ran_ugaussian(stream_rng(stream));
    for (size_t i = 0; i < STRATEGIES; ++i) {
        const double sd = world->heterogeneous ? world->sd * (0.5 + (double)i / 2) : world->sd;
        values[i] = world->means[i] + common + sd * gsl_ran_ugaussian(stream_rng(stream));
    }
}

/* Strategy 0 is right. */
static Tally select_often(const World *world, const SelectionRule *rule, uint64_t seed)
{
    Tally tally = {0};
    Stream stream;
    stream_init(&stream, seed, 0, stream_source("test of selection", "", ""), 0);
    for (size_t run = 0; run < RUNS; ++run) {
        stream_rekey(&stream, run);
        Selection *selection = selection_new(rule);
        while (!selection_is_decided(selection)) {
            double values[STRATEGIES];
            draw(world, &stream, values);
            selection_observe(selection, values);
        }
        tally.right += selection_best(selection) == 0;
        for (size_t i = 0; i < STRATEGIES; ++i) {
            const size_t dropped = selection_dropped_after(selection, i);
            tally.run += (double)(dropped ? dropped : selection_observed(selection));
        }
        tally.without_dropping += STRATEGIES * (double)selection_observed(selection);
        selection_free(selection);
    }
    return tally;
}

/* Promised 95 %: of 2000 runs at least 1900 less 3.29 x sqrt(2000 x 0.95 x 0.05) = 32. */
static void expect_promise(const World *world, const SelectionRule *rule, uint64_t seed)
{
    const Tally tally = select_often(world, rule, seed);
    if (tally.right < 1868) {
        fail_msg("right in %zu of %d", tally.right, RUNS);
    }
    EXPECT(tally.run < 0.9 * tally.without_dropping); /* and dropping saves */
}

/* The hardest case: all others are worse by delta exactly, here by the standard deviation of a mean
 * of ten, or by three times it. */
static const World slippage = {.means = {0, 1, 1, 1, 1}, .sd = 3.1623};
static const SelectionRule rule_of_one = {
    .strategies = STRATEGIES, .first_stage = 10, .confidence = 0.95, .delta = 1};

static void the_best_is_selected_as_often_as_promised(void **state)
{
    (void)state;
    expect_promise(&slippage, &rule_of_one, 1);
}

static void unequal_variances_keep_the_promise(void **state)
{
    (void)state;
    World world = slippage;
    world.heterogeneous = true;
    world.sd = 2;
    expect_promise(&world, &rule_of_one, 2);
}

/* Correlation 0.9: the differences vary as if the sd were that of the own part alone. */
static void common_random_numbers_keep_the_promise_and_end_sooner(void **state)
{
    (void)state;
    const World apart = slippage;
    World together = slippage;
    together.common_sd = 3;
    together.sd = 1;
    expect_promise(&together, &rule_of_one, 3);
    const Tally independent = select_often(&apart, &rule_of_one, 4),
                common = select_often(&together, &rule_of_one, 4);
    EXPECT(common.run < independent.run / 3);
}

static void higher_can_be_better(void **state)
{
    (void)state;
    World world = slippage;
    for (size_t i = 0; i < STRATEGIES; ++i) {
        world.means[i] = -world.means[i];
    }
    SelectionRule rule = rule_of_one;
    rule.higher_is_better = true;
    expect_promise(&world, &rule, 5);
}

/* The planted fault: an indifference zone four times the real difference promises nothing, and the
 * count must show it. */
static void a_zone_wider_than_the_difference_breaks_the_promise(void **state)
{
    (void)state;
    SelectionRule rule = rule_of_one;
    rule.delta = 4;
    const Tally tally = select_often(&slippage, &rule, 6);
    EXPECT(tally.right < 1868);
}

/* Two strategies, n0 = 3, confidence 0.95: error 2 x 0.05 / 1 = 0.1, h^2 = 2 (1 / 0.1 - 1) = 18.
 * Differences 2, 4, 3: variance 1, mean 3. Delta 6: 18 / 36 - 3 < 0, so no allowance: the second
 * goes at the first look. Delta 1: allowance (18 - 3) / 6 = 2.5 < 3, the same. Delta 0.5: (72 - 3)
 * / 12 = 5.75: it stays. */
static void the_boundary_is_as_by_hand(void **state)
{
    (void)state;
    const double deltas[] = {6, 1, 0.5};
    const bool is_decided[] = {true, true, false};
    for (size_t i = 0; i < 3; ++i) {
        const SelectionRule rule = {
            .strategies = 2, .first_stage = 3, .confidence = 0.95, .delta = deltas[i]};
        Selection *selection = selection_new(&rule);
        const double rows[3][2] = {{10, 12}, {10, 14}, {10, 13}};
        for (size_t r = 0; r < 3; ++r) {
            EXPECT(!selection_is_decided(selection));
            selection_observe(selection, rows[r]);
        }
        EXPECT(selection_is_decided(selection) == is_decided[i]);
        EXPECT(selection_keeps(selection, 1) == !is_decided[i]);
        EXPECT_EQUAL(selection_dropped_after(selection, 1), is_decided[i] ? 3 : 0);
        EXPECT_EQUAL(selection_best(selection), 0);
        selection_free(selection);
    }
}

/* Differences that never vary close the boundary at once: both stay, the first is selected. */
static void equal_strategies_are_not_told_apart(void **state)
{
    (void)state;
    const SelectionRule rule = {
        .strategies = 2, .first_stage = 3, .confidence = 0.95, .delta = 0.1};
    Selection *selection = selection_new(&rule);
    for (size_t r = 0; r < 3; ++r) {
        const double values[] = {(double)r, (double)r};
        selection_observe(selection, values);
    }
    EXPECT(selection_is_decided(selection));
    EXPECT(selection_keeps(selection, 0) && selection_keeps(selection, 1));
    EXPECT_EQUAL(selection_best(selection), 0);
    selection_free(selection);
}

static void one_strategy_needs_no_replication(void **state)
{
    (void)state;
    const SelectionRule rule = {
        .strategies = 1, .first_stage = 3, .confidence = 0.95, .delta = 0.1};
    Selection *selection = selection_new(&rule);
    EXPECT(selection_is_decided(selection));
    EXPECT_EQUAL(selection_best(selection), 0);
    selection_free(selection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_is_selected_as_often_as_promised),
        cmocka_unit_test(unequal_variances_keep_the_promise),
        cmocka_unit_test(common_random_numbers_keep_the_promise_and_end_sooner),
        cmocka_unit_test(higher_can_be_better),
        cmocka_unit_test(a_zone_wider_than_the_difference_breaks_the_promise),
        cmocka_unit_test(the_boundary_is_as_by_hand),
        cmocka_unit_test(equal_strategies_are_not_told_apart),
        cmocka_unit_test(one_strategy_needs_no_replication),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
