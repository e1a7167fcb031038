#include "models/zone.h"

#include "tests/models/infrastructure_fixture.h"

typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    Zones zones;
    ZoneFacts facts[2];
} Part;

static void part_init(Part *part, Fixture *fixture)
{
    fixture_zone(fixture, "a", NORD);
    fixture_zone(fixture, "b", NORD);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    part->context = fixture_context(fixture, &part->simulation);
    zones_init(&part->zones, &part->context, part->facts);
}

static void part_deinit(Part *part)
{
    simulation_deinit(&part->simulation);
}

/* Rows: how a zone came to its state; then whether each change (compromised, noticed, isolated,
 * destroyed, restored) is legal there. */
static void each_state_allows_its_changes_and_no_others(void **state)
{
    enum { C = ZONE_IS_COMPROMISED, I = ZONE_IS_ISOLATED, D = ZONE_IS_DESTROYED };
    enum { N = ZONE_IS_NOTICED, R = ZONE_IS_RESTORED, END = -1 };
    static const struct {
        int path[4];
        const char *legal;
    } rows[] = {
        {{END}, "yyynn"},          {{C, END}, "nyyyn"},       {{I, END}, "yynny"},
        {{N, END}, "ynynn"},       {{C, I, END}, "nynny"},    {{C, D, END}, "nyyny"},
        {{I, C, END}, "nynny"},    {{C, D, I, END}, "nynny"}, {{I, R, END}, "nnnnn"},
        {{C, I, R, END}, "nnnnn"},
    };
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        Zones zones = {0};
        ZoneFacts facts = zone_facts_none();
        Simulation simulation = {0};
        const InfrastructureContext context = {.simulation = &simulation};
        Zone zone = {.zones = &zones, .facts = &facts};
        zones.context = &context;
        for (const int *step = rows[row].path; *step != END; step++) {
            zone_change(&zone, (ZoneChange)*step);
        }
        for (int change = C; change <= R; change++) {
            EXPECT_EQUAL(zone_change_is_legal(&zone, (ZoneChange)change),
                         rows[row].legal[change] == 'y');
        }
    }
    (void)state;
}

static void a_change_notes_its_moment(void **state)
{
    Part part;
    part_init(&part, *state);
    Zone *zone = &part.zones.items[1];

    part.simulation.now_h = 1;
    zone_change(zone, ZONE_IS_COMPROMISED);
    part.simulation.now_h = 2;
    zone_change(zone, ZONE_IS_NOTICED);
    part.simulation.now_h = 3;
    zone_change(zone, ZONE_IS_DESTROYED);
    part.simulation.now_h = 4;
    zone_change(zone, ZONE_IS_ISOLATED);
    part.simulation.now_h = 5;
    zone_change(zone, ZONE_IS_RESTORED);

    EXPECT_NEAR(part.facts[1].compromised_h, 1, 0);
    EXPECT_NEAR(part.facts[1].noticed_h, 2, 0);
    EXPECT_NEAR(part.facts[1].destroyed_h, 3, 0);
    EXPECT_NEAR(part.facts[1].isolated_h, 4, 0);
    EXPECT_NEAR(part.facts[1].restored_h, 5, 0);
    EXPECT_NEAR(part.facts[0].compromised_h, INFINITY, 0);
    EXPECT(!zone->isolated && !zone_is_shut(zone) && !zone_holds_attacker(zone));
    part_deinit(&part);
}

/* Isolated, then compromised through a leak: isolation shut it. Destroyed, then isolated:
 * destruction shut it. */
static void the_first_of_isolation_and_destruction_shuts_a_zone(void **state)
{
    Part part;
    part_init(&part, *state);
    Zone *a = &part.zones.items[0], *b = &part.zones.items[1];

    zone_change(a, ZONE_IS_ISOLATED);
    EXPECT(zone_change_shuts(a, ZONE_IS_ISOLATED));
    zone_change(a, ZONE_IS_COMPROMISED);
    EXPECT(!zone_change_shuts(a, ZONE_IS_COMPROMISED));
    zone_change(b, ZONE_IS_COMPROMISED);
    zone_change(b, ZONE_IS_DESTROYED);
    EXPECT(zone_change_shuts(b, ZONE_IS_DESTROYED));
    zone_change(b, ZONE_IS_ISOLATED);
    EXPECT(!zone_change_shuts(b, ZONE_IS_ISOLATED));
    EXPECT(zone_is_shut(a) && zone_is_shut(b));
    part_deinit(&part);
}

static char told[16];

static void tell_first(void *owner, Zone *zone, ZoneChange change)
{
    (void)owner;
    EXPECT(change != ZONE_IS_ISOLATED || zone->isolated); /* told after the change */
    strcat(told, "1");
}

static void tell_second(void *owner, Zone *zone, ZoneChange change)
{
    (void)owner;
    (void)zone;
    (void)change;
    strcat(told, "2");
}

static void listeners_are_told_in_their_order(void **state)
{
    Part part;
    part_init(&part, *state);
    told[0] = '\0';
    zones_listen(&part.zones, tell_first, NULL);
    zones_listen(&part.zones, tell_second, NULL);

    zone_change(&part.zones.items[0], ZONE_IS_ISOLATED);
    zone_change(&part.zones.items[0], ZONE_IS_RESTORED);

    EXPECT_TEXT(told, "1212");
    part_deinit(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_state_allows_its_changes_and_no_others),
        FIXTURE_TEST(a_change_notes_its_moment),
        FIXTURE_TEST(the_first_of_isolation_and_destruction_shuts_a_zone),
        FIXTURE_TEST(listeners_are_told_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
