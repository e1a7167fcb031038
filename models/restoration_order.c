#include "models/restoration_order.h"

#include <stdlib.h>
#include <string.h>

typedef struct RankedJob {
    size_t job;
    const char *id;
    bool is_base;
    double system_priority;
    double insurer_priority;
} RankedJob;

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_jobs(const void *first, const void *second)
{
    const RankedJob *a = first, *b = second;
    if (a->is_base != b->is_base) {
        return a->is_base ? -1 : 1;
    }
    int order = compare_numbers(a->system_priority, b->system_priority);
    if (order == 0) {
        order = compare_numbers(a->insurer_priority, b->insurer_priority);
    }
    return order != 0 ? order : strcmp(a->id, b->id);
}

const size_t *restoration_ranks(const InfrastructureContext *context)
{
    const Scenario *scenario = context->scenario;
    const size_t zones = scenario->zone_count;
    const size_t count = zones + scenario->instance_count;
    RankedJob *jobs = arena_allocate(context->arena, count, sizeof(RankedJob));
    size_t *ranks = arena_allocate(context->arena, count, sizeof(size_t));
    for (size_t i = 0; i < zones; i++) {
        jobs[i] = (RankedJob){.job = i, .id = scenario->zones[i].id, .is_base = true};
    }
    for (size_t i = 0; i < scenario->instance_count; i++) {
        const InstanceSpec *spec = &scenario->instances[i];
        jobs[zones + i] = (RankedJob){.job = zones + i,
                                      .id = spec->id,
                                      .system_priority = scenario->systems[spec->system].priority,
                                      .insurer_priority = spec->insurer_priority};
    }
    qsort(jobs, count, sizeof(RankedJob), compare_jobs);
    for (size_t i = 0; i < count; i++) {
        ranks[jobs[i].job] = i;
    }
    return ranks;
}

double restoration_key(const InfrastructureContext *context, const RestorationRow *row)
{
    switch (context->strategy->restore_order) {
    case RESTORE_PRIORITY:
        return 0.0;
    case RESTORE_INSURED:
        return -(double)row->insured;
    case RESTORE_SHORTEST:
        return row->mean_h;
    case RESTORE_LONGEST:
        return -row->mean_h;
    case RESTORE_FIFO:
        return row->ready_h;
    case RESTORE_RANDOM:
        return context_uniform(context, (DrawSource){.purpose = "restore order", .id = row->id});
    }
    return 0.0;
}
