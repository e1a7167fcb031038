#include "models/zone.h"

#include <assert.h>
#include <math.h>

ZoneFacts zone_facts_none(void)
{
    return (ZoneFacts){.compromised_h = INFINITY,
                       .noticed_h = INFINITY,
                       .isolated_h = INFINITY,
                       .destroyed_h = INFINITY,
                       .base_ready_h = INFINITY,
                       .base_start_h = INFINITY,
                       .restored_h = INFINITY,
                       .last_up_h = NAN};
}

void zones_init(Zones *zones, const InfrastructureContext *context, ZoneFacts *facts)
{
    const Scenario *scenario = context->scenario;
    *zones = (Zones){.context = context,
                     .count = scenario->zone_count,
                     .items = arena_allocate(context->arena, scenario->zone_count, sizeof(Zone))};
    for (size_t i = 0; i < zones->count; i++) {
        facts[i] = zone_facts_none();
        zones->items[i] =
            (Zone){.zones = zones, .spec = &scenario->zones[i], .index = i, .facts = &facts[i]};
    }
}

void zones_listen(Zones *zones, ZoneListener listener, void *owner)
{
    assert(zones->listener_count < ZONE_LISTENERS);
    zones->listeners[zones->listener_count] = listener;
    zones->owners[zones->listener_count] = owner;
    zones->listener_count++;
}

bool zone_holds_attacker(const Zone *zone)
{
    return zone->health == ZONE_COMPROMISED || zone->health == ZONE_DESTROYED;
}

bool zone_is_shut(const Zone *zone)
{
    return zone->isolated || zone->health == ZONE_DESTROYED;
}

bool zone_change_is_legal(const Zone *zone, ZoneChange change)
{
    switch (change) {
    case ZONE_IS_COMPROMISED:
        return zone->health == ZONE_CLEAN;
    case ZONE_IS_NOTICED:
        return zone->health != ZONE_RESTORED && !zone->noticed;
    case ZONE_IS_ISOLATED:
        return zone->health != ZONE_RESTORED && !zone->isolated;
    case ZONE_IS_DESTROYED:
        return zone->health == ZONE_COMPROMISED && !zone->isolated;
    case ZONE_IS_RESTORED:
        return zone_is_shut(zone);
    }
    return false;
}

bool zone_change_shuts(const Zone *zone, ZoneChange change)
{
    return change == ZONE_IS_DESTROYED ||
           (change == ZONE_IS_ISOLATED && zone->health != ZONE_DESTROYED);
}

static void make_change(Zone *zone, ZoneChange change, double t_h)
{
    switch (change) {
    case ZONE_IS_COMPROMISED:
        zone->health = ZONE_COMPROMISED;
        zone->facts->compromised_h = t_h;
        break;
    case ZONE_IS_NOTICED:
        zone->noticed = true;
        zone->facts->noticed_h = t_h;
        break;
    case ZONE_IS_ISOLATED:
        zone->isolated = true;
        zone->facts->isolated_h = t_h;
        break;
    case ZONE_IS_DESTROYED:
        zone->health = ZONE_DESTROYED;
        zone->facts->destroyed_h = t_h;
        break;
    case ZONE_IS_RESTORED:
        zone->health = ZONE_RESTORED;
        zone->isolated = false;
        zone->facts->restored_h = t_h;
        break;
    }
}

void zone_change(Zone *zone, ZoneChange change)
{
    assert(zone_change_is_legal(zone, change));
    Zones *zones = zone->zones;
    make_change(zone, change, zones->context->simulation->now_h);
    for (size_t i = 0; i < zones->listener_count; i++) {
        zones->listeners[i](zones->owners[i], zone, change);
    }
}
