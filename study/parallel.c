#include "study/parallel.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct Item {
    void (*function)(void *context, size_t index);
    void *context;
    size_t index;
    pthread_t thread;
    bool started;
} Item;

static void *do_item(void *argument)
{
    Item *item = argument;
    item->function(item->context, item->index);
    return NULL;
}

void parallel_do(void (*function)(void *context, size_t index), void *context, size_t count)
{
    Item *items = memory_allocate(count, sizeof *items);
    for (size_t i = 0; i < count; ++i) {
        items[i] = (Item){.function = function, .context = context, .index = i};
        /* The last is the calling thread's own: it would only wait otherwise. */
        items[i].started =
            i + 1 < count && pthread_create(&items[i].thread, NULL, do_item, &items[i]) == 0;
        if (!items[i].started) {
            function(context, i);
        }
    }
    for (size_t i = 0; i < count; ++i) {
        if (items[i].started) {
            (void)pthread_join(items[i].thread, NULL);
        }
    }
    free(items);
}
