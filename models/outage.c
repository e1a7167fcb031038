#include "models/outage.h"

#include <math.h>

/* How a cause is put on a target, or taken from it. */
typedef struct Grip {
    void (*zone)(Instances *instances, size_t zone);
    void (*instance)(Instances *instances, size_t instance);
    void (*service)(Instances *instances, size_t insurer, size_t service);
} Grip;

static const Grip hold = {
    .zone = instances_hold_zone, .instance = instances_hold, .service = instances_hold_service};
static const Grip release = {.zone = instances_release_zone,
                             .instance = instances_release,
                             .service = instances_release_service};

static void apply_to_services(const Outage *outage, const Grip *grip)
{
    const OutageSpec *spec = outage->spec;
    const size_t insurers = outage->outages->context->scenario->insurer_count;
    if (spec->insurer != NONE) {
        grip->service(outage->outages->instances, spec->insurer, spec->target);
        return;
    }
    for (size_t i = 0; i < insurers; i++) {
        grip->service(outage->outages->instances, i, spec->target);
    }
}

static void apply(const Outage *outage, const Grip *grip)
{
    const OutageSpec *spec = outage->spec;
    const Scenario *scenario = outage->outages->context->scenario;
    Instances *instances = outage->outages->instances;
    switch (spec->kind) {
    case OUTAGE_DATACENTRE: {
        const IndexList zones = scenario->datacentres[spec->target].zones;
        for (size_t i = 0; i < zones.count; i++) {
            grip->zone(instances, zones.items[i]);
        }
        break;
    }
    case OUTAGE_ZONE:
        grip->zone(instances, spec->target);
        break;
    case OUTAGE_INSTANCES:
        for (size_t i = 0; i < spec->instances.count; i++) {
            grip->instance(instances, spec->instances.items[i]);
        }
        break;
    case OUTAGE_SERVICE:
        apply_to_services(outage, grip);
        break;
    }
}

static void outage_starts(Simulation *simulation, Event *event)
{
    Outage *outage = EVENT_OWNER(event, Outage, starts);
    Outages *outages = outage->outages;
    outages->first_start_h = fmin(outages->first_start_h, simulation->now_h);
    context_trace(outages->context, "total", outage->spec->target_id, "outage_starts",
                  outage->duration_h);
    apply(outage, &hold);
    context_schedule_in(outages->context, &outage->ends, outage->duration_h);
}

static void outage_ends(Simulation *simulation, Event *event)
{
    Outage *outage = EVENT_OWNER(event, Outage, ends);
    (void)simulation;
    context_trace(outage->outages->context, "total", outage->spec->target_id, "outage_ends", NAN);
    apply(outage, &release);
}

void outages_init(Outages *outages, const InfrastructureContext *context, Instances *instances)
{
    const Scenario *scenario = context->scenario;
    *outages = (Outages){.first_start_h = INFINITY, .context = context, .instances = instances};
    Outage *items = arena_allocate(context->arena, scenario->outage_count, sizeof(Outage));
    for (size_t i = 0; i < scenario->outage_count; i++) {
        const OutageSpec *spec = &scenario->outages[i];
        const DrawSource source = {
            .purpose = "outage", .id = spec->target_id, .entity = spec->repeat};
        items[i] = (Outage){.outages = outages,
                            .spec = spec,
                            .duration_h = context_draw(context, &spec->duration_h, source)};
        event_init(&items[i].starts, outage_starts, ORDER_BEGINS);
        event_init(&items[i].ends, outage_ends, ORDER_COMPLETES);
        if (items[i].duration_h > 0.0) {
            event_list_schedule(&context->simulation->events, &items[i].starts, spec->start_h);
        }
    }
}
