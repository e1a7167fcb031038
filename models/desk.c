#include "models/desk.h"

#include "models/desk_attempt.h"
#include "models/insurer.h"

#include <math.h>

static double now_h(const Desk *desk)
{
    return desk->insurer->simulation.now_h;
}

/* Staff */

/* Agents staffed at this instant: 0 while closed. */
static size_t staffed(const Desk *desk)
{
    return desk->is_open ? desk->agents.servers : 0;
}

/* Hours of those who have handled a contact since `from_h`, up to `to_h` at most. */
static double hours_at_work(const Desk *desk, double from_h, double to_h)
{
    const InstantHeap *const ends = &desk->agents.free;
    double hours = 0;
    for (size_t i = 0; i < ends->count; i++) {
        hours += recorder_observed_h(desk->horizon_h, from_h, fmin(ends->entries[i].t_h, to_h));
    }
    return hours;
}

/* Staffed hours up to now: all agents while open, those at work while closed. */
static void note_staffed(Desk *desk)
{
    const double from_h = desk->staffed_since_h;
    const double hours = recorder_observed_h(desk->horizon_h, from_h, now_h(desk));
    desk->recorder->staffed_area += desk->is_open ? hours * (double)desk->agents.servers
                                                  : hours_at_work(desk, from_h, now_h(desk));
    desk->staffed_since_h = now_h(desk);
}

/* Where there are fewer agents, those go who are free first; they finish what they handle. */
static void release_agents(Desk *desk)
{
    ServerPool *const agents = &desk->agents;
    while (agents->free.count > agents->servers) {
        const Instant end = instant_heap_pop(&agents->free);
        desk->recorder->staffed_area += recorder_observed_h(desk->horizon_h, now_h(desk), end.t_h);
    }
}

static void staff(Desk *desk, bool is_open, size_t agents)
{
    const size_t before = staffed(desk);
    note_staffed(desk);
    desk->is_open = is_open;
    desk->agents.servers = agents;
    release_agents(desk);
    desk_recorder_staff(desk->recorder, now_h(desk), before, staffed(desk));
}

/* Changes */

void desk_look_ahead(Desk *desk)
{
    const double staff_h = fmin(event_due_h(&desk->surge_begins), event_due_h(&desk->surge_ends));
    const double needs_h = event_due_h(&desk->insurer->timeline_changes);
    desk->next_change_h =
        fmin(fmin(event_due_h(&desk->opening), nextafter(desk->horizon_h, INFINITY)),
             fmin(staff_h, needs_h));
}

static void opening_changes(Simulation *simulation, Event *event)
{
    Desk *const desk = EVENT_OWNER(event, Desk, opening);
    staff(desk, calendar_is_open(desk->calendar, simulation->now_h), desk->agents.servers);
    event_list_schedule(&simulation->events, event,
                        calendar_next_change_h(desk->calendar, simulation->now_h));
    desk_look_ahead(desk);
    if (!desk->is_open) {
        for (size_t i = 0; i < desk->channel_count; i++) {
            desk_turn_away_waiting(desk, &desk->channels[i]);
        }
    }
}

static void surge_begins(Simulation *simulation, Event *event)
{
    (void)simulation;
    Desk *const desk = EVENT_OWNER(event, Desk, surge_begins);
    const size_t additional_agents = desk->insurer->conditions->surge_agents;
    staff(desk, desk->is_open, desk->regular_agents + additional_agents);
    desk_look_ahead(desk);
}

static void surge_ends(Simulation *simulation, Event *event)
{
    (void)simulation;
    Desk *const desk = EVENT_OWNER(event, Desk, surge_ends);
    staff(desk, desk->is_open, desk->regular_agents);
    desk_look_ahead(desk);
}

void desk_cut_channel(Desk *desk, size_t channel)
{
    desk->channels[channel].is_up = false;
    desk_turn_away_waiting(desk, &desk->channels[channel]);
}

void desk_restore_channel(Desk *desk, size_t channel)
{
    desk->channels[channel].is_up = true;
}

void desk_set_solvable(Desk *desk, size_t channel, bool can_solve)
{
    desk->channels[channel].can_solve = can_solve;
}

void desk_note_first_change(Desk *desk)
{
    desk->level_before = desk->waiting_for_ever;
    desk->recorder->clear_h = INFINITY;
}

void desk_note_last_change(Desk *desk)
{
    desk_note_clear(desk);
}

/* Life */

/* Insertion sort: a handful of channels, and rows of equal priority keep their order. */
static void order_by_priority(Desk *desk)
{
    for (size_t i = 0; i < desk->channel_count; i++) {
        size_t k = i;
        for (; k > 0 && desk->channels[desk->by_priority[k - 1]].spec->priority >
                            desk->channels[i].spec->priority;
             k--) {
            desk->by_priority[k] = desk->by_priority[k - 1];
        }
        desk->by_priority[k] = i;
    }
    for (size_t i = 0; i < desk->channel_count; i++) {
        desk->channels[i].is_first =
            desk->channels[i].spec->priority == desk->channels[desk->by_priority[0]].spec->priority;
    }
}

static void find_called(Desk *desk)
{
    desk->called_count = 0;
    for (size_t i = 0; i < desk->channel_count; i++) {
        if (desk->channels[i].next_call_h < INFINITY) {
            desk->called[desk->called_count++] = &desk->channels[i];
        }
    }
}

static void begin_changes(Desk *desk)
{
    const InsurerConditions *const conditions = desk->insurer->conditions;
    EventList *const events = &desk->insurer->simulation.events;
    event_init(&desk->opening, opening_changes, EVENT_BECOMES_READY);
    event_init(&desk->surge_begins, surge_begins, EVENT_BECOMES_READY);
    event_init(&desk->surge_ends, surge_ends, EVENT_BECOMES_READY);
    event_list_schedule(events, &desk->opening, now_h(desk));
    if (conditions->surge_agents > 0) {
        event_list_schedule(events, &desk->surge_begins, conditions->surge_from_h);
        event_list_schedule(events, &desk->surge_ends, conditions->surge_to_h);
    }
}

void desk_begin_run(Desk *desk)
{
    const InsurerConditions *const conditions = desk->insurer->conditions;
    const InsurerSpec *const spec = &conditions->scenario->insurers[conditions->insurer];
    desk->regular_agents = desk->agents.servers = spec->agents;
    desk->calendar = spec->desk_calendar;
    desk->is_open = false;
    desk->horizon_h = conditions->scenario->run.horizon_h;
    desk->staffed_since_h = now_h(desk);
    desk->handled = 0;
    desk->waiting = desk->newcomers = desk->waiting_for_ever = desk->level_before = 0;
    desk->first_waiting = 0;
    instant_heap_clear(&desk->agents.free);
    foresight_clear(&desk->foresight);
    begin_changes(desk);
    desk_look_ahead(desk);
    for (size_t i = 0; i < desk->channel_count; i++) {
        channel_begin_run(&desk->channels[i], i);
    }
    order_by_priority(desk);
    find_called(desk);
    desk_look_for_arrivals(desk);
}

void desk_step(Desk *desk)
{
    Simulation *const simulation = &desk->insurer->simulation;
    if (event_list_next_h(&simulation->events) <= desk->next_arrival_h) {
        simulation_step(simulation);
        return;
    }
    simulation->now_h = desk->next_arrival_h;
    simulation->handled++;
    desk_next_arrives(desk);
}

void desk_end_run(Desk *desk)
{
    note_staffed(desk);
    desk_pass(desk, now_h(desk));
    desk_recorder_level(desk->recorder, now_h(desk), desk->waiting);
    for (size_t i = 0; i < desk->channel_count; i++) {
        const Channel *const channel = &desk->channels[i];
        channel_recorder_level(channel->recorder, now_h(desk), channel->line.count);
        for (Waiter *waiter = channel->line.first; waiter; waiter = waiter->next) {
            const Contact *const contact = EVENT_OWNER(waiter, Contact, waiter);
            channel_recorder_waits_on(channel->recorder, contact->interval, contact->arrived_h);
        }
        channel_recorder_end(channel->recorder);
        desk->recorder->queue_area += channel->recorder->queue_area;
    }
    desk_recorder_end(desk->recorder);
}

void desk_init(Desk *desk)
{
    *desk = (Desk){0};
    instant_heap_init(&desk->agents.free);
    foresight_init(&desk->foresight);
}

void desk_deinit(Desk *desk)
{
    instant_heap_deinit(&desk->agents.free);
    foresight_deinit(&desk->foresight);
}
