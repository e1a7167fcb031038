/* Whole runs: what the reference is, what is the same for the same seed, and what no strategy may
 * change. */
#include "tests/models/infrastructure_fixture.h"

/* Everything random: a spreading attack with payload and theft, outages, crews, dependencies.
 * Strategies: watch, follow, takedown with a leak. */
enum { WATCH, FOLLOW, TAKEDOWN };

static void everything_random(Fixture *fixture)
{
    static const char *const zones[] = {"a", "b", "c", "d"};
    const size_t crew = fixture_crew(fixture, "ops", 2);
    for (size_t i = 0; i < 4; i++) {
        const size_t zone = fixture_zone(fixture, zones[i], NORD);
        fixture->zones[zone].crew = crew;
        fixture->zones[zone].rebuild_h = fixture_distribution(fixture, "lognormal(mean=9 sd=4)");
        fixture->zones[zone].check_h = fixture_distribution(fixture, "uniform(low=1 high=3)");
        fixture_link(fixture, i, (i + 1) % 4, 0.2);
    }
    for (size_t i = 0; i < 3; i++) {
        const size_t system = fixture_system(fixture, ((const char *[]){"x", "y", "z"})[i], 0);
        fixture->systems[system].restore_h = fixture_distribution(fixture, "gamma(mean=4 sd=3)");
        fixture_place(fixture, system, i);
    }
    fixture_add(&fixture->needs_of_system[2], 0);
    fixture_insurer(fixture, "first", 1000, NORD);
    fixture_insurer(fixture, "second", 2000, NORD);
    fixture_service(fixture, "online", 2);
    fixture_channel(fixture, "phone", 0, 1);
    AttackSpec *attack = fixture_attack(fixture, 0, 3);
    attack->start_h = fixture_distribution(fixture, "exponential(mean=2)");
    attack->detect_next_h = fixture_distribution(fixture, "exponential(mean=4)");
    attack->has_payload = true;
    attack->payload_h = fixture_distribution(fixture, "exponential(mean=20)");
    attack->exfiltrate_per_h = 0.1;
    fixture_outage(fixture, OUTAGE_ZONE, 1, 5, 0);
    fixture->outages[0].duration_h = fixture_distribution(fixture, "exponential(mean=8)");
    fixture_strategy(fixture, ISOLATE_NONE, 1, 1);
    fixture_strategy(fixture, ISOLATE_COMPROMISED, 1, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 1);
    fixture->strategies[TAKEDOWN].leak = 0.3;
}

static bool same_bytes(const void *a, const void *b, size_t count, size_t size)
{
    return count == 0 || memcmp(a, b, count * size) == 0;
}

/* The moments of a zone: all fields before `was_down`. */
static bool same_zones(const ZoneFacts *a, const ZoneFacts *b, size_t count)
{
    bool same = true;
    for (size_t i = 0; i < count; i++) {
        same = same && same_bytes(&a[i], &b[i], 1, offsetof(ZoneFacts, was_down));
    }
    return same;
}

static bool same_timelines(const Scenario *scenario, const Infrastructure *a,
                           const Infrastructure *b)
{
    bool same = true;
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        same = same && a->insurers[i].count == b->insurers[i].count &&
               same_bytes(a->insurers[i].changes, b->insurers[i].changes, a->insurers[i].count,
                          sizeof(TimelineChange));
    }
    return same && same_zones(a->zones, b->zones, scenario->zone_count) &&
           same_bytes(a->instances, b->instances, scenario->instance_count, sizeof(InstanceFacts));
}

static void the_same_seed_and_replication_give_the_same_bytes(void **state)
{
    Fixture *fixture = *state;
    everything_random(fixture);
    for (size_t strategy = WATCH; strategy <= TAKEDOWN; strategy++) {
        const Infrastructure *first = fixture_run(fixture, strategy);
        const Infrastructure *second = fixture_run(fixture, strategy);
        EXPECT(same_timelines(&fixture->scenario, first, second));
        fixture->replication++;
        EXPECT(!same_timelines(&fixture->scenario, first, fixture_run(fixture, strategy)));
        fixture->replication--;
        fixture->seed++;
        EXPECT(!same_timelines(&fixture->scenario, first, fixture_run(fixture, strategy)));
        fixture->seed--;
    }
}

/* Until the first isolation of either, two strategies have met the same attack: zones compromised
 * before it were so at the same instant. */
static void strategies_meet_the_same_attack_until_they_act(void **state)
{
    Fixture *fixture = *state;
    size_t compared = 0;
    everything_random(fixture);
    for (size_t run = 0; run < 200; run++) {
        const Infrastructure *watch = fixture_run_next(fixture, WATCH);
        const Infrastructure *takedown = fixture_run(fixture, TAKEDOWN);
        for (size_t i = 0; i < 4; i++) {
            if (watch->zones[i].compromised_h < takedown->isolated_h) {
                EXPECT_NEAR(takedown->zones[i].compromised_h, watch->zones[i].compromised_h, 0);
                compared++;
            }
        }
        EXPECT_NEAR(takedown->detected_h, watch->detected_h, 0);
    }
    EXPECT(compared > 200); /* the entry always, others often */
}

/* A job's duration belongs to the job: where both strategies rebuild the zone, it takes the same
 * hours (crews never close here). */
static void a_job_takes_the_same_hours_under_every_strategy(void **state)
{
    Fixture *fixture = *state;
    size_t compared = 0;
    everything_random(fixture);
    for (size_t run = 0; run < 100; run++) {
        const Infrastructure *follow = fixture_run_next(fixture, FOLLOW);
        const Infrastructure *takedown = fixture_run(fixture, TAKEDOWN);
        const ZoneFacts *a = &follow->zones[0], *b = &takedown->zones[0];
        if (isfinite(a->restored_h) && isfinite(b->restored_h)) {
            EXPECT_NEAR(a->restored_h - a->base_start_h, b->restored_h - b->base_start_h, 1e-9);
            compared++;
        }
    }
    EXPECT(compared > 50);
}

static void to_the_reference_nothing_happens(void **state)
{
    Fixture *fixture = *state;
    everything_random(fixture);

    const Infrastructure *result = fixture_run(fixture, NONE);

    EXPECT_EQUAL(result->insurers[0].count + result->insurers[1].count, 0);
    EXPECT_NEAR(result->detected_h, INFINITY, 0);
    EXPECT_NEAR(result->disturbed_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[0].compromised_h, INFINITY, 0);
    EXPECT_NEAR(result->zones[0].last_up_h, NAN, 0);
    EXPECT_NEAR(result->instances[0].done_h, INFINITY, 0);
    EXPECT_EQUAL(result->zones_down.count + result->zones_compromised.count, 0);
}

/* Laws of every run: changes alternate beginning with down, within the horizon and in order;
 * moments of a zone and a job come one after another; downtime fits the horizon. */
static void expect_lawful(const Scenario *scenario, const Infrastructure *result)
{
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        bool up[3] = {true, true, true};
        double last_h = 0;
        for (size_t k = 0; k < result->insurers[i].count; k++) {
            const TimelineChange *change = &result->insurers[i].changes[k];
            EXPECT(change->t_h >= last_h && change->t_h <= scenario->run.horizon_h);
            EXPECT(up[change->kind] != (change->up == 1));
            up[change->kind] = change->up == 1;
            last_h = change->t_h;
        }
    }
    for (size_t i = 0; i < scenario->zone_count; i++) {
        const ZoneFacts *zone = &result->zones[i];
        const double shut_h = fmin(zone->isolated_h, zone->destroyed_h);
        EXPECT(zone->base_ready_h >= shut_h && zone->base_start_h >= zone->base_ready_h);
        EXPECT(zone->restored_h >= zone->base_start_h && zone->noticed_h >= zone->compromised_h);
        EXPECT(zone->downtime_h >= 0 && zone->downtime_h <= scenario->run.horizon_h);
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const InstanceFacts *instance = &result->instances[i];
        const ZoneFacts *zone = &result->zones[scenario->instances[i].zone];
        EXPECT(instance->ready_h >= zone->restored_h && instance->start_h >= instance->ready_h);
        EXPECT(instance->done_h >= instance->start_h && instance->downtime_h >= 0);
    }
}

static void every_run_keeps_the_laws_of_time(void **state)
{
    Fixture *fixture = *state;
    everything_random(fixture);
    for (size_t run = 0; run < 300; run++) {
        for (size_t strategy = WATCH; strategy <= TAKEDOWN; strategy++) {
            expect_lawful(&fixture->scenario, fixture_run_next(fixture, strategy));
        }
    }
}

static double last_trace_h;
static char traced[2048];

static void note_event(Trace *trace, const TraceRecord *record)
{
    (void)trace;
    EXPECT(record->t_h >= last_trace_h);
    last_trace_h = record->t_h;
    strncat(traced, record->event, sizeof traced - strlen(traced) - 1);
    strncat(traced, " ", sizeof traced - strlen(traced) - 1);
}

/* Compromised at 0, noticed at 1, isolated at 2, rebuilt 3-7, restored 7-9. */
static void the_trace_tells_the_story_in_order(void **state)
{
    Fixture *fixture = *state;
    Trace trace = {.write = note_event};
    last_trace_h = 0;
    traced[0] = '\0';
    fixture_zone(fixture, "zone", NORD);
    fixture->zones[0].rebuild_h = fixture_hours(4);
    fixture_system(fixture, "core", 2);
    fixture_insurer(fixture, "muster", 1000, NORD);
    fixture_service(fixture, "online", 0);
    fixture_attack(fixture, 0, 1);
    fixture_strategy(fixture, ISOLATE_ALL, 1, 1);
    fixture->trace = &trace;

    (void)fixture_run(fixture, 0);

    EXPECT_TEXT(traced, "attack_starts zone_compromised zone_noticed zone_isolated service_down "
                        "base_work_ready base_work_starts base_work_done zone_restored "
                        "restoration_ready restoration_starts restoration_done service_up ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(the_same_seed_and_replication_give_the_same_bytes),
        FIXTURE_TEST(strategies_meet_the_same_attack_until_they_act),
        FIXTURE_TEST(a_job_takes_the_same_hours_under_every_strategy),
        FIXTURE_TEST(to_the_reference_nothing_happens),
        FIXTURE_TEST(every_run_keeps_the_laws_of_time),
        FIXTURE_TEST(the_trace_tells_the_story_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
