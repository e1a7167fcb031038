#include "models/foresight.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

void foresight_init(Foresight *foresight)
{
    *foresight = (Foresight){.next_h = INFINITY};
    instant_heap_init(&foresight->give_ups);
}

void foresight_clear(Foresight *foresight)
{
    foresight->count = foresight->first = foresight->last = 0;
    foresight->next_h = INFINITY;
    instant_heap_clear(&foresight->give_ups);
}

static ForeseenBegin *begin_at(const Foresight *foresight, size_t index)
{
    return &foresight->begins[index & (foresight->capacity - 1)];
}

static void grow(Foresight *foresight)
{
    const size_t count = foresight->last - foresight->first;
    const size_t capacity = foresight->capacity > 0 ? 2 * foresight->capacity : FIRST_CAPACITY;
    ForeseenBegin *const begins = memory_allocate(capacity, sizeof *begins);
    for (size_t i = 0; i < count; i++) {
        begins[i] = *begin_at(foresight, foresight->first + i);
    }
    free(foresight->begins);
    foresight->begins = begins;
    foresight->capacity = capacity;
    foresight->first = 0;
    foresight->last = count;
}

void foresight_add_begin(Foresight *foresight, ForeseenBegin begin)
{
    if (foresight->last - foresight->first == foresight->capacity) {
        grow(foresight);
    }
    *begin_at(foresight, foresight->last++) = begin;
    foresight->count++;
    foresight->next_h = fmin(foresight->next_h, begin.begins_h);
}

void foresight_add_give_up(Foresight *foresight, double t_h, Contact *contact)
{
    instant_heap_push(&foresight->give_ups, (Instant){.t_h = t_h, .item = contact});
    foresight->count++;
    foresight->next_h = fmin(foresight->next_h, t_h);
}

static double next_begin_h(const Foresight *foresight)
{
    return foresight->first != foresight->last ? begin_at(foresight, foresight->first)->begins_h
                                               : (double)INFINITY;
}

static double next_give_up_h(const Foresight *foresight)
{
    return foresight->give_ups.count > 0 ? foresight->give_ups.entries[0].t_h : (double)INFINITY;
}

Contact *foresight_take(Foresight *foresight, Channel **place, double *joined_h)
{
    Contact *contact = NULL;
    if (next_give_up_h(foresight) <= next_begin_h(foresight)) {
        contact = instant_heap_pop(&foresight->give_ups).item;
        *place = contact->place;
        *joined_h = contact->arrived_h;
    } else {
        const ForeseenBegin *const begin = begin_at(foresight, foresight->first++);
        *place = begin->place;
        *joined_h = begin->joined_h;
    }
    foresight->count--;
    foresight->next_h = fmin(next_begin_h(foresight), next_give_up_h(foresight));
    return contact;
}

void foresight_deinit(Foresight *foresight)
{
    instant_heap_deinit(&foresight->give_ups);
    free(foresight->begins);
    *foresight = (Foresight){0};
}
