#include "tests/validation/chapters.h"

#include "tests/validation/tasks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Chapter {
    const char *name, *title;
    int about_s;
    void (*run)(Validation *validation);
} Chapter;

static const Chapter CHAPTER_TABLE[] = {
#define CHAPTER(name, about_s, title) {#name, title, about_s, chapter_##name},
#include "tests/validation/chapters.def"
#undef CHAPTER
};
enum { CHAPTERS = sizeof CHAPTER_TABLE / sizeof CHAPTER_TABLE[0] };

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

static int compare_longest_first(const void *left, const void *right)
{
    const Chapter *a = &CHAPTER_TABLE[*(const size_t *)left];
    const Chapter *b = &CHAPTER_TABLE[*(const size_t *)right];
    return (a->about_s < b->about_s) - (a->about_s > b->about_s);
}

typedef struct AllChapters {
    size_t order[CHAPTERS]; /* in which they begin */
    Validation *results[CHAPTERS];
} AllChapters;

static void run_one_of_all(void *context, size_t index)
{
    AllChapters *all = context;
    const size_t chapter = all->order[index];
    run_chapter(all->results[chapter], &CHAPTER_TABLE[chapter]);
}

static size_t run_all(Validation *validation)
{
    AllChapters all;
    for (size_t i = 0; i < CHAPTERS; i++) {
        all.order[i] = i;
        all.results[i] = validation_new(true);
    }
    qsort(all.order, CHAPTERS, sizeof all.order[0], compare_longest_first);
    tasks_run(CHAPTERS, run_one_of_all, &all);
    for (size_t i = 0; i < CHAPTERS; i++) {
        validation_append(validation, all.results[i]);
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
