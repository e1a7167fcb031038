/* Which instances there are, in which zone each stands, and what it needs.
 *
 * An instance stands in the first zone of its data centre that fits; one of scope `datacentre` fits
 * only where `insurers` is empty. What fits in none stands in the data centre's own zone, and so
 * does everything of a data centre without zones. All in time proportional to the tables and the
 * instances, however many zones a data centre has.
 */
#include "models/scenario_draft.h"

#include <string.h>

typedef struct Placement {
    ScenarioDraft *draft;
    const Scenario *scenario;
    Arena *arena;
    size_t zone_rows; /* of zones.csv; own zones follow */
    size_t *general;  /* [data centre * systems + system]: first zone that is open to all insurers,
                         NONE */
    size_t *special_first; /* [insurer + 1]: zones that name the insurer, in special */
    size_t *special;
    size_t *first_instance; /* [system + 1] */
    InstanceSpec *instances;
    size_t *instance_of;
} Placement;

/* Enters zone `z` for the systems that it holds, where `slots` has no zone yet. */
static void enter_zone(const Placement *placement, size_t z, size_t *slots)
{
    const IndexList *systems = &placement->draft->zones[z].systems;

    if (systems->count == 0) {
        for (size_t s = 0; s < placement->scenario->system_count; s++) {
            slots[s] = slots[s] == NONE ? z : slots[s];
        }
    }
    for (size_t i = 0; i < systems->count; i++) {
        size_t *slot = &slots[systems->items[i]];
        *slot = *slot == NONE ? z : *slot;
    }
}

static void find_general_zones(Placement *placement)
{
    const Scenario *scenario = placement->scenario;
    const size_t system_count = scenario->system_count;
    const size_t slots = scenario->datacentre_count * system_count;
    bool *full = arena_allocate(placement->arena, scenario->datacentre_count, sizeof *full);

    placement->general = arena_allocate(placement->arena, slots, sizeof *placement->general);
    for (size_t i = 0; i < slots; i++) {
        placement->general[i] = NONE;
    }
    for (size_t z = 0; z < placement->zone_rows; z++) {
        const size_t datacentre = scenario->zones[z].datacentre;
        if (placement->draft->zones[z].insurers.count == 0 && !full[datacentre]) {
            enter_zone(placement, z, placement->general + datacentre * system_count);
            full[datacentre] = placement->draft->zones[z].systems.count == 0;
        }
    }
}

static bool zone_names_insurer(const Placement *placement, size_t z, size_t insurer)
{
    return placement->scenario->insurers[insurer].datacentre ==
           placement->scenario->zones[z].datacentre;
}

/* Sorts the zones that name insurers by insurer; zones of other data centres than his are no use to
 * him. */
static void find_special_zones(Placement *placement)
{
    const size_t insurers = placement->scenario->insurer_count;
    size_t *first = arena_allocate(placement->arena, insurers + 2, sizeof *first);
    size_t total = 0;

    for (size_t z = 0; z < placement->zone_rows; z++) {
        const IndexList *named = &placement->draft->zones[z].insurers;
        for (size_t i = 0; i < named->count; i++) {
            first[named->items[i] + 2] += zone_names_insurer(placement, z, named->items[i]);
        }
        total += named->count;
    }
    for (size_t i = 2; i < insurers + 2; i++) {
        first[i] += first[i - 1];
    }
    placement->special = arena_allocate(placement->arena, total, sizeof *placement->special);
    for (size_t z = 0; z < placement->zone_rows; z++) {
        const IndexList *named = &placement->draft->zones[z].insurers;
        for (size_t i = 0; i < named->count; i++) {
            if (zone_names_insurer(placement, z, named->items[i])) {
                placement->special[first[named->items[i] + 1]++] = z;
            }
        }
    }
    placement->special_first = first;
}

/* Numbers the instances by system, then insurer or data centre. */
static size_t number_instances(Placement *placement)
{
    const Scenario *scenario = placement->scenario;
    size_t *first = arena_allocate(placement->arena, scenario->system_count + 1, sizeof *first);

    for (size_t s = 0; s < scenario->system_count; s++) {
        first[s + 1] = first[s] + (scenario->systems[s].scope == SYSTEM_PER_INSURER
                                       ? scenario->insurer_count
                                       : scenario->datacentre_count);
    }
    placement->first_instance = first;
    return first[scenario->system_count];
}

static const char *instance_id(const Placement *placement, size_t instance, const char *system,
                               const char *place)
{
    TextBuilder id = {0};

    if (placement->draft->base) {
        return placement->draft->base->scenario.instances[instance].id;
    }
    text_add(&id, system);
    text_add(&id, "@");
    text_add(&id, place);
    const char *copy = arena_copy_text(placement->arena, id.text, id.length);
    text_deinit(&id);
    return copy;
}

/* The zone, or the data centre's own. */
static size_t zone_or_own(const Placement *placement, size_t zone, size_t datacentre)
{
    if (zone != NONE) {
        return zone;
    }
    placement->draft->own_zones[datacentre] = true;
    return placement->zone_rows + datacentre;
}

static void place_insurer(Placement *placement, size_t i, size_t *slots)
{
    const Scenario *scenario = placement->scenario;
    const InsurerSpec *insurer = &scenario->insurers[i];
    const size_t *general = placement->general + insurer->datacentre * scenario->system_count;

    for (size_t s = 0; s < scenario->system_count; s++) {
        slots[s] = NONE;
    }
    for (size_t k = placement->special_first[i]; k < placement->special_first[i + 1]; k++) {
        enter_zone(placement, placement->special[k], slots);
        if (placement->draft->zones[placement->special[k]].systems.count == 0) {
            break;
        }
    }
    for (size_t s = 0; s < scenario->system_count; s++) {
        const bool shared = scenario->systems[s].scope == SYSTEM_PER_DATACENTRE;
        const size_t instance = placement->first_instance[s] + (shared ? insurer->datacentre : i);
        placement->instance_of[s * scenario->insurer_count + i] = instance;
        if (shared) {
            continue;
        }
        const size_t zone = slots[s] < general[s] ? slots[s] : general[s];
        placement->instances[instance] = (InstanceSpec){
            .id = instance_id(placement, instance, scenario->systems[s].id, insurer->id),
            .system = s,
            .insurer = i,
            .datacentre = insurer->datacentre,
            .zone = zone_or_own(placement, zone, insurer->datacentre),
            .insurer_priority = insurer->priority,
            .insured = insurer->insured};
    }
}

static void place_datacentre(Placement *placement, size_t d, double priority, uint64_t insured)
{
    const Scenario *scenario = placement->scenario;

    for (size_t s = 0; s < scenario->system_count; s++) {
        if (scenario->systems[s].scope == SYSTEM_PER_DATACENTRE) {
            const size_t instance = placement->first_instance[s] + d;
            const size_t zone = placement->general[d * scenario->system_count + s];
            placement->instances[instance] =
                (InstanceSpec){.id = instance_id(placement, instance, scenario->systems[s].id,
                                                 scenario->datacentres[d].id),
                               .system = s,
                               .insurer = NONE,
                               .datacentre = d,
                               .zone = zone_or_own(placement, zone, d),
                               .insurer_priority = priority,
                               .insured = insured};
        }
    }
}

/* Those of scope `datacentre`, with what they are worth: the sum and the first of the insurers
 * there. */
static void place_datacentres(Placement *placement)
{
    const Scenario *scenario = placement->scenario;
    const double default_priority = 100;
    const size_t count = scenario->datacentre_count;
    double *priorities = arena_allocate(placement->arena, count, sizeof *priorities);
    uint64_t *insured = arena_allocate(placement->arena, count, sizeof *insured);

    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const InsurerSpec *insurer = &scenario->insurers[i];
        const size_t d = insurer->datacentre;
        if (insured[d] == 0 || insurer->priority < priorities[d]) {
            priorities[d] = insurer->priority;
        }
        insured[d] += insurer->insured;
    }
    for (size_t d = 0; d < count; d++) {
        place_datacentre(placement, d, insured[d] > 0 ? priorities[d] : default_priority,
                         insured[d]);
    }
}

static void resolve_needs(Placement *placement)
{
    const Scenario *scenario = placement->scenario;
    size_t total = 0;

    for (size_t s = 0; s < scenario->system_count; s++) {
        total += scenario->systems[s].needs.count *
                 (placement->first_instance[s + 1] - placement->first_instance[s]);
    }
    size_t *items = arena_allocate(placement->arena, total, sizeof *items);
    for (size_t k = 0; k < placement->first_instance[scenario->system_count]; k++) {
        InstanceSpec *instance = &placement->instances[k];
        const IndexList *needs = &scenario->systems[instance->system].needs;
        instance->needs = (IndexList){.count = needs->count, .items = items};
        for (size_t i = 0; i < needs->count; i++) {
            const size_t s = needs->items[i];
            *items++ =
                instance->insurer == NONE
                    ? placement->first_instance[s] + instance->datacentre
                    : placement->instance_of[s * scenario->insurer_count + instance->insurer];
        }
    }
}

static IndexList outage_instances(const Placement *placement, const OutageSpec *outage,
                                  const size_t *all)
{
    const size_t first = placement->first_instance[outage->target];
    const size_t end = placement->first_instance[outage->target + 1];

    if (outage->insurer != NONE) {
        return (IndexList){1, all + first + outage->insurer};
    }
    if (outage->datacentre == NONE) {
        return (IndexList){end - first, all + first};
    }
    if (placement->scenario->systems[outage->target].scope == SYSTEM_PER_DATACENTRE) {
        return (IndexList){1, all + first + outage->datacentre};
    }
    size_t *items = arena_allocate(placement->arena, end - first, sizeof *items);
    IndexList list = {.items = items};
    for (size_t k = first; k < end; k++) {
        if (placement->scenario->instances[k].datacentre == outage->datacentre) {
            items[list.count++] = k;
        }
    }
    return list;
}

static void find_outage_instances(const Placement *placement)
{
    Scenario *scenario = &placement->draft->scenario;
    OutageSpec *outages = arena_allocate(placement->arena, scenario->outage_count, sizeof *outages);
    size_t *all = arena_allocate(placement->arena, scenario->instance_count, sizeof *all);

    for (size_t k = 0; k < scenario->instance_count; k++) {
        all[k] = k;
    }
    for (size_t i = 0; i < scenario->outage_count; i++) {
        outages[i] = scenario->outages[i];
        if (outages[i].kind == OUTAGE_INSTANCES) {
            outages[i].instances = outage_instances(placement, &outages[i], all);
        }
    }
    scenario->outages = outages;
}

static void mark_datacentres_without_zones(const Placement *placement)
{
    const Scenario *scenario = placement->scenario;
    bool *has_zone = arena_allocate(placement->arena, scenario->datacentre_count, sizeof *has_zone);

    for (size_t z = 0; z < placement->zone_rows; z++) {
        has_zone[scenario->zones[z].datacentre] = true;
    }
    for (size_t d = 0; d < scenario->datacentre_count; d++) {
        placement->draft->own_zones[d] = placement->draft->own_zones[d] || !has_zone[d];
    }
}

static void place_all(Placement *placement)
{
    Scenario *scenario = &placement->draft->scenario;
    const size_t count = number_instances(placement);
    size_t *slots = arena_allocate(placement->arena, scenario->system_count, sizeof *slots);

    placement->instances = arena_allocate(placement->arena, count, sizeof(InstanceSpec));
    placement->instance_of = arena_allocate(
        placement->arena, scenario->system_count * scenario->insurer_count, sizeof(size_t));
    find_general_zones(placement);
    find_special_zones(placement);
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        place_insurer(placement, i, slots);
    }
    place_datacentres(placement);
    resolve_needs(placement);
    scenario->instances = placement->instances;
    scenario->instance_of = placement->instance_of;
    scenario->instance_count = count;
}

void draft_place(ScenarioDraft *draft)
{
    Placement placement = {.draft = draft,
                           .scenario = &draft->scenario,
                           .arena = draft->reading.arena,
                           .zone_rows = reading_rows(&draft->reading, TABLE_ZONES)};

    if (draft_reads(draft, PLACEMENT_TABLES)) {
        mark_datacentres_without_zones(&placement);
        place_all(&placement);
        find_outage_instances(&placement);
        return;
    }
    draft->scenario.instances = draft->base->scenario.instances;
    draft->scenario.instance_of = draft->base->scenario.instance_of;
    draft->scenario.instance_count = draft->base->scenario.instance_count;
    if (draft_reads(draft, OUTAGE_TABLES)) {
        number_instances(&placement);
        find_outage_instances(&placement);
    } else {
        draft->scenario.outages = draft->base->scenario.outages;
    }
}
