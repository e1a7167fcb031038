#include "models/scenario_doubts.h"

#include "tests/models/scenario_fixture.h"

/* What is doubted of the fixture, which must be valid. */
static void expect_doubts(ScenarioFixture *fixture, const char *wanted)
{
    Diagnostics *doubts = diagnostics_new();
    TextBuilder text = {0};
    fixture_read(fixture);
    if (!fixture->scenario_case) {
        fail_msg("%s", fixture->messages.text);
    }
    scenario_doubts(fixture->scenario_case, doubts);
    diagnostics_print(doubts, &text);
    EXPECT_TEXT(text.text ? text.text : "", wanted);
    text_deinit(&text);
    diagnostics_free(doubts);
    fixture_deinit(fixture);
}

static void points_between_thousands_are_doubted_once_for_a_column(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "insurers.csv",
                  "id,insured,datacentre\nhansa,60.000,nord\nalpen,25.000,sued\nrhein,8000,sued\n");
    expect_doubts(&fixture, "insurers.csv:2:insured: 60.000 is read as 60; where thousands are "
                            "meant, write 60000; the column has 1 more such number\n");
}

static void commas_between_thousands_are_doubted_in_the_german_dialect(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "costs.csv", "key;value\nrequest_delay_eur_per_h;1,500\n");
    expect_doubts(&fixture, "costs.csv:2:request_delay_eur_per_h: 1,500 is read as 1,5; where "
                            "thousands are meant, write 1500\n");
}

static void arguments_of_distributions_are_doubted_too(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "systems.csv", "id,restore_h\ncore,lognormal(mean=1.200 sd=2)\n");
    expect_doubts(&fixture, "systems.csv:2:restore_h: 1.200 is read as 1.2; where thousands are "
                            "meant, write 1200\n");
}

/* 0.500 and 12.50 have no thousands, 1.525 has decimals of its own, and x1.500 is a factor. */
static void what_nobody_means_by_thousands_is_not_doubted(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "attack.csv",
                  "key,value\nentry,nord\ndetect_h,1.525\nfalse_alarm_prob,0.500\n");
    fixture_write(&fixture, "costs.csv", "key,value\nrequest_delay_eur_per_h,12.50\n");
    fixture_write(&fixture, "overrides.csv",
                  "strategy,cell,value\nfull,systems.*.restore_h,x1.500\n");
    expect_doubts(&fixture, "");
}

static void values_of_empirical_files_are_doubted_too(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "seen.csv", "value,note\n12.5,\n1.500,\n2.000,\n0.500,\n");
    fixture_write(&fixture, "systems.csv", "id,restore_h\ncore,empirical(file=seen.csv)\n");
    expect_doubts(&fixture,
                  "seen.csv:3:value: 1.500 is read as 1.5; where thousands are meant, write "
                  "1500; the column has 1 more such number\n");
}

/* A probability ends at 1. */
static void thousands_out_of_range_are_not_doubted(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "attack.csv",
                  "key,value\nentry,nord\ndetect_h,4\nfalse_alarm_prob,1.000\n");
    expect_doubts(&fixture, "");
}

static void sets_and_overrides_are_told_where_they_stand(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "overrides.csv",
                  "strategy,cell,value\nfull,insurers.hansa.insured,90.000\n");
    fixture.sets[fixture.set_count++] = "scenario.horizon_days=10";
    fixture.sets[fixture.set_count++] = "insurers.*.insured=70.000";
    expect_doubts(&fixture,
                  "--set:2:insurers.*.insured: 70.000 is read as 70; where thousands are "
                  "meant, write 70000\n"
                  "overrides.csv:2:value: 90.000 is read as 90; where thousands are meant, "
                  "write 90000\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_between_thousands_are_doubted_once_for_a_column),
        cmocka_unit_test(commas_between_thousands_are_doubted_in_the_german_dialect),
        cmocka_unit_test(arguments_of_distributions_are_doubted_too),
        cmocka_unit_test(what_nobody_means_by_thousands_is_not_doubted),
        cmocka_unit_test(values_of_empirical_files_are_doubted_too),
        cmocka_unit_test(thousands_out_of_range_are_not_doubted),
        cmocka_unit_test(sets_and_overrides_are_told_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
