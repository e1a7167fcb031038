#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_BLOCK_BYTES = 64 << 10 };

typedef struct Block Block;

struct Block {
    Block *next;
    size_t capacity;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

/* The blocks form one list in the order they were first used. `current` is the one that is being
 * filled; those after it are kept from before the last reset, their `used` is stale until they
 * become current. */
struct Arena {
    Block *first;
    Block *current;
    size_t block_bytes;
    size_t held_bytes;
};

Arena *arena_new(size_t block_bytes)
{
    Arena *arena = memory_allocate(1, sizeof *arena);

    arena->block_bytes = block_bytes > 0 ? block_bytes : DEFAULT_BLOCK_BYTES;
    arena->held_bytes = sizeof *arena;
    return arena;
}

static Block *add_block(Arena *arena, size_t bytes)
{
    const size_t capacity = bytes > arena->block_bytes ? bytes : arena->block_bytes;
    Block *block = memory_grow(NULL, 1, sizeof *block + capacity);

    block->capacity = capacity;
    block->used = 0;
    if (arena->current) {
        block->next = arena->current->next;
        arena->current->next = block;
    } else {
        block->next = NULL;
        arena->first = block;
    }
    arena->current = block;
    arena->held_bytes += sizeof *block + capacity;
    return block;
}

/* The block in which `bytes` fit: the current one, the next kept one, or a new one between the two.
 */
static Block *block_for(Arena *arena, size_t bytes)
{
    Block *block = arena->current;

    if (block && bytes <= block->capacity - block->used) {
        return block;
    }
    if (block && block->next && bytes <= block->next->capacity) {
        arena->current = block->next;
        arena->current->used = 0;
        return arena->current;
    }
    return add_block(arena, bytes);
}

void *arena_allocate(Arena *arena, size_t count, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    const size_t limit = PTRDIFF_MAX - sizeof(Block) - alignment;
    size_t bytes;
    Block *block;
    void *memory;

    if (size != 0 && count > limit / size) {
        return memory_grow(NULL, SIZE_MAX, 1); /* does not come back */
    }
    bytes = count * size > 0 ? (count * size + alignment - 1) / alignment * alignment : alignment;
    block = block_for(arena, bytes);
    memory = block->bytes + block->used;
    block->used += bytes;
    return memset(memory, 0, bytes);
}

char *arena_copy_text(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_allocate(arena, length + 1, 1);

    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

void arena_reset(Arena *arena)
{
    arena->current = arena->first;
    if (arena->first) {
        arena->first->used = 0;
    }
}

size_t arena_bytes(const Arena *arena)
{
    return arena->held_bytes;
}

void arena_free(Arena *arena)
{
    if (!arena) {
        return;
    }
    for (Block *block = arena->first; block;) {
        Block *next = block->next;

        free(block);
        block = next;
    }
    free(arena);
}
