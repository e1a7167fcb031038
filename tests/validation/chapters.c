#include "tests/validation/chapters.h"

#include "tests/validation/tasks.h"

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

/* The last chapter first, for it takes longest. */
static void run_one_of_all(void *context, size_t index)
{
    Validation **results = context;
    const size_t chapter = CHAPTERS - 1 - index;
    run_chapter(results[chapter], &CHAPTER_TABLE[chapter]);
}

static size_t run_all(Validation *validation)
{
    Validation *results[CHAPTERS];
    for (size_t i = 0; i < CHAPTERS; i++) {
        results[i] = validation_new(true);
    }
    tasks_run(CHAPTERS, run_one_of_all, results);
    for (size_t i = 0; i < CHAPTERS; i++) {
        validation_append(validation, results[i]);
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
