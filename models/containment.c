#include "models/containment.h"

#include <math.h>

static void isolation_begins(Simulation *simulation, Event *event)
{
    PlannedIsolation *planned = EVENT_OWNER(event, PlannedIsolation, isolates);
    (void)simulation;
    zone_change(planned->zone, ZONE_IS_ISOLATED);
}

static void plan_zone(Containment *containment, size_t zone, double delay_h)
{
    PlannedIsolation *planned = &containment->planned[zone];
    EventList *events = &containment->context->simulation->events;
    const double at_h = containment->context->simulation->now_h + delay_h;
    if (!zone_change_is_legal(planned->zone, ZONE_IS_ISOLATED)) {
        return;
    }
    if (event_is_scheduled(&planned->isolates)) {
        if (event_due_h(&planned->isolates) <= at_h) {
            return;
        }
        event_list_cancel(events, &planned->isolates);
    }
    event_list_schedule(events, &planned->isolates, at_h);
}

static void plan_zones(Containment *containment, IndexList zones, double delay_h)
{
    for (size_t i = 0; i < zones.count; i++) {
        plan_zone(containment, zones.items[i], delay_h);
    }
}

bool containment_escalation_due(const Containment *containment)
{
    return containment->noticed == containment->context->strategy->escalate_at;
}

void containment_escalation_begin(Containment *containment, double delay_h)
{
    for (size_t i = 0; i < containment->zones->count; i++) {
        plan_zone(containment, i, delay_h);
    }
}

static void first_is_noticed(Containment *containment, double delay_h)
{
    const StrategySpec *strategy = containment->context->strategy;
    if (strategy->isolate == ISOLATE_ALL) {
        containment_escalation_begin(containment, delay_h);
    } else if (strategy->isolate == ISOLATE_LIST) {
        plan_zones(containment, strategy->isolate_zones, delay_h);
    }
}

static void each_is_noticed(Containment *containment, const Zone *zone, double delay_h)
{
    const Scenario *scenario = containment->context->scenario;
    switch (containment->context->strategy->isolate) {
    case ISOLATE_COMPROMISED:
    case ISOLATE_LIST:
        plan_zone(containment, zone->index, delay_h);
        break;
    case ISOLATE_DATACENTRE:
        plan_zones(containment, scenario->datacentres[zone->spec->datacentre].zones, delay_h);
        break;
    case ISOLATE_ALL:
    case ISOLATE_NONE:
        break;
    }
}

static void containment_zone_changed(void *owner, Zone *zone, ZoneChange change)
{
    Containment *containment = owner;
    const InfrastructureContext *context = containment->context;
    if (change == ZONE_IS_ISOLATED) {
        containment->isolated_h = fmin(containment->isolated_h, context->simulation->now_h);
        return;
    }
    if (change == ZONE_IS_RESTORED) {
        event_list_cancel(&context->simulation->events,
                          &containment->planned[zone->index].isolates);
        return;
    }
    if (change != ZONE_IS_NOTICED) {
        return;
    }
    const DrawSource source = {.purpose = "reaction", .id = zone->spec->id};
    const double delay_h = context_draw(context, &context->strategy->reaction_h, source);
    containment->noticed++;
    if (containment->noticed == 1) {
        first_is_noticed(containment, delay_h);
    }
    each_is_noticed(containment, zone, delay_h);
    if (containment_escalation_due(containment)) {
        containment_escalation_begin(containment, delay_h);
    }
}

void containment_init(Containment *containment, const InfrastructureContext *context, Zones *zones)
{
    *containment = (Containment){
        .isolated_h = INFINITY,
        .context = context,
        .zones = zones,
        .planned = arena_allocate(context->arena, zones->count, sizeof(PlannedIsolation))};
    for (size_t i = 0; i < zones->count; i++) {
        containment->planned[i].zone = &zones->items[i];
        event_init(&containment->planned[i].isolates, isolation_begins, ORDER_IS_ISOLATED);
    }
    zones_listen(zones, containment_zone_changed, containment);
}
