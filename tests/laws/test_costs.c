/* Costs are prices times quantities that the results tell, in every replication. On the example
 * that uses the whole format, with the price of a delayed request set to 0: those unfinished at the
 * end delay too, and no row tells by how much (the law of Little covers that price). */
#include "tests/laws/costs.h"
#include "tests/support/experiment.h"
#include "tests/test.h"

static int run(void **state)
{
    Experiment *experiment = experiment_new("laws-costs");
    experiment_copy(experiment, TEST_SOURCE "/tests/examples/everything");
    experiment_run(experiment,
                   (const char *const[]){"-n", "6", "--all-replications", "--no-curves", "--set",
                                         "costs.request_delay_eur_per_h=0", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* Zones of the example are n-... and s-.... */
static const char *datacentre_of_example(const void *context, const char *zone)
{
    (void)context;
    return zone[0] == 'n' ? "nord" : "sued";
}

static Violation violation_under(const ResultTable *table, const char *strategy,
                                 const CostPrices *prices, size_t *compared)
{
    const CostFrame frame = {strategy, prices, datacentre_of_example, NULL};
    return costs_violation(table, &frame, compared);
}

/* `teilweise-plus` overrides the price of a crew. */
static void costs_are_prices_times_quantities(void **state)
{
    static const char *const strategies[] = {
        "undisturbed", "teilweise", "voll", "standort", "liste", "abwarten", "teilweise-plus"};
    const ResultTable *table = experiment_table(*state, "replications.csv");
    CostPrices prices = {.lost_eur = 20,
                         .contact_eur = 5,
                         .abandoned_eur = 3,
                         .crew_eur_per_h = 120,
                         .agent_eur_per_h = 40,
                         .record_eur = 150,
                         .datacentre_eur = 250000,
                         .downtime_eur = 0.02};
    for (size_t i = 0; i < sizeof strategies / sizeof strategies[0]; i++) {
        bool plus = strcmp(strategies[i], "teilweise-plus") == 0;
        size_t compared = 0;
        prices.crew_eur_per_h = plus ? 150 : 120;
        const Violation violation = violation_under(table, strategies[i], &prices, &compared);
        expect_none(&violation);
        EXPECT(compared >= 6);
    }
}

/* 2 lost at 10, 3 answered at 5; two destroyed zones of one data centre cost it once. */
#define RESULTS(outage, support, restoration)                                                      \
    "strategy,replication,scope,id,metric,unit,value\n"                                            \
    "s,1,service,a,lost,1,2\ns,1,service,a@x,lost,1,2\ns,1,channel,c,served,1,3\n"                 \
    "s,1,zone,n-1,destroyed,1,1\ns,1,zone,n-2,destroyed,1,1\n"                                     \
    "s,1,total,all,cost_outage_eur,EUR," #outage "\ns,1,total,all,cost_support_eur,EUR," #support  \
    "\ns,1,total,all,cost_restoration_eur,EUR," #restoration                                       \
    "\ns,1,total,all,cost_theft_eur,EUR,0\ns,1,total,all,cost_total_eur,EUR,0\n"

static bool is_found(const char *text)
{
    const CostPrices prices = {.lost_eur = 10, .contact_eur = 5, .datacentre_eur = 100};
    ResultTable *table = result_table_of(text);
    size_t compared = 0;
    const Violation violation = violation_under(table, "s", &prices, &compared);
    result_table_free(table);
    return violation.found;
}

static void a_wrong_bill_is_found(void **state)
{
    (void)state;
    EXPECT(!is_found(RESULTS(20, 15, 100)));
    EXPECT(is_found(RESULTS(40, 15, 100)));
    EXPECT(is_found(RESULTS(20, 14, 100)));
    EXPECT(is_found(RESULTS(20, 15, 200)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_prices_times_quantities),
        cmocka_unit_test(a_wrong_bill_is_found),
    };
    return cmocka_run_group_tests(tests, run, end);
}
