/* The hold model with the least that it needs: a heap of times with four children to a node. No
 * priorities, no order among equals, nothing is cancelled and no event is touched.
 */
#ifndef BENCH_PLAIN_HOLD_H
#define BENCH_PLAIN_HOLD_H

#include <stddef.h>

typedef struct PlainEntry {
    double due;
    size_t name;
} PlainEntry;

typedef struct PlainHold {
    PlainEntry *entries; /* private: the four children of a node begin a cache line */
    size_t count;
    void *memory;
} PlainHold;

/* Room for `capacity` entries; there are none. */
void plain_hold_init(PlainHold *hold, size_t capacity);

void plain_hold_add(PlainHold *hold, PlainEntry entry);

/* The earliest entry, and there must be one, is put back `delay` later; returns it as it was. */
PlainEntry plain_hold_first_again(PlainHold *hold, double delay);

void plain_hold_deinit(PlainHold *hold);

#endif
