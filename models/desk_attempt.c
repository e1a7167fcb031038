#include "models/desk_attempt.h"

#include "base/attributes.h"
#include "models/insurer.h"

#include <math.h>

static Simulation *simulation_of(const Desk *desk)
{
    return &desk->insurer->simulation;
}

void desk_note_clear(Desk *desk)
{
    const double now_h = simulation_of(desk)->now_h;
    if (isinf(desk->recorder->clear_h) && now_h >= desk->insurer->last_change_h &&
        desk->waiting_for_ever <= desk->level_before) {
        desk->recorder->clear_h = now_h - desk->insurer->first_change_h;
    }
}

/* Lines */

static void note_levels(Desk *desk, Channel *place, double now_h)
{
    desk_recorder_level(desk->recorder, now_h, desk->waiting + desk->foresight.count);
    channel_recorder_level(place->recorder, now_h, place->line.count + place->foreseen);
}

void desk_pass_foreseen(Desk *desk, double now_h)
{
    Foresight *const foresight = &desk->foresight;
    while (foresight->next_h <= now_h) {
        const double ends_h = foresight->next_h;
        Channel *place;
        double joined_h;
        desk_recorder_level(desk->recorder, ends_h, desk->waiting + foresight->count);
        Contact *const gave_up = foresight_take(foresight, &place, &joined_h);
        channel_recorder_level(place->recorder, ends_h, place->line.count + place->foreseen);
        channel_recorder_leaves(place->recorder, joined_h, ends_h);
        place->foreseen--;
        if (gave_up && gave_up->is_last) {
            contact_leaves(gave_up);
        }
    }
}

static void join_line(Desk *desk, Contact *contact)
{
    Channel *const place = contact->place;
    const double now_h = contact->arrived_h;
    note_levels(desk, place, now_h);
    channel_recorder_joins(place->recorder, now_h);
    waiting_line_join(&place->line, &contact->waiter);
    desk->waiting++;
    desk->first_waiting += place->is_first;
    desk->newcomers += contact->own->spec->has_patience;
    desk->waiting_for_ever += !contact->own->spec->has_patience;
}

static void leave_line(Desk *desk, Contact *contact)
{
    Channel *const place = contact->place;
    const double now_h = simulation_of(desk)->now_h;
    desk_pass(desk, now_h);
    note_levels(desk, place, now_h);
    channel_recorder_leaves(place->recorder, contact->arrived_h, now_h);
    waiting_line_leave(&place->line, &contact->waiter);
    desk->waiting--;
    desk->first_waiting -= place->is_first;
    desk->waiting_for_ever -= !contact->own->spec->has_patience;
    desk_note_clear(desk);
}

/* Coming again */

static void attempt_arrives(Desk *desk, Contact *contact);

static void contact_comes_again(Simulation *simulation, Event *event)
{
    Contact *const contact = EVENT_OWNER(event, Contact, due);
    if (simulation->now_h >= 0) {
        ChannelRecorder *const recorder = contact->own->recorder;
        recorder->redials += !contact->comes_back;
        recorder->recontacts += contact->comes_back;
    }
    attempt_arrives(&contact->own->insurer->desk, contact);
}

/* At `from_h` it gave up, or its handling ended and did not help: false where it does not come
 * again. */
static bool comes_again(Desk *desk, Contact *contact, bool comes_back, double from_h)
{
    contact->comes_back = comes_back;
    const double again_h = from_h + contact_again_after_h(contact);
    if (again_h > desk->horizon_h) {
        return false;
    }
    event_init(&contact->due, contact_comes_again, EVENT_BECOMES_READY);
    event_list_schedule(&simulation_of(desk)->events, &contact->due, again_h);
    return true;
}

static void come_again_or_leave(Desk *desk, Contact *contact, bool comes_back, double from_h)
{
    if (!comes_again(desk, contact, comes_back, from_h)) {
        contact_leaves(contact);
    }
}

static void turn_away(Desk *desk, Contact *contact)
{
    const double now_h = simulation_of(desk)->now_h;
    contact_tell(contact, now_h, "contact_turned_away", NAN);
    contact->place->recorder->turned_away += contact->interval != UNOBSERVED;
    come_again_or_leave(desk, contact, false, now_h);
}

void desk_turn_away_waiting(Desk *desk, Channel *channel)
{
    for (Waiter *waiter = channel->line.first; waiter;) {
        Contact *const contact = EVENT_OWNER(waiter, Contact, waiter);
        waiter = waiter->next;
        if (contact->own->spec->has_patience) {
            event_list_cancel(&simulation_of(desk)->events, &contact->due);
            leave_line(desk, contact);
            turn_away(desk, contact);
        }
    }
}

/* Patience */

static void patience_ends(Simulation *simulation, Event *event)
{
    Contact *const contact = EVENT_OWNER(event, Contact, due);
    Desk *const desk = &contact->own->insurer->desk;
    leave_line(desk, contact);
    contact_tell(contact, simulation->now_h, "contact_abandons",
                 simulation->now_h - contact->arrived_h);
    channel_recorder_abandoned(contact->place->recorder, contact->interval);
    come_again_or_leave(desk, contact, false, simulation->now_h);
}

/* Who goes on waiting after the agents chose, and is new, begins to lose patience. */
static void begin_patience(Desk *desk, const Channel *channel)
{
    Simulation *const simulation = simulation_of(desk);
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

/* Handling */

/* Whether an agent is free at `t_h` and may begin. What ends at closing time but for rounding
 * leaves no time to begin anything. */
static bool can_begin(const Desk *desk, double t_h)
{
    return desk->is_open && server_pool_free_h(&desk->agents, t_h) <= t_h &&
           !(event_due_h(&desk->opening) - t_h < CALENDAR_ROUNDING_H);
}

/* Nothing interrupts it, so its end, and whether the contact comes back, is settled here. */
static void begin_handling(Desk *desk, Contact *contact, double now_h)
{
    const double wait_h = now_h - contact->arrived_h;
    contact->degraded = !contact->own->can_solve;
    const double end_h = now_h + contact_handling_h(contact);
    server_pool_begin(&desk->agents, now_h, end_h, NULL);
    desk_recorder_busy(desk->recorder, now_h, end_h);
    channel_recorder_answered(contact->place->recorder, contact->interval, wait_h,
                              wait_h <= contact->place->spec->answer_within_h);
    contact_tell(contact, now_h, contact->degraded ? "degraded_handling_starts" : "handling_starts",
                 wait_h);
    if (end_h > desk->horizon_h) {
        contact_leaves(contact);
        return;
    }
    desk->handled++;
    contact_tell(contact, end_h, "handling_ends", end_h - contact->arrived_h);
    if (contact->degraded) {
        come_again_or_leave(desk, contact, true, end_h);
    } else {
        contact_leaves(contact);
    }
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

/* An agent who is free takes the next contact, if there is one. */
static bool take_next(Desk *desk)
{
    Simulation *const simulation = simulation_of(desk);
    Contact *const contact = next_contact(desk);
    if (!contact) {
        return false;
    }
    event_list_cancel(&simulation->events, &contact->due);
    leave_line(desk, contact);
    begin_handling(desk, contact, simulation->now_h);
    return true;
}

bool desk_serve_waiting(Desk *desk, double before_h)
{
    Simulation *const simulation = simulation_of(desk);
    const double free_h = server_pool_free_h(&desk->agents, simulation->now_h);
    if (!(free_h < before_h) || !can_begin(desk, free_h)) {
        return false;
    }
    simulation->now_h = free_h;
    return take_next(desk);
}

void desk_choose_waiting(Desk *desk)
{
    while (desk->waiting > 0 && can_begin(desk, simulation_of(desk)->now_h) && take_next(desk)) {
    }
    if (desk->newcomers > 0) {
        desk->newcomers = 0;
        for (size_t i = 0; i < desk->channel_count; i++) {
            begin_patience(desk, &desk->channels[i]);
        }
    }
}

/* Arrivals */

/* Where the attempt arrives: its own channel, or, while that is cut, the one to which it overflows.
 */
static Channel *place_of_attempt(Desk *desk, Contact *contact)
{
    Channel *place = contact->own;
    uint64_t hop = 0;
    while (!place->is_up && place->spec->overflow_channel != NONE) {
        if (!contact_overflows(contact, place, ++hop)) {
            break;
        }
        const bool observed = contact->arrived_h >= 0;
        place->recorder->overflow_out += observed;
        place = &desk->channels[place->spec->overflow_channel];
        place->recorder->overflow_in += observed;
    }
    return place;
}

/* It will give up at `t_h`. */
static void give_up(Desk *desk, Contact *contact, double t_h)
{
    contact_tell(contact, t_h, "contact_abandons", t_h - contact->arrived_h);
    channel_recorder_abandoned(contact->place->recorder, contact->interval);
    desk->handled++;
    contact->is_last = !comes_again(desk, contact, false, t_h);
    foresight_add_give_up(&desk->foresight, t_h, contact);
}

/* Nobody who waits is served before the contact, no agent is free, and nothing else happens now:
 * its wait is foreseen, if it ends before the desk changes. False where it does not, or for ever.
 */
static bool foresee(Desk *desk, Contact *contact)
{
    Channel *const place = contact->place;
    const double now_h = contact->arrived_h;
    if (!place->is_first || !contact->own->spec->has_patience) {
        return false;
    }
    const double free_h = server_pool_free_h(&desk->agents, now_h);
    const bool begins = free_h < desk->next_change_h &&
                        !(event_due_h(&desk->opening) - free_h < CALENDAR_ROUNDING_H);
    const double gives_up_h = now_h + contact_patience_h(contact);
    const bool gives_up = !begins || gives_up_h <= free_h;
    if (gives_up && !(gives_up_h < desk->next_change_h)) {
        return false;
    }
    note_levels(desk, place, now_h);
    channel_recorder_joins(place->recorder, now_h);
    place->foreseen++;
    if (gives_up) {
        give_up(desk, contact, gives_up_h);
        return true;
    }
    foresight_add_begin(&desk->foresight,
                        (ForeseenBegin){.begins_h = free_h, .joined_h = now_h, .place = place});
    begin_handling(desk, contact, free_h);
    return true;
}

/* Whether nobody who waits is served before a contact that arrives there. */
static bool is_next(const Desk *desk, const Channel *place)
{
    return place->is_up && (place->is_first ? desk->first_waiting : desk->waiting) == 0;
}

static void attempt_arrives(Desk *desk, Contact *contact)
{
    Simulation *const simulation = simulation_of(desk);
    const double now_h = simulation->now_h;
    desk_pass(desk, now_h);
    contact->attempts++;
    contact->arrived_h = now_h;
    contact->place = place_of_attempt(desk, contact);
    contact->interval = channel_recorder_attempt(contact->place->recorder, now_h);
    desk->insurer->contacts++;
    contact_tell(contact, now_h, "contact_arrives", NAN);
    if (contact->own->spec->has_patience && !(contact->place->is_up && desk->is_open)) {
        turn_away(desk, contact);
        return;
    }
    if (is_next(desk, contact->place) && desk_next_h(desk, simulation) > now_h) {
        if (can_begin(desk, now_h)) {
            begin_handling(desk, contact, now_h);
            return;
        }
        if (foresee(desk, contact)) {
            return;
        }
    }
    event_init(&contact->due, patience_ends, EVENT_BECOMES_READY);
    join_line(desk, contact);
}

/* Which is the first nobody foretells: it is chosen without a branch. */
void desk_look_for_arrivals(Desk *desk)
{
    double next_h = contact_feed_next_h(desk->feed);
    Channel *arriving = NULL;
    for (size_t i = 0; i < desk->called_count; i++) {
        Channel *const channel = desk->called[i];
        const bool is_first = channel->next_call_h < next_h;
        next_h = is_first ? channel->next_call_h : next_h;
        arriving = is_first ? channel : arriving;
    }
    desk->next_arrival_h = next_h;
    desk->arriving = arriving;
}

void desk_next_arrives(Desk *desk)
{
    const bool observed = simulation_of(desk)->now_h >= 0;
    Channel *const called = desk->arriving;
    Contact *contact;
    if (called) {
        called->recorder->contacts += observed;
        contact = channel_next_contact(called);
    } else {
        const FedContact fed = contact_feed_take(desk->feed);
        Channel *const own = &desk->channels[fed.channel];
        own->recorder->generated += observed;
        contact = channel_new_contact(own, fed.identity);
    }
    desk_look_for_arrivals(desk);
    attempt_arrives(desk, contact);
}
