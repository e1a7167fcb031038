#include "models/insurer.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS_BETWEEN_LOOKS = 4096 }; /* at *interrupted and the budget */

Insurer *insurer_new(const Scenario *scenario)
{
    Insurer *const insurer = memory_allocate(1, sizeof *insurer);
    insurer->grid = sample_grid(scenario->run.sample_h, scenario->run.horizon_h);
    insurer->budget = event_budget(0);
    insurer->service_count = scenario->service_count;
    insurer->channel_count = scenario->channel_count;
    insurer->service_recorders =
        memory_allocate(insurer->service_count, sizeof *insurer->service_recorders);
    insurer->channel_recorders =
        memory_allocate(insurer->channel_count, sizeof *insurer->channel_recorders);
    Desk *const desk = &insurer->desk;
    desk_init(desk);
    desk->insurer = insurer;
    desk->feed = &insurer->feed;
    desk->recorder = &insurer->desk_recorder;
    desk->channel_count = insurer->channel_count;
    desk->channels = memory_allocate(insurer->channel_count, sizeof *desk->channels);
    desk->by_priority = memory_allocate(insurer->channel_count, sizeof *desk->by_priority);
    desk->called = memory_allocate(insurer->channel_count, sizeof(Channel *));
    simulation_init(&insurer->simulation, 0);
    service_init(&insurer->service);
    contact_feed_init(&insurer->feed);
    entity_pool_init(&insurer->contacts_pool, sizeof(Contact));
    desk_recorder_init(desk->recorder, &insurer->grid);
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_recorder_init(&insurer->service_recorders[i], &insurer->grid);
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        channel_recorder_init(&insurer->channel_recorders[i], &insurer->grid);
        desk->channels[i].insurer = insurer;
        desk->channels[i].recorder = &insurer->channel_recorders[i];
    }
    return insurer;
}

void insurer_without_curves(Insurer *insurer)
{
    for (size_t i = 0; i < insurer->service_count; i++) {
        insurer->service_recorders[i].delay_marks.unread = true;
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        insurer->channel_recorders[i].wait_marks.unread = true;
    }
}

void insurer_free(Insurer *insurer)
{
    if (!insurer) {
        return;
    }
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_recorder_deinit(&insurer->service_recorders[i]);
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        channel_recorder_deinit(&insurer->channel_recorders[i]);
    }
    desk_recorder_deinit(&insurer->desk_recorder);
    desk_deinit(&insurer->desk);
    service_deinit(&insurer->service);
    contact_feed_deinit(&insurer->feed);
    entity_pool_deinit(&insurer->contacts_pool);
    simulation_deinit(&insurer->simulation);
    free(insurer->desk.channels);
    free(insurer->desk.by_priority);
    free(insurer->desk.called);
    free(insurer->service_recorders);
    free(insurer->channel_recorders);
    free(insurer);
}

static void apply_change(Insurer *insurer, const TimelineChange *change)
{
    switch ((ChangeKind)change->kind) {
    case CHANGE_SERVICE:
        break; /* met by the service */
    case CHANGE_CHANNEL:
        if (change->up) {
            desk_restore_channel(&insurer->desk, change->index);
        } else {
            desk_cut_channel(&insurer->desk, change->index);
        }
        break;
    case CHANGE_CASE:
        desk_set_solvable(&insurer->desk, change->index, change->up != 0);
        break;
    }
}

static void timeline_changes(Simulation *simulation, Event *event)
{
    Insurer *const insurer = EVENT_OWNER(event, Insurer, timeline_changes);
    const InsurerTimeline *const timeline = insurer->conditions->timeline;
    if (insurer->next_change == 0) {
        desk_note_first_change(&insurer->desk);
    }
    while (insurer->next_change < timeline->count &&
           timeline->changes[insurer->next_change].t_h <= simulation->now_h) {
        apply_change(insurer, &timeline->changes[insurer->next_change++]);
    }
    if (insurer->next_change < timeline->count) {
        event_list_schedule(&simulation->events, event,
                            timeline->changes[insurer->next_change].t_h);
    }
    desk_look_ahead(&insurer->desk);
    if (simulation->now_h >= insurer->last_change_h) {
        desk_note_last_change(&insurer->desk);
    }
}

/* The first and last disturbance of the insurer as a whole. */
static void read_timeline(Insurer *insurer)
{
    const InsurerTimeline *const timeline = insurer->conditions->timeline;
    size_t down = 0;
    insurer->first_change_h = timeline->count > 0 ? timeline->changes[0].t_h : INFINITY;
    insurer->last_change_h = INFINITY;
    for (size_t i = 0; i < timeline->count; i++) {
        down = timeline->changes[i].up ? down - 1 : down + 1;
    }
    if (timeline->count > 0 && down == 0) {
        insurer->last_change_h = timeline->changes[timeline->count - 1].t_h;
    }
}

static void begin_run(Insurer *insurer, const InsurerConditions *conditions)
{
    insurer->conditions = conditions;
    insurer->requests = insurer->contacts = insurer->numbered_contacts = 0;
    insurer->events = 0;
    insurer->next_change = 0;
    insurer->watch = budget_watch(&insurer->budget);
    simulation_restart(&insurer->simulation, -conditions->scenario->run.warmup_h);
    entity_pool_clear(&insurer->contacts_pool);
    desk_recorder_restart(&insurer->desk_recorder);
    read_timeline(insurer);
    event_init(&insurer->timeline_changes, timeline_changes, EVENT_BECOMES_READY);
    if (conditions->timeline->count > 0) {
        event_list_schedule(&insurer->simulation.events, &insurer->timeline_changes,
                            insurer->first_change_h);
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        channel_recorder_restart(&insurer->channel_recorders[i]);
    }
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_recorder_restart(&insurer->service_recorders[i]);
    }
    contact_feed_clear(&insurer->feed);
}

static bool run_services(Insurer *insurer, const atomic_bool *interrupted)
{
    for (size_t i = 0; i < insurer->service_count; i++) {
        insurer->watch = budget_watch(&insurer->budget);
        const ServiceRun run = {.conditions = insurer->conditions,
                                .index = i,
                                .recorder = &insurer->service_recorders[i],
                                .feed = &insurer->feed,
                                .watch = &insurer->watch,
                                .interrupted = interrupted};
        if (!service_run(&insurer->service, &run)) {
            return false;
        }
        insurer->requests += insurer->service.arrived;
        insurer->events += insurer->service.steps + insurer->service.ended;
    }
    contact_feed_sort(&insurer->feed);
    return true;
}

static bool may_go_on(Insurer *insurer, const atomic_bool *interrupted)
{
    const Desk *const desk = &insurer->desk;
    const Simulation *const simulation = &insurer->simulation;
    return !(interrupted && atomic_load_explicit(interrupted, memory_order_relaxed)) &&
           budget_watch_look(&insurer->watch, simulation->now_h,
                             simulation->handled + desk->handled,
                             desk->waiting + desk->foresight.count);
}

/* From one instant to the next: what is due at it happens, then agents choose. */
static bool run_desk(Insurer *insurer, const atomic_bool *interrupted)
{
    Simulation *const simulation = &insurer->simulation;
    Desk *const desk = &insurer->desk;
    const double beyond_h = nextafter(insurer->grid.horizon_h, INFINITY);
    insurer->watch = budget_watch(&insurer->budget);
    desk_begin_run(desk);
    for (;;) {
        const double next_h = desk_next_h(desk, simulation);
        const double due_h = next_h < beyond_h ? next_h : beyond_h;
        if (desk_serve_next(desk, due_h)) {
            continue;
        }
        if (due_h >= beyond_h) {
            break;
        }
        do {
            desk_step(desk);
            if (simulation->handled % EVENTS_BETWEEN_LOOKS == 0 &&
                !may_go_on(insurer, interrupted)) {
                return false;
            }
        } while (desk_next_h(desk, simulation) <= due_h);
        desk_choose(desk);
    }
    simulation->now_h = insurer->grid.horizon_h;
    desk_end_run(desk);
    insurer->events += simulation->handled + desk->handled;
    return true;
}

bool insurer_run(Insurer *insurer, const InsurerConditions *conditions,
                 const atomic_bool *interrupted)
{
    begin_run(insurer, conditions);
    return run_services(insurer, interrupted) && run_desk(insurer, interrupted);
}

bool insurer_conditions_equal(const InsurerConditions *a, const InsurerConditions *b)
{
    const InsurerTimeline *const mine = a->timeline;
    const InsurerTimeline *const theirs = b->timeline;
    const bool surges_alike =
        a->surge_agents == b->surge_agents &&
        (a->surge_agents == 0 ||
         (!(a->surge_from_h < b->surge_from_h) && !(a->surge_from_h > b->surge_from_h) &&
          !(a->surge_to_h < b->surge_to_h) && !(a->surge_to_h > b->surge_to_h)));
    return a->scenario->demand_class == b->scenario->demand_class && a->insurer == b->insurer &&
           surges_alike && (a->fallback == b->fallback || mine->count == 0) && a->seed == b->seed &&
           a->replication == b->replication && mine->count == theirs->count &&
           (mine->count == 0 ||
            memcmp(mine->changes, theirs->changes, mine->count * sizeof *mine->changes) == 0);
}
