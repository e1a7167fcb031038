/* Spread, leak and theft, event by event: what a link or a theft has drawn is read off a first run,
 * and what a strategy makes of it is worked out from there. Times are hours. */
#include "tests/models/infrastructure_fixture.h"

#include "models/trace.h"

/* a -> b at 0.1/h from t = 0; nothing is isolated under strategy 0. */
enum { A, B };

static void one_link(Fixture *fixture, double spread_per_h)
{
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_link(fixture, A, B, spread_per_h);
    fixture_insurer(fixture, "muster", 50000, NORD);
    fixture_attack(fixture, A, 1);
    fixture->scenario.attack.detect_next_h = fixture_hours(90);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    fixture->scenario.run.horizon_h = 10000;
}

/* With the link isolated from t = 1 on and a leak of 1/4, what was left of the way at 1 takes four
 * times as long: T' = 1 + (T - 1) x 4. A zone's base work of 9000 h keeps the isolation. */
static void a_leak_slows_the_spread_that_isolation_leaves(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0.1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 0, 0);
    fixture->strategies[1].leak = 0.25;
    fixture->zones[A].rebuild_h = fixture_hours(9000);

    const double free_h = fixture_run(fixture, 0)->zones[B].compromised_h;
    const double slowed_h = fixture_run(fixture, 1)->zones[B].compromised_h;

    EXPECT(free_h > 1);
    EXPECT_NEAR(slowed_h, 1 + (free_h - 1) * 4, 1e-9);
}

/* Both ends isolated: the leak counts once. */
static void a_leak_counts_once_where_both_ends_are_isolated(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0.1);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
    fixture->strategies[1].leak = 0.25;
    fixture->zones[A].rebuild_h = fixture_hours(9000);
    fixture->zones[B].check_h = fixture_hours(9000);

    const double free_h = fixture_run(fixture, 0)->zones[B].compromised_h;
    const double slowed_h = fixture_run(fixture, 1)->zones[B].compromised_h;

    EXPECT_NEAR(slowed_h, 1 + (free_h - 1) * 4, 1e-9);
}

/* Without a leak the hazard stands still: a is isolated from 1 to 1 + 0 + 20 and then clean, so b
 * is never reached. */
static void isolation_without_a_leak_stops_the_spread(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0.1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 0, 0);
    fixture->zones[A].rebuild_h = fixture_hours(20);

    EXPECT_NEAR(fixture_run(fixture, 1)->zones[B].compromised_h, INFINITY, 0);
}

/* Twice the hazard, half the time: strategies and factors move the same draw. */
static void a_link_keeps_its_draw_at_any_rate(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0.1);

    const double slow_h = fixture_run(fixture, 0)->zones[B].compromised_h;
    fixture->links[0].spread_per_h = 0.2;
    const double fast_h = fixture_run(fixture, 0)->zones[B].compromised_h;

    EXPECT_NEAR(fast_h, slow_h / 2, 1e-9);
}

/* Two rows for the same way are two ways: the first of two draws, not one draw taken twice. */
static void two_links_between_the_same_zones_draw_apart(void **state)
{
    Fixture *fixture = *state;
    size_t earlier = 0;
    one_link(fixture, 0.1);
    fixture_link(fixture, A, B, 0.1);
    for (size_t i = 0; i < 50; i++) {
        fixture->scenario.link_count = 1;
        const double alone_h = fixture_run_next(fixture, 0)->zones[B].compromised_h;
        fixture->scenario.link_count = 2;
        const double both_h = fixture_run(fixture, 0)->zones[B].compromised_h;
        EXPECT(both_h <= alone_h);
        earlier += both_h < alone_h;
    }
    EXPECT(earlier > 10); /* 25 expected; 10 or fewer has probability 1e-5 */
}

/* A destroyed zone that nobody isolates goes on attacking: the strike at 0.5 changes nothing for b.
 */
static void a_destroyed_zone_still_spreads(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0.1);
    const double free_h = fixture_run(fixture, 0)->zones[B].compromised_h;
    fixture->scenario.attack.has_payload = true;
    fixture->scenario.attack.payload_h = fixture_hours(0.5);
    fixture->zones[A].rebuild_h = fixture_hours(9000);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[A].destroyed_h, 0.5, 0);
    EXPECT_NEAR(result->zones[B].compromised_h, free_h, 1e-9);
}

/* b is isolated at 1 with a check ready at 1, but the crew is closed until 48. Through the leak of
 * 1 (the hazard stays) the attack reaches b before; so the crew finds a zone to rebuild. */
static void a_leak_before_the_crew_comes_turns_a_check_into_a_rebuild(void **state)
{
    Fixture *fixture = *state;
    const CalendarRow row = {.days = {.weekdays = 127}, .open_hour = 0, .close_hour = 24};
    const CivilStart start = {.day = 20150, .hour = 0};
    one_link(fixture, 0.1);
    fixture->zones[B].crew = fixture_crew(fixture, "ops", 1);
    fixture->crews[0].calendar = calendar_new(fixture->arena, &row, 1, &start, 48, 9000);
    fixture->zones[A].rebuild_h = fixture_hours(5000);
    fixture->zones[B].rebuild_h = fixture_hours(30);
    fixture->zones[B].check_h = fixture_hours(3);
    fixture_strategy(fixture, ISOLATE_ALL, 0, 0);
    fixture->strategies[1].leak = 1;

    const Infrastructure *result = fixture_run(fixture, 1);

    EXPECT(result->zones[B].compromised_h > 1 && result->zones[B].compromised_h < 48);
    EXPECT_NEAR(result->zones[B].base_ready_h, 1, 0);
    EXPECT_NEAR(result->zones[B].base_start_h, 48, 0);
    EXPECT_NEAR(result->zones[B].restored_h, 78, 1e-9);
}

static double first_theft_h = INFINITY;

static void note_theft(Trace *trace, const TraceRecord *record)
{
    (void)trace;
    if (strcmp(record->event, "records_stolen") == 0) {
        first_theft_h = fmin(first_theft_h, record->t_h);
    }
}

/* Half of the 50 000 records in the only zone, once. */
static void a_zone_loses_its_share_of_records_once(void **state)
{
    Fixture *fixture = *state;
    one_link(fixture, 0);
    fixture_system(fixture, "core", 0);
    fixture->scenario.attack.exfiltrate_per_h = 1;
    fixture->scenario.attack.stolen_share = fixture_hours(0.5);

    EXPECT_NEAR(fixture_run(fixture, 0)->records_stolen, 25000, 1e-6);
}

/* As the spread: isolated from 1 with a leak of 1/4 the theft at T comes at 1 + (T - 1) x 4. */
static void isolation_slows_theft_by_its_leak(void **state)
{
    Fixture *fixture = *state;
    Trace trace = {.write = note_theft};
    one_link(fixture, 0);
    fixture_system(fixture, "core", 0);
    fixture->trace = &trace;
    fixture->scenario.attack.exfiltrate_per_h = 0.05;
    fixture->zones[A].rebuild_h = fixture_hours(9000);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 0, 0);
    fixture->strategies[1].leak = 0.25;

    first_theft_h = INFINITY;
    (void)fixture_run(fixture, 0);
    const double free_h = first_theft_h;
    first_theft_h = INFINITY;
    (void)fixture_run(fixture, 1);

    EXPECT(free_h > 1);
    EXPECT_NEAR(first_theft_h, 1 + (free_h - 1) * 4, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(a_leak_slows_the_spread_that_isolation_leaves),
        FIXTURE_TEST(a_leak_counts_once_where_both_ends_are_isolated),
        FIXTURE_TEST(isolation_without_a_leak_stops_the_spread),
        FIXTURE_TEST(a_link_keeps_its_draw_at_any_rate),
        FIXTURE_TEST(two_links_between_the_same_zones_draw_apart),
        FIXTURE_TEST(a_destroyed_zone_still_spreads),
        FIXTURE_TEST(a_leak_before_the_crew_comes_turns_a_check_into_a_rebuild),
        FIXTURE_TEST(a_zone_loses_its_share_of_records_once),
        FIXTURE_TEST(isolation_slows_theft_by_its_leak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
