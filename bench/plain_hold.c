#include "bench/plain_hold.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>

enum { ARITY = 4, LINE = 64, LINE_ENTRIES = LINE / sizeof(PlainEntry) };

void plain_hold_init(PlainHold *hold, size_t capacity)
{
    void *const memory = memory_allocate(capacity + 2 * LINE_ENTRIES, sizeof(PlainEntry));
    const size_t beyond = (uintptr_t)memory % LINE / sizeof(PlainEntry);
    *hold = (PlainHold){.entries = (PlainEntry *)memory + (2 * LINE_ENTRIES - 1 - beyond),
                        .memory = memory};
}

void plain_hold_add(PlainHold *hold, PlainEntry entry)
{
    size_t place = hold->count++;
    while (place > 0 && hold->entries[(place - 1) / ARITY].due > entry.due) {
        hold->entries[place] = hold->entries[(place - 1) / ARITY];
        place = (place - 1) / ARITY;
    }
    hold->entries[place] = entry;
}

static size_t earliest(const PlainEntry *entries, size_t child, size_t count)
{
    if (child + ARITY <= count) {
        const size_t a = child + (size_t)(entries[child + 1].due < entries[child].due);
        const size_t b = child + 2 + (size_t)(entries[child + 3].due < entries[child + 2].due);
        /* As arithmetic: a compiler would make a branch of it, and which it is nobody foretells. */
        return a ^ ((a ^ b) & (0 - (size_t)(entries[b].due < entries[a].due)));
    }
    size_t first = child;
    for (size_t other = child + 1; other < count; other++) {
        first = entries[other].due < entries[first].due ? other : first;
    }
    return first;
}

PlainEntry plain_hold_first_again(PlainHold *hold, double delay)
{
    PlainEntry *const entries = hold->entries;
    const PlainEntry first = entries[0];
    const PlainEntry again = {.due = first.due + delay, .name = first.name};
    size_t place = 0;
    for (size_t child = 1; child < hold->count; child = ARITY * place + 1) {
        const size_t next = earliest(entries, child, hold->count);
        if (!(entries[next].due < again.due)) {
            break;
        }
        entries[place] = entries[next];
        place = next;
    }
    entries[place] = again;
    return first;
}

void plain_hold_deinit(PlainHold *hold)
{
    free(hold->memory);
    *hold = (PlainHold){0};
}
