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

#include <math.h>
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

/* Private: the begin of number `index` of all so far; more room. */
static inline ForeseenBegin *foresight_begin_at(const Foresight *foresight, size_t index)
{
    return &foresight->begins[index & (foresight->capacity - 1)];
}

void foresight_grow(Foresight *foresight);

/* One will begin, not before any other that will. */
static inline void foresight_add_begin(Foresight *foresight, ForeseenBegin begin)
{
    if (foresight->last - foresight->first == foresight->capacity) {
        foresight_grow(foresight);
    }
    *foresight_begin_at(foresight, foresight->last++) = begin;
    foresight->count++;
    foresight->next_h = begin.begins_h < foresight->next_h ? begin.begins_h : foresight->next_h;
}

/* The contact will give up at `t_h`; until it is taken out it must not be given away. */
static inline void foresight_add_give_up(Foresight *foresight, double t_h, Contact *contact)
{
    instant_heap_push(&foresight->give_ups, (Instant){.t_h = t_h, .item = contact});
    foresight->count++;
    foresight->next_h = t_h < foresight->next_h ? t_h : foresight->next_h;
}

/* Private: when the first who will begin does, and the first who will give up. */
static inline double foresight_next_begin_h(const Foresight *foresight)
{
    return foresight->first != foresight->last
               ? foresight_begin_at(foresight, foresight->first)->begins_h
               : (double)INFINITY;
}

static inline double foresight_next_give_up_h(const Foresight *foresight)
{
    return foresight->give_ups.count > 0 ? foresight->give_ups.entries[0].t_h : (double)INFINITY;
}

/* Takes the first out, who ceases to wait at next_h: the contact, where it gives up; NULL where it
 * begins. *place and *joined_h tell where and since when it has waited. There must be one. */
static inline Contact *foresight_take(Foresight *foresight, Channel **place, double *joined_h)
{
    Contact *contact = NULL;
    double begins_h = foresight_next_begin_h(foresight);
    double gives_up_h = foresight_next_give_up_h(foresight);
    if (gives_up_h <= begins_h) {
        contact = instant_heap_pop(&foresight->give_ups).item;
        *place = contact->place;
        *joined_h = contact->arrived_h;
        gives_up_h = foresight_next_give_up_h(foresight);
    } else {
        const ForeseenBegin *const begin = foresight_begin_at(foresight, foresight->first++);
        *place = begin->place;
        *joined_h = begin->joined_h;
        begins_h = foresight_next_begin_h(foresight);
    }
    foresight->count--;
    foresight->next_h = gives_up_h < begins_h ? gives_up_h : begins_h;
    return contact;
}

void foresight_deinit(Foresight *foresight);

#endif
