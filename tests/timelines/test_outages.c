/* Outages that come and go by themselves, and what is up and down, worked by hand. Times are hours.
 */
#include "tests/models/infrastructure_fixture.h"

/* Two data centres with an insurer each; `network` once per data centre, `core` per insurer needs
 * it. The service `online` needs core; the channel `phone` needs the network and its cases need
 * core. */
enum { NETWORK, CORE };
enum { NORDKASSE, SUEDKASSE };

static size_t two_centres(Fixture *fixture)
{
    const size_t sued = fixture_datacentre(fixture, "sued");
    fixture_zone(fixture, "nord-zone", NORD);
    fixture_zone(fixture, "sued-zone", sued);
    fixture_system(fixture, "network", 3);
    fixture_system(fixture, "core", 5);
    fixture->systems[NETWORK].scope = SYSTEM_PER_DATACENTRE;
    fixture_add(&fixture->needs_of_system[CORE], NETWORK);
    fixture_insurer(fixture, "nordkasse", 30000, NORD);
    fixture_insurer(fixture, "suedkasse", 10000, sued);
    fixture_service(fixture, "online", CORE);
    fixture_channel(fixture, "phone", NETWORK, CORE);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    return sued;
}

static void an_outage_of_a_datacentre_takes_down_all_in_it(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_DATACENTRE, NORD, 10, 2);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[NORDKASSE]),
                "down service 0 at 10, down channel 0 at 10, down case 0 at 10, "
                "up service 0 at 12, up channel 0 at 12, up case 0 at 12");
    EXPECT_EQUAL(result->insurers[SUEDKASSE].count, 0);
    EXPECT_NEAR(result->zones[NORD].downtime_h, 2, 1e-9);
    EXPECT_NEAR(result->zones[NORD].last_up_h, 12, 1e-9);
    EXPECT_NEAR(result->zones[NORD].isolated_h, INFINITY, 0);
    EXPECT(!result->zones[1].was_down);
    EXPECT_NEAR(result->disturbed_h, 10, 1e-9);
    EXPECT_EQUAL(result->zones_down.count, 2);
    EXPECT_NEAR(result->zones_down.changes[0].level, 1, 0);
}

/* The network is one instance per data centre: its outage cuts the phones and takes core down, but
 * work is needed nowhere. */
static void what_needs_a_system_is_down_with_it(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    const size_t network = fixture_instance(fixture, NETWORK, SUEDKASSE);
    fixture_outage(fixture, OUTAGE_INSTANCES, 0, 10, 2);
    fixture_add(&fixture->instances_of_outage[0], network);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_EQUAL(result->insurers[NORDKASSE].count, 0);
    EXPECT_EQUAL(result->insurers[SUEDKASSE].count, 6);
    EXPECT_NEAR(result->instances[fixture_instance(fixture, CORE, SUEDKASSE)].downtime_h, 2, 1e-9);
    EXPECT_NEAR(result->instances[network].last_up_h, 12, 1e-9);
    EXPECT_NEAR(result->instances[network].start_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[1].downtime_h, 0, 0);
}

/* Core's outage leaves the phones connected, their cases unsolved. */
static void cases_go_down_without_their_channel(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_INSTANCES, 0, 10, 2);
    fixture_add(&fixture->instances_of_outage[0], fixture_instance(fixture, CORE, NORDKASSE));

    EXPECT_TEXT(fixture_changes(fixture, &fixture_run(fixture, 0)->insurers[NORDKASSE]),
                "down service 0 at 10, down case 0 at 10, up service 0 at 12, up case 0 at 12");
}

static void an_outage_of_a_service_holds_it_at_one_insurer_or_all(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_SERVICE, 0, 10, 2);
    fixture_outage(fixture, OUTAGE_SERVICE, 0, 20, 1);
    fixture->outages[1].insurer = SUEDKASSE;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[NORDKASSE]),
                "down service 0 at 10, up service 0 at 12");
    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[SUEDKASSE]),
                "down service 0 at 10, up service 0 at 12, down service 0 at 20, up service 0 at "
                "21");
}

/* 10-12 of the zone, 11-15 of the service, 15-16 of the data centre: down from 10 to 16 without a
 * break. The zone is down 10-12 and 15-16. */
static void outages_that_overlap_or_touch_are_one(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_ZONE, 0, 10, 2);
    fixture_outage(fixture, OUTAGE_SERVICE, 0, 11, 4);
    fixture_outage(fixture, OUTAGE_DATACENTRE, NORD, 15, 1);
    fixture->outages[1].insurer = NORDKASSE;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[NORDKASSE]),
                "down service 0 at 10, down channel 0 at 10, down case 0 at 10, "
                "up channel 0 at 12, up case 0 at 12, "
                "down channel 0 at 15, down case 0 at 15, "
                "up service 0 at 16, up channel 0 at 16, up case 0 at 16");
    EXPECT_NEAR(result->zones[0].downtime_h, 3, 1e-9);
}

static void an_outage_of_no_duration_does_not_happen(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_DATACENTRE, NORD, 10, 0);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_EQUAL(result->insurers[NORDKASSE].count, 0);
    EXPECT(!result->zones[0].was_down);
    EXPECT_NEAR(result->disturbed_h, INFINITY, 0);
}

static void an_outage_may_outlast_the_run(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_outage(fixture, OUTAGE_ZONE, 0, 90, 20);
    fixture_outage(fixture, OUTAGE_ZONE, 1, 101, 20);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[0].downtime_h, 10, 1e-9);
    EXPECT_NEAR(result->zones[0].last_up_h, INFINITY, 0);
    EXPECT(!result->zones[1].was_down);
}

/* Isolated at 2, rebuilt 2-6; the network's work 6-9, core's 9-14. An outage of core's instance
 * from 8 to 20 does not stop the work on it, but core is up at 20 only. */
static void work_goes_on_under_an_outage(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture->zones[0].rebuild_h = fixture_hours(4);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 0);
    const size_t core = fixture_instance(fixture, CORE, NORDKASSE);
    fixture_outage(fixture, OUTAGE_INSTANCES, 0, 8, 12);
    fixture_add(&fixture->instances_of_outage[0], core);

    const Infrastructure *result = fixture_run(fixture, 1);

    EXPECT_NEAR(result->instances[core].done_h, 14, 1e-9);
    EXPECT_NEAR(result->instances[core].last_up_h, 20, 1e-9);
    EXPECT_NEAR(result->instances[core].downtime_h, 18, 1e-9);
}

/* The same attack, but the outage holds the network from 8 to 20: its work is done at 9, yet it is
 * not up, so core is ready at 20 only and done at 25. */
static void work_waits_until_what_it_needs_is_up(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture->zones[0].rebuild_h = fixture_hours(4);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 0);
    const size_t core = fixture_instance(fixture, CORE, NORDKASSE);
    fixture_outage(fixture, OUTAGE_INSTANCES, 0, 8, 12);
    fixture_add(&fixture->instances_of_outage[0], fixture_instance(fixture, NETWORK, NORDKASSE));

    const Infrastructure *result = fixture_run(fixture, 1);

    EXPECT_NEAR(result->instances[core].ready_h, 20, 1e-9);
    EXPECT_NEAR(result->instances[core].done_h, 25, 1e-9);
}

/* One crew. Network 6-9; then `mail` (priority 1, needs nothing) 9-13 while core waits, ready
 * since 9. At 12 the network goes down again until 30: core is not ready any more at 13. It starts
 * at 30; its first readiness stays 9. */
static void a_job_is_not_ready_while_a_need_is_down_again(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture->zones[0].rebuild_h = fixture_hours(4);
    fixture->zones[0].crew = fixture_crew(fixture, "ops", 1);
    fixture->systems[NETWORK].priority = 0;
    fixture->systems[fixture_system(fixture, "mail", 4)].priority = 1;
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 0);
    const size_t core = fixture_instance(fixture, CORE, NORDKASSE);
    fixture_outage(fixture, OUTAGE_INSTANCES, 0, 12, 18);
    fixture_add(&fixture->instances_of_outage[0], fixture_instance(fixture, NETWORK, NORDKASSE));

    const Infrastructure *result = fixture_run(fixture, 1);

    EXPECT_NEAR(result->instances[core].ready_h, 9, 1e-9);
    EXPECT_NEAR(result->instances[core].start_h, 30, 1e-9);
    EXPECT_NEAR(result->instances[core].done_h, 35, 1e-9);
}

/* Core of nordkasse stands in a zone of its own that is never attacked; the zone of the network is
 * isolated at 2, rebuilt 2-6, the network restored 6-9: core is down 2-9 without any work on it. */
static void a_need_in_another_zone_is_down_with_that_zone(void **state)
{
    Fixture *fixture = *state;
    two_centres(fixture);
    fixture_place(fixture, CORE, fixture_zone(fixture, "apart", NORD));
    fixture->zones[0].rebuild_h = fixture_hours(4);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 0);

    const Infrastructure *result = fixture_run(fixture, 1);
    const size_t core = fixture_instance(fixture, CORE, NORDKASSE);

    EXPECT_NEAR(result->instances[core].downtime_h, 7, 1e-9);
    EXPECT_NEAR(result->instances[core].last_up_h, 9, 1e-9);
    EXPECT_NEAR(result->instances[core].done_h, INFINITY, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(an_outage_of_a_datacentre_takes_down_all_in_it),
        FIXTURE_TEST(what_needs_a_system_is_down_with_it),
        FIXTURE_TEST(cases_go_down_without_their_channel),
        FIXTURE_TEST(an_outage_of_a_service_holds_it_at_one_insurer_or_all),
        FIXTURE_TEST(outages_that_overlap_or_touch_are_one),
        FIXTURE_TEST(an_outage_of_no_duration_does_not_happen),
        FIXTURE_TEST(an_outage_may_outlast_the_run),
        FIXTURE_TEST(work_goes_on_under_an_outage),
        FIXTURE_TEST(work_waits_until_what_it_needs_is_up),
        FIXTURE_TEST(a_job_is_not_ready_while_a_need_is_down_again),
        FIXTURE_TEST(a_need_in_another_zone_is_down_with_that_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
