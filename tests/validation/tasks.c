#include "tests/validation/tasks.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct Tasks {
    atomic_size_t next;
    size_t count;
    void (*run)(void *context, size_t index);
    void *context;
} Tasks;

static void *take_tasks(void *context)
{
    Tasks *tasks = context;
    for (;;) {
        const size_t index = atomic_fetch_add(&tasks->next, 1);
        if (index >= tasks->count) {
            return NULL;
        }
        tasks->run(tasks->context, index);
    }
}

void tasks_run(size_t count, void (*run)(void *context, size_t index), void *context)
{
    Tasks tasks = {.count = count, .run = run, .context = context};
    pthread_t threads[TASKS_AT_A_TIME];
    size_t started = 0;
    while (started < TASKS_AT_A_TIME - 1 &&
           pthread_create(&threads[started], NULL, take_tasks, &tasks) == 0) {
        started++;
    }
    take_tasks(&tasks);
    for (size_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
}
