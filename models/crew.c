#include "models/crew.h"

#include <assert.h>
#include <math.h>

static const Calendar *crew_calendar(const Crew *crew)
{
    return crew->spec ? crew->spec->calendar : calendar_always();
}

/* Beginning */

static void take(Crew *crew, CrewJob *job)
{
    Simulation *simulation = crew->context->simulation;
    job->begun_h = simulation->now_h;
    job->work_h = crew->begins(job) / (crew->spec ? crew->spec->speed : 1);
    const double done_h =
        crew->spec ? calendar_work_done_h(crew->spec->calendar, simulation->now_h, job->work_h)
                   : simulation->now_h + job->work_h;
    event_list_schedule(&simulation->events, &job->work_ends, done_h);
}

/* Whether a free crew takes `a` before `b`. Ranks differ, so the order is total. */
static bool job_precedes(const CrewJob *a, const CrewJob *b)
{
    return a->key < b->key || (!(b->key < a->key) && a->rank < b->rank);
}

/* A scan, not a heap: a few hundred jobs are ready at most, and withdrawing one stays simple. */
static CrewJob *first_ready(const Crew *crew)
{
    CrewJob *first = crew->ready[0];
    for (size_t i = 1; i < crew->ready_count; i++) {
        if (job_precedes(crew->ready[i], first)) {
            first = crew->ready[i];
        }
    }
    return first;
}

static void remove_ready(Crew *crew, CrewJob *job)
{
    CrewJob *last = crew->ready[--crew->ready_count];
    crew->ready[job->place] = last;
    last->place = job->place;
    job->place = NONE;
}

/* A free crew with something to do chooses: after all that becomes ready at this instant, or when
 * it opens. */
static void call_crew(Crew *crew)
{
    Simulation *simulation = crew->context->simulation;
    if (crew->free == 0 || crew->ready_count == 0 || event_is_scheduled(&crew->chooses)) {
        return;
    }
    const Calendar *calendar = crew_calendar(crew);
    const double at_h = calendar_is_open(calendar, simulation->now_h)
                            ? simulation->now_h
                            : calendar_next_change_h(calendar, simulation->now_h);
    event_list_schedule(&simulation->events, &crew->chooses, at_h);
}

static void crew_chooses(Simulation *simulation, Event *event)
{
    Crew *crew = EVENT_OWNER(event, Crew, chooses);
    (void)simulation;
    while (crew->free > 0 && crew->ready_count > 0) {
        CrewJob *job = first_ready(crew);
        remove_ready(crew, job);
        crew->free--;
        take(crew, job);
    }
}

/* End */

static void crew_job_work_ends(Simulation *simulation, Event *event)
{
    CrewJob *job = EVENT_OWNER(event, CrewJob, work_ends);
    Crew *crew = job->crew;
    (void)simulation;
    job->worked_h += job->work_h;
    if (crew->spec) {
        crew->free++;
        call_crew(crew);
    }
    crew->ends(job);
}

void crew_init(Crew *crew, const InfrastructureContext *context, const CrewSpec *spec,
               size_t most_jobs)
{
    *crew = (Crew){.context = context, .spec = spec, .free = spec ? spec->crews : 0};
    crew->ready = arena_allocate(context->arena, most_jobs, sizeof(CrewJob *));
    event_init(&crew->chooses, crew_chooses, ORDER_CHOOSES);
}

void crew_listen(Crew *crew, CrewJobBegins begins, CrewJobEnds ends)
{
    crew->begins = begins;
    crew->ends = ends;
}

void crew_job_init(CrewJob *job)
{
    *job = (CrewJob){.place = NONE, .begun_h = INFINITY};
    event_init(&job->work_ends, crew_job_work_ends, ORDER_COMPLETES);
}

void crew_offer(Crew *crew, CrewJob *job)
{
    assert(job->place == NONE && !event_is_scheduled(&job->work_ends));
    job->crew = crew;
    if (!crew->spec) {
        take(crew, job);
        return;
    }
    job->place = crew->ready_count;
    crew->ready[crew->ready_count++] = job;
    call_crew(crew);
}

void crew_withdraw(CrewJob *job)
{
    assert(job->place != NONE);
    remove_ready(job->crew, job);
}

double crew_job_worked_h(const CrewJob *job, double t_h)
{
    return calendar_open_hours(crew_calendar(job->crew), job->begun_h, t_h);
}
