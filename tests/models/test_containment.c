#include "models/containment.h"

#include "tests/models/infrastructure_fixture.h"

/* Containment alone: the test notices and restores. Zones a and b in nord, c in sued; reaction 2 h.
 */
enum { A, B, C };

typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    Zones zones;
    ZoneFacts facts[3];
    Containment containment;
} Part;

static void part_init(Part *part, Fixture *fixture, IsolateKind isolate, size_t escalate_at)
{
    const size_t sued = fixture_datacentre(fixture, "sued");
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_zone(fixture, "c", sued);
    fixture_strategy(fixture, isolate, 2, 0);
    fixture->strategies[0].escalate_at = escalate_at;
    fixture_add(&fixture->zones_of_strategy[0], C);
    part->context = fixture_context(fixture, &part->simulation);
    zones_init(&part->zones, &part->context, part->facts);
    containment_init(&part->containment, &part->context, &part->zones);
}

static void notice_at(Part *part, size_t zone, double t_h)
{
    simulation_run_through(&part->simulation, t_h);
    zone_change(&part->zones.items[zone], ZONE_IS_NOTICED);
}

/* Runs to the end and compares when a, b and c were isolated. */
static void expect_isolated(Part *part, double a_h, double b_h, double c_h)
{
    simulation_run_through(&part->simulation, 100);
    EXPECT_NEAR(part->facts[A].isolated_h, a_h, 0);
    EXPECT_NEAR(part->facts[B].isolated_h, b_h, 0);
    EXPECT_NEAR(part->facts[C].isolated_h, c_h, 0);
    simulation_deinit(&part->simulation);
}

static void all_isolates_everything_once(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_ALL, NONE);
    notice_at(&part, B, 1);
    notice_at(&part, A, 2);
    expect_isolated(&part, 3, 3, 3);
    EXPECT_NEAR(part.containment.isolated_h, 3, 0);
}

static void compromised_isolates_each_noticed_zone(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_COMPROMISED, NONE);
    notice_at(&part, B, 1);
    notice_at(&part, C, 2);
    expect_isolated(&part, INFINITY, 3, 4);
}

static void datacentre_isolates_the_zones_around_each_noticed_one(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_DATACENTRE, NONE);
    notice_at(&part, B, 1);
    notice_at(&part, A, 2);
    notice_at(&part, C, 5);
    expect_isolated(&part, 3, 3, 7);
}

static void a_list_isolates_its_zones_and_the_noticed_ones(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_LIST, NONE);
    notice_at(&part, B, 1);
    notice_at(&part, A, 5);
    expect_isolated(&part, 7, 3, 3);
}

static void none_isolates_nothing(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_NONE, NONE);
    notice_at(&part, B, 1);
    expect_isolated(&part, INFINITY, INFINITY, INFINITY);
    EXPECT_NEAR(part.containment.isolated_h, INFINITY, 0);
}

static void the_notice_that_reaches_escalate_at_isolates_everything(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_COMPROMISED, 2);
    notice_at(&part, B, 1);
    EXPECT(!containment_escalation_due(&part.containment));
    notice_at(&part, A, 4);
    EXPECT(containment_escalation_due(&part.containment));
    expect_isolated(&part, 6, 3, 6);
}

/* An escalation at the first notice: under `compromised` with escalate_at 1 it is `all`. */
static void escalation_at_the_first_notice_is_all(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_COMPROMISED, 1);
    notice_at(&part, B, 1);
    expect_isolated(&part, 3, 3, 3);
}

/* Planned for 3 + 2 = 5 by its own notice; an escalation an hour from 3.5 comes before, one five
 * hours from 3.6 not. */
static void the_earliest_plan_counts(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_COMPROMISED, NONE);
    notice_at(&part, A, 3);
    simulation_run_through(&part.simulation, 3.5);
    containment_escalation_begin(&part.containment, 1);
    simulation_run_through(&part.simulation, 3.6);
    containment_escalation_begin(&part.containment, 5);
    expect_isolated(&part, 4.5, 4.5, 4.5);
}

static void a_zone_restored_meanwhile_is_left_alone(void **state)
{
    Part part;
    part_init(&part, *state, ISOLATE_COMPROMISED, NONE);
    zone_change(&part.zones.items[A], ZONE_IS_COMPROMISED);
    zone_change(&part.zones.items[A], ZONE_IS_DESTROYED);
    notice_at(&part, A, 1);
    simulation_run_through(&part.simulation, 2);
    zone_change(&part.zones.items[A], ZONE_IS_RESTORED);
    containment_escalation_begin(&part.containment, 1);
    expect_isolated(&part, INFINITY, 3, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(all_isolates_everything_once),
        FIXTURE_TEST(compromised_isolates_each_noticed_zone),
        FIXTURE_TEST(datacentre_isolates_the_zones_around_each_noticed_one),
        FIXTURE_TEST(a_list_isolates_its_zones_and_the_noticed_ones),
        FIXTURE_TEST(none_isolates_nothing),
        FIXTURE_TEST(the_notice_that_reaches_escalate_at_isolates_everything),
        FIXTURE_TEST(escalation_at_the_first_notice_is_all),
        FIXTURE_TEST(the_earliest_plan_counts),
        FIXTURE_TEST(a_zone_restored_meanwhile_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
