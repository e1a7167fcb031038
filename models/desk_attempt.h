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

/* Of those of whom it was foreseen, the ones who begin or give up by `now_h` wait no longer. Comes
 * before everything else that happens at now_h. */
void desk_pass(Desk *desk, double now_h);

/* Those with patience who wait on the channel are turned away. */
void desk_turn_away_waiting(Desk *desk, Channel *channel);

/* Whether the contacts who wait for ever are back at their number before the first disturbance. */
void desk_note_clear(Desk *desk);

#endif
