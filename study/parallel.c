#include "study/parallel.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct Sharing {
    void (*function)(void *context, size_t index);
    void *context;
    size_t count;
    atomic_size_t next;
} Sharing;

static void *take_items(void *argument)
{
    Sharing *sharing = argument;
    for (size_t i = atomic_fetch_add(&sharing->next, 1); i < sharing->count;
         i = atomic_fetch_add(&sharing->next, 1)) {
        sharing->function(sharing->context, i);
    }
    return NULL;
}

void parallel_do(void (*function)(void *context, size_t index), void *context, size_t count,
                 size_t threads)
{
    const size_t most = threads < count ? threads : count;
    const size_t others = most > 1 ? most - 1 : 0;
    Sharing sharing = {.function = function, .context = context, .count = count};
    pthread_t *started = memory_allocate(others, sizeof *started);
    size_t starts = 0;
    while (starts < others && pthread_create(&started[starts], NULL, take_items, &sharing) == 0) {
        ++starts;
    }
    take_items(&sharing);
    for (size_t i = 0; i < starts; ++i) {
        (void)pthread_join(started[i], NULL);
    }
    free(started);
}
