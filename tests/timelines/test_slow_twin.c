/* The slow twin: what is up and down, and what crews do, asked instant by instant straight from the
 * rules, against the timelines that the fast counting writes. Everything is random but the outage.
 */
#include "tests/models/infrastructure_fixture.h"

enum { ZONES = 4, SYSTEMS = 4, CREWS = 2 };

static const double outage_start_h = 5, outage_end_h = 13;

static void random_case(Fixture *fixture)
{
    static const char *const zones[] = {"a", "b", "c", "d"};
    static const char *const systems[] = {"w", "x", "y", "z"};
    const size_t crew = fixture_crew(fixture, "ops", CREWS);
    for (size_t i = 0; i < ZONES; i++) {
        const size_t zone = fixture_zone(fixture, zones[i], NORD);
        fixture->zones[zone].crew = crew;
        fixture->zones[zone].rebuild_h = fixture_distribution(fixture, "uniform(low=2 high=9)");
        fixture->zones[zone].check_h = fixture_distribution(fixture, "uniform(low=1 high=3)");
        fixture_link(fixture, i, (i + 1) % ZONES, 0.2);
    }
    for (size_t i = 0; i < SYSTEMS; i++) {
        const size_t system = fixture_system(fixture, systems[i], 0);
        fixture->systems[system].restore_h = fixture_distribution(fixture, "gamma(mean=4 sd=3)");
        fixture->systems[system].check_h = fixture_distribution(fixture, "gamma(mean=1 sd=1)");
        fixture_place(fixture, system, i);
        fixture_service(fixture, systems[i], i);
    }
    fixture->systems[0].scope = SYSTEM_PER_DATACENTRE;
    fixture_add(&fixture->needs_of_system[1], 0);
    fixture_add(&fixture->needs_of_system[2], 0);
    fixture_add(&fixture->needs_of_system[3], 1);
    fixture_add(&fixture->needs_of_system[3], 2);
    fixture_insurer(fixture, "first", 1000, NORD);
    fixture_insurer(fixture, "second", 2000, NORD);
    AttackSpec *attack = fixture_attack(fixture, 0, 3);
    attack->detect_next_h = fixture_distribution(fixture, "exponential(mean=4)");
    attack->has_payload = true;
    attack->payload_h = fixture_distribution(fixture, "exponential(mean=15)");
    fixture_outage(fixture, OUTAGE_ZONE, 1, outage_start_h, outage_end_h - outage_start_h);
    fixture_strategy(fixture, ISOLATE_NONE, 1, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 1);
}

static bool within(double t_h, double from_h, double to_h)
{
    return from_h <= t_h && t_h < to_h;
}

static bool is_down(const Scenario *scenario, const Infrastructure *result, size_t instance,
                    double t_h)
{
    const InstanceSpec *spec = &scenario->instances[instance];
    const ZoneFacts *zone = &result->zones[spec->zone];
    const double shut_h = fmin(zone->isolated_h, zone->destroyed_h);
    bool down = within(t_h, shut_h, zone->restored_h) ||
                within(t_h, zone->restored_h, result->instances[instance].done_h) ||
                (spec->zone == 1 && within(t_h, outage_start_h, outage_end_h));
    for (size_t i = 0; i < spec->needs.count; i++) {
        down = down || is_down(scenario, result, spec->needs.items[i], t_h);
    }
    return down;
}

static bool service_is_down(const InsurerTimeline *timeline, size_t service, double t_h)
{
    bool down = false;
    for (size_t i = 0; i < timeline->count && timeline->changes[i].t_h <= t_h; i++) {
        if (timeline->changes[i].index == service) {
            down = timeline->changes[i].up == 0;
        }
    }
    return down;
}

static bool needs_are_up(const Scenario *scenario, const Infrastructure *result, size_t instance,
                         double t_h)
{
    const IndexList needs = scenario->instances[instance].needs;
    bool up = true;
    for (size_t i = 0; i < needs.count; i++) {
        up = up && !is_down(scenario, result, needs.items[i], t_h);
    }
    return up;
}

/* Services are down exactly when the instance that they need is. */
static bool services_agree(const Scenario *scenario, const Infrastructure *result, double t_h)
{
    bool agree = true;
    for (size_t insurer = 0; insurer < scenario->insurer_count; insurer++) {
        for (size_t i = 0; i < SYSTEMS; i++) {
            const size_t instance = scenario->instance_of[i * scenario->insurer_count + insurer];
            agree = agree && service_is_down(&result->insurers[insurer], i, t_h) ==
                                 is_down(scenario, result, instance, t_h);
        }
    }
    return agree;
}

/* No more jobs under way than crews; none ready while a crew is free. */
static bool crews_agree(const Scenario *scenario, const Infrastructure *result, double t_h)
{
    size_t under_way = 0, ready = 0;
    for (size_t i = 0; i < scenario->zone_count; i++) {
        const ZoneFacts *zone = &result->zones[i];
        under_way += within(t_h, zone->base_start_h, zone->restored_h);
        ready += within(t_h, zone->base_ready_h, zone->base_start_h);
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const InstanceFacts *instance = &result->instances[i];
        under_way += within(t_h, instance->start_h, instance->done_h);
        ready += within(t_h, instance->ready_h, instance->start_h) &&
                 needs_are_up(scenario, result, i, t_h);
    }
    return under_way <= CREWS && (ready == 0 || under_way == CREWS);
}

static size_t disagreements(const Scenario *scenario, const Infrastructure *result)
{
    size_t count = 0;
    for (double t_h = 0.05; t_h < scenario->run.horizon_h; t_h += 0.37) {
        count += !services_agree(scenario, result, t_h);
        count += !crews_agree(scenario, result, t_h);
    }
    return count;
}

static void timelines_are_what_the_rules_say_at_any_instant(void **state)
{
    Fixture *fixture = *state;
    size_t changes = 0;
    random_case(fixture);
    for (size_t run = 0; run < 100; run++) {
        for (size_t strategy = 0; strategy < 3; strategy++) {
            const Infrastructure *result = fixture_run_next(fixture, strategy);
            EXPECT_EQUAL(disagreements(&fixture->scenario, result), 0);
            changes += result->insurers[0].count;
        }
    }
    EXPECT(changes > 1000);
}

/* Planted faults: a return that is missing, a job that starts an hour late, two that overlap on one
 * crew too many. */
static void the_twin_notices_what_is_wrong(void **state)
{
    Fixture *fixture = *state;
    random_case(fixture);
    const Infrastructure *right = fixture_run(fixture, 2);
    EXPECT_EQUAL(disagreements(&fixture->scenario, right), 0);

    Infrastructure wrong = *right;
    InsurerTimeline timelines[2] = {right->insurers[0], right->insurers[1]};
    timelines[0].count--;
    wrong.insurers = timelines;
    EXPECT(disagreements(&fixture->scenario, &wrong) > 0);

    ZoneFacts zones[ZONES];
    memcpy(zones, right->zones, sizeof zones);
    zones[0].base_start_h += 1;
    wrong = *right;
    wrong.zones = zones;
    EXPECT(disagreements(&fixture->scenario, &wrong) > 0);

    memcpy(zones, right->zones, sizeof zones);
    for (size_t i = 0; i < ZONES; i++) {
        zones[i].base_start_h = zones[i].base_ready_h;
    }
    EXPECT(disagreements(&fixture->scenario, &wrong) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(timelines_are_what_the_rules_say_at_any_instant),
        FIXTURE_TEST(the_twin_notices_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
