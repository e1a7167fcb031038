/* The support desk of an insurer: agents who are shared by all channels, and the life of a contact.
 *
 * Scenario format, *Contacts*. The life of a contact:
 *
 *   first call, or from a service --> attempt --> channel cut? overflows, is turned away or waits
 *        ^                              |         desk closed? with patience: turned away
 *        |                              v
 *        +-- redials <-- abandons <-- waits --> handled --> (case cannot be solved: comes back) -->
 * gone
 *
 * Agents are all alike and nothing interrupts them, so they are instants at which they get free
 * (server_pool.h), and no event is needed for an end of handling: what it will lead to is known
 * when it begins. Who arrives while an agent is free and nobody waits begins at once. Else agents
 * who get free before anything else happens take those who wait, one by one.
 *
 * Of those who wait on the channels of the smallest priority and have patience, the arrival tells
 * how that ends, if it ends before the desk changes: they wait in no line (foresight.h) and nothing
 * is left to choose.
 *
 * Decisions where the format is silent: an attempt counts where it arrives (after overflow), the
 * queue, priority and answer_within are those of that channel; handling, patience, redial and
 * recontact are those of the contact's own channel, to which a redial and a recontact go again.
 * Contacts that wait on a channel which is cut are not taken. An attempt is served when it is
 * answered. An agent whose handling takes no time is free again at once. Of recontacts that come at
 * one instant the one whose handling began first is first.
 */
#ifndef MODELS_DESK_H
#define MODELS_DESK_H

#include "models/channel.h"
#include "models/contact_feed.h"
#include "models/foresight.h"
#include "models/recorder.h"
#include "models/scenario.h"
#include "sim/server_pool.h"
#include "sim/simulation.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Insurer Insurer;

typedef struct Desk {
    Insurer *insurer;
    DeskRecorder *recorder;
    Channel *channels; /* [channel_count], in the scenario's order */
    ContactFeed *feed; /* of contacts that requests become */
    uint64_t handled;  /* contacts, to the end; or until they gave up as foreseen */
    size_t waiting;    /* contacts, in the lines of all channels */
    /* private */
    size_t channel_count;
    size_t *by_priority; /* channels, smallest priority first */
    Channel **called;    /* those that have first calls in this run, in the scenario's order */
    size_t called_count;
    ServerPool agents;
    bool is_open;
    double horizon_h;
    double next_arrival_h; /* of the first calls and of the feed ... */
    Channel *arriving;     /* ... and the channel that is called; NULL: fed */
    const Calendar *calendar;
    size_t regular_agents;
    Event opening, surge_begins, surge_ends;
    double staffed_since_h;  /* as many agents as now */
    size_t newcomers;        /* with patience, that joined a line since agents last chose */
    size_t first_waiting;    /* of those who wait in lines, on channels that are served first */
    Foresight foresight;     /* of those who wait, but in no line */
    double next_change_h;    /* of staff, channels or cases; at the latest beyond the horizon */
    size_t waiting_for_ever; /* those without patience */
    size_t level_before;     /* of waiting_for_ever, before the first disturbance */
} Desk;

void desk_init(Desk *desk);

void desk_begin_run(Desk *desk);

/* When something next happens, but for agents who take those who wait. */
static inline double desk_next_h(Desk *desk, Simulation *simulation)
{
    const double due_h = event_list_next_h(&simulation->events);
    return due_h < desk->next_arrival_h ? due_h : desk->next_arrival_h;
}

/* Private: as below, where somebody waits in a line. */
bool desk_serve_waiting(Desk *desk, double before_h);
void desk_choose_waiting(Desk *desk);

/* Before `before_h`, until which nothing else happens, an agent gets free and takes a contact, if
 * there is one: true where it does; then something may happen earlier. */
static inline bool desk_serve_next(Desk *desk, double before_h)
{
    return desk->waiting > 0 && desk_serve_waiting(desk, before_h);
}

/* Lets the next thing happen, at its time. There must be one. */
void desk_step(Desk *desk);

/* After all that happens at an instant, free agents take the next contacts. */
static inline void desk_choose(Desk *desk)
{
    if (desk->waiting > 0) {
        desk_choose_waiting(desk);
    }
}

/* Changes of the timeline, now. */
void desk_cut_channel(Desk *desk, size_t channel);
void desk_restore_channel(Desk *desk, size_t channel);
void desk_set_solvable(Desk *desk, size_t channel, bool can_solve);

/* Finds out when the desk next changes, after any change of it. */
void desk_look_ahead(Desk *desk);

/* The first disturbance of the insurer comes, or the last one has gone, now. */
void desk_note_first_change(Desk *desk);
void desk_note_last_change(Desk *desk);

void desk_end_run(Desk *desk);

void desk_deinit(Desk *desk);

#endif
