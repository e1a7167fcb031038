#include "models/instance.h"

#include "tests/models/infrastructure_fixture.h"

/* One insurer, one zone, a diamond: portal needs core and mail, both need the network. */
enum { NETWORK, CORE, MAIL, PORTAL };

typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    TimelineBuilder timeline;
    Instances instances;
} Part;

static void part_init(Part *part, Fixture *fixture)
{
    static const char *const ids[] = {"network", "core", "mail", "portal"};
    fixture_zone(fixture, "zone", NORD);
    for (size_t i = 0; i < 4; i++) {
        fixture_system(fixture, ids[i], 0);
    }
    fixture_add(&fixture->needs_of_system[CORE], NETWORK);
    fixture_add(&fixture->needs_of_system[MAIL], NETWORK);
    fixture_add(&fixture->needs_of_system[PORTAL], CORE);
    fixture_add(&fixture->needs_of_system[PORTAL], MAIL);
    fixture_insurer(fixture, "muster", 1000, NORD);
    fixture_service(fixture, "online", PORTAL);
    fixture_channel(fixture, "phone", NONE, CORE);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    part->context = fixture_context(fixture, &part->simulation);
    timeline_init(&part->timeline, &part->context);
    instances_init(&part->instances, &part->context, &part->timeline);
}

static size_t causes(const Part *part, size_t instance)
{
    return part->timeline.things[timeline_instance(&part->timeline, instance)].causes;
}

static size_t causes_of_service(const Part *part)
{
    return part->timeline.things[timeline_of_insurer(&part->timeline, 0, CHANGE_SERVICE, 0)].causes;
}

static void expect_causes(const Part *part, size_t network, size_t core, size_t mail, size_t portal)
{
    EXPECT_EQUAL(causes(part, NETWORK), network);
    EXPECT_EQUAL(causes(part, CORE), core);
    EXPECT_EQUAL(causes(part, MAIL), mail);
    EXPECT_EQUAL(causes(part, PORTAL), portal);
}

static void what_goes_down_holds_what_needs_it_and_lets_it_go(void **state)
{
    Part part;
    part_init(&part, *state);

    instances_hold(&part.instances, NETWORK);
    expect_causes(&part, 1, 1, 1, 2);
    EXPECT_EQUAL(causes_of_service(&part), 1);
    instances_release(&part.instances, NETWORK);
    expect_causes(&part, 0, 0, 0, 0);
    EXPECT_EQUAL(causes_of_service(&part), 0);
    simulation_deinit(&part.simulation);
}

/* Mail has a cause of its own as well: when the network is back, mail and the portal stay down. */
static void every_cause_counts(void **state)
{
    Part part;
    part_init(&part, *state);

    instances_hold(&part.instances, MAIL);
    instances_hold(&part.instances, NETWORK);
    instances_hold(&part.instances, NETWORK);
    expect_causes(&part, 2, 1, 2, 2);
    instances_release(&part.instances, NETWORK);
    instances_release(&part.instances, NETWORK);
    expect_causes(&part, 0, 0, 1, 1);
    EXPECT(instance_needs_are_up(&part.instances, MAIL));
    EXPECT(!instance_needs_are_up(&part.instances, PORTAL));
    simulation_deinit(&part.simulation);
}

/* A zone held twice holds its instances once; the portal besides has its two needs. */
static void a_zone_that_is_down_holds_its_instances_once(void **state)
{
    Part part;
    part_init(&part, *state);

    instances_hold_zone(&part.instances, 0);
    instances_hold_zone(&part.instances, 0);
    expect_causes(&part, 1, 2, 2, 3);
    instances_release_zone(&part.instances, 0);
    expect_causes(&part, 1, 2, 2, 3);
    instances_release_zone(&part.instances, 0);
    expect_causes(&part, 0, 0, 0, 0);
    simulation_deinit(&part.simulation);
}

static char told[64];

static void note_needs(void *owner, size_t instance, bool needs_up)
{
    char text[8];
    (void)owner;
    (void)snprintf(text, sizeof text, "%c%zu ", needs_up ? '+' : '-', instance);
    strcat(told, text);
}

/* The portal is told once: when the first of its needs goes down, and when the last is back. */
static void listeners_hear_of_the_first_need_down_and_the_last_up(void **state)
{
    Part part;
    part_init(&part, *state);
    told[0] = '\0';
    instances_listen(&part.instances, note_needs, NULL);

    instances_hold(&part.instances, CORE);
    instances_hold(&part.instances, MAIL);
    instances_release(&part.instances, CORE);
    EXPECT_TEXT(told, "-3 ");
    instances_release(&part.instances, MAIL);

    EXPECT_TEXT(told, "-3 +3 ");
    simulation_deinit(&part.simulation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(what_goes_down_holds_what_needs_it_and_lets_it_go),
        FIXTURE_TEST(every_cause_counts),
        FIXTURE_TEST(a_zone_that_is_down_holds_its_instances_once),
        FIXTURE_TEST(listeners_hear_of_the_first_need_down_and_the_last_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
