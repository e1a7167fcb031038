#include "models/scenario_index.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

void id_index_init(IdIndex *index, size_t capacity, Arena *arena)
{
    size_t slot_count = 16;

    while (slot_count < 2 * capacity) {
        slot_count *= 2;
    }
    *index = (IdIndex){.names = arena_allocate(arena, capacity, sizeof *index->names),
                       .values = arena_allocate(arena, capacity, sizeof *index->values),
                       .slots = arena_allocate(arena, slot_count, sizeof *index->slots),
                       .slot_count = slot_count};
}

/* FNV-1a, the upper bits folded in. */
static size_t hash(const char *name, size_t length)
{
    uint64_t value = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < length; i++) {
        value = (value ^ (unsigned char)name[i]) * UINT64_C(1099511628211);
    }
    return (size_t)(value ^ (value >> 32));
}

static bool is_name(const char *known, const char *name, size_t length)
{
    return strncmp(known, name, length) == 0 && known[length] == '\0';
}

/* The slot that holds the name, or the empty one where it would go. */
static size_t *find_slot(const IdIndex *index, const char *name, size_t length)
{
    size_t at = hash(name, length) & (index->slot_count - 1);

    while (index->slots[at] != 0 && !is_name(index->names[index->slots[at] - 1], name, length)) {
        at = (at + 1) & (index->slot_count - 1);
    }
    return &index->slots[at];
}

size_t id_index_add(IdIndex *index, const char *name, size_t value)
{
    size_t *slot = find_slot(index, name, strlen(name));

    if (*slot == 0) {
        index->names[index->count] = name;
        index->values[index->count] = value;
        *slot = ++index->count;
    }
    return index->values[*slot - 1];
}

size_t id_index_find(const IdIndex *index, const char *name, size_t length)
{
    if (index->slot_count == 0) {
        return SIZE_MAX;
    }
    const size_t *slot = find_slot(index, name, length);
    return *slot == 0 ? SIZE_MAX : index->values[*slot - 1];
}
