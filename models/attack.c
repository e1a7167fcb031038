#include "models/attack.h"

#include <math.h>

static const AttackSpec *attack_spec(const Attack *attack)
{
    return &attack->context->scenario->attack;
}

/* Notice */

static void notice(Attack *attack, AttackedZone *attacked)
{
    Zone *zone = attacked->zone;
    if (!zone_change_is_legal(zone, ZONE_IS_NOTICED)) {
        return;
    }
    event_list_cancel(&attack->context->simulation->events, &attacked->notice_due);
    zone_change(zone, ZONE_IS_NOTICED);
}

/* The first notice opens the eyes for what would have been noticed before, had anybody looked. */
static void notice_first(Attack *attack, AttackedZone *attacked)
{
    attack->detected_h = attack->context->simulation->now_h;
    notice(attack, attacked);
    for (size_t i = 0; i < attack->zones->count; i++) {
        if (attack->attacked[i].waits_for_first_notice) {
            notice(attack, &attack->attacked[i]);
        }
    }
}

static void notice_or_first(Attack *attack, AttackedZone *attacked)
{
    if (isinf(attack->detected_h)) {
        notice_first(attack, attacked);
    } else {
        notice(attack, attacked);
    }
}

static void notice_is_due(Simulation *simulation, Event *event)
{
    AttackedZone *attacked = EVENT_OWNER(event, AttackedZone, notice_due);
    Attack *attack = attacked->attack;
    (void)simulation;
    const bool is_entry = attacked->zone->index == attack_spec(attack)->entry;
    if (is_entry || !isinf(attack->detected_h)) {
        notice_or_first(attack, attacked);
    } else {
        attacked->waits_for_first_notice = true;
    }
}

/* Payload */

static void payload_strikes(Simulation *simulation, Event *event)
{
    AttackedZone *attacked = EVENT_OWNER(event, AttackedZone, payload_strikes);
    (void)simulation;
    zone_change(attacked->zone, ZONE_IS_DESTROYED);
    notice_or_first(attacked->attack, attacked);
}

/* Theft */

static void records_are_stolen(Simulation *simulation, Event *event)
{
    AttackedZone *attacked = EVENT_OWNER(event, AttackedZone, theft.strikes);
    Attack *attack = attacked->attack;
    const ZoneSpec *spec = attacked->zone->spec;
    (void)simulation;
    hazard_end(&attacked->theft);
    const double share = context_draw(attack->context, &attack_spec(attack)->stolen_share,
                                      (DrawSource){.purpose = "stolen share", .id = spec->id});
    const double records = share * (double)spec->insured;
    attack->records_stolen += records;
    context_trace(attack->context, "zone", spec->id, "records_stolen", records);
}

static void adjust_theft(Attack *attack, AttackedZone *attacked)
{
    const Zone *zone = attacked->zone;
    double per_h = 0.0;
    if (zone_holds_attacker(zone)) {
        per_h = attack_spec(attack)->exfiltrate_per_h *
                (zone->isolated ? attack->context->strategy->leak : 1.0);
    }
    hazard_set(&attacked->theft, attack->context->simulation, per_h);
}

/* Spread */

static void attack_spreads(Simulation *simulation, Event *event)
{
    AttackLink *link = EVENT_OWNER(event, AttackLink, spread.strikes);
    (void)simulation;
    hazard_end(&link->spread);
    zone_change(&link->attack->zones->items[link->spec->to], ZONE_IS_COMPROMISED);
}

static void adjust_spread(Attack *attack, AttackLink *link)
{
    const Zone *from = &attack->zones->items[link->spec->from];
    const Zone *to = &attack->zones->items[link->spec->to];
    double per_h = 0.0;
    if (zone_holds_attacker(from) && to->health == ZONE_CLEAN) {
        per_h = link->spec->spread_per_h *
                (from->isolated || to->isolated ? attack->context->strategy->leak : 1.0);
    }
    hazard_set(&link->spread, attack->context->simulation, per_h);
}

/* Compromise */

static void zone_is_compromised(Attack *attack, AttackedZone *attacked)
{
    const AttackSpec *spec = attack_spec(attack);
    const Zone *zone = attacked->zone;
    if (zone->index != spec->entry) {
        const DrawSource source = {.purpose = "detect next", .id = zone->spec->id};
        const double delay_h = context_draw(attack->context, &spec->detect_next_h, source);
        context_schedule_in(attack->context, &attacked->notice_due, delay_h);
    }
    if (spec->has_payload && !zone->isolated) {
        const DrawSource source = {.purpose = "payload", .id = zone->spec->id};
        const double delay_h = context_draw(attack->context, &spec->payload_h, source);
        context_schedule_in(attack->context, &attacked->payload_strikes, delay_h);
    }
}

static void attack_zone_changed(void *owner, Zone *zone, ZoneChange change)
{
    Attack *attack = owner;
    AttackedZone *attacked = &attack->attacked[zone->index];
    EventList *events = &attack->context->simulation->events;
    if (change == ZONE_IS_NOTICED) {
        return;
    }
    if (change == ZONE_IS_COMPROMISED) {
        zone_is_compromised(attack, attacked);
    } else if (change == ZONE_IS_ISOLATED) {
        event_list_cancel(events, &attacked->payload_strikes);
    } else if (change == ZONE_IS_RESTORED) {
        event_list_cancel(events, &attacked->payload_strikes);
        event_list_cancel(events, &attacked->notice_due);
    }
    adjust_theft(attack, attacked);
    const IndexList links = adjacency_row(&attack->links_of, zone->index);
    for (size_t i = 0; i < links.count; i++) {
        adjust_spread(attack, &attack->links[links.items[i]]);
    }
}

/* The entry's notice runs from the start, compromised or not. */
static void attack_starts(Simulation *simulation, Event *event)
{
    Attack *attack = EVENT_OWNER(event, Attack, starts);
    const AttackSpec *spec = attack_spec(attack);
    AttackedZone *entry = &attack->attacked[spec->entry];
    (void)simulation;
    context_trace(attack->context, "zone", entry->zone->spec->id,
                  attack->false_alarm ? "false_alarm_starts" : "attack_starts", NAN);
    const double detect_h =
        context_draw(attack->context, &spec->detect_h, (DrawSource){.purpose = "detect"});
    context_schedule_in(attack->context, &entry->notice_due, detect_h);
    if (!attack->false_alarm) {
        zone_change(entry->zone, ZONE_IS_COMPROMISED);
    }
}

static void init_zones(Attack *attack)
{
    const InfrastructureContext *context = attack->context;
    const size_t count = attack->zones->count;
    attack->attacked = arena_allocate(context->arena, count, sizeof(AttackedZone));
    for (size_t i = 0; i < count; i++) {
        AttackedZone *attacked = &attack->attacked[i];
        attacked->attack = attack;
        attacked->zone = &attack->zones->items[i];
        event_init(&attacked->notice_due, notice_is_due, ORDER_IS_NOTICED);
        event_init(&attacked->payload_strikes, payload_strikes, ORDER_STRIKES);
        const DrawSource source = {.purpose = "exfiltrate", .id = attacked->zone->spec->id};
        hazard_init(&attacked->theft, records_are_stolen, ORDER_STRIKES,
                    context_exponential(context, source));
    }
}

static void init_links_of_zones(Attack *attack)
{
    const Scenario *scenario = attack->context->scenario;
    adjacency_init(&attack->links_of, attack->context->arena, scenario->zone_count);
    for (int round = 0; round < ADJACENCY_ROUNDS; round++) {
        for (size_t i = 0; i < scenario->link_count; i++) {
            adjacency_add(&attack->links_of, scenario->links[i].from, i);
            adjacency_add(&attack->links_of, scenario->links[i].to, i);
        }
        adjacency_end_round(&attack->links_of);
    }
}

static void init_links(Attack *attack)
{
    const InfrastructureContext *context = attack->context;
    const Scenario *scenario = context->scenario;
    attack->links = arena_allocate(context->arena, scenario->link_count, sizeof(AttackLink));
    for (size_t i = 0; i < scenario->link_count; i++) {
        const LinkSpec *spec = &scenario->links[i];
        const DrawSource source = {.purpose = "link",
                                   .id = scenario->zones[spec->from].id,
                                   .second_id = scenario->zones[spec->to].id,
                                   .entity = spec->repeat};
        attack->links[i] = (AttackLink){.attack = attack, .spec = spec};
        hazard_init(&attack->links[i].spread, attack_spreads, ORDER_STRIKES,
                    context_exponential(context, source));
    }
}

void attack_init(Attack *attack, const InfrastructureContext *context, Zones *zones)
{
    const AttackSpec *spec = &context->scenario->attack;
    *attack = (Attack){.context = context, .zones = zones, .detected_h = INFINITY};
    event_init(&attack->starts, attack_starts, ORDER_BEGINS);
    if (!spec->given) {
        return;
    }
    init_zones(attack);
    init_links_of_zones(attack);
    init_links(attack);
    zones_listen(zones, attack_zone_changed, attack);
    attack->false_alarm =
        context_uniform(context, (DrawSource){.purpose = "false alarm"}) < spec->false_alarm_prob;
    const double start_h =
        context_draw(context, &spec->start_h, (DrawSource){.purpose = "attack start"});
    event_list_schedule(&context->simulation->events, &attack->starts, start_h);
}
