#include "models/timeline_builder.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* Numbers of things: zones, instances, then for each insurer its services, channels, and channels'
 * cases. */

size_t timeline_zone(const TimelineBuilder *builder, size_t zone)
{
    (void)builder;
    assert(zone < builder->context->scenario->zone_count);
    (void)builder; /* in a build without assertions */
    return zone;
}

size_t timeline_instance(const TimelineBuilder *builder, size_t instance)
{
    assert(instance < builder->context->scenario->instance_count);
    return builder->context->scenario->zone_count + instance;
}

static size_t first_of_insurers(const Scenario *scenario)
{
    return scenario->zone_count + scenario->instance_count;
}

size_t timeline_of_insurer(const TimelineBuilder *builder, size_t insurer, ChangeKind kind,
                           size_t index)
{
    const Scenario *scenario = builder->context->scenario;
    const size_t first_of_kind[] = {
        [CHANGE_SERVICE] = 0,
        [CHANGE_CHANNEL] = scenario->service_count,
        [CHANGE_CASE] = scenario->service_count + scenario->channel_count,
    };
    return first_of_insurers(scenario) + insurer * builder->per_insurer + first_of_kind[kind] +
           index;
}

/* Memory of the arena cannot be given back, so a log that is full moves to one twice as large. */
static void *arena_grow(Arena *arena, const void *items, size_t count, size_t size)
{
    void *larger = arena_allocate(arena, count > 0 ? 2 * count : FIRST_CAPACITY, size);
    if (count > 0) {
        memcpy(larger, items, count * size);
    }
    return larger;
}

static void level_add(LevelLog *log, Arena *arena, double t_h, double step)
{
    log->level += step;
    if (log->count > 0 && !(log->changes[log->count - 1].t_h < t_h)) {
        log->changes[log->count - 1].level = log->level;
        return;
    }
    if (log->count == log->capacity) {
        log->changes = arena_grow(arena, log->changes, log->count, sizeof(LevelChange));
        log->capacity = log->capacity > 0 ? 2 * log->capacity : FIRST_CAPACITY;
    }
    log->changes[log->count++] = (LevelChange){.t_h = t_h, .level = log->level};
}

void timeline_count_compromised(TimelineBuilder *builder)
{
    level_add(&builder->zones_compromised, builder->context->arena,
              builder->context->simulation->now_h, 1.0);
}

static const char *const events_of_kind[][2] = {
    [CHANGE_SERVICE] = {"service_down", "service_up"},
    [CHANGE_CHANNEL] = {"channel_down", "channel_up"},
    [CHANGE_CASE] = {"cases_down", "cases_up"},
};

static void trace_change(const InfrastructureContext *context, const InsurerChange *logged)
{
    if (!context->trace) {
        return;
    }
    const Scenario *scenario = context->scenario;
    const TimelineChange *change = &logged->change;
    const bool is_service = change->kind == CHANGE_SERVICE;
    trace_event(context->trace,
                (TraceRecord){.t_h = change->t_h,
                              .scope = is_service ? "service" : "channel",
                              .id = is_service ? scenario->services[change->index].id
                                               : scenario->channels[change->index].id,
                              .second_id = scenario->insurers[logged->insurer].id,
                              .event = events_of_kind[change->kind][change->up],
                              .value = NAN});
}

static void log_change(TimelineBuilder *builder, size_t thing_of_insurers, bool up)
{
    const InfrastructureContext *context = builder->context;
    const Scenario *scenario = context->scenario;
    size_t index = thing_of_insurers % builder->per_insurer;
    ChangeKind kind = CHANGE_SERVICE;
    if (index >= scenario->service_count) {
        index -= scenario->service_count;
        kind = index < scenario->channel_count ? CHANGE_CHANNEL : CHANGE_CASE;
        index %= scenario->channel_count;
    }
    if (builder->log_count == builder->log_capacity) {
        builder->log =
            arena_grow(context->arena, builder->log, builder->log_count, sizeof(InsurerChange));
        builder->log_capacity =
            builder->log_capacity > 0 ? 2 * builder->log_capacity : FIRST_CAPACITY;
    }
    const InsurerChange logged = {.insurer = thing_of_insurers / builder->per_insurer,
                                  .change = {.t_h = context->simulation->now_h,
                                             .kind = (uint32_t)kind,
                                             .index = (uint32_t)index,
                                             .up = up}};
    builder->log[builder->log_count++] = logged;
    trace_change(context, &logged);
}

static void settle_thing(TimelineBuilder *builder, size_t number)
{
    Thing *thing = &builder->things[number];
    const InfrastructureContext *context = builder->context;
    const double now_h = context->simulation->now_h;
    thing->unsettled = false;
    if (thing->down == (thing->causes > 0)) {
        return;
    }
    thing->down = thing->causes > 0;
    if (thing->down) {
        thing->since_h = now_h;
    } else {
        thing->downtime_h += now_h - thing->since_h;
        thing->last_up_h = now_h;
    }
    const size_t first = first_of_insurers(context->scenario);
    if (number < context->scenario->zone_count) {
        level_add(&builder->zones_down, context->arena, now_h, thing->down ? 1.0 : -1.0);
    } else if (number >= first) {
        log_change(builder, number - first, !thing->down);
    }
}

static int compare_numbers(const void *first, const void *second)
{
    const size_t a = *(const size_t *)first, b = *(const size_t *)second;
    return (a > b) - (a < b);
}

/* The order of numbers is the order of the format: insurer, kind, index. */
static void instant_settles(Simulation *simulation, Event *event)
{
    TimelineBuilder *builder = EVENT_OWNER(event, TimelineBuilder, settles);
    (void)simulation;
    qsort(builder->unsettled, builder->unsettled_count, sizeof(size_t), compare_numbers);
    for (size_t i = 0; i < builder->unsettled_count; i++) {
        settle_thing(builder, builder->unsettled[i]);
    }
    builder->unsettled_count = 0;
}

void timeline_init(TimelineBuilder *builder, const InfrastructureContext *context)
{
    const Scenario *scenario = context->scenario;
    const size_t per_insurer = scenario->service_count + 2 * scenario->channel_count;
    const size_t count = first_of_insurers(scenario) + scenario->insurer_count * per_insurer;
    *builder =
        (TimelineBuilder){.context = context,
                          .per_insurer = per_insurer,
                          .thing_count = count,
                          .things = arena_allocate(context->arena, count, sizeof(Thing)),
                          .unsettled = arena_allocate(context->arena, count, sizeof(size_t))};
    for (size_t i = 0; i < count; i++) {
        builder->things[i].last_up_h = NAN;
    }
    event_init(&builder->settles, instant_settles, ORDER_SETTLES);
}

static void touch(TimelineBuilder *builder, size_t thing)
{
    Simulation *simulation = builder->context->simulation;
    if (builder->things[thing].unsettled) {
        return;
    }
    builder->things[thing].unsettled = true;
    builder->unsettled[builder->unsettled_count++] = thing;
    if (!event_is_scheduled(&builder->settles)) {
        event_list_schedule(&simulation->events, &builder->settles, simulation->now_h);
    }
}

bool timeline_hold(TimelineBuilder *builder, size_t thing)
{
    touch(builder, thing);
    return builder->things[thing].causes++ == 0;
}

bool timeline_release(TimelineBuilder *builder, size_t thing)
{
    assert(builder->things[thing].causes > 0);
    touch(builder, thing);
    return --builder->things[thing].causes == 0;
}

static double total_downtime_h(const Thing *thing, double horizon_h)
{
    return thing->downtime_h + (thing->down ? horizon_h - thing->since_h : 0.0);
}

static double last_up_h(const Thing *thing)
{
    return thing->down ? (double)INFINITY : thing->last_up_h;
}

static void finish_facts(const TimelineBuilder *builder, ZoneFacts *zones, InstanceFacts *instances)
{
    const Scenario *scenario = builder->context->scenario;
    const double horizon_h = scenario->run.horizon_h;
    for (size_t i = 0; i < scenario->zone_count; i++) {
        const Thing *thing = &builder->things[timeline_zone(builder, i)];
        const bool was_shut = !isinf(zones[i].isolated_h) || !isinf(zones[i].destroyed_h);
        zones[i].downtime_h = total_downtime_h(thing, horizon_h);
        zones[i].last_up_h = last_up_h(thing);
        zones[i].was_down = was_shut || !isnan(zones[i].last_up_h);
        if (was_shut && isnan(zones[i].last_up_h)) {
            zones[i].last_up_h = zones[i].restored_h;
        }
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const Thing *thing = &builder->things[timeline_instance(builder, i)];
        instances[i].downtime_h = total_downtime_h(thing, horizon_h);
        instances[i].last_up_h = last_up_h(thing);
    }
}

static const InsurerTimeline *finish_insurers(const TimelineBuilder *builder)
{
    const size_t insurers = builder->context->scenario->insurer_count;
    Arena *arena = builder->context->arena;
    InsurerTimeline *timelines = arena_allocate(arena, insurers, sizeof(InsurerTimeline));
    TimelineChange **ends = arena_allocate(arena, insurers, sizeof(TimelineChange *));
    for (size_t i = 0; i < builder->log_count; i++) {
        timelines[builder->log[i].insurer].count++;
    }
    TimelineChange *changes = arena_allocate(arena, builder->log_count, sizeof(TimelineChange));
    for (size_t i = 0; i < insurers; i++) {
        timelines[i].changes = changes;
        ends[i] = changes;
        changes += timelines[i].count;
    }
    for (size_t i = 0; i < builder->log_count; i++) {
        *ends[builder->log[i].insurer]++ = builder->log[i].change;
    }
    return timelines;
}

void timeline_finish(TimelineBuilder *builder, ZoneFacts *zones, InstanceFacts *instances,
                     Infrastructure *result)
{
    finish_facts(builder, zones, instances);
    result->insurers = finish_insurers(builder);
    result->zones = zones;
    result->instances = instances;
    result->zones_down =
        (LevelCurve){.count = builder->zones_down.count, .changes = builder->zones_down.changes};
    result->zones_compromised = (LevelCurve){.count = builder->zones_compromised.count,
                                             .changes = builder->zones_compromised.changes};
}
