#include "models/measures.h"

#include "models/measures_layout.h"

#include <stdio.h>
#include <string.h>

static const MetricInfo METRIC_TABLE[METRICS] = {
#define METRIC(scope, NAME, name, unit, direction, meaning)                                        \
    {SCOPE_##scope, name, unit, meaning, METRIC_##direction},
#include "models/metrics.def"
#undef METRIC
};

typedef enum Sampled { SAMPLED_STATES, SAMPLED_INTERVALS } Sampled;
typedef enum Missing { MISSING_WHOLE, MISSING_ARRIVED } Missing;

typedef struct CurveInfo {
    Scope scope;
    const char *name, *unit;
    CurveKind kind;
    Sampled sampled;
    Missing missing;
} CurveInfo;

static const CurveInfo CURVE_TABLE[CURVES] = {
#define CURVE(scope, NAME, name, unit, kind, sampled, missing)                                     \
    {SCOPE_##scope, name, unit, CURVE_##kind, SAMPLED_##sampled, MISSING_##missing},
#include "models/curves.def"
#undef CURVE
};

size_t metric_count(void)
{
    return METRICS;
}

MetricInfo metric_info(size_t index)
{
    return METRIC_TABLE[index];
}

const char *scope_name(Scope scope)
{
    static const char *const NAMES[SCOPES] = {"service", "channel", "desk", "zone",
                                              "system",  "insurer", "total"};
    return NAMES[scope];
}

size_t scope_first_metric(Scope scope)
{
    size_t first = 0;
    while (METRIC_TABLE[first].scope != scope) {
        first++;
    }
    return first;
}

size_t scope_metric_count(Scope scope)
{
    size_t count = 0;
    for (size_t i = 0; i < METRICS; i++) {
        count += METRIC_TABLE[i].scope == scope;
    }
    return count;
}

size_t scope_first_curve(Scope scope)
{
    size_t first = 0;
    while (first < CURVES && CURVE_TABLE[first].scope != scope) {
        first++;
    }
    return first;
}

size_t scope_curve_count(Scope scope)
{
    size_t count = 0;
    for (size_t i = 0; i < CURVES; i++) {
        count += CURVE_TABLE[i].scope == scope;
    }
    return count;
}

/* The entities of a scope, in their order in the layout. */
typedef struct EntityList {
    size_t count;
    const char **ids;
} EntityList;

static const char *joined_id(Arena *arena, const char *first, const char *second)
{
    const size_t length = strlen(first) + 1 + strlen(second);
    char *const id = arena_allocate(arena, length + 1, 1);
    snprintf(id, length + 1, "%s@%s", first, second);
    return id;
}

static const char *part_id(const Scenario *scenario, Scope scope, size_t index)
{
    return scope == SCOPE_SERVICE ? scenario->services[index].id : scenario->channels[index].id;
}

/* Services or channels: each over all insurers, then each at each insurer. */
static EntityList parts_of_insurers(const Scenario *scenario, Scope scope, bool alone, Arena *arena)
{
    const size_t parts = scope == SCOPE_SERVICE ? scenario->service_count : scenario->channel_count;
    const size_t count = alone ? parts : parts * (1 + scenario->insurer_count);
    const char **const ids = arena_allocate(arena, count, sizeof *ids);
    for (size_t p = 0; p < parts; p++) {
        ids[p] = part_id(scenario, scope, p);
        for (size_t i = 0; !alone && i < scenario->insurer_count; i++) {
            ids[parts + p * scenario->insurer_count + i] =
                joined_id(arena, part_id(scenario, scope, p), scenario->insurers[i].id);
        }
    }
    return (EntityList){count, ids};
}

static EntityList systems(const Scenario *scenario, Arena *arena)
{
    const size_t count = scenario->system_count + scenario->instance_count;
    const char **const ids = arena_allocate(arena, count, sizeof *ids);
    for (size_t i = 0; i < scenario->system_count; i++) {
        ids[i] = scenario->systems[i].id;
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        ids[scenario->system_count + i] = scenario->instances[i].id;
    }
    return (EntityList){count, ids};
}

static EntityList insurers(const Scenario *scenario, bool all_first, bool alone, Arena *arena)
{
    const size_t skip = all_first ? 1 : 0;
    const size_t count = alone ? skip : skip + scenario->insurer_count;
    const char **const ids = arena_allocate(arena, count, sizeof *ids);
    if (all_first) {
        ids[0] = "all";
    }
    for (size_t i = 0; skip + i < count; i++) {
        ids[skip + i] = scenario->insurers[i].id;
    }
    return (EntityList){count, ids};
}

static EntityList zones(const Scenario *scenario, Arena *arena)
{
    const char **const ids = arena_allocate(arena, scenario->zone_count, sizeof *ids);
    for (size_t i = 0; i < scenario->zone_count; i++) {
        ids[i] = scenario->zones[i].id;
    }
    return (EntityList){scenario->zone_count, ids};
}

/* `alone`: only what stands for all insurers (curves without those of each insurer). */
static EntityList entities(const Scenario *scenario, Scope scope, bool of_curves, bool alone,
                           Arena *arena)
{
    switch (scope) {
    case SCOPE_SERVICE:
    case SCOPE_CHANNEL:
        return parts_of_insurers(scenario, scope, alone, arena);
    case SCOPE_DESK:
        return insurers(scenario, of_curves, alone, arena);
    case SCOPE_INSURER:
        return insurers(scenario, false, alone, arena);
    case SCOPE_ZONE:
        return zones(scenario, arena);
    case SCOPE_SYSTEM:
        return systems(scenario, arena);
    case SCOPE_TOTAL:
    case SCOPES:
        break;
    }
    return insurers(scenario, true, true, arena);
}

static void lay_out_values(Measures *measures, const Scenario *scenario, Arena *arena)
{
    EntityList lists[SCOPES];
    for (size_t scope = 0; scope < SCOPES; scope++) {
        lists[scope] = entities(scenario, (Scope)scope, false, false, arena);
        measures->value_base[scope] = measures->value_count;
        measures->value_count += lists[scope].count * measures->values_each[scope];
    }
    ValueRow *const rows = arena_allocate(arena, measures->value_count, sizeof *rows);
    ValueRow *row = rows;
    for (size_t scope = 0; scope < SCOPES; scope++) {
        const MetricInfo *const first = &METRIC_TABLE[scope_first_metric((Scope)scope)];
        const size_t metrics = measures->values_each[scope];
        for (size_t e = 0; e < lists[scope].count; e++) {
            for (size_t m = 0; m < metrics; m++) {
                *row++ = (ValueRow){scope_name((Scope)scope), lists[scope].ids[e], first[m].name,
                                    first[m].unit, first[m].direction};
            }
        }
    }
    measures->values = rows;
}

/* Gives the entity's curves their places, and those by arrival time one pair of arrays for what is
 * missing. */
static CurveRow *lay_out_entity_curves(Measures *measures, CurveRow *row, Scope scope,
                                       const char *id)
{
    const CurveInfo *const first = &CURVE_TABLE[scope_first_curve(scope)];
    const size_t intervals = measures->grid.intervals;
    size_t missing_offset = NONE;
    for (size_t c = 0; c < measures->curves_each[scope]; c++) {
        const bool of_states = first[c].sampled == SAMPLED_STATES;
        const size_t count = of_states ? measures->grid.states : intervals;
        if (first[c].missing == MISSING_ARRIVED && missing_offset == NONE) {
            missing_offset = measures->curve_doubles;
            measures->curve_doubles += 2 * intervals;
        }
        *row++ = (CurveRow){
            .scope = scope_name(scope),
            .id = id,
            .metric = first[c].name,
            .unit = first[c].unit,
            .kind = first[c].kind,
            .of_states = of_states,
            .count = count,
            .offset = measures->curve_doubles,
            .missing_offset = first[c].missing == MISSING_ARRIVED ? missing_offset : NONE,
        };
        measures->curve_doubles += first[c].kind == CURVE_RATIO ? 2 * count : count;
    }
    return row;
}

static void lay_out_curves(Measures *measures, const Scenario *scenario, MeasureDetail detail,
                           Arena *arena)
{
    static const Scope ORDER[] = {SCOPE_SERVICE, SCOPE_CHANNEL, SCOPE_DESK, SCOPE_TOTAL};
    enum { COUNT = sizeof ORDER / sizeof ORDER[0] };
    EntityList lists[COUNT];
    measures->has_curves = detail != MEASURES_NO_CURVES;
    measures->has_insurer_curves = detail == MEASURES_INSURER_CURVES;
    if (!measures->has_curves) {
        return;
    }
    for (size_t i = 0; i < COUNT; i++) {
        lists[i] = entities(scenario, ORDER[i], true, !measures->has_insurer_curves, arena);
        measures->curve_base[ORDER[i]] = measures->curve_count;
        measures->curve_count += lists[i].count * measures->curves_each[ORDER[i]];
    }
    CurveRow *const rows = arena_allocate(arena, measures->curve_count, sizeof *rows);
    CurveRow *row = rows;
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t e = 0; e < lists[i].count; e++) {
            row = lay_out_entity_curves(measures, row, ORDER[i], lists[i].ids[e]);
        }
    }
    measures->curves = rows;
}

const Measures *measures_new(const Scenario *scenario, MeasureDetail detail, Arena *arena)
{
    Measures *const measures = arena_allocate(arena, 1, sizeof *measures);
    measures->grid = sample_grid(scenario->run.sample_h, scenario->run.horizon_h);
    measures->zone_count = scenario->zone_count;
    measures->instance_count = scenario->instance_count;
    for (size_t scope = 0; scope < SCOPES; scope++) {
        measures->values_each[scope] = scope_metric_count((Scope)scope);
        measures->curves_each[scope] = scope_curve_count((Scope)scope);
    }
    lay_out_values(measures, scenario, arena);
    lay_out_curves(measures, scenario, detail, arena);
    return measures;
}

/* The rows of an entity stand together and share their id, which is compared once for all. */
size_t measures_find(const Measures *measures, const char *scope, const char *id,
                     const char *metric)
{
    const char *compared = NULL;
    bool is_of_id = false;
    for (size_t i = 0; i < measures->value_count; i++) {
        const ValueRow *const row = &measures->values[i];
        if (row->id != compared) {
            compared = row->id;
            is_of_id = strcmp(compared, id) == 0;
        }
        if (is_of_id && strcmp(row->metric, metric) == 0 && strcmp(row->scope, scope) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}
