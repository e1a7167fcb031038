#include "sim/instant_heap.h"

#include "base/attributes.h"
#include "base/memory.h"

#include <stdlib.h>

enum { ARITY = 4, FIRST_CAPACITY = 16 };

void instant_heap_init(InstantHeap *heap)
{
    *heap = (InstantHeap){0};
}

void instant_heap_clear(InstantHeap *heap)
{
    heap->count = 0;
}

void instant_heap_push(InstantHeap *heap, Instant instant)
{
    if (heap->count == heap->capacity) {
        heap->capacity = heap->capacity > 0 ? heap->capacity * 2 : FIRST_CAPACITY;
        heap->entries = memory_grow(heap->entries, heap->capacity, sizeof *heap->entries);
    }
    size_t index = heap->count++;
    while (index > 0) {
        const size_t parent = (index - 1) / ARITY;
        if (!(instant.t_h < heap->entries[parent].t_h)) {
            break;
        }
        heap->entries[index] = heap->entries[parent];
        index = parent;
    }
    heap->entries[index] = instant;
}

/* The earliest of the children from `child` on, of `count` entries. Four are compared in pairs and
 * without a branch: which one it is, nobody can foretell. */
static size_t earliest_child(const Instant *entries, size_t child, size_t count)
{
    if (LIKELY(child + ARITY <= count)) {
        const Instant *const four = entries + child;
        const size_t left = four[1].t_h < four[0].t_h;
        const size_t right = 2 + (size_t)(four[3].t_h < four[2].t_h);
        return child + (four[right].t_h < four[left].t_h ? right : left);
    }
    size_t first = child;
    for (size_t i = child + 1; i < count; i++) {
        first = entries[i].t_h < entries[first].t_h ? i : first;
    }
    return first;
}

void instant_heap_sink(InstantHeap *heap, size_t index, Instant instant)
{
    Instant *const entries = heap->entries;
    const size_t count = heap->count;
    for (;;) {
        const size_t child = index * ARITY + 1;
        if (child >= count) {
            break;
        }
        const size_t first = earliest_child(entries, child, count);
        if (!(entries[first].t_h < instant.t_h)) {
            break;
        }
        entries[index] = entries[first];
        index = first;
    }
    entries[index] = instant;
}

Instant instant_heap_pop(InstantHeap *heap)
{
    const Instant first = heap->entries[0];
    const Instant last = heap->entries[--heap->count];
    if (heap->count > 0) {
        instant_heap_sink(heap, 0, last);
    }
    return first;
}

void instant_heap_deinit(InstantHeap *heap)
{
    free(heap->entries);
    *heap = (InstantHeap){0};
}
