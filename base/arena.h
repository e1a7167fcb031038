/* Memory with one lifetime: allocate many, release all at once.
 *
 * The scenario lives in one arena, each replication in another. Nothing in an arena is freed alone.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* An empty arena that grows by at least `block_bytes` (0: a default of 64 KiB). Never NULL. */
Arena *arena_new(size_t block_bytes);

/* `count` zeroed elements of `size` bytes, aligned for any type; never NULL, also for count 0.
 * Owned by the arena. */
void *arena_allocate(Arena *arena, size_t count, size_t size);

/* A zero-terminated copy of `length` bytes of `text`. Owned by the arena. */
char *arena_copy_text(Arena *arena, const char *text, size_t length);

/* Forgets all that was allocated and keeps the blocks for reuse. */
void arena_reset(Arena *arena);

/* Bytes held from the heap. */
size_t arena_bytes(const Arena *arena);

/* Releases everything; NULL is allowed. */
void arena_free(Arena *arena);

#endif
