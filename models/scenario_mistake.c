#include "models/scenario_mistake.h"

#include "base/memory.h"

#include <stdlib.h>

void mistake_set_deinit(MistakeSet *set)
{
    free(set->hashes);
    *set = (MistakeSet){0};
}

uint64_t mistake_hash(size_t row, ColumnId column, const char *message)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ ((uint64_t)row * 1024 + column);

    for (; *message; message++) {
        hash = (hash ^ (unsigned char)*message) * UINT64_C(1099511628211);
    }
    return hash | 1;
}

static uint64_t *mistake_slot(const MistakeSet *set, uint64_t hash)
{
    size_t at = (size_t)(hash >> 8) & (set->capacity - 1);

    while (set->hashes[at] != 0 && set->hashes[at] != hash) {
        at = (at + 1) & (set->capacity - 1);
    }
    return &set->hashes[at];
}

bool mistake_set_holds(const MistakeSet *set, uint64_t hash)
{
    return set->count > 0 && *mistake_slot(set, hash) == hash;
}

static void grow(MistakeSet *set)
{
    uint64_t *old = set->hashes;
    const size_t old_capacity = set->capacity;

    set->capacity = old_capacity > 0 ? 2 * old_capacity : 64;
    set->hashes = memory_allocate(set->capacity, sizeof *set->hashes);
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i] != 0) {
            *mistake_slot(set, old[i]) = old[i];
        }
    }
    free(old);
}

void mistake_set_add(MistakeSet *set, uint64_t hash)
{
    if (2 * set->count >= set->capacity) {
        grow(set);
    }
    uint64_t *slot = mistake_slot(set, hash);
    set->count += *slot == 0;
    *slot = hash;
}
