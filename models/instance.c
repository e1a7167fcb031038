#include "models/instance.h"

static void init_dependants(Instances *instances)
{
    const Scenario *scenario = instances->context->scenario;
    adjacency_init(&instances->dependants, instances->context->arena, scenario->instance_count);
    for (int round = 0; round < ADJACENCY_ROUNDS; round++) {
        for (size_t i = 0; i < scenario->instance_count; i++) {
            const IndexList needs = scenario->instances[i].needs;
            for (size_t k = 0; k < needs.count; k++) {
                adjacency_add(&instances->dependants, needs.items[k], i);
            }
        }
        adjacency_end_round(&instances->dependants);
    }
}

static void init_insurers(Instances *instances)
{
    const Scenario *scenario = instances->context->scenario;
    const size_t pairs = scenario->system_count * scenario->insurer_count;
    adjacency_init(&instances->insurers, instances->context->arena, scenario->instance_count);
    for (int round = 0; round < ADJACENCY_ROUNDS; round++) {
        for (size_t i = 0; i < pairs; i++) {
            adjacency_add(&instances->insurers, scenario->instance_of[i],
                          i % scenario->insurer_count);
        }
        adjacency_end_round(&instances->insurers);
    }
}

static void add_needs(Adjacency *table, IndexList systems, size_t item)
{
    for (size_t i = 0; i < systems.count; i++) {
        adjacency_add(table, systems.items[i], item);
    }
}

static void init_systems(Instances *instances)
{
    const Scenario *scenario = instances->context->scenario;
    Arena *arena = instances->context->arena;
    adjacency_init(&instances->services, arena, scenario->system_count);
    adjacency_init(&instances->channels, arena, scenario->system_count);
    adjacency_init(&instances->cases, arena, scenario->system_count);
    for (int round = 0; round < ADJACENCY_ROUNDS; round++) {
        for (size_t i = 0; i < scenario->service_count; i++) {
            add_needs(&instances->services, scenario->services[i].needs, i);
        }
        for (size_t i = 0; i < scenario->channel_count; i++) {
            add_needs(&instances->channels, scenario->channels[i].needs, i);
            add_needs(&instances->cases, scenario->channels[i].case_needs, i);
        }
        adjacency_end_round(&instances->services);
        adjacency_end_round(&instances->channels);
        adjacency_end_round(&instances->cases);
    }
}

void instances_init(Instances *instances, const InfrastructureContext *context,
                    TimelineBuilder *timeline)
{
    const size_t count = context->scenario->instance_count;
    *instances = (Instances){.context = context,
                             .timeline = timeline,
                             .needs_down = arena_allocate(context->arena, count, sizeof(size_t)),
                             .pending = arena_allocate(context->arena, count, sizeof(size_t))};
    init_dependants(instances);
    init_insurers(instances);
    init_systems(instances);
}

void instances_listen(Instances *instances, NeedsListener listener, void *owner)
{
    instances->listener = listener;
    instances->owner = owner;
}

bool instance_needs_are_up(const Instances *instances, size_t instance)
{
    return instances->needs_down[instance] == 0;
}

static void tell(const Instances *instances, size_t instance, bool needs_up)
{
    if (instances->listener) {
        instances->listener(instances->owner, instance, needs_up);
    }
}

static void hold_each(TimelineBuilder *timeline, size_t insurer, ChangeKind kind, IndexList things)
{
    for (size_t i = 0; i < things.count; i++) {
        (void)timeline_hold(timeline,
                            timeline_of_insurer(timeline, insurer, kind, things.items[i]));
    }
}

static void release_each(TimelineBuilder *timeline, size_t insurer, ChangeKind kind,
                         IndexList things)
{
    for (size_t i = 0; i < things.count; i++) {
        (void)timeline_release(timeline,
                               timeline_of_insurer(timeline, insurer, kind, things.items[i]));
    }
}

/* What an instance that has just gone down does to those whom it serves. */
static void hold_insurers(Instances *instances, size_t instance)
{
    const size_t system = instances->context->scenario->instances[instance].system;
    const IndexList insurers = adjacency_row(&instances->insurers, instance);
    TimelineBuilder *timeline = instances->timeline;
    for (size_t i = 0; i < insurers.count; i++) {
        const size_t insurer = insurers.items[i];
        hold_each(timeline, insurer, CHANGE_SERVICE, adjacency_row(&instances->services, system));
        hold_each(timeline, insurer, CHANGE_CHANNEL, adjacency_row(&instances->channels, system));
        hold_each(timeline, insurer, CHANGE_CASE, adjacency_row(&instances->cases, system));
    }
}

static void release_insurers(Instances *instances, size_t instance)
{
    const size_t system = instances->context->scenario->instances[instance].system;
    const IndexList insurers = adjacency_row(&instances->insurers, instance);
    TimelineBuilder *timeline = instances->timeline;
    for (size_t i = 0; i < insurers.count; i++) {
        const size_t insurer = insurers.items[i];
        release_each(timeline, insurer, CHANGE_SERVICE,
                     adjacency_row(&instances->services, system));
        release_each(timeline, insurer, CHANGE_CHANNEL,
                     adjacency_row(&instances->channels, system));
        release_each(timeline, insurer, CHANGE_CASE, adjacency_row(&instances->cases, system));
    }
}

/* Needs do not form loops, so each instance goes down at most once on the way and `pending` holds
 * them all. */
void instances_hold(Instances *instances, size_t instance)
{
    TimelineBuilder *timeline = instances->timeline;
    size_t pending = 0;
    if (timeline_hold(timeline, timeline_instance(timeline, instance))) {
        instances->pending[pending++] = instance;
    }
    while (pending > 0) {
        const size_t down = instances->pending[--pending];
        const IndexList dependants = adjacency_row(&instances->dependants, down);
        hold_insurers(instances, down);
        for (size_t i = 0; i < dependants.count; i++) {
            const size_t dependant = dependants.items[i];
            if (instances->needs_down[dependant]++ == 0) {
                tell(instances, dependant, false);
            }
            if (timeline_hold(timeline, timeline_instance(timeline, dependant))) {
                instances->pending[pending++] = dependant;
            }
        }
    }
}

void instances_release(Instances *instances, size_t instance)
{
    TimelineBuilder *timeline = instances->timeline;
    size_t pending = 0;
    if (timeline_release(timeline, timeline_instance(timeline, instance))) {
        instances->pending[pending++] = instance;
    }
    while (pending > 0) {
        const size_t up = instances->pending[--pending];
        const IndexList dependants = adjacency_row(&instances->dependants, up);
        release_insurers(instances, up);
        for (size_t i = 0; i < dependants.count; i++) {
            const size_t dependant = dependants.items[i];
            if (--instances->needs_down[dependant] == 0) {
                tell(instances, dependant, true);
            }
            if (timeline_release(timeline, timeline_instance(timeline, dependant))) {
                instances->pending[pending++] = dependant;
            }
        }
    }
}

void instances_hold_zone(Instances *instances, size_t zone)
{
    const IndexList standing = instances->context->scenario->zones[zone].instances;
    if (!timeline_hold(instances->timeline, timeline_zone(instances->timeline, zone))) {
        return;
    }
    for (size_t i = 0; i < standing.count; i++) {
        instances_hold(instances, standing.items[i]);
    }
}

void instances_release_zone(Instances *instances, size_t zone)
{
    const IndexList standing = instances->context->scenario->zones[zone].instances;
    if (!timeline_release(instances->timeline, timeline_zone(instances->timeline, zone))) {
        return;
    }
    for (size_t i = 0; i < standing.count; i++) {
        instances_release(instances, standing.items[i]);
    }
}

void instances_hold_service(Instances *instances, size_t insurer, size_t service)
{
    (void)timeline_hold(instances->timeline,
                        timeline_of_insurer(instances->timeline, insurer, CHANGE_SERVICE, service));
}

void instances_release_service(Instances *instances, size_t insurer, size_t service)
{
    (void)timeline_release(instances->timeline, timeline_of_insurer(instances->timeline, insurer,
                                                                    CHANGE_SERVICE, service));
}
