/* One run of the infrastructure: the parts, how they hear of one another, and what is kept of them.
 *
 *     outages -----------------------------+
 *     attack ------+                       v
 *     containment -+--> zones --+--> instances --> timeline
 *     restoration -+            |        ^
 *          ^--------------------+        |
 *          +-----------------------------+ a need is up, work is done
 *
 * Under the reference `undisturbed` nothing happens. Outages end by themselves; the attack does not
 * slow work down and work does not tire the crews. What would happen after the horizon does not
 * happen; at the horizon it does.
 */
#include "models/attack.h"
#include "models/containment.h"
#include "models/outage.h"
#include "models/restoration.h"
#include "models/timeline.h"

#include <math.h>

typedef struct InfrastructureRun {
    InfrastructureContext context;
    Simulation simulation;
    TimelineBuilder timeline;
    Instances instances;
    Zones zones;
    Attack attack;
    Containment containment;
    Restoration restoration;
    Outages outages;
    ZoneFacts *zone_facts;
    InstanceFacts *instance_facts;
} InfrastructureRun;

static const char *const change_events[] = {
    [ZONE_IS_COMPROMISED] = "zone_compromised", [ZONE_IS_NOTICED] = "zone_noticed",
    [ZONE_IS_ISOLATED] = "zone_isolated",       [ZONE_IS_DESTROYED] = "payload_strikes",
    [ZONE_IS_RESTORED] = "zone_restored",
};

/* What a change of a zone means for what is up and down. */
static void run_zone_changed(void *owner, Zone *zone, ZoneChange change)
{
    InfrastructureRun *run = owner;
    context_trace(&run->context, "zone", zone->spec->id, change_events[change], NAN);
    if (change == ZONE_IS_COMPROMISED) {
        timeline_count_compromised(&run->timeline);
    } else if (zone_change_shuts(zone, change)) {
        instances_hold_zone(&run->instances, zone->index);
    } else if (change == ZONE_IS_RESTORED) {
        instances_release_zone(&run->instances, zone->index);
    }
}

static void run_init(InfrastructureRun *run)
{
    const InfrastructureContext *context = &run->context;
    const Scenario *scenario = context->scenario;
    run->zone_facts = arena_allocate(context->arena, scenario->zone_count, sizeof(ZoneFacts));
    run->instance_facts =
        arena_allocate(context->arena, scenario->instance_count, sizeof(InstanceFacts));
    timeline_init(&run->timeline, context);
    instances_init(&run->instances, context, &run->timeline);
    zones_init(&run->zones, context, run->zone_facts);
    zones_listen(&run->zones, run_zone_changed, run);
    restoration_init(&run->restoration, context, &run->zones, &run->instances, run->instance_facts);
    containment_init(&run->containment, context, &run->zones);
    attack_init(&run->attack, context, &run->zones);
    outages_init(&run->outages, context, &run->instances);
}

static size_t count_destroyed_datacentres(const InfrastructureRun *run)
{
    const Scenario *scenario = run->context.scenario;
    size_t count = 0;
    for (size_t i = 0; i < scenario->datacentre_count; i++) {
        const IndexList zones = scenario->datacentres[i].zones;
        bool destroyed = false;
        for (size_t k = 0; k < zones.count; k++) {
            destroyed = destroyed || !isinf(run->zone_facts[zones.items[k]].destroyed_h);
        }
        count += destroyed;
    }
    return count;
}

static void run_finish(InfrastructureRun *run, Infrastructure *result)
{
    *result = (Infrastructure){
        .false_alarm = run->attack.false_alarm,
        .detected_h = run->attack.detected_h,
        .isolated_h = run->containment.isolated_h,
        .disturbed_h = fmin(run->containment.isolated_h, run->outages.first_start_h),
        .records_stolen = run->attack.records_stolen,
        .crew_hours = restoration_crew_hours(&run->restoration),
        .datacentres_destroyed = count_destroyed_datacentres(run),
    };
    timeline_finish(&run->timeline, run->zone_facts, run->instance_facts, result);
}

/* The reference: everything is up from beginning to end. */
static void undisturbed(const Scenario *scenario, Arena *arena, Infrastructure *result)
{
    ZoneFacts *zones = arena_allocate(arena, scenario->zone_count, sizeof(ZoneFacts));
    InstanceFacts *instances =
        arena_allocate(arena, scenario->instance_count, sizeof(InstanceFacts));
    for (size_t i = 0; i < scenario->zone_count; i++) {
        zones[i] = zone_facts_none();
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        instances[i] = instance_facts_none();
    }
    *result = (Infrastructure){
        .insurers = arena_allocate(arena, scenario->insurer_count, sizeof(InsurerTimeline)),
        .zones = zones,
        .instances = instances,
        .detected_h = INFINITY,
        .isolated_h = INFINITY,
        .disturbed_h = INFINITY,
    };
}

const Infrastructure *infrastructure_run(const Scenario *scenario, size_t strategy, uint64_t seed,
                                         uint64_t replication, Arena *arena, Trace *trace)
{
    Infrastructure *result = arena_allocate(arena, 1, sizeof(Infrastructure));
    if (strategy == NONE) {
        undisturbed(scenario, arena, result);
        return result;
    }
    InfrastructureRun *run = arena_allocate(arena, 1, sizeof(InfrastructureRun));
    run->context = (InfrastructureContext){.scenario = scenario,
                                           .strategy = &scenario->strategies[strategy],
                                           .seed = seed,
                                           .replication = replication,
                                           .simulation = &run->simulation,
                                           .arena = arena,
                                           .trace = trace};
    simulation_init(&run->simulation, 0.0);
    run_init(run);
    simulation_run_through(&run->simulation, scenario->run.horizon_h);
    run_finish(run, result);
    simulation_deinit(&run->simulation);
    return result;
}
