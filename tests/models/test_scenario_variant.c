#include "models/scenario_variant.h"
#include "tests/models/scenario_fixture.h"

static VariantChange change_of(const ScenarioFixture *fixture, const char *cell, const char *value)
{
    VariantChange change = {.value = value, .origin = {"factors.csv", 7, "cell"}};
    TextBuilder message = {0};
    if (!scenario_case_find_cell(fixture->scenario_case, cell, &change.address, &message)) {
        fail_msg("%s: %s", cell, message.text);
    }
    return change;
}

static void init_with_service(ScenarioFixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "services.csv",
                  "id;requests_per_1000_per_day;servers;service_min\n"
                  "online;1,5;4;\"lognormal(mean=7,5 sd=3)\"\n");
    fixture_write(fixture, "overrides.csv",
                  "strategy,cell,value\nfull,services.online.servers,x2\n");
}

static void a_variant_differs_in_its_cells_alone(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init_with_service(&fixture);
    fixture_read_well(&fixture);
    const VariantChange change = change_of(&fixture, "insurers.alpen.insured", "26000");
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *variant = scenario_case_vary(fixture.scenario_case, &change, 1, diagnostics);

    EXPECT_EQUAL(scenario_case_base(variant)->insurers[1].insured, 26000);
    EXPECT_EQUAL(scenario_case_base(variant)->insurers[0].insured, 60000);
    EXPECT_EQUAL(fixture.base->insurers[1].insured, 25000);
    EXPECT_NEAR(distribution_mean(&scenario_case_base(variant)->services[0].service_h), 7.5 / 60,
                1e-12); /* the decimal comma is still one */
    EXPECT_TEXT(scenario_case_name(variant), scenario_case_name(fixture.scenario_case));
    scenario_case_free(variant);
    diagnostics_free(diagnostics);
    fixture_deinit(&fixture);
}

/* --set doubles, the variant triples: 7.5 min x 6 = 0.75 h. */
static void factors_multiply_what_set_has_multiplied(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init_with_service(&fixture);
    fixture.sets[fixture.set_count++] = "services.online.service_min=x2";
    fixture_read_well(&fixture);
    const VariantChange change = change_of(&fixture, "services.online.service_min", "x3");
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *variant = scenario_case_vary(fixture.scenario_case, &change, 1, diagnostics);

    EXPECT_NEAR(distribution_mean(&scenario_case_base(variant)->services[0].service_h), 0.75,
                1e-12);
    scenario_case_free(variant);
    diagnostics_free(diagnostics);
    fixture_deinit(&fixture);
}

static void overrides_come_after_the_cells_of_the_variant(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init_with_service(&fixture);
    fixture_read_well(&fixture);
    const VariantChange change = change_of(&fixture, "services.*.servers", "10");
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *variant = scenario_case_vary(fixture.scenario_case, &change, 1, diagnostics);

    EXPECT_EQUAL(scenario_case_of_strategy(variant, 0)->services[0].servers, 10);
    EXPECT_EQUAL(scenario_case_of_strategy(variant, 1)->services[0].servers, 20);
    scenario_case_free(variant);
    diagnostics_free(diagnostics);
    fixture_deinit(&fixture);
}

static void mistakes_are_told_where_the_value_is_written(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init_with_service(&fixture);
    fixture_read_well(&fixture);
    const VariantChange change = change_of(&fixture, "insurers.alpen.insured", "-1");
    Diagnostics *diagnostics = diagnostics_new();
    TextBuilder lines = {0};

    assert_null(scenario_case_vary(fixture.scenario_case, &change, 1, diagnostics));
    diagnostics_print(diagnostics, &lines);
    EXPECT(strncmp(lines.text, "factors.csv:7:cell: \"-1\" is", 27) == 0);
    text_deinit(&lines);
    diagnostics_free(diagnostics);
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_variant_differs_in_its_cells_alone),
        cmocka_unit_test(factors_multiply_what_set_has_multiplied),
        cmocka_unit_test(overrides_come_after_the_cells_of_the_variant),
        cmocka_unit_test(mistakes_are_told_where_the_value_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
