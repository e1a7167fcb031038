#include "tests/theory/state_space.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

struct StateSpace {
    size_t count, capacity;
    uint64_t *codes; /* [count], by number */
    size_t slots;    /* a power of two, at least twice the count */
    size_t *table;   /* [slots]: number + 1, 0 where free */
};

StateSpace *state_space_new(void)
{
    StateSpace *space = memory_allocate(1, sizeof *space);
    space->slots = FIRST_SLOTS;
    space->table = memory_allocate(space->slots, sizeof *space->table);
    return space;
}

/* The slot of the code, or the free one where it belongs: linear probing from a multiplicative
 * hash. */
static size_t slot_of(const StateSpace *space, uint64_t code)
{
    const uint64_t golden = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = (code ^ (code >> 32)) * golden;
    size_t slot = (size_t)(hash >> 20) & (space->slots - 1);
    while (space->table[slot] != 0 && space->codes[space->table[slot] - 1] != code) {
        slot = (slot + 1) & (space->slots - 1);
    }
    return slot;
}

static void double_slots(StateSpace *space)
{
    free(space->table);
    space->slots *= 2;
    space->table = memory_allocate(space->slots, sizeof *space->table);
    for (size_t number = 0; number < space->count; number++) {
        space->table[slot_of(space, space->codes[number])] = number + 1;
    }
}

size_t state_space_number(StateSpace *space, uint64_t code)
{
    size_t slot = slot_of(space, code);
    if (space->table[slot] != 0) {
        return space->table[slot] - 1;
    }
    if (2 * (space->count + 1) > space->slots) {
        double_slots(space);
        slot = slot_of(space, code);
    }
    if (space->count == space->capacity) {
        space->capacity = 2 * space->capacity + FIRST_SLOTS;
        space->codes = memory_grow(space->codes, space->capacity, sizeof *space->codes);
    }
    space->codes[space->count] = code;
    space->table[slot] = space->count + 1;
    return space->count++;
}

uint64_t state_space_code(const StateSpace *space, size_t number)
{
    return space->codes[number];
}

size_t state_space_count(const StateSpace *space)
{
    return space->count;
}

void state_space_free(StateSpace *space)
{
    free(space->codes);
    free(space->table);
    free(space);
}
