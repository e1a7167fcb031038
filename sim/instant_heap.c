#include "sim/instant_heap.h"

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    ARITY = 4,
    FIRST_CAPACITY = 16,
    CACHE_LINE = 64,
    LINE_ENTRIES = CACHE_LINE / sizeof(Instant)
};

/* What lies beyond the last entry comes after all, so that every node has four children. */
static void clear_entries(Instant *entries, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        entries[i] = (Instant){.t_h = INFINITY};
    }
}

void instant_heap_init(InstantHeap *heap)
{
    *heap = (InstantHeap){0};
}

void instant_heap_clear(InstantHeap *heap)
{
    clear_entries(heap->entries, 0, heap->count);
    heap->count = 0;
}

/* The second entry begins a cache line, and with it every group of four children. */
static void grow(InstantHeap *heap)
{
    const size_t capacity = heap->capacity > 0 ? heap->capacity * 2 : FIRST_CAPACITY;
    void *const memory = memory_allocate(capacity + 3 * LINE_ENTRIES, sizeof(Instant));
    const size_t beyond = (uintptr_t)memory % CACHE_LINE / sizeof(Instant);
    Instant *const entries = (Instant *)memory + (2 * LINE_ENTRIES - 1 - beyond);
    if (heap->count > 0) {
        memcpy(entries, heap->entries, heap->count * sizeof *entries);
    }
    clear_entries(entries, heap->count, capacity + ARITY);
    free(heap->memory);
    heap->memory = memory;
    heap->entries = entries;
    heap->capacity = capacity;
}

void instant_heap_push(InstantHeap *heap, Instant instant)
{
    if (heap->count == heap->capacity) {
        grow(heap);
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

/* The earliest of the four children from `child` on, by two rounds of comparisons; *t_h is its
 * instant, which goes along, so that nobody waits until it is fetched again. Nobody can foretell
 * which one it is: it is chosen by arithmetic, of which no compiler makes a branch. */
static inline size_t earliest_child(const Instant *entries, size_t child, double *t_h)
{
    const Instant *const four = entries + child;
    const bool second = four[1].t_h < four[0].t_h;
    const bool fourth = four[3].t_h < four[2].t_h;
    const double left_h = second ? four[1].t_h : four[0].t_h;
    const double right_h = fourth ? four[3].t_h : four[2].t_h;
    const bool is_right = right_h < left_h;
    const size_t left = child + second;
    const size_t right = child + 2 + fourth;
    *t_h = is_right ? right_h : left_h;
    return left ^ ((left ^ right) & (0 - (size_t)is_right));
}

void instant_heap_sink(InstantHeap *heap, size_t index, Instant instant)
{
    Instant *const entries = heap->entries;
    const size_t count = heap->count;
    for (size_t child = index * ARITY + 1; child < count; child = index * ARITY + 1) {
        double first_h;
        const size_t first = earliest_child(entries, child, &first_h);
        if (!(first_h < instant.t_h)) {
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
    heap->entries[heap->count].t_h = INFINITY;
    if (heap->count > 0) {
        instant_heap_sink(heap, 0, last);
    }
    return first;
}

void instant_heap_deinit(InstantHeap *heap)
{
    free(heap->memory);
    *heap = (InstantHeap){0};
}
