#include "tests/models/scenario_fixture.h"

/* The zone in which an instance stands. */
static const char *zone_of(const Scenario *scenario, const char *instance)
{
    for (size_t k = 0; k < scenario->instance_count; k++) {
        if (strcmp(scenario->instances[k].id, instance) == 0) {
            return scenario->zones[scenario->instances[k].zone].id;
        }
    }
    return "no such instance";
}

static void init(ScenarioFixture *fixture, const char *zones)
{
    fixture_init(fixture);
    if (zones) {
        fixture_write(fixture, "zones.csv", zones);
    }
}

static void a_data_centre_without_zones_is_its_own_zone(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, NULL);
    fixture_read_well(&fixture);

    EXPECT_EQUAL(fixture.base->zone_count, 2);
    EXPECT_TEXT(fixture.base->zones[0].id, "nord");
    EXPECT_TEXT(zone_of(fixture.base, "core@hansa"), "nord");
    EXPECT_TEXT(zone_of(fixture.base, "identity@sued"), "sued");
    EXPECT_EQUAL(fixture.base->zones[0].insured, 60000);
    EXPECT_EQUAL(fixture.base->zones[1].insured, 33000);
    fixture_deinit(&fixture);
}

static void an_instance_stands_in_the_first_zone_that_fits(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre,systems,insurers\n"
                   "s-mail,sued,mail,\ns-alpen,sued,,alpen\ns-core,sued,core mail,\nn,nord,,\n");
    fixture_read_well(&fixture);

    EXPECT_TEXT(zone_of(fixture.base, "mail@alpen"), "s-mail");  /* before s-alpen */
    EXPECT_TEXT(zone_of(fixture.base, "core@alpen"), "s-alpen"); /* before s-core */
    EXPECT_TEXT(zone_of(fixture.base, "core@rhein"), "s-core");
    EXPECT_TEXT(zone_of(fixture.base, "core@hansa"), "n");
    /* s-alpen is for one insurer, the others for other systems: its own zone. */
    EXPECT_TEXT(zone_of(fixture.base, "identity@sued"), "sued");
    EXPECT_EQUAL(fixture.base->zone_count, 5);
    EXPECT_EQUAL(fixture.base->zones[1].insured, 25000);
    EXPECT_EQUAL(fixture.base->zones[4].insured, 33000); /* a directory serves the data centre */
    fixture_deinit(&fixture);
}

static void an_insurer_zone_of_another_data_centre_is_no_use(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre,systems,insurers\nn,nord,,alpen hansa\ns,sued,,\n");
    fixture_read_well(&fixture);

    EXPECT_TEXT(zone_of(fixture.base, "core@alpen"), "s");
    EXPECT_TEXT(zone_of(fixture.base, "core@hansa"), "n");
    fixture_deinit(&fixture);
}

static void a_zone_takes_crew_and_work_from_its_data_centre(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre,crew,rebuild_h\nn1,nord,,\nn2,nord,night,9\n");
    fixture_write(&fixture, "crews.csv", "id,crews\nday,2\nnight,1\n");
    fixture_write(&fixture, "datacentres.csv", "id,crew,rebuild_h\nnord,day,5\nsued,,\n");
    fixture_read_well(&fixture);
    const ZoneSpec *zones = fixture.base->zones;

    EXPECT_EQUAL(zones[0].crew, 0);
    EXPECT_NEAR(distribution_mean(&zones[0].rebuild_h), 5, 0);
    EXPECT_EQUAL(zones[1].crew, 1);
    EXPECT_NEAR(distribution_mean(&zones[1].rebuild_h), 9, 0);
    EXPECT_EQUAL(zones[2].crew, NONE);
    fixture_deinit(&fixture);
}

/* nord has a zone for everything; links, the entry and outages name the data centre itself. */
static void a_named_data_centre_gets_its_own_zone(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre\nn,nord\ns,sued\n");
    fixture_write(&fixture, "links.csv", "from,to,spread_per_h\ns,nord,0.1\nn,s,0.1\nn,s,0.2\n");
    fixture_write(&fixture, "strategies.csv", "id,isolate\nlist,nord s nord\n");
    fixture_read_well(&fixture);
    const Scenario *base = fixture.base;

    EXPECT_EQUAL(base->zone_count, 3);
    EXPECT_TEXT(base->zones[base->links[0].to].id, "nord");
    EXPECT_EQUAL(base->links[1].repeat, 0);
    EXPECT_EQUAL(base->links[2].repeat, 1);
    /* A data centre in a list stands for all its zones: n, nord; then s; each once. */
    EXPECT_EQUAL(base->strategies[0].isolate_zones.count, 3);
    EXPECT_TEXT(base->zones[base->strategies[0].isolate_zones.items[1]].id, "nord");
    EXPECT_TEXT(base->zones[base->strategies[0].isolate_zones.items[2]].id, "s");
    fixture_deinit(&fixture);
}

static void a_listed_data_centre_alone_makes_no_zone(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre\nn1,nord\nn2,nord\ns,sued\n");
    fixture_write(&fixture, "strategies.csv", "id,isolate\nlist,nord\n");
    fixture_read_well(&fixture);

    EXPECT_EQUAL(fixture.base->zone_count, 3);
    EXPECT_EQUAL(fixture.base->strategies[0].isolate_zones.count, 2);
    fixture_deinit(&fixture);
}

/* Under `full` core moves to a zone that leaves mail behind: the own zone that this makes exists in
 * the base too. */
static void all_strategies_have_the_same_zones(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre,systems\nn,nord,\ns,sued,\n");
    fixture_write(&fixture, "overrides.csv", "strategy,cell,value\nfull,zones.n.systems,core\n");
    fixture_read_well(&fixture);
    const Scenario *full = scenario_case_of_strategy(fixture.scenario_case, 1);

    EXPECT_EQUAL(fixture.base->zone_count, 3);
    EXPECT_EQUAL(full->zone_count, 3);
    EXPECT_TEXT(zone_of(fixture.base, "mail@hansa"), "n");
    EXPECT_TEXT(zone_of(full, "mail@hansa"), "nord");
    EXPECT_TEXT(zone_of(full, "core@hansa"), "n");
    EXPECT_EQUAL(fixture.base->zones[2].instances.count, 0);
    EXPECT_EQUAL(full->zones[2].instances.count, 2); /* mail and identity */
    EXPECT(full->instances[0].id == fixture.base->instances[0].id);
    fixture_deinit(&fixture);
}

static void an_instance_needs_those_of_its_insurer_or_data_centre(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, NULL);
    fixture_read_well(&fixture);
    const Scenario *base = fixture.base;

    /* identity@nord, identity@sued, then core and mail of three insurers. */
    EXPECT_EQUAL(base->instance_count, 8);
    EXPECT_TEXT(base->instances[3].id, "core@alpen");
    EXPECT_EQUAL(base->instances[3].needs.count, 1);
    EXPECT_TEXT(base->instances[base->instances[3].needs.items[0]].id, "identity@sued");
    EXPECT_TEXT(base->instances[base->instance_of[0 * 3 + 2]].id, "identity@sued"); /* rhein's */
    EXPECT_EQUAL(base->instances[1].insured, 33000);
    fixture_deinit(&fixture);
}

static void outages_hit_the_instances_they_name(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, NULL);
    fixture_write(&fixture, "outages.csv",
                  "target,start_h,duration_h\nsystem:core,1,1\nsystem:core@rhein,1,1\n"
                  "system:core@sued,1,1\nsystem:identity@nord,1,1\nsystem:core,2,1\n");
    fixture_read_well(&fixture);
    const OutageSpec *outages = fixture.base->outages;

    EXPECT_EQUAL(outages[0].instances.count, 3);
    EXPECT_EQUAL(outages[1].instances.count, 1);
    EXPECT_TEXT(fixture.base->instances[outages[1].instances.items[0]].id, "core@rhein");
    EXPECT_EQUAL(outages[2].instances.count, 2);
    EXPECT_TEXT(fixture.base->instances[outages[3].instances.items[0]].id, "identity@nord");
    EXPECT_EQUAL(outages[0].repeat, 0);
    EXPECT_EQUAL(outages[4].repeat, 1);
    fixture_deinit(&fixture);
}

static void without_systems_a_zone_stands_for_whom_it_admits(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    init(&fixture, "id,datacentre,insurers\ns1,sued,alpen hansa\ns2,sued,\n");
    fixture_remove(&fixture, "systems.csv");
    fixture_read_well(&fixture);

    EXPECT_EQUAL(fixture.base->zones[0].insured, 25000); /* hansa is in nord */
    EXPECT_EQUAL(fixture.base->zones[1].insured, 33000);
    EXPECT_EQUAL(fixture.base->zones[2].insured, 60000); /* nord's own */
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_data_centre_without_zones_is_its_own_zone),
        cmocka_unit_test(an_instance_stands_in_the_first_zone_that_fits),
        cmocka_unit_test(an_insurer_zone_of_another_data_centre_is_no_use),
        cmocka_unit_test(a_zone_takes_crew_and_work_from_its_data_centre),
        cmocka_unit_test(a_named_data_centre_gets_its_own_zone),
        cmocka_unit_test(a_listed_data_centre_alone_makes_no_zone),
        cmocka_unit_test(all_strategies_have_the_same_zones),
        cmocka_unit_test(an_instance_needs_those_of_its_insurer_or_data_centre),
        cmocka_unit_test(outages_hit_the_instances_they_name),
        cmocka_unit_test(without_systems_a_zone_stands_for_whom_it_admits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
