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

void mistake_set_add(MistakeSet *set, uint64_t hash)
{
    if (2 * set->count >= set->capacity) {
        MistakeSet larger = {.capacity = set->capacity > 0 ? 2 * set->capacity : 64};
        larger.hashes = memory_allocate(larger.capacity, sizeof *larger.hashes);
        for (size_t i = 0; i < set->capacity; i++) {
            if (set->hashes[i] != 0) {
                *mistake_slot(&larger, set->hashes[i]) = set->hashes[i];
            }
        }
        larger.count = set->count;
        free(set->hashes);
        *set = larger;
    }
    uint64_t *slot = mistake_slot(set, hash);
    set->count += *slot == 0;
    *slot = hash;
}
