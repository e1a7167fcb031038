#include "models/restoration.h"

#include <assert.h>
#include <math.h>

/* What a job is */

static Zone *job_zone(const RestorationJob *job)
{
    return &job->restoration->zones->items[job->zone];
}

static const InstanceSpec *job_instance(const RestorationJob *job)
{
    assert(!job->is_base);
    return &job->restoration->context->scenario->instances[job->index];
}

static const char *job_id(const RestorationJob *job)
{
    return job->is_base ? job_zone(job)->spec->id : job_instance(job)->id;
}

static const Distribution *job_duration_h(const RestorationJob *job)
{
    if (job->is_base) {
        const ZoneSpec *zone = job_zone(job)->spec;
        return job->after_compromise ? &zone->rebuild_h : &zone->check_h;
    }
    const SystemSpec *system =
        &job->restoration->context->scenario->systems[job_instance(job)->system];
    return job->after_compromise ? &system->restore_h : &system->check_h;
}

static const char *job_purpose(const RestorationJob *job)
{
    if (job->is_base) {
        return job->after_compromise ? "rebuild" : "check zone";
    }
    return job->after_compromise ? "restore" : "check system";
}

static double *job_ready_h(const RestorationJob *job)
{
    return job->is_base ? &job_zone(job)->facts->base_ready_h
                        : &job->restoration->facts[job->index].ready_h;
}

static double *job_start_h(const RestorationJob *job)
{
    return job->is_base ? &job_zone(job)->facts->base_start_h
                        : &job->restoration->facts[job->index].start_h;
}

static double now_h(const RestorationJob *job)
{
    return job->restoration->context->simulation->now_h;
}

static void trace_job(const RestorationJob *job, const char *base_event, const char *system_event,
                      double value)
{
    context_trace(job->restoration->context, job->is_base ? "zone" : "system", job_id(job),
                  job->is_base ? base_event : system_event, value);
}

static void job_move(RestorationJob *job, JobState state)
{
    const bool legal = state == job->state + 1 || /* on its way */
                       (state == JOB_PLANNED && job->state == JOB_READY && !job->is_base) ||
                       (state == JOB_DONE && job->is_base && job->state == JOB_PLANNED);
    assert(legal);
    (void)legal;
    job->state = state;
}

/* Readiness */

static void offer(RestorationJob *job)
{
    Restoration *restoration = job->restoration;
    const InfrastructureContext *context = restoration->context;
    if (job->is_base) {
        job->after_compromise = zone_holds_attacker(job_zone(job));
    }
    const Distribution *duration_h = job_duration_h(job);
    const size_t crew = job_zone(job)->spec->crew;
    const bool needs_crew = crew != NONE && !distribution_is_zero(duration_h);
    if (needs_crew) {
        const RestorationRow row = {.id = job_id(job),
                                    .insured = job->is_base ? job_zone(job)->spec->insured
                                                            : job_instance(job)->insured,
                                    .mean_h = distribution_mean(duration_h),
                                    .ready_h = *job_ready_h(job)};
        job->work.rank = job->rank;
        job->work.key = restoration_key(context, &row);
    }
    crew_offer(&restoration->crews[needs_crew ? crew : context->scenario->crew_count], &job->work);
}

static void schedule_readiness(RestorationJob *job, double delay_h)
{
    if (!event_is_scheduled(&job->becomes_ready)) {
        context_schedule_in(job->restoration->context, &job->becomes_ready, delay_h);
    }
}

/* An instance gets ready when its zone's base work is done and all it needs is up. */
static void consider_instance(RestorationJob *job)
{
    if (job->state == JOB_PLANNED &&
        instance_needs_are_up(job->restoration->instances, job->index)) {
        schedule_readiness(job, 0.0);
    }
}

/* Ends */

/* The instances of a zone whose base work is done wait for work of the same kind. They are held
 * before the zone lets them go, so that none is up in between. */
static void base_work_is_done(RestorationJob *base, bool nothing_to_do)
{
    Restoration *restoration = base->restoration;
    Zone *zone = job_zone(base);
    const IndexList standing = zone->spec->instances;
    job_move(base, JOB_DONE);
    trace_job(base, "base_work_done", NULL, NAN);
    if (nothing_to_do) {
        zone_change(zone, ZONE_IS_RESTORED);
        return;
    }
    for (size_t i = 0; i < standing.count; i++) {
        RestorationJob *job = &restoration->instance_jobs[standing.items[i]];
        job->after_compromise = base->after_compromise;
        job_move(job, JOB_PLANNED);
        instances_hold(restoration->instances, job->index);
    }
    zone_change(zone, ZONE_IS_RESTORED);
    for (size_t i = 0; i < standing.count; i++) {
        consider_instance(&restoration->instance_jobs[standing.items[i]]);
    }
}

static void job_work_ends(CrewJob *work)
{
    RestorationJob *job = EVENT_OWNER(work, RestorationJob, work);
    if (job->is_base) {
        base_work_is_done(job, false);
        return;
    }
    job_move(job, JOB_DONE);
    job->restoration->facts[job->index].done_h = now_h(job);
    trace_job(job, NULL, "restoration_done", NAN);
    instances_release(job->restoration->instances, job->index);
}

/* Beginnings */

static double job_work_begins(CrewJob *work)
{
    RestorationJob *job = EVENT_OWNER(work, RestorationJob, work);
    job_move(job, JOB_UNDER_WAY);
    *job_start_h(job) = now_h(job);
    const double work_h =
        context_draw(job->restoration->context, job_duration_h(job),
                     (DrawSource){.purpose = job_purpose(job), .id = job_id(job)});
    trace_job(job, "base_work_starts", "restoration_starts", work_h);
    return work_h;
}

static bool base_has_nothing_to_do(const RestorationJob *job)
{
    return job->is_base && !job->restoration->context->strategy->check_clean &&
           !zone_holds_attacker(job_zone(job));
}

static void job_becomes_ready(Simulation *simulation, Event *event)
{
    RestorationJob *job = EVENT_OWNER(event, RestorationJob, becomes_ready);
    const bool ready =
        job->is_base || instance_needs_are_up(job->restoration->instances, job->index);
    if (job->state != JOB_PLANNED || !ready) {
        return; /* a need went down again at this instant */
    }
    *job_ready_h(job) = fmin(*job_ready_h(job), simulation->now_h);
    trace_job(job, "base_work_ready", "restoration_ready", NAN);
    if (base_has_nothing_to_do(job)) {
        *job_start_h(job) = simulation->now_h;
        base_work_is_done(job, true);
        return;
    }
    job_move(job, JOB_READY);
    offer(job);
}

/* What others do */

static void needs_changed(void *owner, size_t instance, bool needs_up)
{
    Restoration *restoration = owner;
    RestorationJob *job = &restoration->instance_jobs[instance];
    if (needs_up) {
        consider_instance(job);
    } else if (job->state == JOB_READY) {
        crew_withdraw(&job->work);
        job_move(job, JOB_PLANNED);
    }
}

static void restoration_zone_changed(void *owner, Zone *zone, ZoneChange change)
{
    Restoration *restoration = owner;
    RestorationJob *job = &restoration->base_jobs[zone->index];
    if (zone_change_shuts(zone, change)) {
        const InfrastructureContext *context = restoration->context;
        const DrawSource source = {.purpose = "contain", .id = zone->spec->id};
        job_move(job, JOB_PLANNED);
        schedule_readiness(job, context_draw(context, &context->strategy->contain_h, source));
    } else if (change == ZONE_IS_COMPROMISED && job->state == JOB_READY) {
        crew_withdraw(&job->work);
        offer(job);
    }
}

/* Life */

static void init_job(Restoration *restoration, RestorationJob *job, bool is_base, size_t index)
{
    const Scenario *scenario = restoration->context->scenario;
    *job = (RestorationJob){.restoration = restoration,
                            .is_base = is_base,
                            .index = index,
                            .zone = is_base ? index : scenario->instances[index].zone};
    crew_job_init(&job->work);
    event_init(&job->becomes_ready, job_becomes_ready, ORDER_BECOMES_READY);
}

static void init_jobs(Restoration *restoration)
{
    const InfrastructureContext *context = restoration->context;
    const size_t zones = context->scenario->zone_count;
    const size_t instances = context->scenario->instance_count;
    const size_t *ranks = restoration_ranks(context);
    restoration->base_jobs = arena_allocate(context->arena, zones, sizeof(RestorationJob));
    restoration->instance_jobs = arena_allocate(context->arena, instances, sizeof(RestorationJob));
    for (size_t i = 0; i < zones; i++) {
        init_job(restoration, &restoration->base_jobs[i], true, i);
        restoration->base_jobs[i].rank = ranks[i];
    }
    for (size_t i = 0; i < instances; i++) {
        init_job(restoration, &restoration->instance_jobs[i], false, i);
        restoration->instance_jobs[i].rank = ranks[zones + i];
    }
}

static void init_crews(Restoration *restoration)
{
    const InfrastructureContext *context = restoration->context;
    const Scenario *scenario = context->scenario;
    const size_t count = scenario->crew_count;
    size_t *most_jobs = arena_allocate(context->arena, count, sizeof(size_t));
    for (size_t i = 0; i < scenario->zone_count; i++) {
        const ZoneSpec *zone = &scenario->zones[i];
        if (zone->crew != NONE) {
            most_jobs[zone->crew] += 1 + zone->instances.count;
        }
    }
    restoration->crews = arena_allocate(context->arena, count + 1, sizeof(Crew));
    for (size_t i = 0; i <= count; i++) {
        const bool unlimited = i == count;
        crew_init(&restoration->crews[i], context, unlimited ? NULL : &scenario->crews[i],
                  unlimited ? 0 : most_jobs[i]);
        crew_listen(&restoration->crews[i], job_work_begins, job_work_ends);
    }
}

InstanceFacts instance_facts_none(void)
{
    return (InstanceFacts){
        .ready_h = INFINITY, .start_h = INFINITY, .done_h = INFINITY, .last_up_h = NAN};
}

void restoration_init(Restoration *restoration, const InfrastructureContext *context, Zones *zones,
                      Instances *instances, InstanceFacts *facts)
{
    *restoration =
        (Restoration){.context = context, .zones = zones, .instances = instances, .facts = facts};
    for (size_t i = 0; i < context->scenario->instance_count; i++) {
        facts[i] = instance_facts_none();
    }
    init_jobs(restoration);
    init_crews(restoration);
    zones_listen(zones, restoration_zone_changed, restoration);
    instances_listen(instances, needs_changed, restoration);
}

static double worked_h(const RestorationJob *jobs, size_t count)
{
    double sum_h = 0.0;
    for (size_t i = 0; i < count; i++) {
        sum_h += jobs[i].work.worked_h;
        if (jobs[i].state == JOB_UNDER_WAY) {
            sum_h += crew_job_worked_h(&jobs[i].work, now_h(&jobs[i]));
        }
    }
    return sum_h;
}

/* Job by job, not as crews came to them: the same work done in another order is the same sum to the
 * last digit. */
double restoration_crew_hours(const Restoration *restoration)
{
    const Scenario *scenario = restoration->context->scenario;
    return worked_h(restoration->base_jobs, scenario->zone_count) +
           worked_h(restoration->instance_jobs, scenario->instance_count);
}
