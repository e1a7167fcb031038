/* A small case built in C, for tests of the infrastructure: no files, no reader.
 *
 * One data centre `nord` is there from the start. Instances are made when the case is first run:
 * one per insurer (or data centre) and system, in the first zone of the data centre or in the one
 * that fixture_place says.
 */
#ifndef TESTS_MODELS_INFRASTRUCTURE_FIXTURE_H
#define TESTS_MODELS_INFRASTRUCTURE_FIXTURE_H

#include "tests/test.h"

#include "models/infrastructure_context.h"
#include "models/timeline.h"
#include "sim/distribution_parse.h"

#include <stdlib.h>

enum { FIXTURE_MOST = 16, FIXTURE_INSTANCES = 64, NORD = 0 };

typedef struct FixtureList {
    size_t items[FIXTURE_INSTANCES];
    size_t count;
} FixtureList;

typedef struct Fixture {
    Arena *arena;   /* of the case */
    Arena *results; /* of the runs */
    uint64_t seed, replication;
    Trace *trace;
    Scenario scenario;
    CrewSpec crews[FIXTURE_MOST];
    DatacentreSpec datacentres[FIXTURE_MOST];
    ZoneSpec zones[FIXTURE_MOST];
    LinkSpec links[FIXTURE_MOST];
    SystemSpec systems[FIXTURE_MOST];
    InstanceSpec instances[FIXTURE_INSTANCES];
    InsurerSpec insurers[FIXTURE_MOST];
    ServiceSpec services[FIXTURE_MOST];
    ChannelSpec channels[FIXTURE_MOST];
    OutageSpec outages[FIXTURE_MOST];
    StrategySpec strategies[FIXTURE_MOST];
    size_t instance_of[FIXTURE_MOST * FIXTURE_MOST];
    size_t placed[FIXTURE_MOST][FIXTURE_MOST]; /* [system][data centre] */
    FixtureList zones_of_datacentre[FIXTURE_MOST], instances_of_zone[FIXTURE_MOST];
    FixtureList needs_of_system[FIXTURE_MOST], needs_of_instance[FIXTURE_INSTANCES];
    FixtureList needs_of_service[FIXTURE_MOST];
    FixtureList needs_of_channel[FIXTURE_MOST], case_needs_of_channel[FIXTURE_MOST];
    FixtureList zones_of_strategy[FIXTURE_MOST], instances_of_outage[FIXTURE_MOST];
} Fixture;

static inline void fixture_add(FixtureList *list, size_t item)
{
    assert_true(list->count < FIXTURE_INSTANCES);
    list->items[list->count++] = item;
}

static inline IndexList fixture_list(const FixtureList *list)
{
    return (IndexList){.count = list->count, .items = list->items};
}

static inline Distribution fixture_hours(double value)
{
    return distribution_constant(value);
}

static inline Distribution fixture_distribution(Fixture *fixture, const char *text)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = fixture->arena};
    Distribution distribution;
    char message[256] = "";
    if (!distribution_parse(&distribution, text, &syntax, message, sizeof message)) {
        fail_msg("%s: %s", text, message);
    }
    return distribution;
}

static inline size_t fixture_datacentre(Fixture *fixture, const char *id)
{
    const size_t index = fixture->scenario.datacentre_count++;
    fixture->datacentres[index] = (DatacentreSpec){.id = id, .name = id};
    return index;
}

static inline size_t fixture_crew(Fixture *fixture, const char *id, size_t crews)
{
    const size_t index = fixture->scenario.crew_count++;
    fixture->crews[index] =
        (CrewSpec){.id = id, .name = id, .crews = crews, .speed = 1, .calendar = calendar_always()};
    return index;
}

/* Unlimited crew, no work. */
static inline size_t fixture_zone(Fixture *fixture, const char *id, size_t datacentre)
{
    const size_t index = fixture->scenario.zone_count++;
    fixture->zones[index] = (ZoneSpec){.id = id,
                                       .name = id,
                                       .datacentre = datacentre,
                                       .crew = NONE,
                                       .rebuild_h = fixture_hours(0),
                                       .check_h = fixture_hours(0)};
    fixture_add(&fixture->zones_of_datacentre[datacentre], index);
    return index;
}

static inline void fixture_link(Fixture *fixture, size_t from, size_t to, double spread_per_h)
{
    size_t repeat = 0;
    for (size_t i = 0; i < fixture->scenario.link_count; i++) {
        repeat += fixture->links[i].from == from && fixture->links[i].to == to;
    }
    fixture->links[fixture->scenario.link_count++] =
        (LinkSpec){.from = from, .to = to, .spread_per_h = spread_per_h, .repeat = repeat};
}

/* One instance per insurer, which takes `restore_h` after a compromise and nothing when clean. */
static inline size_t fixture_system(Fixture *fixture, const char *id, double restore_h)
{
    const size_t index = fixture->scenario.system_count++;
    fixture->systems[index] = (SystemSpec){.id = id,
                                           .name = id,
                                           .restore_h = fixture_hours(restore_h),
                                           .check_h = fixture_hours(0),
                                           .priority = 100};
    for (size_t i = 0; i < FIXTURE_MOST; i++) {
        fixture->placed[index][i] = NONE;
    }
    return index;
}

static inline void fixture_place(Fixture *fixture, size_t system, size_t zone)
{
    fixture->placed[system][fixture->zones[zone].datacentre] = zone;
}

static inline size_t fixture_insurer(Fixture *fixture, const char *id, uint64_t insured,
                                     size_t datacentre)
{
    const size_t index = fixture->scenario.insurer_count++;
    fixture->insurers[index] = (InsurerSpec){
        .id = id, .name = id, .insured = insured, .datacentre = datacentre, .priority = 100};
    return index;
}

static inline size_t fixture_service(Fixture *fixture, const char *id, size_t system)
{
    const size_t index = fixture->scenario.service_count++;
    fixture->services[index] = (ServiceSpec){.id = id, .name = id};
    if (system != NONE) {
        fixture_add(&fixture->needs_of_service[index], system);
    }
    return index;
}

static inline size_t fixture_channel(Fixture *fixture, const char *id, size_t system,
                                     size_t case_system)
{
    const size_t index = fixture->scenario.channel_count++;
    fixture->channels[index] = (ChannelSpec){.id = id, .name = id};
    if (system != NONE) {
        fixture_add(&fixture->needs_of_channel[index], system);
    }
    if (case_system != NONE) {
        fixture_add(&fixture->case_needs_of_channel[index], case_system);
    }
    return index;
}

static inline size_t fixture_strategy(Fixture *fixture, IsolateKind isolate, double reaction_h,
                                      double contain_h)
{
    const size_t index = fixture->scenario.strategy_count++;
    fixture->strategies[index] = (StrategySpec){.id = "strategy",
                                                .isolate = isolate,
                                                .reaction_h = fixture_hours(reaction_h),
                                                .contain_h = fixture_hours(contain_h),
                                                .escalate_at = NONE,
                                                .check_clean = true,
                                                .restore_order = RESTORE_PRIORITY,
                                                .surge_after_h = fixture_hours(0),
                                                .surge_days = (double)INFINITY,
                                                .fallback = true};
    return index;
}

/* An attack from t = 0 without payload or theft. */
static inline AttackSpec *fixture_attack(Fixture *fixture, size_t entry, double detect_h)
{
    fixture->scenario.attack = (AttackSpec){.given = true,
                                            .entry = entry,
                                            .start_h = fixture_hours(0),
                                            .detect_h = fixture_hours(detect_h),
                                            .detect_next_h = fixture_hours(0),
                                            .payload_h = fixture_hours(0),
                                            .stolen_share = fixture_hours(1)};
    return &fixture->scenario.attack;
}

/* An outage of anything but instances, which fixture_outage_of adds. */
static inline size_t fixture_outage(Fixture *fixture, OutageKind kind, size_t target,
                                    double start_h, double duration_h)
{
    static const char *const names[] = {"outage-0", "outage-1", "outage-2", "outage-3"};
    const size_t index = fixture->scenario.outage_count++;
    fixture->outages[index] = (OutageSpec){.target_id = names[index % 4],
                                           .kind = kind,
                                           .target = target,
                                           .insurer = NONE,
                                           .start_h = start_h,
                                           .duration_h = fixture_hours(duration_h)};
    return index;
}

static inline void fixture_add_instance(Fixture *fixture, size_t system, size_t insurer,
                                        size_t datacentre)
{
    Scenario *scenario = &fixture->scenario;
    const size_t index = scenario->instance_count++;
    const size_t placed = fixture->placed[system][datacentre];
    const char *owner =
        insurer != NONE ? fixture->insurers[insurer].id : fixture->datacentres[datacentre].id;
    char id[64];
    const int length = snprintf(id, sizeof id, "%s@%s", fixture->systems[system].id, owner);
    const size_t zone = placed != NONE ? placed : fixture->zones_of_datacentre[datacentre].items[0];
    assert_true(index < FIXTURE_INSTANCES);
    fixture->instances[index] = (InstanceSpec){
        .id = arena_copy_text(fixture->arena, id, (size_t)length),
        .system = system,
        .insurer = insurer,
        .datacentre = datacentre,
        .zone = zone,
        .insurer_priority = insurer != NONE ? fixture->insurers[insurer].priority : 100.0,
        .insured = insurer != NONE ? fixture->insurers[insurer].insured : 0};
    fixture_add(&fixture->instances_of_zone[zone], index);
    fixture->zones[zone].insured += fixture->instances[index].insured;
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        if (i == insurer || (insurer == NONE && fixture->insurers[i].datacentre == datacentre)) {
            fixture->instance_of[system * scenario->insurer_count + i] = index;
        }
    }
}

static inline void fixture_add_instances(Fixture *fixture)
{
    const Scenario *scenario = &fixture->scenario;
    for (size_t s = 0; s < scenario->system_count; s++) {
        const bool per_insurer = fixture->systems[s].scope == SYSTEM_PER_INSURER;
        const size_t count = per_insurer ? scenario->insurer_count : scenario->datacentre_count;
        for (size_t i = 0; i < count; i++) {
            fixture_add_instance(fixture, s, per_insurer ? i : NONE,
                                 per_insurer ? fixture->insurers[i].datacentre : i);
        }
    }
}

/* The instance of `system` that an instance needs: its insurer's, or the one in its data centre. */
static inline size_t fixture_needed(const Fixture *fixture, const InstanceSpec *instance,
                                    size_t system)
{
    for (size_t i = 0; i < fixture->scenario.instance_count; i++) {
        const InstanceSpec *other = &fixture->instances[i];
        const bool same_insurer = other->insurer == instance->insurer;
        const bool same_datacentre = other->datacentre == instance->datacentre;
        if (other->system == system && (other->insurer == NONE ? same_datacentre : same_insurer)) {
            return i;
        }
    }
    fail_msg("%s needs what is not there", instance->id);
    return NONE;
}

static inline void fixture_connect(Fixture *fixture)
{
    Scenario *scenario = &fixture->scenario;
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const FixtureList *needs = &fixture->needs_of_system[fixture->instances[i].system];
        for (size_t k = 0; k < needs->count; k++) {
            fixture_add(&fixture->needs_of_instance[i],
                        fixture_needed(fixture, &fixture->instances[i], needs->items[k]));
        }
        fixture->instances[i].needs = fixture_list(&fixture->needs_of_instance[i]);
    }
    for (size_t i = 0; i < FIXTURE_MOST; i++) {
        fixture->datacentres[i].zones = fixture_list(&fixture->zones_of_datacentre[i]);
        fixture->zones[i].instances = fixture_list(&fixture->instances_of_zone[i]);
        fixture->systems[i].needs = fixture_list(&fixture->needs_of_system[i]);
        fixture->services[i].needs = fixture_list(&fixture->needs_of_service[i]);
        fixture->channels[i].needs = fixture_list(&fixture->needs_of_channel[i]);
        fixture->channels[i].case_needs = fixture_list(&fixture->case_needs_of_channel[i]);
        fixture->strategies[i].isolate_zones = fixture_list(&fixture->zones_of_strategy[i]);
        fixture->outages[i].instances = fixture_list(&fixture->instances_of_outage[i]);
    }
}

/* The instance of `system` that serves `insurer`; makes the instances, so the case must be
 * complete. */
static inline size_t fixture_instance(Fixture *fixture, size_t system, size_t insurer)
{
    if (fixture->scenario.instance_count == 0) {
        fixture_add_instances(fixture);
    }
    return fixture->instance_of[system * fixture->scenario.insurer_count + insurer];
}

static inline const Scenario *fixture_scenario(Fixture *fixture)
{
    if (fixture->scenario.instance_count == 0) {
        fixture_add_instances(fixture);
    }
    if (!fixture->datacentres[NORD].zones.items) {
        fixture_connect(fixture);
    }
    return &fixture->scenario;
}

static inline const Infrastructure *fixture_run(Fixture *fixture, size_t strategy)
{
    return infrastructure_run(fixture_scenario(fixture), strategy, fixture->seed,
                              fixture->replication, fixture->results, fixture->trace);
}

/* For tests of one part: what a run under strategy 0 would share, the clock at 0. The caller ends
 * `simulation`. */
static inline InfrastructureContext fixture_context(Fixture *fixture, Simulation *simulation)
{
    simulation_init(simulation, 0);
    return (InfrastructureContext){.scenario = fixture_scenario(fixture),
                                   .strategy = &fixture->strategies[0],
                                   .seed = fixture->seed,
                                   .replication = fixture->replication,
                                   .simulation = simulation,
                                   .arena = fixture->results,
                                   .trace = fixture->trace};
}

/* The next replication; earlier results are gone. */
static inline const Infrastructure *fixture_run_next(Fixture *fixture, size_t strategy)
{
    arena_reset(fixture->results);
    fixture->replication++;
    return fixture_run(fixture, strategy);
}

static inline int fixture_setup(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->arena = arena_new(0);
    fixture->results = arena_new(0);
    fixture->seed = 1;
    fixture->scenario = (Scenario){.run = {.horizon_h = 100, .sample_h = 1},
                                   .crews = fixture->crews,
                                   .datacentres = fixture->datacentres,
                                   .zones = fixture->zones,
                                   .links = fixture->links,
                                   .systems = fixture->systems,
                                   .instances = fixture->instances,
                                   .insurers = fixture->insurers,
                                   .services = fixture->services,
                                   .channels = fixture->channels,
                                   .outages = fixture->outages,
                                   .strategies = fixture->strategies,
                                   .instance_of = fixture->instance_of};
    fixture_datacentre(fixture, "nord");
    *state = fixture;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    Fixture *fixture = *state;
    arena_free(fixture->results);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

#define FIXTURE_TEST(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

/* The insurer's changes as text: "down service 0 at 2, up service 0 at 15". */
static inline const char *fixture_changes(Fixture *fixture, const InsurerTimeline *timeline)
{
    static const char *const kinds[] = {"service", "channel", "case"};
    char text[1024] = "";
    size_t length = 0;
    for (size_t i = 0; i < timeline->count && length < sizeof text; i++) {
        const TimelineChange *change = &timeline->changes[i];
        const int written =
            snprintf(text + length, sizeof text - length, "%s%s %s %u at %.6g", i > 0 ? ", " : "",
                     change->up ? "up" : "down", kinds[change->kind], change->index, change->t_h);
        length += (size_t)written;
    }
    return arena_copy_text(fixture->arena, text, strlen(text));
}

#endif
