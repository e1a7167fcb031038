#include "models/attack.h"

#include "tests/models/infrastructure_fixture.h"

static double struck_h;

static void note_strike(Simulation *simulation, Event *event)
{
    (void)event;
    struck_h = simulation->now_h;
}

static void hazard_at(Simulation *simulation, Hazard *hazard, double t_h, double per_h)
{
    simulation_run_through(simulation, t_h);
    hazard_set(hazard, simulation, per_h);
}

/* Threshold 3: 2 h at 1/h, then 4 h of nothing, then 0.5/h: the rest of 1 takes 2 h more, 2 + 4 + 2
 * = 8. */
static void a_hazard_strikes_when_its_integral_reaches_the_threshold(void **state)
{
    Simulation simulation;
    Hazard hazard;
    (void)state;
    struck_h = -1;
    simulation_init(&simulation, 0);
    hazard_init(&hazard, note_strike, ORDER_STRIKES, 3);

    hazard_at(&simulation, &hazard, 0, 1);
    hazard_at(&simulation, &hazard, 2, 0);
    hazard_at(&simulation, &hazard, 6, 0.5);
    simulation_run_through(&simulation, 100);

    EXPECT_NEAR(struck_h, 8, 1e-12);
    simulation_deinit(&simulation);
}

static void setting_the_same_rate_again_moves_nothing(void **state)
{
    Simulation simulation;
    Hazard hazard;
    (void)state;
    struck_h = -1;
    simulation_init(&simulation, 0);
    hazard_init(&hazard, note_strike, ORDER_STRIKES, 1.0 / 3);

    hazard_at(&simulation, &hazard, 0, 0.1);
    for (int i = 1; i < 30; i++) {
        hazard_at(&simulation, &hazard, i * 0.1, 0.1);
    }
    simulation_run_through(&simulation, 100);

    EXPECT_NEAR(struck_h, (1.0 / 3) / 0.1, 0);
    simulation_deinit(&simulation);
}

static void a_hazard_that_has_ended_never_strikes_again(void **state)
{
    Simulation simulation;
    Hazard hazard;
    (void)state;
    simulation_init(&simulation, 0);
    hazard_init(&hazard, note_strike, ORDER_STRIKES, 1);
    hazard_at(&simulation, &hazard, 0, 1);
    hazard_at(&simulation, &hazard, 1, 1);
    EXPECT_NEAR(struck_h, 1, 0);

    hazard_end(&hazard);
    hazard_at(&simulation, &hazard, 2, 5);
    hazard_at(&simulation, &hazard, 3, 7);
    simulation_run_through(&simulation, 100);

    EXPECT_NEAR(struck_h, 1, 0);
    simulation_deinit(&simulation);
}

/* The attack alone: nobody isolates or restores but the test. Entry a compromised at 0, detected at
 * 10; payload at 6. */
typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    Zones zones;
    ZoneFacts facts[2];
    Attack attack;
} Part;

static void part_init(Part *part, Fixture *fixture)
{
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_attack(fixture, 0, 10);
    fixture->scenario.attack.has_payload = true;
    fixture->scenario.attack.payload_h = fixture_hours(6);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    part->context = fixture_context(fixture, &part->simulation);
    zones_init(&part->zones, &part->context, part->facts);
    attack_init(&part->attack, &part->context, &part->zones);
}

static void part_deinit(Part *part)
{
    simulation_deinit(&part->simulation);
}

static void isolation_before_the_strike_prevents_it(void **state)
{
    Part part;
    part_init(&part, *state);

    simulation_run_through(&part.simulation, 5);
    zone_change(&part.zones.items[0], ZONE_IS_ISOLATED);
    simulation_run_through(&part.simulation, 100);

    EXPECT_NEAR(part.facts[0].destroyed_h, INFINITY, 0);
    EXPECT_NEAR(part.attack.detected_h, 10, 0);
    part_deinit(&part);
}

/* A zone that the attack reaches through a leak while it is isolated is not destroyed. */
static void a_zone_compromised_in_isolation_is_not_struck(void **state)
{
    Part part;
    part_init(&part, *state);

    simulation_run_through(&part.simulation, 1);
    zone_change(&part.zones.items[1], ZONE_IS_ISOLATED);
    zone_change(&part.zones.items[1], ZONE_IS_COMPROMISED);
    simulation_run_through(&part.simulation, 100);

    EXPECT_NEAR(part.facts[1].destroyed_h, INFINITY, 0);
    EXPECT_NEAR(part.facts[1].noticed_h, 6, 0); /* with the first notice, the strike of a */
    part_deinit(&part);
}

static void a_restored_zone_is_neither_struck_nor_noticed(void **state)
{
    Part part;
    part_init(&part, *state);

    simulation_run_through(&part.simulation, 1);
    zone_change(&part.zones.items[1], ZONE_IS_COMPROMISED);
    zone_change(&part.zones.items[1], ZONE_IS_ISOLATED);
    zone_change(&part.zones.items[1], ZONE_IS_RESTORED);
    simulation_run_through(&part.simulation, 100);

    EXPECT_NEAR(part.facts[1].destroyed_h, INFINITY, 0);
    EXPECT_NEAR(part.facts[1].noticed_h, INFINITY, 0);
    part_deinit(&part);
}

/* a is struck, and noticed, at 6; its detection at 10 is no second notice. */
static void a_zone_is_noticed_once(void **state)
{
    Part part;
    part_init(&part, *state);

    simulation_run_through(&part.simulation, 100);

    EXPECT_NEAR(part.facts[0].noticed_h, 6, 0);
    EXPECT_NEAR(part.attack.detected_h, 6, 0);
    part_deinit(&part);
}

/* Two rows are two ways: each has its own draw, and the first keeps its draw when a second comes.
 */
static void each_of_two_parallel_links_has_its_own_draw(void **state)
{
    Part part;
    Fixture *fixture = *state;
    part_init(&part, fixture);
    part_deinit(&part);
    for (size_t repeat = 0; repeat < 2; repeat++) {
        fixture_link(fixture, 0, 1, 0.1);
        fixture->links[repeat].repeat = repeat;
        part.context = fixture_context(fixture, &part.simulation);
        zones_init(&part.zones, &part.context, part.facts);
        attack_init(&part.attack, &part.context, &part.zones);
        part_deinit(&part);
        const DrawSource source = {
            .purpose = "link", .id = "a", .second_id = "b", .entity = repeat};
        EXPECT_NEAR(part.attack.links[repeat].spread.remaining,
                    context_exponential(&part.context, source), 0);
    }
    EXPECT(fabs(part.attack.links[0].spread.remaining - part.attack.links[1].spread.remaining) > 0);
}

static void without_an_attack_nothing_happens(void **state)
{
    Part part;
    Fixture *fixture = *state;
    part_init(&part, fixture);
    part_deinit(&part);
    fixture->scenario.attack.given = false;
    part.context = fixture_context(fixture, &part.simulation);
    zones_init(&part.zones, &part.context, part.facts);
    attack_init(&part.attack, &part.context, &part.zones);

    simulation_run_through(&part.simulation, 100);

    EXPECT_NEAR(part.attack.detected_h, INFINITY, 0);
    EXPECT_EQUAL(part.simulation.handled, 0);
    part_deinit(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hazard_strikes_when_its_integral_reaches_the_threshold),
        cmocka_unit_test(setting_the_same_rate_again_moves_nothing),
        cmocka_unit_test(a_hazard_that_has_ended_never_strikes_again),
        FIXTURE_TEST(isolation_before_the_strike_prevents_it),
        FIXTURE_TEST(a_zone_compromised_in_isolation_is_not_struck),
        FIXTURE_TEST(a_restored_zone_is_neither_struck_nor_noticed),
        FIXTURE_TEST(a_zone_is_noticed_once),
        FIXTURE_TEST(each_of_two_parallel_links_has_its_own_draw),
        FIXTURE_TEST(without_an_attack_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
