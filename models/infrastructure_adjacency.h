/* Rows of indices, packed: which instances need an instance, which links touch a zone.
 *
 * Filled in two rounds over the same pairs: the first counts, the second stores.
 *
 *     adjacency_init(&table, arena, rows);
 *     for (int round = 0; round < ADJACENCY_ROUNDS; round++) {
 *         ... adjacency_add(&table, row, item) for every pair ...
 *         adjacency_end_round(&table);
 *     }
 */
#ifndef MODELS_INFRASTRUCTURE_ADJACENCY_H
#define MODELS_INFRASTRUCTURE_ADJACENCY_H

#include "base/arena.h"
#include "models/scenario.h"

#include <stddef.h>

enum { ADJACENCY_ROUNDS = 2 };

typedef struct Adjacency {
    /* private */
    Arena *arena;
    size_t rows;
    size_t *ends;  /* [row]: in the first round its count, then the end of what is stored */
    size_t *items; /* NULL in the first round */
} Adjacency;

/* An empty table in its first round; memory from `arena`. */
void adjacency_init(Adjacency *table, Arena *arena, size_t rows);

/* One pair. Both rounds must see the same pairs; a row keeps the order of the second. */
void adjacency_add(Adjacency *table, size_t row, size_t item);

void adjacency_end_round(Adjacency *table);

/* The items of a row, after both rounds. */
IndexList adjacency_row(const Adjacency *table, size_t row);

#endif
