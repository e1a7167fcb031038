/* Finds an id among many in constant time: open addressing over texts that somebody else owns. */
#ifndef MODELS_SCENARIO_INDEX_H
#define MODELS_SCENARIO_INDEX_H

#include "base/arena.h"

#include <stddef.h>

typedef struct IdIndex {
    size_t count;       /* of different ids */
    const char **names; /* [count] in the order in which they were added; for messages */
    /* private */
    size_t *values; /* [count] */
    size_t *slots;  /* 1 + index of a name; 0: empty */
    size_t slot_count;
} IdIndex;

/* Room for up to `capacity` ids; memory from `arena`. A zeroed index is empty and takes none. */
void id_index_init(IdIndex *index, size_t capacity, Arena *arena);

/* Adds `name` with `value` where it is new, and returns the value that now stands for it. */
size_t id_index_add(IdIndex *index, const char *name, size_t value);

/* The value of the `length` bytes at `name`, or SIZE_MAX. */
size_t id_index_find(const IdIndex *index, const char *name, size_t length);

#endif
