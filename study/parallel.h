/* Does the same for a handful of items at once, each in a thread of its own. */
#ifndef STUDY_PARALLEL_H
#define STUDY_PARALLEL_H

#include <stddef.h>

/* Calls `function(context, 0)` ... `function(context, count - 1)` and returns when all are done.
 * Where no further thread can be started the calling one does the work: the items must not depend
 * on each other. */
void parallel_do(void (*function)(void *context, size_t index), void *context, size_t count);

#endif
