#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

/* One of the few mutable globals: malloc has no place for a context either. Set before any thread
 * starts. */
static MemoryExhausted exhausted_handler;

void memory_set_exhausted(MemoryExhausted handler)
{
    exhausted_handler = handler;
}

static void memory_exhausted(size_t bytes)
{
    if (exhausted_handler) {
        exhausted_handler(bytes);
    }
    abort();
}

/* SIZE_MAX where the product overflows: no heap has that much, so the request fails as it should.
 */
static size_t product(size_t count, size_t size)
{
    return size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;
}

void *memory_allocate(size_t count, size_t size)
{
    const size_t bytes = product(count, size);
    void *memory = bytes < PTRDIFF_MAX ? calloc(1, bytes > 0 ? bytes : 1) : NULL;

    if (!memory) {
        memory_exhausted(bytes);
    }
    return memory;
}

void *memory_grow(void *memory, size_t count, size_t size)
{
    const size_t bytes = product(count, size);
    void *grown = bytes < PTRDIFF_MAX ? realloc(memory, bytes > 0 ? bytes : 1) : NULL;

    if (!grown) {
        memory_exhausted(bytes);
    }
    return grown;
}

void *memory_given(void *memory)
{
    if (!memory && errno == ENOMEM) {
        memory_exhausted(0);
    }
    return memory;
}

void memory_ensure(size_t bytes)
{
    void *volatile room = memory_allocate(bytes, 1); /* volatile, or compilers would drop both */

    free(room);
}
