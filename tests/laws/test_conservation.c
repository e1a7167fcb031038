/* Nothing appears from nowhere and nothing vanishes: balances of requests and attempts, sums of
 * parts. On the example that uses the whole format. */
#include "tests/laws/laws.h"
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

static void expect_balance(void **state, const char *scope, const char *whole, const LawTerm *terms)
{
    const Violation violation = balance_violation(replications_of(state), scope, whole, terms);
    expect_none(&violation);
}

static void every_request_is_served_or_lost_or_unfinished(void **state)
{
    expect_balance(state, "service", "requests",
                   (const LawTerm[]){{"served", 1}, {"lost", 1}, {"waiting_at_end", 1}, {0}});
}

static void every_attempt_is_answered_or_abandons_or_is_turned_away_or_waits(void **state)
{
    expect_balance(
        state, "channel", "attempts",
        (const LawTerm[]){
            {"served", 1}, {"abandoned", 1}, {"turned_away", 1}, {"waiting_at_end", 1}, {0}});
}

static void every_attempt_has_an_origin(void **state)
{
    expect_balance(state, "channel", "attempts",
                   (const LawTerm[]){{"contacts", 1},
                                     {"redials", 1},
                                     {"recontacts", 1},
                                     {"generated", 1},
                                     {"overflow_in", 1},
                                     {"overflow_out", -1},
                                     {0}});
}

static void the_costs_add_up(void **state)
{
    expect_balance(state, "total", "cost_total_eur",
                   (const LawTerm[]){{"cost_outage_eur", 1},
                                     {"cost_support_eur", 1},
                                     {"cost_restoration_eur", 1},
                                     {"cost_theft_eur", 1},
                                     {0}});
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
    expect_sums_over_insurers(state, "service",
                              (const char *const[]){"requests", "served", "lost", "waiting_at_end",
                                                    "backlog_mean", "in_system_mean",
                                                    "insured_hours_lost", NULL});
    expect_sums_over_insurers(state, "channel",
                              (const char *const[]){"contacts", "attempts", "served", "abandoned",
                                                    "turned_away", "redials", "recontacts",
                                                    "generated", "overflow_in", "overflow_out",
                                                    "waiting_at_end", "queue_mean", NULL});
}

/* In each replication the row of all insurers is at least that of each; `exactly`: as large as the
 * largest. A moment that did not come under one did not come for all. */
static void expect_largest(void **state, const char *scope, const char *metric, bool exactly)
{
    const ResultTable *table = replications_of(state);
    size_t compared = 0, reached = 0, wholes = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        ResultKey whole = *result_row(table, row);
        const char *at = strchr(whole.id, '@');
        char id[64];
        if (strcmp(whole.metric, metric) != 0 || strcmp(whole.scope, scope) != 0) {
            continue;
        }
        if (!at) {
            wholes++;
            continue;
        }
        snprintf(id, sizeof id, "%.*s", (int)(at - whole.id), whole.id);
        whole.id = id;
        double part = result_row_number(table, row, "value");
        double largest = result_number(table, &whole, "value");
        EXPECT(isnan(largest) || part <= largest + 1e-9);
        compared++;
        reached += part >= largest - 1e-9;
    }
    EXPECT(compared > 20);
    EXPECT(!exactly || reached >= wholes);
}

static void all_insurers_together_are_the_latest_and_largest(void **state)
{
    expect_largest(state, "service", "restored_h", true);
    expect_largest(state, "system", "restored_h", true);
    expect_largest(state, "service", "clear_h", false);
    expect_largest(state, "service", "backlog_max", false);
    expect_largest(state, "channel", "queue_max", false);
}

/* The metric of scope total is the sum of another over the rows of a scope. */
static void expect_total(Experiment *experiment, const char *total, const char *scope,
                         const char *part)
{
    const ResultTable *table = experiment_table(experiment, "replications.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        const ResultKey *whole = result_row(table, row);
        double sum = 0;
        if (strcmp(whole->scope, "total") != 0 || strcmp(whole->metric, total) != 0) {
            continue;
        }
        for (size_t other = 0; other < result_rows(table); other++) {
            const ResultKey *key = result_row(table, other);
            bool same_run = strcmp(key->strategy, whole->strategy) == 0 && !(key->at < whole->at) &&
                            !(key->at > whole->at);
            if (same_run && strcmp(key->scope, scope) == 0 && strcmp(key->metric, part) == 0) {
                sum += result_row_number(table, other, "value");
            }
        }
        EXPECT_NEAR(result_row_number(table, row, "value"), sum, 1e-9 * fmax(1, sum));
        compared += sum > 0;
    }
    EXPECT(compared > 0);
}

static void totals_are_the_sums_of_zones_and_insurers(void **state)
{
    expect_total(*state, "zones_compromised", "zone", "compromised");
    expect_total(*state, "zones_destroyed", "zone", "destroyed");
    expect_total(*state, "insured_hours_lost", "insurer", "insured_hours_lost");
}

/* Curves of counts add up to the metric, mean for mean, in every scope's every row. */
static void expect_curve_sum(Experiment *experiment, const char *curve, const char *metric)
{
    const ResultTable *curves = experiment_table(experiment, "curves.csv");
    const ResultTable *summary = experiment_table(experiment, "summary.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(summary); row++) {
        const ResultKey *key = result_row(summary, row);
        double sum = 0;
        if (strcmp(key->scope, "service") != 0 || strcmp(key->metric, metric) != 0) {
            continue;
        }
        for (size_t i = 0; i < 126; i++) { /* 10.5 days in steps of 2 h */
            ResultKey point = result_key_of(key, curve);
            point.at = 2.0 * (double)i;
            sum += result_number(curves, &point, "mean");
        }
        double mean = result_row_number(summary, row, "mean");
        EXPECT_NEAR(sum, mean, 1e-9 * fmax(1, mean));
        compared += mean > 0;
    }
    EXPECT(compared > 0);
}

static void curves_of_counts_add_up_to_their_metric(void **state)
{
    expect_curve_sum(*state, "arrivals", "requests");
    expect_curve_sum(*state, "served", "served");
    expect_curve_sum(*state, "lost", "lost");
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
