#include "models/timeline_builder.h"

#include "tests/models/infrastructure_fixture.h"

/* Two zones, two insurers with two services and a channel; horizon 100. The test holds and
 * releases. */
typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    TimelineBuilder timeline;
    ZoneFacts zones[2];
    InstanceFacts instances[2];
    Infrastructure result;
} Part;

/* To `t_h`; what happens there already is not handled yet, so that calls at one instant are one
 * instant. */
static void advance(Simulation *simulation, double t_h)
{
    if (t_h > simulation->now_h) {
        simulation_run_through(simulation, t_h);
    }
}

static void part_init(Part *part, Fixture *fixture)
{
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_system(fixture, "core", 0);
    fixture_insurer(fixture, "first", 1000, NORD);
    fixture_insurer(fixture, "second", 1000, NORD);
    fixture_service(fixture, "online", NONE);
    fixture_service(fixture, "letters", NONE);
    fixture_channel(fixture, "phone", NONE, NONE);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    part->context = fixture_context(fixture, &part->simulation);
    for (size_t i = 0; i < 2; i++) {
        part->zones[i] = (ZoneFacts){.isolated_h = (double)INFINITY,
                                     .destroyed_h = (double)INFINITY,
                                     .restored_h = (double)INFINITY};
    }
    timeline_init(&part->timeline, &part->context);
}

static void hold_at(Part *part, size_t thing, double t_h)
{
    advance(&part->simulation, t_h);
    (void)timeline_hold(&part->timeline, thing);
}

static void release_at(Part *part, size_t thing, double t_h)
{
    advance(&part->simulation, t_h);
    (void)timeline_release(&part->timeline, thing);
}

static const Infrastructure *finish(Part *part)
{
    simulation_run_through(&part->simulation, 100);
    timeline_finish(&part->timeline, part->zones, part->instances, &part->result);
    simulation_deinit(&part->simulation);
    return &part->result;
}

static void a_thing_is_down_while_a_cause_holds_it(void **state)
{
    Part part;
    part_init(&part, *state);
    const size_t service = timeline_of_insurer(&part.timeline, 1, CHANGE_SERVICE, 1);

    hold_at(&part, service, 1);
    hold_at(&part, service, 2);
    release_at(&part, service, 3);
    release_at(&part, service, 4);
    const Infrastructure *result = finish(&part);

    EXPECT_TEXT(fixture_changes(*state, &result->insurers[1]),
                "down service 1 at 1, up service 1 at 4");
    EXPECT_EQUAL(result->insurers[0].count, 0);
}

static void going_down_and_up_at_one_instant_is_no_change(void **state)
{
    Part part;
    part_init(&part, *state);
    const size_t service = timeline_of_insurer(&part.timeline, 0, CHANGE_SERVICE, 0);

    hold_at(&part, service, 1);
    EXPECT(timeline_release(&part.timeline, service));
    hold_at(&part, service, 2);
    advance(&part.simulation, 3);
    EXPECT(timeline_release(&part.timeline, service));
    EXPECT(timeline_hold(&part.timeline, service));
    release_at(&part, service, 4);

    EXPECT_TEXT(fixture_changes(*state, &finish(&part)->insurers[0]),
                "down service 0 at 2, up service 0 at 4");
}

static void changes_of_an_instant_go_by_kind_and_index(void **state)
{
    Part part;
    part_init(&part, *state);
    static const ChangeKind kinds[] = {CHANGE_CASE, CHANGE_CHANNEL, CHANGE_SERVICE, CHANGE_SERVICE};
    static const size_t indices[] = {0, 0, 1, 0};
    for (size_t i = 0; i < 4; i++) {
        hold_at(&part, timeline_of_insurer(&part.timeline, 0, kinds[i], indices[i]), 5);
    }
    EXPECT_TEXT(fixture_changes(*state, &finish(&part)->insurers[0]),
                "down service 0 at 5, down service 1 at 5, down channel 0 at 5, down case 0 at 5");
}

static void facts_hold_downtime_and_the_last_return(void **state)
{
    Part part;
    part_init(&part, *state);

    hold_at(&part, timeline_instance(&part.timeline, 0), 10);
    hold_at(&part, timeline_zone(&part.timeline, 0), 20);
    release_at(&part, timeline_zone(&part.timeline, 0), 30);
    hold_at(&part, timeline_zone(&part.timeline, 0), 40);
    release_at(&part, timeline_zone(&part.timeline, 0), 45);
    const Infrastructure *result = finish(&part);

    EXPECT_NEAR(result->zones[0].downtime_h, 15, 0);
    EXPECT_NEAR(result->zones[0].last_up_h, 45, 0);
    EXPECT(result->zones[0].was_down);
    EXPECT(!result->zones[1].was_down);
    EXPECT_NEAR(result->zones[1].last_up_h, NAN, 0);
    EXPECT_NEAR(result->instances[0].downtime_h, 90, 0);
    EXPECT_NEAR(result->instances[0].last_up_h, INFINITY, 0);
    EXPECT_NEAR(result->instances[1].last_up_h, NAN, 0);
}

/* Both zones at 1: one step of two. At 2 one up and, a moment later at the same instant, down
 * again: no step at all. */
static void levels_have_one_step_an_instant(void **state)
{
    Part part;
    part_init(&part, *state);

    hold_at(&part, timeline_zone(&part.timeline, 0), 1);
    hold_at(&part, timeline_zone(&part.timeline, 1), 1);
    release_at(&part, timeline_zone(&part.timeline, 0), 2);
    (void)timeline_hold(&part.timeline, timeline_zone(&part.timeline, 0));
    release_at(&part, timeline_zone(&part.timeline, 0), 3);
    timeline_count_compromised(&part.timeline);
    timeline_count_compromised(&part.timeline);
    const Infrastructure *result = finish(&part);

    EXPECT_EQUAL(result->zones_down.count, 2);
    EXPECT_NEAR(result->zones_down.changes[0].level, 2, 0);
    EXPECT_NEAR(result->zones_down.changes[1].t_h, 3, 0);
    EXPECT_NEAR(result->zones_down.changes[1].level, 1, 0);
    EXPECT_EQUAL(result->zones_compromised.count, 1);
    EXPECT_NEAR(result->zones_compromised.changes[0].level, 2, 0);
}

/* More changes than any first capacity: alternating, in order of time, complete. */
static void logs_grow_without_losing_anything(void **state)
{
    Part part;
    part_init(&part, *state);
    const size_t service = timeline_of_insurer(&part.timeline, 1, CHANGE_SERVICE, 0);
    for (size_t i = 0; i < 300; i++) {
        hold_at(&part, service, 0.1 * (double)i);
        release_at(&part, service, 0.1 * (double)i + 0.05);
    }
    const InsurerTimeline *timeline = &finish(&part)->insurers[1];

    EXPECT_EQUAL(timeline->count, 600);
    for (size_t i = 0; i < timeline->count; i++) {
        EXPECT_EQUAL(timeline->changes[i].up, i % 2);
        EXPECT_NEAR(timeline->changes[i].t_h, 0.05 * (double)i, 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(a_thing_is_down_while_a_cause_holds_it),
        FIXTURE_TEST(going_down_and_up_at_one_instant_is_no_change),
        FIXTURE_TEST(changes_of_an_instant_go_by_kind_and_index),
        FIXTURE_TEST(facts_hold_downtime_and_the_last_return),
        FIXTURE_TEST(levels_have_one_step_an_instant),
        FIXTURE_TEST(logs_grow_without_losing_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
