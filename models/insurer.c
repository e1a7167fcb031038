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
    insurer->services = memory_allocate(insurer->service_count, sizeof *insurer->services);
    insurer->service_recorders =
        memory_allocate(insurer->service_count, sizeof *insurer->service_recorders);
    insurer->channel_recorders =
        memory_allocate(insurer->channel_count, sizeof *insurer->channel_recorders);
    insurer->choosers = memory_allocate(insurer->service_count, sizeof(Service *));
    Desk *const desk = &insurer->desk;
    desk->insurer = insurer;
    desk->recorder = &insurer->desk_recorder;
    desk->channel_count = insurer->channel_count;
    desk->channels = memory_allocate(insurer->channel_count, sizeof *desk->channels);
    desk->by_priority = memory_allocate(insurer->channel_count, sizeof *desk->by_priority);
    simulation_init(&insurer->simulation, 0);
    entity_pool_init(&insurer->requests_pool, sizeof(Request));
    entity_pool_init(&insurer->contacts_pool, sizeof(Contact));
    station_init(&desk->agents);
    desk_recorder_init(desk->recorder, &insurer->grid);
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_recorder_init(&insurer->service_recorders[i], &insurer->grid);
        station_init(&insurer->services[i].servers);
        station_init(&insurer->services[i].fallback);
        insurer->services[i].insurer = insurer;
        insurer->services[i].recorder = &insurer->service_recorders[i];
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        channel_recorder_init(&insurer->channel_recorders[i], &insurer->grid);
        desk->channels[i].insurer = insurer;
        desk->channels[i].recorder = &insurer->channel_recorders[i];
    }
    return insurer;
}

void insurer_free(Insurer *insurer)
{
    if (!insurer) {
        return;
    }
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_recorder_deinit(&insurer->service_recorders[i]);
        station_deinit(&insurer->services[i].servers);
        station_deinit(&insurer->services[i].fallback);
    }
    for (size_t i = 0; i < insurer->channel_count; i++) {
        channel_recorder_deinit(&insurer->channel_recorders[i]);
    }
    desk_recorder_deinit(&insurer->desk_recorder);
    station_deinit(&insurer->desk.agents);
    entity_pool_deinit(&insurer->requests_pool);
    entity_pool_deinit(&insurer->contacts_pool);
    simulation_deinit(&insurer->simulation);
    free(insurer->desk.channels);
    free(insurer->desk.by_priority);
    free(insurer->services);
    free(insurer->service_recorders);
    free(insurer->channel_recorders);
    free(insurer->choosers);
    free(insurer);
}

static void apply_change(Insurer *insurer, const TimelineChange *change)
{
    switch ((ChangeKind)change->kind) {
    case CHANGE_SERVICE:
        if (change->up) {
            service_come_up(&insurer->services[change->index]);
        } else {
            service_go_down(&insurer->services[change->index]);
        }
        break;
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
    if (simulation->now_h >= insurer->last_change_h) {
        desk_note_last_change(&insurer->desk);
    }
}

/* Last return to up of each service, and the first and last disturbance of the insurer as a whole.
 */
static void read_timeline(Insurer *insurer)
{
    const InsurerTimeline *const timeline = insurer->conditions->timeline;
    size_t down = 0;
    insurer->first_change_h = timeline->count > 0 ? timeline->changes[0].t_h : INFINITY;
    insurer->last_change_h = INFINITY;
    for (size_t i = 0; i < insurer->service_count; i++) {
        insurer->services[i].last_up_h = NAN;
    }
    for (size_t i = 0; i < timeline->count; i++) {
        const TimelineChange *const change = &timeline->changes[i];
        down = change->up ? down - 1 : down + 1;
        if (change->kind == CHANGE_SERVICE) {
            insurer->services[change->index].last_up_h = change->up ? change->t_h : INFINITY;
        }
    }
    if (timeline->count > 0 && down == 0) {
        insurer->last_change_h = timeline->changes[timeline->count - 1].t_h;
    }
}

static void begin_run(Insurer *insurer, const InsurerConditions *conditions)
{
    insurer->conditions = conditions;
    insurer->requests = insurer->contacts = insurer->numbered_contacts = 0;
    insurer->chooser_count = insurer->next_change = insurer->next_state = 0;
    insurer->ran_away = false;
    insurer->instant_handled = 0;
    insurer->instant_h = -INFINITY;
    simulation_restart(&insurer->simulation, -conditions->scenario->run.warmup_h);
    entity_pool_clear(&insurer->requests_pool);
    entity_pool_clear(&insurer->contacts_pool);
    desk_recorder_restart(&insurer->desk_recorder, &insurer->grid);
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
        service_begin_run(&insurer->services[i], i);
    }
    desk_begin_run(&insurer->desk);
}

/* The levels at the sample instants before `t_h`. */
static void sample_states(Insurer *insurer, double t_h)
{
    while (insurer->next_state < insurer->grid.states &&
           sample_grid_h(&insurer->grid, insurer->next_state) < t_h) {
        const size_t k = insurer->next_state++;
        for (size_t i = 0; i < insurer->service_count; i++) {
            ServiceRecorder *const recorder = &insurer->service_recorders[i];
            recorder->waiting_at[k] = (uint32_t)service_waiting(&insurer->services[i]);
            recorder->in_system_at[k] = (uint32_t)service_in_system(&insurer->services[i]);
        }
        for (size_t i = 0; i < insurer->channel_count; i++) {
            insurer->channel_recorders[i].waiting_at[k] =
                (uint32_t)insurer->desk.channels[i].line.count;
        }
        insurer->desk_recorder.busy_at[k] = (uint32_t)insurer->desk.agents.busy;
        insurer->desk_recorder.agents_at[k] = (uint32_t)desk_agents(&insurer->desk);
    }
}

static void choose(Insurer *insurer)
{
    while (insurer->chooser_count > 0) {
        service_choose(insurer->choosers[--insurer->chooser_count]);
    }
    if (insurer->desk.is_chooser) {
        desk_choose(&insurer->desk);
    }
}

static void end_run(Insurer *insurer)
{
    insurer->simulation.now_h = insurer->grid.horizon_h;
    sample_states(insurer, INFINITY);
    for (size_t i = 0; i < insurer->service_count; i++) {
        service_end_run(&insurer->services[i]);
    }
    desk_end_run(&insurer->desk);
    insurer->events = insurer->simulation.handled;
}

/* Whether the run still gets ahead. */
static bool is_within_budget(Insurer *insurer)
{
    const Simulation *const simulation = &insurer->simulation;
    if (simulation->now_h > insurer->instant_h) {
        insurer->instant_h = simulation->now_h;
        insurer->instant_handled = simulation->handled;
    }
    insurer->ran_away =
        simulation->handled > insurer->budget.in_all ||
        insurer->desk.waiting > insurer->budget.waiting_contacts ||
        simulation->handled - insurer->instant_handled > insurer->budget.at_one_instant;
    return !insurer->ran_away;
}

static bool may_go_on(Insurer *insurer, const atomic_bool *interrupted)
{
    return !(interrupted && atomic_load_explicit(interrupted, memory_order_relaxed)) &&
           is_within_budget(insurer);
}

bool insurer_run(Insurer *insurer, const InsurerConditions *conditions,
                 const atomic_bool *interrupted)
{
    Simulation *const simulation = &insurer->simulation;
    begin_run(insurer, conditions);
    double next_state_h = 0;
    double due_h = event_list_next_h(&simulation->events);
    while (due_h <= insurer->grid.horizon_h) {
        if (due_h > next_state_h) {
            sample_states(insurer, due_h);
            next_state_h = sample_grid_h(&insurer->grid, insurer->next_state);
        }
        simulation_step(simulation);
        due_h = event_list_next_h(&simulation->events);
        if (due_h > simulation->now_h && (insurer->chooser_count > 0 || insurer->desk.is_chooser)) {
            choose(insurer);
            due_h = event_list_next_h(&simulation->events);
        }
        if (simulation->handled % EVENTS_BETWEEN_LOOKS == 0 && !may_go_on(insurer, interrupted)) {
            return false;
        }
    }
    end_run(insurer);
    return true;
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
