#include "study/results_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_CAPACITY = 1024 }; /* powers of two, at most half full */

/* FNV-1a: names are short, and any mixing does. */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = 14695981039346656037U;
    for (; *text; ++text) {
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    }
    return hash;
}

void name_table_init(NameTable *table, Arena *arena)
{
    *table = (NameTable){.arena = arena, .capacity = FIRST_CAPACITY};
    table->names = memory_allocate(table->capacity, sizeof *table->names);
}

void name_table_deinit(NameTable *table)
{
    free(table->names);
    *table = (NameTable){0};
}

/* The slot that holds `text`, or the free one where it belongs. */
static size_t name_slot(const NameTable *table, const char *text)
{
    size_t slot = (size_t)hash_text(text) & (table->capacity - 1);
    while (table->names[slot] && strcmp(table->names[slot], text) != 0) {
        slot = (slot + 1) & (table->capacity - 1);
    }
    return slot;
}

static void name_table_double(NameTable *table)
{
    const char **old = table->names;
    const size_t old_capacity = table->capacity;
    table->capacity *= 2;
    table->names = memory_allocate(table->capacity, sizeof *table->names);
    for (size_t i = 0; i < old_capacity; ++i) {
        if (old[i]) {
            table->names[name_slot(table, old[i])] = old[i];
        }
    }
    free(old);
}

const char *name_table_keep(NameTable *table, const char *text)
{
    size_t slot = name_slot(table, text);
    if (table->names[slot]) {
        return table->names[slot];
    }
    if (2 * (table->count + 1) > table->capacity) {
        name_table_double(table);
        slot = name_slot(table, text);
    }
    ++table->count;
    return table->names[slot] = arena_copy_text(table->arena, text, strlen(text));
}

const char *name_table_find(const NameTable *table, const char *text)
{
    return table->names[name_slot(table, text)];
}

static uint64_t mix(uint64_t hash, const void *pointer)
{
    hash = (hash ^ (uint64_t)(uintptr_t)pointer) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 29);
}

/* The slot that holds `key`, or the free one where it belongs. */
static size_t key_slot(const RowIndex *index, RowKey key)
{
    const uint64_t hash = mix(mix(mix(mix(0, key.strategy), key.scope), key.id), key.metric);
    size_t slot = (size_t)hash & (index->capacity - 1);
    while (index->rows[slot] != SIZE_MAX) {
        const RowKey *held = &index->keys[slot];
        if (held->strategy == key.strategy && held->scope == key.scope && held->id == key.id &&
            held->metric == key.metric) {
            break;
        }
        slot = (slot + 1) & (index->capacity - 1);
    }
    return slot;
}

static void row_index_grow(RowIndex *index)
{
    const RowIndex old = *index;
    index->capacity = old.capacity ? 2 * old.capacity : FIRST_CAPACITY;
    index->keys = memory_allocate(index->capacity, sizeof *index->keys);
    index->rows = memory_allocate(index->capacity, sizeof *index->rows);
    for (size_t i = 0; i < index->capacity; ++i) {
        index->rows[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < old.capacity; ++i) {
        if (old.rows[i] != SIZE_MAX) {
            const size_t slot = key_slot(index, old.keys[i]);
            index->keys[slot] = old.keys[i];
            index->rows[slot] = old.rows[i];
        }
    }
    free(old.keys);
    free(old.rows);
}

size_t row_index_add(RowIndex *index, RowKey key, size_t row)
{
    if (2 * (index->count + 1) > index->capacity) {
        row_index_grow(index);
    }
    const size_t slot = key_slot(index, key);
    const size_t held = index->rows[slot];
    if (held == SIZE_MAX) {
        index->keys[slot] = key;
        index->rows[slot] = row;
        ++index->count;
    }
    return held;
}

size_t row_index_find(const RowIndex *index, RowKey key)
{
    if (!index->count || !key.strategy || !key.scope || !key.id || !key.metric) {
        return SIZE_MAX;
    }
    return index->rows[key_slot(index, key)];
}

void row_index_deinit(RowIndex *index)
{
    free(index->keys);
    free(index->rows);
    *index = (RowIndex){0};
}
