/* Remembers the mistakes of the base, so that what an override merely repeats of them is not
 * reported again. */
#ifndef MODELS_SCENARIO_MISTAKE_H
#define MODELS_SCENARIO_MISTAKE_H

#include "models/scenario_columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct MistakeSet { /* zeroed: empty */
    size_t count;
    /* private */
    size_t capacity;
    uint64_t *hashes; /* 0: an empty slot */
} MistakeSet;

/* Key of a mistake: the cell it is about (wherever its value was written) and what is said of it;
 * never 0. */
uint64_t mistake_hash(size_t row, ColumnId column, const char *message);

void mistake_set_add(MistakeSet *set, uint64_t hash);
bool mistake_set_holds(const MistakeSet *set, uint64_t hash);
void mistake_set_deinit(MistakeSet *set);

#endif
