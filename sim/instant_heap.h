/* Instants in order, each with something that belongs to it: 16 bytes an entry, four children to a
 * node.
 *
 * Smaller and faster than the event list, and for less: nothing is cancelled, and which of two
 * equal instants comes first is decided by the heap alone (always in the same way).
 */
#ifndef SIM_INSTANT_HEAP_H
#define SIM_INSTANT_HEAP_H

#include <stddef.h>

typedef struct Instant {
    double t_h;
    void *item; /* may be NULL */
} Instant;

typedef struct InstantHeap {
    Instant *entries; /* the first is the earliest; the others in heap order */
    size_t count;
    /* private */
    size_t capacity;
    void *memory; /* that holds the entries */
} InstantHeap;

void instant_heap_init(InstantHeap *heap);

/* Empties it; memory is kept. */
void instant_heap_clear(InstantHeap *heap);

void instant_heap_push(InstantHeap *heap, Instant instant);

/* Private: puts `instant` at or below the node `index`. */
void instant_heap_sink(InstantHeap *heap, size_t index, Instant instant);

/* The earliest is replaced by `instant`. There must be one. */
static inline void instant_heap_replace_first(InstantHeap *heap, Instant instant)
{
    if (heap->count == 1) {
        heap->entries[0] = instant;
    } else {
        instant_heap_sink(heap, 0, instant);
    }
}

/* Takes the earliest out. There must be one. */
Instant instant_heap_pop(InstantHeap *heap);

void instant_heap_deinit(InstantHeap *heap);

#endif
