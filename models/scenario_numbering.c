/* The final zones: those of zones.csv, then the own zones that are needed under any strategy; and
 * what stands in each. */
#include "models/scenario_draft.h"

#include <string.h>

typedef struct Numbering {
    ScenarioDraft *draft;
    Arena *arena;
    size_t zone_rows;  /* of zones.csv: they keep their numbers */
    const size_t *own; /* [data centre]: final number of its own zone, NONE */
    size_t zone_count;
} Numbering;

static size_t final_zone(const Numbering *numbering, size_t provisional)
{
    return provisional == NONE || provisional < numbering->zone_rows
               ? provisional
               : numbering->own[provisional - numbering->zone_rows];
}

static void number_own_zones(Numbering *numbering)
{
    const ScenarioDraft *draft = numbering->draft;
    const size_t count = draft->scenario.datacentre_count;
    size_t *own = arena_allocate(numbering->arena, count, sizeof *own);

    numbering->zone_rows = reading_rows(&draft->reading, TABLE_ZONES);
    numbering->zone_count = numbering->zone_rows;
    for (size_t d = 0; d < count; d++) {
        own[d] = draft->own_zones[d] ? numbering->zone_count++ : NONE;
    }
    numbering->own = own;
}

/* The zones of every data centre, in the order of zones.csv, the own one last. */
static void list_zones(const Numbering *numbering, DatacentreSpec *datacentres,
                       const ZoneSpec *zones)
{
    const size_t count = numbering->draft->scenario.datacentre_count;
    size_t *first = arena_allocate(numbering->arena, count + 2, sizeof *first);
    size_t *items = arena_allocate(numbering->arena, numbering->zone_count, sizeof *items);

    for (size_t z = 0; z < numbering->zone_count; z++) {
        first[zones[z].datacentre + 2]++;
    }
    for (size_t d = 2; d < count + 2; d++) {
        first[d] += first[d - 1];
    }
    for (size_t z = 0; z < numbering->zone_count; z++) {
        items[first[zones[z].datacentre + 1]++] = z;
    }
    for (size_t d = 0; d < count; d++) {
        datacentres[d].zones = (IndexList){first[d + 1] - first[d], items + first[d]};
    }
}

static void renumber_instances(const Numbering *numbering)
{
    Scenario *scenario = &numbering->draft->scenario;
    InstanceSpec *instances =
        arena_allocate(numbering->arena, scenario->instance_count, sizeof *instances);

    for (size_t k = 0; k < scenario->instance_count; k++) {
        instances[k] = scenario->instances[k];
        instances[k].zone = final_zone(numbering, instances[k].zone);
    }
    scenario->instances = instances;
}

static void list_instances(const Numbering *numbering, ZoneSpec *zones)
{
    const Scenario *scenario = &numbering->draft->scenario;
    size_t *first = arena_allocate(numbering->arena, numbering->zone_count + 2, sizeof *first);
    size_t *items = arena_allocate(numbering->arena, scenario->instance_count, sizeof *items);

    for (size_t k = 0; k < scenario->instance_count; k++) {
        first[scenario->instances[k].zone + 2]++;
    }
    for (size_t z = 2; z < numbering->zone_count + 2; z++) {
        first[z] += first[z - 1];
    }
    for (size_t k = 0; k < scenario->instance_count; k++) {
        items[first[scenario->instances[k].zone + 1]++] = k;
    }
    for (size_t z = 0; z < numbering->zone_count; z++) {
        zones[z].instances = (IndexList){first[z + 1] - first[z], items + first[z]};
    }
}

/* Insured of the insurers that have an instance of their own in the zone, each once. */
static void add_insurers(const Numbering *numbering, ZoneSpec *zones, const bool *holds_shared)
{
    const Scenario *scenario = &numbering->draft->scenario;
    size_t *last = arena_allocate(numbering->arena, numbering->zone_count, sizeof *last);

    for (size_t i = 0; i < scenario->insurer_count; i++) {
        for (size_t s = 0; s < scenario->system_count; s++) {
            const InstanceSpec *instance =
                &scenario->instances[scenario->instance_of[s * scenario->insurer_count + i]];
            const size_t z = instance->zone;
            if (instance->insurer == i && !holds_shared[z] && last[z] != i + 1) {
                last[z] = i + 1;
                zones[z].insured += scenario->insurers[i].insured;
            }
        }
    }
}

static void count_insured(const Numbering *numbering, ZoneSpec *zones)
{
    const Scenario *scenario = &numbering->draft->scenario;
    bool *holds_shared = arena_allocate(numbering->arena, numbering->zone_count, sizeof(bool));

    for (size_t k = 0; k < scenario->instance_count; k++) {
        const InstanceSpec *instance = &scenario->instances[k];
        if (instance->insurer == NONE) {
            holds_shared[instance->zone] = true;
            zones[instance->zone].insured = instance->insured;
        }
    }
    add_insurers(numbering, zones, holds_shared);
}

/* Where the scenario has no systems: those that the zone admits. */
static void count_admitted(const Numbering *numbering, ZoneSpec *zones)
{
    const Scenario *scenario = &numbering->draft->scenario;
    uint64_t *insured =
        arena_allocate(numbering->arena, scenario->datacentre_count, sizeof *insured);

    for (size_t i = 0; i < scenario->insurer_count; i++) {
        insured[scenario->insurers[i].datacentre] += scenario->insurers[i].insured;
    }
    for (size_t z = 0; z < numbering->zone_count; z++) {
        const bool named =
            z < numbering->zone_rows && numbering->draft->zones[z].insurers.count > 0;
        const IndexList *list = named ? &numbering->draft->zones[z].insurers : &(IndexList){0};
        zones[z].insured = named ? 0 : insured[zones[z].datacentre];
        for (size_t i = 0; i < list->count; i++) {
            const InsurerSpec *insurer = &scenario->insurers[list->items[i]];
            zones[z].insured += insurer->datacentre == zones[z].datacentre ? insurer->insured : 0;
        }
    }
}

static void build_zones(const Numbering *numbering)
{
    Scenario *scenario = &numbering->draft->scenario;
    ZoneSpec *zones = arena_allocate(numbering->arena, numbering->zone_count, sizeof *zones);
    DatacentreSpec *datacentres =
        arena_allocate(numbering->arena, scenario->datacentre_count, sizeof *datacentres);

    for (size_t z = 0; z < numbering->zone_rows; z++) {
        zones[z] = scenario->zones[z];
    }
    for (size_t d = 0; d < scenario->datacentre_count; d++) {
        datacentres[d] = scenario->datacentres[d];
        if (numbering->own[d] != NONE) {
            zones[numbering->own[d]] = scenario->zones[numbering->zone_rows + d];
        }
    }
    list_zones(numbering, datacentres, zones);
    renumber_instances(numbering);
    list_instances(numbering, zones);
    if (scenario->system_count > 0) {
        count_insured(numbering, zones);
    } else {
        count_admitted(numbering, zones);
    }
    scenario->zones = zones;
    scenario->zone_count = numbering->zone_count;
    scenario->datacentres = datacentres;
}

static void renumber_links(const Numbering *numbering)
{
    Scenario *scenario = &numbering->draft->scenario;
    LinkSpec *links = arena_allocate(numbering->arena, scenario->link_count, sizeof *links);

    for (size_t i = 0; i < scenario->link_count; i++) {
        links[i] = scenario->links[i];
        links[i].from = final_zone(numbering, links[i].from);
        links[i].to = final_zone(numbering, links[i].to);
    }
    scenario->links = links;
}

static void renumber_outages(const Numbering *numbering)
{
    Scenario *scenario = &numbering->draft->scenario;
    OutageSpec *outages = arena_allocate(numbering->arena, scenario->outage_count, sizeof *outages);

    for (size_t i = 0; i < scenario->outage_count; i++) {
        outages[i] = scenario->outages[i];
        if (outages[i].kind == OUTAGE_ZONE) {
            outages[i].target = final_zone(numbering, outages[i].target);
        }
    }
    scenario->outages = outages;
}

/* A listed data centre becomes all its zones; each zone stands once, in the order of the list. */
static IndexList expand_isolate_list(const Numbering *numbering, const IndexList *listed,
                                     bool *taken)
{
    const Scenario *scenario = &numbering->draft->scenario;
    size_t *items = arena_allocate(numbering->arena, numbering->zone_count, sizeof *items);
    IndexList list = {.items = items};

    for (size_t i = 0; i < listed->count; i++) {
        const size_t item = listed->items[i];
        const IndexList one = {1, &item};
        const IndexList *zones = item < numbering->zone_rows
                                     ? &one
                                     : &scenario->datacentres[item - numbering->zone_rows].zones;
        for (size_t k = 0; k < zones->count; k++) {
            if (!taken[zones->items[k]]) {
                taken[zones->items[k]] = true;
                items[list.count++] = zones->items[k];
            }
        }
    }
    for (size_t i = 0; i < list.count; i++) {
        taken[items[i]] = false;
    }
    return list;
}

/* The zones of a listed data centre are those of this variant, so every draft expands its own. */
static void expand_strategies(const Numbering *numbering)
{
    Scenario *scenario = &numbering->draft->scenario;
    const StrategySpec *from =
        numbering->draft->base ? numbering->draft->base->listed_strategies : scenario->strategies;
    StrategySpec *strategies =
        arena_allocate(numbering->arena, scenario->strategy_count, sizeof *strategies);
    bool *taken = arena_allocate(numbering->arena, numbering->zone_count, sizeof *taken);

    numbering->draft->listed_strategies = from;
    for (size_t i = 0; i < scenario->strategy_count; i++) {
        strategies[i] = from[i];
        if (from[i].isolate == ISOLATE_LIST) {
            strategies[i].isolate_zones =
                expand_isolate_list(numbering, &from[i].isolate_zones, taken);
        }
    }
    scenario->strategies = strategies;
}

void draft_number_zones(ScenarioDraft *draft)
{
    Numbering numbering = {.draft = draft, .arena = draft->reading.arena};
    Scenario *scenario = &draft->scenario;

    number_own_zones(&numbering);
    if (scenario->attack.given) {
        scenario->attack.entry = final_zone(&numbering, scenario->attack.entry);
    }
    if (draft_reads(draft, PLACEMENT_TABLES)) {
        build_zones(&numbering);
        expand_strategies(&numbering);
    } else {
        scenario->zones = draft->base->scenario.zones;
        scenario->zone_count = draft->base->scenario.zone_count;
        scenario->datacentres = draft->base->scenario.datacentres;
        scenario->instances = draft->base->scenario.instances;
        scenario->strategies = draft->base->scenario.strategies;
    }
    if (draft_reads(draft, TABLE_BIT(LINKS))) {
        renumber_links(&numbering);
    } else {
        scenario->links = draft->base->scenario.links;
    }
    if (draft_reads(draft, OUTAGE_TABLES | PLACEMENT_TABLES)) {
        renumber_outages(&numbering);
    } else {
        scenario->outages = draft->base->scenario.outages;
    }
}
