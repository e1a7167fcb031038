#include "tests/validation/chapters.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct Chapter {
    const char *name, *title;
    void (*run)(Validation *validation);
} Chapter;

static const Chapter CHAPTER_TABLE[] = {
#define CHAPTER(name, title) {#name, title, chapter_##name},
#include "tests/validation/chapters.def"
#undef CHAPTER
};
enum { CHAPTERS = sizeof CHAPTER_TABLE / sizeof CHAPTER_TABLE[0], AT_A_TIME = 2 };

typedef struct Queue {
    atomic_size_t left;
    Validation *results[CHAPTERS];
} Queue;

size_t chapter_count(void)
{
    return CHAPTERS;
}

const char *chapter_name(size_t index)
{
    return CHAPTER_TABLE[index].name;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void run_chapter(Validation *validation, const Chapter *chapter)
{
    const double begun_s = now_s();
    validation_chapter(validation, chapter->title);
    chapter->run(validation);
    printf("  (%s took %.0f s)\n", chapter->name, now_s() - begun_s);
    fflush(stdout);
}

/* From the last chapter to the first, for the last takes longest. */
static void *take_chapters(void *context)
{
    Queue *queue = context;
    for (size_t left = atomic_load(&queue->left); left > 0;) {
        if (atomic_compare_exchange_weak(&queue->left, &left, left - 1)) {
            run_chapter(queue->results[left - 1], &CHAPTER_TABLE[left - 1]);
        }
    }
    return NULL;
}

static size_t run_all(Validation *validation)
{
    Queue queue = {.left = CHAPTERS};
    pthread_t threads[AT_A_TIME];
    size_t started = 0;
    for (size_t i = 0; i < CHAPTERS; i++) {
        queue.results[i] = validation_new(true);
    }
    while (started < AT_A_TIME - 1 &&
           pthread_create(&threads[started], NULL, take_chapters, &queue) == 0) {
        started++;
    }
    take_chapters(&queue);
    for (size_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    for (size_t i = 0; i < CHAPTERS; i++) {
        validation_append(validation, queue.results[i]);
    }
    return CHAPTERS;
}

size_t chapters_run(Validation *validation, const char *only)
{
    if (!only) {
        return run_all(validation);
    }
    for (size_t i = 0; i < CHAPTERS; i++) {
        if (strcmp(only, CHAPTER_TABLE[i].name) == 0) {
            run_chapter(validation, &CHAPTER_TABLE[i]);
            return 1;
        }
    }
    return 0;
}
