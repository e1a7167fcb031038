/* Costs are prices times quantities that the results tell, in every replication. On the example
 * that uses the whole format, with the price of a delayed request set to 0: those unfinished at the
 * end delay too, and no row tells by how much (the law of Little covers that price). */
#include "tests/laws/laws.h"
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

/* The quantity in the same run as `total`: a row of the table, 0 where there is none. */
static double quantity(const ResultTable *table, const ResultKey *total, const char *scope,
                       const char *id_and_metric[2])
{
    ResultKey key = *total;
    key.scope = scope;
    key.id = id_and_metric[0];
    key.metric = id_and_metric[1];
    double value = result_number(table, &key, "value");
    return isnan(value) ? 0 : value;
}

#define QUANTITY(scope, id, metric) quantity(table, total, scope, (const char *[]){id, metric})

typedef double (*CostLaw)(const ResultTable *table, const ResultKey *total);

static double outage_eur(const ResultTable *table, const ResultKey *total)
{
    double lost = QUANTITY("service", "eau", "lost") + QUANTITY("service", "krankengeld", "lost") +
                  QUANTITY("service", "egk", "lost") + QUANTITY("service", "epa", "lost");
    return 20 * lost + 0.02 * QUANTITY("total", "all", "insured_hours_lost");
}

static double support_eur(const ResultTable *table, const ResultKey *total)
{
    static const char *const channels[] = {"telefon", "email", "app"};
    double answered = 0, abandoned = 0;
    for (size_t i = 0; i < 3; i++) {
        answered += QUANTITY("channel", channels[i], "served");
        abandoned += QUANTITY("channel", channels[i], "abandoned");
    }
    return 5 * answered + 3 * abandoned + 40 * QUANTITY("total", "all", "agent_hours_surge");
}

/* A data centre is destroyed once, however many of its zones are. */
static double restoration_eur(const ResultTable *table, const ResultKey *total)
{
    bool nord =
        QUANTITY("zone", "n-buero", "destroyed") + QUANTITY("zone", "n-kern", "destroyed") > 0;
    bool sued =
        QUANTITY("zone", "s-alpen", "destroyed") + QUANTITY("zone", "s-kern", "destroyed") > 0;
    double crew_eur_per_h = strcmp(total->strategy, "teilweise-plus") == 0 ? 150 : 120;
    return crew_eur_per_h * QUANTITY("total", "all", "crew_hours") + 250000 * (nord + sued);
}

static double theft_eur(const ResultTable *table, const ResultKey *total)
{
    return 150 * QUANTITY("total", "all", "records_stolen");
}

static void expect_cost(Experiment *experiment, const char *metric, CostLaw law)
{
    const ResultTable *table = experiment_table(experiment, "replications.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        const ResultKey *key = result_row(table, row);
        if (strcmp(key->metric, metric) == 0) {
            double expected = law(table, key);
            EXPECT_NEAR(result_row_number(table, row, "value"), expected, 1e-9 * fmax(1, expected));
            compared += expected > 0;
        }
    }
    EXPECT(compared >= 6);
}

static void an_outage_costs_its_lost_requests_and_hours(void **state)
{
    expect_cost(*state, "cost_outage_eur", outage_eur);
}

static void support_costs_its_contacts_and_agents(void **state)
{
    expect_cost(*state, "cost_support_eur", support_eur);
}

static void restoration_costs_its_crews_and_what_is_destroyed(void **state)
{
    expect_cost(*state, "cost_restoration_eur", restoration_eur);
}

static void theft_costs_its_records(void **state)
{
    expect_cost(*state, "cost_theft_eur", theft_eur);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outage_costs_its_lost_requests_and_hours),
        cmocka_unit_test(support_costs_its_contacts_and_agents),
        cmocka_unit_test(restoration_costs_its_crews_and_what_is_destroyed),
        cmocka_unit_test(theft_costs_its_records),
    };
    return cmocka_run_group_tests(tests, run, end);
}
