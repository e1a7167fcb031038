/* Nothing appears from nowhere and nothing vanishes: balances of requests and attempts, sums of
 * parts. On the example that uses the whole format. */
#include "tests/laws/conservation.h"
#include "tests/test.h"

#define EVERYTHING TEST_SOURCE "/tests/examples/everything"

static int run(void **state)
{
    Experiment *experiment = experiment_new("laws-conservation");
    experiment_copy(experiment, EVERYTHING);
    experiment_run(experiment, (const char *const[]){"-n", "8", "--all-replications", "--curves",
                                                     "insurer", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static const ResultTable *replications_of(void **state)
{
    return experiment_table(*state, "replications.csv");
}

static void expect_balance(void **state, const BalanceLaw *law)
{
    const Violation violation =
        balance_violation(replications_of(state), law->scope, law->whole, law->terms);
    expect_none(&violation);
}

static void every_request_is_served_or_lost_or_unfinished(void **state)
{
    expect_balance(state, &balance_of_requests);
}

static void every_attempt_is_answered_or_abandons_or_is_turned_away_or_waits(void **state)
{
    expect_balance(state, &balance_of_attempts);
}

static void every_attempt_has_an_origin(void **state)
{
    expect_balance(state, &balance_of_origins);
}

static void the_costs_add_up(void **state)
{
    expect_balance(state, &balance_of_costs);
}

static void expect_sums_over_insurers(void **state, const char *scope, const char *const *metrics)
{
    for (size_t i = 0; metrics[i]; i++) {
        const Violation violation =
            insurers_sum_violation(replications_of(state), scope, metrics[i]);
        expect_none(&violation);
    }
}

static void all_insurers_together_are_the_sum_of_each(void **state)
{
    expect_sums_over_insurers(state, "service", sums_of_services);
    expect_sums_over_insurers(state, "channel", sums_of_channels);
}

static void all_insurers_together_are_the_latest_and_largest(void **state)
{
    for (size_t i = 0; largest_of_parts[i].scope; i++) {
        size_t compared = 0;
        const Violation violation =
            largest_violation(replications_of(state), &largest_of_parts[i], &compared);
        expect_none(&violation);
        EXPECT(compared > 20);
    }
}

static void totals_are_the_sums_of_zones_and_insurers(void **state)
{
    for (size_t i = 0; totals_of_parts[i].total; i++) {
        size_t compared = 0;
        const Violation violation =
            total_violation(replications_of(state), &totals_of_parts[i], &compared);
        expect_none(&violation);
        EXPECT(compared > 0);
    }
}

static void curves_of_counts_add_up_to_their_metric(void **state)
{
    for (size_t i = 0; curves_of_counts[i].curve; i++) {
        size_t compared = 0;
        const Violation violation = curve_sum_violation(experiment_table(*state, "curves.csv"),
                                                        experiment_table(*state, "summary.csv"),
                                                        &curves_of_counts[i], &compared);
        expect_none(&violation);
        EXPECT(compared > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request_is_served_or_lost_or_unfinished),
        cmocka_unit_test(every_attempt_is_answered_or_abandons_or_is_turned_away_or_waits),
        cmocka_unit_test(every_attempt_has_an_origin),
        cmocka_unit_test(the_costs_add_up),
        cmocka_unit_test(all_insurers_together_are_the_sum_of_each),
        cmocka_unit_test(all_insurers_together_are_the_latest_and_largest),
        cmocka_unit_test(totals_are_the_sums_of_zones_and_insurers),
        cmocka_unit_test(curves_of_counts_add_up_to_their_metric),
    };
    return cmocka_run_group_tests(tests, run, end);
}
