/* Attack against containment, worked by hand. Times are hours; all is certain but the milliseconds
 * of a fast link. */
#include "tests/models/infrastructure_fixture.h"

#define SOON                                                                                       \
    0.001 /* a link of a million an hour: 1e-6 h on average, over 1e-3 h with probability e^-1000  \
           */

/* Zone a is compromised at 2 and b with it; c, in another data centre, cannot be reached. First
 * notice at 2 + 3 = 5; b is noticed at 2 + 4 = 6; payloads strike at 2 + 5.5 = 7.5. Crews are
 * unlimited; a zone takes 10 h after a compromise and 3 h when clean, a system 2 h and 0.5 h. */
enum { A, B, C };
enum { PORTAL, ARCHIVE };

static void payload_after_5_5_hours(Fixture *fixture)
{
    const size_t sued = fixture_datacentre(fixture, "sued");
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_zone(fixture, "c", sued);
    for (size_t i = 0; i < 3; i++) {
        fixture->zones[i].rebuild_h = fixture_hours(10);
        fixture->zones[i].check_h = fixture_hours(3);
    }
    fixture_link(fixture, A, B, 1e6);
    fixture_link(fixture, B, C, 0);
    fixture_system(fixture, "portal", 2);
    fixture_system(fixture, "archive", 2);
    fixture->systems[PORTAL].check_h = fixture_hours(0.5);
    fixture->systems[ARCHIVE].check_h = fixture_hours(0.5);
    fixture_place(fixture, ARCHIVE, B);
    fixture_insurer(fixture, "nordkasse", 30000, NORD);
    fixture_insurer(fixture, "suedkasse", 10000, sued);
    fixture_service(fixture, "online", PORTAL);
    fixture_service(fixture, "letters", ARCHIVE);
    AttackSpec *attack = fixture_attack(fixture, A, 3);
    attack->start_h = fixture_hours(2);
    attack->detect_next_h = fixture_hours(4);
    attack->has_payload = true;
    attack->payload_h = fixture_hours(5.5);
}

static void takedown_stops_the_payload_everywhere(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_ALL, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->isolated_h, 7, SOON);
    EXPECT_NEAR(result->zones[A].restored_h, 18, SOON); /* 8 + 10 */
    EXPECT_NEAR(result->zones[C].restored_h, 11, SOON); /* 8 + 3: clean */
    EXPECT_NEAR(result->zones[B].destroyed_h, INFINITY, 0);
    EXPECT_EQUAL(result->datacentres_destroyed, 0);
    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[1]),
                "down service 0 at 7, down service 1 at 7, up service 0 at 11.5, "
                "up service 1 at 11.5");
    EXPECT_NEAR(result->zones_compromised.changes[1].level, 2, 0);
}

static void following_the_notices_comes_too_late_for_b(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[A].isolated_h, 7, SOON);    /* notice 5 + 2 */
    EXPECT_NEAR(result->zones[B].destroyed_h, 7.5, SOON); /* before 6 + 2 */
    EXPECT_NEAR(result->zones[B].noticed_h, 6, SOON);
    EXPECT_NEAR(result->zones[B].isolated_h, 8, SOON);     /* as planned, destroyed or not */
    EXPECT_NEAR(result->zones[B].base_ready_h, 8.5, SOON); /* 7.5 + 1: what came first */
    EXPECT_NEAR(result->zones[C].isolated_h, INFINITY, 0);
    EXPECT_EQUAL(result->insurers[1].count, 0);
    EXPECT_EQUAL(result->datacentres_destroyed, 1);
    EXPECT_NEAR(result->instances[PORTAL].last_up_h, 20, SOON); /* 7 + 1 + 10 + 2 */
}

static void an_eager_reaction_is_in_time_for_both(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[A].isolated_h, 6, SOON);
    EXPECT_NEAR(result->zones[B].isolated_h, 7, SOON); /* notice 2 + 4, + 1 */
    EXPECT_NEAR(result->zones[A].destroyed_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[B].destroyed_h, INFINITY, 0);
    EXPECT_NEAR(result->insurers[0].changes[0].t_h, 6, SOON);  /* online down */
    EXPECT_NEAR(result->insurers[0].changes[2].t_h, 19, SOON); /* 6 + 1 + 10 + 2 */
    EXPECT_NEAR(result->insurers[0].changes[3].t_h, 20, SOON); /* letters: 7 + 1 + 10 + 2 */
}

static void a_list_isolates_what_it_names_and_what_is_noticed(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    const size_t shield = fixture_strategy(fixture, ISOLATE_LIST, 2, 1);
    fixture_add(&fixture->zones_of_strategy[shield], C);

    const Infrastructure *result = fixture_run(fixture, shield);

    EXPECT_NEAR(result->zones[C].isolated_h, 7, SOON); /* listed: first notice 5 + 2 */
    EXPECT_NEAR(result->zones[C].noticed_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[A].isolated_h, 7, SOON); /* noticed, though not listed */
    EXPECT_NEAR(result->zones[B].isolated_h, 8, SOON); /* the same, too late */
    EXPECT_NEAR(result->zones[B].destroyed_h, 7.5, SOON);
    EXPECT_NEAR(result->zones[C].restored_h, 11, SOON);
}

static void watching_loses_both_and_rebuilds_what_is_destroyed(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_NONE, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->detected_h, 5, SOON);
    EXPECT_NEAR(result->isolated_h, INFINITY, 0);
    EXPECT_NEAR(result->disturbed_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[A].restored_h, 18.5, SOON); /* 7.5 + 1 + 10 */
    EXPECT_NEAR(result->zones[B].restored_h, 18.5, SOON);
    EXPECT_NEAR(result->instances[PORTAL].last_up_h, 20.5, SOON);
    EXPECT_NEAR(result->instances[PORTAL].downtime_h, 13, SOON); /* 7.5 to 20.5 */
    EXPECT_EQUAL(result->datacentres_destroyed, 1);
}

/* The second notice, at 6, escalates: everything is isolated at 6 + 2 = 8, c too; a at 5 + 2 as
 * before. */
static void the_notice_that_reaches_escalate_at_isolates_everything(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 2, 1);
    fixture->strategies[0].escalate_at = 2;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[A].isolated_h, 7, SOON);
    EXPECT_NEAR(result->zones[C].isolated_h, 8, SOON);
    EXPECT_NEAR(result->zones[C].restored_h, 12, SOON); /* 8 + 1 + 3 */
}

/* `none` waits for the second notice, then isolates all at 8: after the payload of 7.5, but c is
 * saved from what may come. */
static void none_escalates_too(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_NONE, 2, 1);
    fixture->strategies[0].escalate_at = 2;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->isolated_h, 8, SOON);
    EXPECT_NEAR(result->zones[A].isolated_h, 8, SOON);
    EXPECT_NEAR(result->zones[A].destroyed_h, 7.5, SOON);
    EXPECT_NEAR(result->zones[C].isolated_h, 8, SOON);
}

static void datacentre_isolates_the_clean_neighbours_in_it_too(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture->scenario.link_count = 0; /* b stays clean */
    fixture_strategy(fixture, ISOLATE_DATACENTRE, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[A].isolated_h, 7, 1e-9);
    EXPECT_NEAR(result->zones[B].isolated_h, 7, 1e-9);
    EXPECT_NEAR(result->zones[B].noticed_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[B].restored_h, 11, 1e-9); /* checked: 7 + 1 + 3 */
    EXPECT_NEAR(result->zones[C].isolated_h, INFINITY, 0);
}

/* Payload after 2 h, detection only after 3: the strike at 4 is the first notice; the strike of b
 * follows at once and is its notice, before the 4 h that its detection takes. */
static void a_strike_before_detection_is_the_first_notice(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture->scenario.attack.payload_h = fixture_hours(2);
    fixture_strategy(fixture, ISOLATE_ALL, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->detected_h, 4, 1e-9);
    EXPECT_NEAR(result->zones[A].noticed_h, 4, 1e-9);
    EXPECT_NEAR(result->zones[B].noticed_h, 4, SOON);
    EXPECT_NEAR(result->zones[C].isolated_h, 6, 1e-9);
}

/* Detection takes 3 h and that of further zones none: b, compromised at 2, is noticed with a at 5,
 * not before. */
static void no_zone_is_noticed_before_the_first_notice(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture->scenario.attack.detect_next_h = fixture_hours(0);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[B].noticed_h, 5, 1e-9);
    EXPECT_NEAR(result->zones[B].isolated_h, 6, 1e-9);
}

/* Isolation at 5 + 2.5 = 7.5, the very instant of a's payload: isolation comes first. */
static void isolation_at_the_instant_of_the_strike_is_in_time(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_ALL, 2.5, 1);

    EXPECT_NEAR(fixture_run(fixture, 0)->zones[A].destroyed_h, INFINITY, 0);
}

/* All is isolated at 7; with check_clean no, c is connected again at 8 without any work, a and b
 * are rebuilt. */
static void what_is_clean_comes_straight_back_unless_it_is_checked(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture_strategy(fixture, ISOLATE_ALL, 2, 1);
    fixture->strategies[0].check_clean = false;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[C].restored_h, 8, 1e-9);
    EXPECT_NEAR(result->zones[A].restored_h, 18, 1e-9);
    EXPECT_TEXT(fixture_changes(fixture, &result->insurers[1]),
                "down service 0 at 7, down service 1 at 7, up service 0 at 8, up service 1 at 8");
    EXPECT_NEAR(result->instances[fixture_instance(fixture, PORTAL, 1)].start_h, INFINITY, 0);
}

static void a_false_alarm_isolates_and_finds_everything_clean(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    fixture->scenario.attack.false_alarm_prob = 1;
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 2, 1);

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT(result->false_alarm);
    EXPECT_NEAR(result->detected_h, 5, 1e-9);
    EXPECT_NEAR(result->zones[A].noticed_h, 5, 1e-9);
    EXPECT_NEAR(result->zones[A].compromised_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[A].isolated_h, 7, 1e-9);
    EXPECT_NEAR(result->zones[A].restored_h, 11, 1e-9); /* 7 + 1 + check 3 */
    EXPECT_NEAR(result->instances[PORTAL].last_up_h, 11.5, 1e-9);
    EXPECT_NEAR(result->zones[B].isolated_h, INFINITY, 0);
    EXPECT_EQUAL(result->zones_compromised.count, 0);
}

/* Notice and reaction are immediate: a and the listed c are isolated at 2, before anything spreads.
 * Through the leak of 1e-9 a still takes b within milliseconds (1e12 x 1e-9 = 1000/h), which nobody
 * notices, and b attacks c at 1e6/h, while c is isolated at 0.001/h. At 2.5 c is connected again:
 * at that rate it would fall at once, were it not hardened. */
static void a_restored_zone_is_not_compromised_again(void **state)
{
    Fixture *fixture = *state;
    payload_after_5_5_hours(fixture);
    AttackSpec *attack = &fixture->scenario.attack;
    attack->detect_h = fixture_hours(0);
    attack->detect_next_h = fixture_hours(90);
    attack->has_payload = false;
    fixture->links[0].spread_per_h = 1e12;
    fixture->links[1].spread_per_h = 1e6;
    fixture_strategy(fixture, ISOLATE_LIST, 0, 0.5);
    fixture_add(&fixture->zones_of_strategy[0], C);
    fixture->strategies[0].check_clean = false;
    fixture->strategies[0].leak = 1e-9;

    const Infrastructure *result = fixture_run(fixture, 0);

    EXPECT_NEAR(result->zones[C].isolated_h, 2, 0);
    EXPECT_NEAR(result->zones[B].compromised_h, 2, 0.02);
    EXPECT_NEAR(result->zones[C].restored_h, 2.5, 0);
    EXPECT_NEAR(result->zones[C].compromised_h, INFINITY, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(takedown_stops_the_payload_everywhere),
        FIXTURE_TEST(following_the_notices_comes_too_late_for_b),
        FIXTURE_TEST(an_eager_reaction_is_in_time_for_both),
        FIXTURE_TEST(a_list_isolates_what_it_names_and_what_is_noticed),
        FIXTURE_TEST(watching_loses_both_and_rebuilds_what_is_destroyed),
        FIXTURE_TEST(the_notice_that_reaches_escalate_at_isolates_everything),
        FIXTURE_TEST(none_escalates_too),
        FIXTURE_TEST(datacentre_isolates_the_clean_neighbours_in_it_too),
        FIXTURE_TEST(a_strike_before_detection_is_the_first_notice),
        FIXTURE_TEST(no_zone_is_noticed_before_the_first_notice),
        FIXTURE_TEST(isolation_at_the_instant_of_the_strike_is_in_time),
        FIXTURE_TEST(what_is_clean_comes_straight_back_unless_it_is_checked),
        FIXTURE_TEST(a_false_alarm_isolates_and_finds_everything_clean),
        FIXTURE_TEST(a_restored_zone_is_not_compromised_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
