/* Heap memory that never comes back empty.
 *
 * Running out of memory is the one failure that nobody in the middle of a replication can answer.
 * So it has one handler: the command line installs one that removes temporary files and ends the
 * process; the default aborts.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

typedef void (*MemoryExhausted)(size_t bytes);

/* Called when memory runs out; it must not return. NULL restores abort(). Set it before any thread
 * starts. */
void memory_set_exhausted(MemoryExhausted handler);

/* `count` zeroed elements of `size` bytes, never NULL; free with free(). Overflow of the product
 * counts as exhausted. */
void *memory_allocate(size_t count, size_t size);

/* `memory` with room for `count` elements of `size` bytes; the new part is not zeroed. Never NULL;
 * free with free(). */
void *memory_grow(void *memory, size_t count, size_t size);

/* Memory is exhausted unless this many bytes could be had now. For before a library is called that
 * crashes, hangs or forgets half its work where it gets none. */
void memory_ensure(size_t bytes);

/* `memory` as the C library returned it, NULL with any errno but ENOMEM included: that one means
 * that memory is exhausted. */
void *memory_given(void *memory);

#endif
