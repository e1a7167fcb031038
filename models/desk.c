#include "models/desk.h"

#include "models/insurer.h"

#include <math.h>

static double now_h(const Desk *desk)
{
    return desk->insurer->simulation.now_h;
}

size_t desk_agents(const Desk *desk)
{
    return desk->agents.is_open ? desk->agents.servers : 0;
}

/* Integrates what the desk's levels were up to now; call it before they change. */
static void advance(Desk *desk)
{
    DeskRecorder *const recorder = desk->recorder;
    const double passed_h = now_h(desk) - recorder->since_h;
    if (!(passed_h > 0)) {
        return;
    }
    const double busy = (double)desk->agents.busy;
    const double staffed = (double)desk_agents(desk);
    const double waiting = (double)desk->waiting;
    recorder->busy_area += passed_h * busy;
    recorder->staffed_area += passed_h * (busy > staffed ? busy : staffed);
    recorder->queue_area += passed_h * waiting;
    recorder->queue_largest = fmax(recorder->queue_largest, waiting);
    recorder->since_h = now_h(desk);
}

static void ask_to_choose(Desk *desk)
{
    desk->is_chooser = true;
}

static void note_clear(Desk *desk)
{
    if (isinf(desk->recorder->clear_h) && now_h(desk) >= desk->insurer->last_change_h &&
        desk->waiting_for_ever <= desk->level_before) {
        desk->recorder->clear_h = now_h(desk) - desk->insurer->first_change_h;
    }
}

static void join_line(Desk *desk, Contact *contact)
{
    advance(desk);
    channel_advance(contact->place, now_h(desk));
    waiting_line_join(&contact->place->line, &contact->waiter);
    desk->waiting++;
    desk->waiting_for_ever += !contact->own->spec->has_patience;
}

static void leave_line(Desk *desk, Contact *contact)
{
    advance(desk);
    channel_advance(contact->place, now_h(desk));
    waiting_line_leave(&contact->place->line, &contact->waiter);
    desk->waiting--;
    desk->waiting_for_ever -= !contact->own->spec->has_patience;
    note_clear(desk);
}

static void attempt_arrives(Contact *contact);

static void contact_comes_again(Simulation *simulation, Event *event)
{
    (void)simulation;
    Contact *const contact = EVENT_OWNER(event, Contact, due);
    if (simulation->now_h >= 0) {
        ChannelRecorder *const recorder = contact->own->recorder;
        recorder->redials += !contact->comes_back;
        recorder->recontacts += contact->comes_back;
    }
    attempt_arrives(contact);
}

/* After it gave up, or after a handling that did not help, the contact comes again or is gone. */
static void come_again_or_leave(Contact *contact, bool comes_back)
{
    Simulation *const simulation = &contact->own->insurer->simulation;
    contact->comes_back = comes_back;
    event_list_cancel(&simulation->events, &contact->due);
    const double after_h = contact_again_after_h(contact);
    if (isinf(after_h)) {
        contact_leaves(contact);
        return;
    }
    event_init(&contact->due, contact_comes_again, EVENT_BECOMES_READY);
    event_list_schedule(&simulation->events, &contact->due, simulation->now_h + after_h);
}

static void redial_or_leave(Contact *contact)
{
    come_again_or_leave(contact, false);
}

static void recontact_or_leave(Contact *contact)
{
    come_again_or_leave(contact, true);
}

static void turn_away(Contact *contact)
{
    contact_tell(contact, "contact_turned_away", NAN);
    contact->place->recorder->turned_away += contact->interval != UNOBSERVED;
    redial_or_leave(contact);
}

static void patience_ends(Simulation *simulation, Event *event)
{
    Contact *const contact = EVENT_OWNER(event, Contact, due);
    leave_line(&contact->own->insurer->desk, contact);
    contact_tell(contact, "contact_abandons", simulation->now_h - contact->arrived_h);
    channel_recorder_abandoned(contact->place->recorder, contact->interval);
    redial_or_leave(contact);
}

/* Where the attempt arrives: its own channel, or, while that is cut, the one to which it overflows.
 */
static Channel *place_of_attempt(Contact *contact)
{
    Desk *const desk = &contact->own->insurer->desk;
    Channel *place = contact->own;
    uint64_t hop = 0;
    while (!place->is_up && place->spec->overflow_channel != NONE) {
        if (!contact_overflows(contact, place, ++hop)) {
            break;
        }
        const bool observed = now_h(desk) >= 0;
        place->recorder->overflow_out += observed;
        place = &desk->channels[place->spec->overflow_channel];
        place->recorder->overflow_in += observed;
    }
    return place;
}

static void attempt_arrives(Contact *contact)
{
    Desk *const desk = &contact->own->insurer->desk;
    Simulation *const simulation = &desk->insurer->simulation;
    const ChannelSpec *const spec = contact->own->spec;
    contact->attempts++;
    contact->arrived_h = simulation->now_h;
    contact->place = place_of_attempt(contact);
    contact->interval = channel_recorder_attempt(contact->place->recorder, simulation->now_h);
    desk->insurer->contacts++;
    contact_tell(contact, "contact_arrives", NAN);
    if (spec->has_patience && !(contact->place->is_up && desk->agents.is_open)) {
        turn_away(contact);
        return;
    }
    event_init(&contact->due, patience_ends, EVENT_BECOMES_READY);
    join_line(desk, contact);
    ask_to_choose(desk);
}

static void next_contact_arrives(Simulation *simulation, Event *event)
{
    Channel *const channel = EVENT_OWNER(event, Channel, arrival);
    channel_schedule_call(channel);
    channel->recorder->contacts += simulation->now_h >= 0;
    attempt_arrives(channel_next_contact(channel));
}

void desk_generate_contact(Desk *desk, size_t channel, uint64_t identity)
{
    Channel *const own = &desk->channels[channel];
    own->recorder->generated += now_h(desk) >= 0;
    attempt_arrives(channel_new_contact(own, identity));
}

static void handling_ends(Simulation *simulation, Event *event)
{
    Contact *const contact = EVENT_OWNER(event, Contact, job.ends);
    Desk *const desk = &contact->own->insurer->desk;
    advance(desk);
    station_finish(&desk->agents, &contact->job);
    contact_tell(contact, "handling_ends", simulation->now_h - contact->arrived_h);
    ask_to_choose(desk);
    if (contact->degraded) {
        recontact_or_leave(contact);
    } else {
        contact_leaves(contact);
    }
}

static void begin_handling(Desk *desk, Contact *contact)
{
    Simulation *const simulation = &desk->insurer->simulation;
    const double wait_h = simulation->now_h - contact->arrived_h;
    leave_line(desk, contact);
    event_list_cancel(&simulation->events, &contact->due);
    contact->degraded = !contact->own->can_solve;
    event_init(&contact->job.ends, handling_ends, EVENT_COMPLETES);
    station_begin(&desk->agents, simulation, &contact->job, contact_handling_h(contact));
    channel_recorder_answered(contact->place->recorder, contact->interval, wait_h,
                              wait_h <= contact->place->spec->answer_within_h);
    contact_tell(contact, contact->degraded ? "degraded_handling_starts" : "handling_starts",
                 wait_h);
}

/* The waiting contact of the smallest priority, then the earliest; NULL where nobody can be taken.
 */
static Contact *next_contact(const Desk *desk)
{
    Contact *next = NULL;
    for (size_t i = 0; i < desk->channel_count; i++) {
        const Channel *const channel = &desk->channels[desk->by_priority[i]];
        if (next && channel->spec->priority > next->place->spec->priority) {
            break;
        }
        if (!channel->line.first || !channel->is_up) {
            continue;
        }
        Contact *const first = EVENT_OWNER(channel->line.first, Contact, waiter);
        if (!next || first->arrived_h < next->arrived_h) {
            next = first;
        }
    }
    return next;
}

/* Who goes on waiting after the agents chose, and is new, begins to lose patience. */
static void begin_patience(Desk *desk, Channel *channel)
{
    Simulation *const simulation = &desk->insurer->simulation;
    for (Waiter *waiter = channel->line.last; waiter; waiter = waiter->previous) {
        Contact *const contact = EVENT_OWNER(waiter, Contact, waiter);
        if (contact->arrived_h < simulation->now_h) {
            break;
        }
        if (contact->own->spec->has_patience && !event_is_scheduled(&contact->due)) {
            event_list_schedule(&simulation->events, &contact->due,
                                simulation->now_h + contact_patience_h(contact));
        }
    }
}

/* Whether it is closing time but for rounding: what ends now leaves no time to begin anything. */
static bool is_closing(const Desk *desk)
{
    return event_due_h(&desk->opening) - now_h(desk) < CALENDAR_ROUNDING_H;
}

void desk_choose(Desk *desk)
{
    desk->is_chooser = false;
    Contact *contact;
    while (station_can_begin(&desk->agents) && !is_closing(desk) &&
           (contact = next_contact(desk)) != NULL) {
        begin_handling(desk, contact);
    }
    if (desk->waiting > 0) {
        for (size_t i = 0; i < desk->channel_count; i++) {
            begin_patience(desk, &desk->channels[i]);
        }
    }
}

/* Those with patience who wait on the channel are turned away. */
static void turn_away_waiting(Desk *desk, Channel *channel)
{
    for (Waiter *waiter = channel->line.first; waiter;) {
        Contact *const contact = EVENT_OWNER(waiter, Contact, waiter);
        waiter = waiter->next;
        if (contact->own->spec->has_patience) {
            leave_line(desk, contact);
            turn_away(contact);
        }
    }
}

static void opening_changes(Simulation *simulation, Event *event)
{
    Desk *const desk = EVENT_OWNER(event, Desk, opening);
    advance(desk);
    desk->agents.is_open = calendar_is_open(desk->calendar, simulation->now_h);
    event_list_schedule(&simulation->events, event,
                        calendar_next_change_h(desk->calendar, simulation->now_h));
    if (!desk->agents.is_open) {
        for (size_t i = 0; i < desk->channel_count; i++) {
            turn_away_waiting(desk, &desk->channels[i]);
        }
    }
    ask_to_choose(desk);
}

static void surge_begins(Simulation *simulation, Event *event)
{
    (void)simulation;
    Desk *const desk = EVENT_OWNER(event, Desk, surge_begins);
    advance(desk);
    desk->agents.servers = desk->regular_agents + desk->insurer->conditions->surge_agents;
    ask_to_choose(desk);
}

static void surge_ends(Simulation *simulation, Event *event)
{
    (void)simulation;
    Desk *const desk = EVENT_OWNER(event, Desk, surge_ends);
    advance(desk);
    desk->agents.servers = desk->regular_agents;
}

void desk_cut_channel(Desk *desk, size_t channel)
{
    desk->channels[channel].is_up = false;
    turn_away_waiting(desk, &desk->channels[channel]);
}

void desk_restore_channel(Desk *desk, size_t channel)
{
    desk->channels[channel].is_up = true;
    ask_to_choose(desk);
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
    note_clear(desk);
}

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
}

void desk_begin_run(Desk *desk)
{
    const InsurerConditions *const conditions = desk->insurer->conditions;
    const InsurerSpec *const spec = &conditions->scenario->insurers[conditions->insurer];
    EventList *const events = &desk->insurer->simulation.events;
    desk->regular_agents = spec->agents;
    desk->calendar = spec->desk_calendar;
    desk->is_chooser = false;
    desk->waiting = desk->waiting_for_ever = desk->level_before = 0;
    station_restart(&desk->agents, spec->agents);
    event_init(&desk->opening, opening_changes, EVENT_BECOMES_READY);
    event_init(&desk->surge_begins, surge_begins, EVENT_BECOMES_READY);
    event_init(&desk->surge_ends, surge_ends, EVENT_BECOMES_READY);
    event_list_schedule(events, &desk->opening, now_h(desk));
    if (conditions->surge_agents > 0) {
        event_list_schedule(events, &desk->surge_begins, conditions->surge_from_h);
        event_list_schedule(events, &desk->surge_ends, conditions->surge_to_h);
    }
    for (size_t i = 0; i < desk->channel_count; i++) {
        channel_begin_run(&desk->channels[i], i, next_contact_arrives);
    }
    order_by_priority(desk);
}

void desk_end_run(Desk *desk)
{
    advance(desk);
    for (size_t i = 0; i < desk->channel_count; i++) {
        Channel *const channel = &desk->channels[i];
        channel_advance(channel, now_h(desk));
        for (Waiter *waiter = channel->line.first; waiter; waiter = waiter->next) {
            const Contact *const contact = EVENT_OWNER(waiter, Contact, waiter);
            if (contact->interval != UNOBSERVED) {
                channel->recorder->waiting_at_end++;
                channel->recorder->waited++;
            }
        }
    }
}
