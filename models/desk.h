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
 * Decisions where the format is silent: an attempt counts where it arrives (after overflow), the
 * queue, priority and answer_within are those of that channel; handling, patience, redial and
 * recontact are those of the contact's own channel, to which a redial and a recontact go again.
 * Contacts that wait on a channel which is cut are not taken. An attempt is served when it is
 * answered.
 */
#ifndef MODELS_DESK_H
#define MODELS_DESK_H

#include "models/channel.h"
#include "models/recorder.h"
#include "models/scenario.h"
#include "sim/simulation.h"
#include "sim/station.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Insurer Insurer;

typedef struct Desk {
    Insurer *insurer;
    DeskRecorder *recorder;
    Channel *channels; /* [channel_count], in the scenario's order */
    bool is_chooser;
    /* private */
    size_t channel_count;
    size_t *by_priority; /* channels, smallest priority first */
    Station agents;
    const Calendar *calendar;
    size_t regular_agents;
    Event opening, surge_begins, surge_ends;
    size_t waiting;          /* contacts, on all channels */
    size_t waiting_for_ever; /* those without patience */
    size_t level_before;     /* of waiting_for_ever, before the first disturbance */
} Desk;

void desk_begin_run(Desk *desk);

/* A request of a service becomes a contact on `channel`; `identity` keys its draws. */
void desk_generate_contact(Desk *desk, size_t channel, uint64_t identity);

/* Changes of the timeline, now. */
void desk_cut_channel(Desk *desk, size_t channel);
void desk_restore_channel(Desk *desk, size_t channel);
void desk_set_solvable(Desk *desk, size_t channel, bool can_solve);

/* The first disturbance of the insurer comes, or the last one has gone, now. */
void desk_note_first_change(Desk *desk);
void desk_note_last_change(Desk *desk);

/* Free agents take the next contacts. */
void desk_choose(Desk *desk);

void desk_end_run(Desk *desk);

/* Agents staffed at this instant: 0 while closed. */
size_t desk_agents(const Desk *desk);

#endif
