/* Memory that is refused. */
#include "tests/faults/shim.h"

#include <stdlib.h>

/* glibc's own names of what is replaced here: dlsym allocates, so it cannot be asked. */
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *memory, size_t bytes);

void *malloc(size_t bytes)
{
    return shim_strike("malloc") == STRIKE_ERROR ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    return shim_strike("calloc") == STRIKE_ERROR ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *memory, size_t bytes)
{
    return shim_strike("realloc") == STRIKE_ERROR ? NULL : __libc_realloc(memory, bytes);
}
