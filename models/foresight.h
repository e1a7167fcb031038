/* Contacts who wait at a desk and of whom it is known how that will end.
 *
 * Whoever waits on the channels that are served first begins when the agents allow it, whatever
 * comes later; so at the arrival it is known whether that or the patience comes first, as long as
 * neither lies beyond the next change at the desk (desk.h). Neither needs an event. What is left to
 * tell at its time is that one less waits: those who will begin do so in the order in which they
 * came, so they stand in a ring; those who will give up stand in a heap.
 */
#ifndef MODELS_FORESIGHT_H
#define MODELS_FORESIGHT_H

#include "models/channel.h"
#include "sim/instant_heap.h"

#include <stddef.h>

typedef struct ForeseenBegin {
    double begins_h, joined_h;
    Channel *place; /* where it waits */
} ForeseenBegin;

typedef struct Foresight {
    size_t count;  /* who wait */
    double next_h; /* when the first of them ceases to; INFINITY: nobody */
    /* private */
    ForeseenBegin *begins; /* a ring, its capacity a power of two */
    size_t first, last, capacity;
    InstantHeap give_ups; /* an item is the contact */
} Foresight;

void foresight_init(Foresight *foresight);

/* Nobody waits; memory is kept. */
void foresight_clear(Foresight *foresight);

/* One will begin, not before any other that will. */
void foresight_add_begin(Foresight *foresight, ForeseenBegin begin);

/* The contact will give up at `t_h`; until it is taken out it must not be given away. */
void foresight_add_give_up(Foresight *foresight, double t_h, Contact *contact);

/* Takes the first out, who ceases to wait at next_h: the contact, where it gives up; NULL where it
 * begins. *place and *joined_h tell where and since when it has waited. There must be one. */
Contact *foresight_take(Foresight *foresight, Channel **place, double *joined_h);

void foresight_deinit(Foresight *foresight);

#endif
