/* Does the same for many items, on several threads at once. */
#ifndef STUDY_PARALLEL_H
#define STUDY_PARALLEL_H

#include <stddef.h>

/* Calls `function(context, 0)` ... `function(context, count - 1)` and returns when all are done.
 * At most `threads` threads, of which the calling one is one, take the items in their order, so the
 * largest belong first. Where no further thread can be started those that there are do the work:
 * the items must not wait for each other. */
void parallel_do(void (*function)(void *context, size_t index), void *context, size_t count,
                 size_t threads);

#endif
