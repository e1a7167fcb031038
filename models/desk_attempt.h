/* What happens to an attempt of a contact at the desk: it arrives, waits, is answered or gives up.
 *
 * The life of a contact is in desk.h, whose other half this is.
 */
#ifndef MODELS_DESK_ATTEMPT_H
#define MODELS_DESK_ATTEMPT_H

#include "models/desk.h"

/* The contact of the first call, or of the feed, that is next arrives now. */
void desk_next_arrives(Desk *desk);

/* Finds out who arrives next. */
void desk_look_for_arrivals(Desk *desk);

/* Private: as below, where there is one. */
void desk_pass_foreseen(Desk *desk, double now_h);

/* Of those of whom it was foreseen, the ones who begin or give up by `now_h` wait no longer. Comes
 * before everything else that happens at now_h. */
static inline void desk_pass(Desk *desk, double now_h)
{
    if (desk->foresight.next_h <= now_h) {
        desk_pass_foreseen(desk, now_h);
    }
}

/* Those with patience who wait on the channel are turned away. */
void desk_turn_away_waiting(Desk *desk, Channel *channel);

/* Whether the contacts who wait for ever are back at their number before the first disturbance. */
void desk_note_clear(Desk *desk);

#endif
