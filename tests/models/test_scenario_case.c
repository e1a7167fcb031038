#include "tests/models/scenario_fixture.h"

#define EXAMPLES TEST_SOURCE "/tests/examples/"

static void empty_cells_mean_their_defaults(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_read_well(&fixture);
    const Scenario *base = fixture.base;

    EXPECT_NEAR(base->run.warmup_h, 0, 0);
    EXPECT_EQUAL(base->run.replications, 20);
    EXPECT_EQUAL(base->run.seed, 1);
    EXPECT_NEAR(base->run.confidence, 0.95, 0);
    EXPECT_EQUAL(base->run.baseline, 0);          /* the first strategy */
    EXPECT_TEXT(base->insurers[0].name, "hansa"); /* the id */
    EXPECT_NEAR(base->insurers[0].priority, 100, 0);
    EXPECT_EQUAL(base->insurers[0].agents, 0);
    EXPECT(base->insurers[0].desk_calendar == calendar_always());
    EXPECT_EQUAL(base->strategies[0].escalate_at, NONE);
    EXPECT(base->strategies[0].check_clean && base->strategies[0].fallback);
    EXPECT(isinf(base->strategies[0].surge_days));
    EXPECT(!base->attack.given);
    EXPECT_NEAR(base->costs.crew_eur_per_h, 0, 0);
    fixture_deinit(&fixture);
}

static void minutes_and_days_become_hours(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min,fallback_servers,fallback_min\n"
                  "online,1,1,30,1,exponential(mean=90)\n");
    fixture_write(&fixture, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min,answer_within_min\nphone,1,6,3\n");
    fixture_read_well(&fixture);
    const ServiceSpec *service = &fixture.base->services[0];
    const ChannelSpec *channel = &fixture.base->channels[0];

    EXPECT_NEAR(fixture.base->run.horizon_h, 240, 0); /* ten days */
    EXPECT_NEAR(distribution_mean(&service->service_h), 0.5, 1e-15);
    EXPECT_NEAR(distribution_mean(&service->fallback_h), 1.5, 1e-15);
    EXPECT_NEAR(channel->answer_within_h, 0.05, 1e-15);
    EXPECT_NEAR(distribution_mean(&channel->degraded_handle_h), 0.1, 1e-15); /* as handle_min */
    EXPECT(!channel->has_patience);
    fixture_deinit(&fixture);
}

/* 24 x 3.46 is 83.03999999999999 in binary. */
static void a_step_as_long_as_the_run_is_allowed_whatever_the_rounding(void **state)
{
    ScenarioFixture fixture;
    (void)state;
    fixture_init(&fixture);
    fixture_write(&fixture, "scenario.csv",
                  "key,value\ntitle,Test\nstart,2025-03-03T00:00\nhorizon_days,3.46\n"
                  "sample_h,83.04\n");
    fixture_read_well(&fixture);

    EXPECT_NEAR(fixture.base->run.sample_h, 83.04, 1e-12);
    fixture_deinit(&fixture);
}

static void servers_per_100_000_are_rounded_up(void **state)
{
    (void)state;
    const ServiceSpec whole = {.servers_given = true, .servers = 7};
    const ServiceSpec rate = {.servers = 8, .fallback_given = true, .fallback_servers = 3};
    const ServiceSpec tenths = {.servers = 1.1};

    EXPECT_EQUAL(service_servers(&whole, 60000), 7);
    EXPECT_EQUAL(service_servers(&rate, 60000), 5);      /* 4.8 */
    EXPECT_EQUAL(service_servers(&rate, 25000), 2);      /* 2 exactly */
    EXPECT_EQUAL(service_servers(&tenths, 1000000), 11); /* 11, though 1.1 is not exact */
    EXPECT_EQUAL(service_fallback_servers(&rate, 60000), 3);
    /* 60 people in thousands, 4 a day per 1000: 240 a day, 10 an hour. */
    EXPECT_NEAR(demand_per_h(&(DemandSpec){.per_1000_per_day = 4}, 60000), 10, 1e-12);
}

/* Both as read from the two dialects: cell by cell the same texts, the same instances and classes.
 */
static void both_dialects_read_the_same(void **state)
{
    (void)state;
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *one = scenario_case_read(EXAMPLES "everything", NULL, 0, diagnostics);
    ScenarioCase *other = scenario_case_read(EXAMPLES "everything-de", NULL, 0, diagnostics);
    EXPECT(one && other);

    EXPECT_EQUAL(scenario_case_cell_count(one), scenario_case_cell_count(other));
    for (size_t i = 0; i < scenario_case_cell_count(one); i++) {
        const CaseCell a = scenario_case_cell(one, i);
        const CaseCell b = scenario_case_cell(other, i);
        EXPECT_TEXT(a.table, b.table);
        EXPECT_TEXT(a.id, b.id);
        EXPECT_TEXT(a.column, b.column);
        EXPECT_TEXT(a.value, b.value);
        EXPECT_TEXT(a.note, b.note);
    }
    for (size_t k = 0; k < scenario_case_base(one)->zone_count; k++) {
        EXPECT(memcmp(&scenario_case_base(one)->zones[k].rebuild_h.arguments,
                      &scenario_case_base(other)->zones[k].rebuild_h.arguments,
                      sizeof(double[4])) == 0);
    }
    scenario_case_free(one);
    scenario_case_free(other);
    diagnostics_free(diagnostics);
}

static void every_file_that_was_read_is_listed_with_its_digest(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "links.csv", "from,to,spread_per_h\n");
    fixture_write(&fixture, "README.md", "not read\n");
    fixture_read_well(&fixture);

    EXPECT_EQUAL(scenario_case_file_count(fixture.scenario_case), 6);
    const CaseFile *file = scenario_case_file(fixture.scenario_case, 2);
    EXPECT_TEXT(file->name, "links.csv"); /* after datacentres and insurers */
    char digest[DIGEST_TEXT];
    digest_sha256(digest, "from,to,spread_per_h\n", 21);
    EXPECT_TEXT(file->digest, digest);
    fixture_deinit(&fixture);
}

static void a_case_is_named_after_its_folder(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char path[128];
    Diagnostics *diagnostics = diagnostics_new();
    fixture_init(&fixture);

    snprintf(path, sizeof path, "%s/.//", fixture.folder);
    ScenarioCase *scenario_case = scenario_case_read(path, NULL, 0, diagnostics);
    EXPECT(scenario_case);
    EXPECT_TEXT(scenario_case_name(scenario_case), strrchr(fixture.folder, '/') + 1);
    scenario_case_free(scenario_case);
    diagnostics_free(diagnostics);
    fixture_deinit(&fixture);
}

static void a_folder_that_is_not_there_is_a_mistake(void **state)
{
    (void)state;
    Diagnostics *diagnostics = diagnostics_new();

    EXPECT(!scenario_case_read("/nonexistent/scenario", NULL, 0, diagnostics));
    EXPECT_EQUAL(diagnostics_count(diagnostics), 1);
    diagnostics_free(diagnostics);
}

static void tables_may_hold_their_header_alone(void **state)
{
    (void)state;
    static const char *const tables[][2] = {
        {"services.csv", "id,requests_per_1000_per_day,servers,service_min\n"},
        {"channels.csv", "id,contacts_per_1000_per_day,handle_min\n"},
        {"attack.csv", "key,value\n"},
        {"costs.csv", "key,value\n"},
        {"overrides.csv", "strategy,cell,value\n"},
        {"calendars.csv", "calendar,days\n"},
        {"outages.csv", "target,start_h,duration_h\n"},
        {"insurers.csv", "id,insured,datacentre\n"},
        {"datacentres.csv", "id\n"},
        {"strategies.csv", "id,isolate\n"},
    };
    ScenarioFixture fixture;
    fixture_init(&fixture);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        fixture_write(&fixture, tables[i][0], tables[i][1]);
    }
    fixture_read_well(&fixture);

    EXPECT(!fixture.base->attack.given);
    EXPECT_EQUAL(fixture.base->insurer_count, 0);
    EXPECT_EQUAL(fixture.base->run.baseline, NONE); /* only `undisturbed` is left to run */
    fixture_deinit(&fixture);
}

static void undisturbed_may_be_the_baseline(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture.sets[fixture.set_count++] = "scenario.baseline=undisturbed";
    fixture_read_well(&fixture);

    EXPECT_EQUAL(fixture.base->run.baseline, NONE);
    fixture_deinit(&fixture);
}

static void a_table_outside_the_folder_is_refused(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    ScenarioFixture other;
    fixture_init(&fixture);
    fixture_init(&other);
    char *inside = path_join(fixture.folder, "links.csv");
    char *outside = path_join(other.folder, "systems.csv");
    EXPECT_EQUAL(symlink(outside, inside), 0);

    fixture_expect(&fixture, "links.csv:1:: the file lies outside the scenario's folder\n");
    free(inside);
    free(outside);
    fixture_deinit(&fixture);
    fixture_deinit(&other);
}

static void a_note_of_a_key_without_value_is_kept(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "costs.csv", "key,value,note\nlost_request_eur,,nobody knows\n");
    fixture_read_well(&fixture);
    const size_t count = scenario_case_cell_count(fixture.scenario_case);
    const CaseCell last = scenario_case_cell(fixture.scenario_case, count - 1);

    EXPECT_TEXT(last.table, "costs");
    EXPECT_TEXT(last.column, "lost_request_eur");
    EXPECT_TEXT(last.value, "");
    EXPECT_TEXT(last.note, "nobody knows");
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_cells_mean_their_defaults),
        cmocka_unit_test(minutes_and_days_become_hours),
        cmocka_unit_test(a_step_as_long_as_the_run_is_allowed_whatever_the_rounding),
        cmocka_unit_test(servers_per_100_000_are_rounded_up),
        cmocka_unit_test(both_dialects_read_the_same),
        cmocka_unit_test(every_file_that_was_read_is_listed_with_its_digest),
        cmocka_unit_test(a_case_is_named_after_its_folder),
        cmocka_unit_test(a_folder_that_is_not_there_is_a_mistake),
        cmocka_unit_test(tables_may_hold_their_header_alone),
        cmocka_unit_test(undisturbed_may_be_the_baseline),
        cmocka_unit_test(a_table_outside_the_folder_is_refused),
        cmocka_unit_test(a_note_of_a_key_without_value_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
