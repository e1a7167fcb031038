#include "tests/models/scenario_fixture.h"

#define SERVICES                                                                                   \
    "id,requests_per_1000_per_day,servers,service_min,lost_prob,queue_limit\n"                     \
    "online,6,2,lognormal(mean=3 sd=2),0.4,\nletters.new,1,1,4,,\n"

static void init(ScenarioFixture *fixture, const char *overrides)
{
    TextBuilder table = {0};
    fixture_init(fixture);
    fixture_write(fixture, "services.csv", SERVICES);
    text_add(&table, "strategy,cell,value\n");
    text_add(&table, overrides);
    fixture_write(fixture, "overrides.csv", table.text);
    text_deinit(&table);
}

static const Scenario *under(const ScenarioFixture *fixture, size_t strategy)
{
    return scenario_case_of_strategy(fixture->scenario_case, strategy);
}

static void an_override_changes_its_strategy_alone(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.online.lost_prob,0.1\n");
    fixture_read_well(&fixture);

    EXPECT_NEAR(fixture.base->services[0].lost_prob, 0.4, 0);
    EXPECT(under(&fixture, 0) == fixture.base);
    EXPECT_NEAR(under(&fixture, 1)->services[0].lost_prob, 0.1, 0);
    EXPECT(under(&fixture, 1)->systems == fixture.base->systems); /* untouched tables are shared */
    fixture_deinit(&fixture);
}

static void ids_may_contain_dots(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.letters.new.servers,5\n");
    fixture_read_well(&fixture);

    EXPECT_NEAR(under(&fixture, 1)->services[1].servers, 5, 0);
    fixture_deinit(&fixture);
}

static void a_star_stands_for_every_row(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.*.servers,x3\nfull,systems.*.restore_h,1\n");
    fixture_read_well(&fixture);

    EXPECT_NEAR(under(&fixture, 1)->services[0].servers, 6, 0);
    EXPECT_NEAR(under(&fixture, 1)->services[1].servers, 3, 0);
    for (size_t s = 0; s < fixture.base->system_count; s++) {
        EXPECT_NEAR(distribution_mean(&under(&fixture, 1)->systems[s].restore_h), 1, 0);
    }
    fixture_deinit(&fixture);
}

/* 2 x 1.25 = 2.5 -> 3; 3 x 1.5 = 4.5 -> 5: rounded after every row, half away from zero. */
static void factors_apply_in_their_order_and_round_whole_numbers(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.online.servers,x1.25\nfull,services.online.servers,x1.5\n"
                   "wait,services.online.servers,x1.5\nwait,services.online.servers,4\n");
    fixture_read_well(&fixture);

    EXPECT_NEAR(under(&fixture, 1)->services[0].servers, 5, 0);
    EXPECT_NEAR(under(&fixture, 0)->services[0].servers, 4, 0);
    fixture_deinit(&fixture);
}

/* Mean 3 min and sd 2 min, times 0.5, twice: 0.75 min and 0.5 min. */
static void a_factor_scales_a_distribution(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture,
         "full,services.online.service_min,x0.5\nfull,services.online.service_min,x0.5\n");
    fixture_read_well(&fixture);
    const Distribution *service_h = &under(&fixture, 1)->services[0].service_h;

    EXPECT_NEAR(distribution_mean(service_h) * 60, 0.75, 1e-12);
    EXPECT_NEAR(distribution_sd(service_h) * 60, 0.5, 1e-12);
    fixture_deinit(&fixture);
}

/* 1e200 x 1e200 is no number; 1e9 x 1e9 is one, but more than a distribution may be scaled by. */
static void factors_beyond_all_numbers_are_refused(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.online.requests_per_1000_per_day,x1e200\n"
                   "full,services.online.requests_per_1000_per_day,x1e200\n"
                   "wait,services.online.service_min,x1e9\nwait,services.online.service_min,x1e9\n"
                   "wait,services.online.service_min,x0\n");
    fixture_read(&fixture);

    EXPECT(strstr(fixture.messages.text,
                  "overrides.csv:3:value: \"x1e200\" makes a cell (services.csv, line 2, "
                  "requests_per_1000_per_day) too large to compute with\n"));
    EXPECT(strstr(fixture.messages.text,
                  "overrides.csv:5:value: \"x1e9\" makes a cell (services.csv, line 2, "
                  "service_min) too large to compute with\n"));
    fixture_deinit(&fixture);
}

static void set_changes_the_base_before_overrides_multiply(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.online.servers,x2\n");
    fixture.sets[fixture.set_count++] = "services.online.servers=7";
    fixture.sets[fixture.set_count++] = "strategies.full.leak=0.25";
    fixture.sets[fixture.set_count++] = "scenario.seed=18446744073709551615";
    fixture_read_well(&fixture);

    EXPECT_NEAR(fixture.base->services[0].servers, 7, 0);
    EXPECT_NEAR(under(&fixture, 1)->services[0].servers, 14, 0);
    EXPECT_NEAR(under(&fixture, 1)->strategies[1].leak, 0.25, 0);
    EXPECT(fixture.base->run.seed == UINT64_MAX);
    fixture_deinit(&fixture);
}

static void an_override_can_bring_an_attack(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,attack.entry,nord\nfull,attack.detect_h,3\n");
    fixture_read_well(&fixture);

    EXPECT(!fixture.base->attack.given);
    EXPECT(under(&fixture, 1)->attack.given);
    EXPECT_TEXT(under(&fixture, 1)->zones[under(&fixture, 1)->attack.entry].id, "nord");
    fixture_deinit(&fixture);
}

/* Strategies whose demand and means are the same share a class: 5 x 1.2 and 6 are the same number,
 * another restoration touches neither. */
static void equal_demand_has_an_equal_class(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "a,services.online.servers,3\nb,services.online.servers,x1.5\n"
                   "c,services.online.servers,2\nd,systems.core.restore_h,9\n"
                   "e,insurers.hansa.agents,1\n");
    fixture_write(&fixture, "strategies.csv",
                  "id,isolate\na,all\nb,all\nc,all\nd,all\ne,all\nf,all\n");
    fixture_read_well(&fixture);

    EXPECT_EQUAL(fixture.base->demand_class, 0);
    EXPECT(under(&fixture, 0)->demand_class != 0);
    EXPECT_EQUAL(under(&fixture, 1)->demand_class, under(&fixture, 0)->demand_class);
    EXPECT_EQUAL(under(&fixture, 2)->demand_class, 0); /* as in the base */
    EXPECT_EQUAL(under(&fixture, 3)->demand_class, 0);
    EXPECT(under(&fixture, 4)->demand_class > under(&fixture, 0)->demand_class);
    EXPECT(under(&fixture, 5) == fixture.base);
    fixture_deinit(&fixture);
}

static void model_cells_show_the_base_after_set(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "full,services.online.servers,x2\n");
    fixture.sets[fixture.set_count++] = "services.online.service_min=x1.5";
    fixture_read_well(&fixture);

    for (size_t i = 0; i < scenario_case_cell_count(fixture.scenario_case); i++) {
        const CaseCell cell = scenario_case_cell(fixture.scenario_case, i);
        if (strcmp(cell.column, "service_min") == 0 && strcmp(cell.id, "online") == 0) {
            EXPECT_TEXT(cell.value, "lognormal(mean=3 sd=2) x1.5");
        }
        if (strcmp(cell.column, "servers") == 0 && strcmp(cell.id, "online") == 0) {
            EXPECT_TEXT(cell.value, "2");
        }
    }
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_override_changes_its_strategy_alone),
        cmocka_unit_test(ids_may_contain_dots),
        cmocka_unit_test(a_star_stands_for_every_row),
        cmocka_unit_test(factors_apply_in_their_order_and_round_whole_numbers),
        cmocka_unit_test(a_factor_scales_a_distribution),
        cmocka_unit_test(factors_beyond_all_numbers_are_refused),
        cmocka_unit_test(set_changes_the_base_before_overrides_multiply),
        cmocka_unit_test(an_override_can_bring_an_attack),
        cmocka_unit_test(equal_demand_has_an_equal_class),
        cmocka_unit_test(model_cells_show_the_base_after_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
