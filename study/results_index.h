/* Finding a row of a result table by its four names: strategy, scope, id, metric.
 *
 * A results file repeats a few hundred names in hundreds of thousands of rows. Each name is kept
 * once, so that a key is four pointers and equal names are equal pointers; a hash over them finds a
 * row in constant time.
 */
#ifndef STUDY_RESULTS_INDEX_H
#define STUDY_RESULTS_INDEX_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* Names, each kept once. */
typedef struct NameTable {
    /* private */
    Arena *arena;
    const char **names; /* a hash table, open addressing; NULL where free */
    size_t capacity, count;
} NameTable;

void name_table_init(NameTable *table, Arena *arena);
void name_table_deinit(NameTable *table);

/* The kept copy of `text`, made where there is none. */
const char *name_table_keep(NameTable *table, const char *text);

/* The kept copy of `text`, or NULL. */
const char *name_table_find(const NameTable *table, const char *text);

/* Kept names of one row. */
typedef struct RowKey {
    const char *strategy, *scope, *id, *metric;
} RowKey;

/* From a key to the number of its row. */
typedef struct RowIndex {
    /* private */
    RowKey *keys;
    size_t *rows; /* SIZE_MAX where free */
    size_t capacity, count;
} RowIndex;

/* A zeroed index is empty. Returns SIZE_MAX where the key is new and now stands for `row`, or else
 * the row it has. */
size_t row_index_add(RowIndex *index, RowKey key, size_t row);

/* The row of `key`, or SIZE_MAX. */
size_t row_index_find(const RowIndex *index, RowKey key);

void row_index_deinit(RowIndex *index);

#endif
