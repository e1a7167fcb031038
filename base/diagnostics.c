#include "base/diagnostics.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PRINTED_MAX = 200,
    /* Of a hostile file with a mistake in each of four million rows only these are kept; the rest
     * are counted, repeats and all. */
    KEPT_MAX = 100000,
    CHARACTERS_MAX = 800, /* of a message; an ellipsis ends a longer one */
    BUCKET_COUNT = 1 << 12
};

typedef struct Diagnostic {
    size_t file; /* in the order files were first named */
    size_t line;
    size_t arrival;
    char *text;  /* `column: message` */
    size_t next; /* in its bucket; SIZE_MAX ends it */
} Diagnostic;

struct Diagnostics {
    char **files;
    size_t file_count;
    Diagnostic *kept;
    size_t kept_count;
    size_t kept_capacity;
    size_t count;
    size_t buckets[BUCKET_COUNT]; /* to find repeats */
};

Diagnostics *diagnostics_new(void)
{
    Diagnostics *diagnostics = memory_allocate(1, sizeof *diagnostics);

    for (size_t i = 0; i < BUCKET_COUNT; i++) {
        diagnostics->buckets[i] = SIZE_MAX;
    }
    return diagnostics;
}

static size_t file_index(Diagnostics *diagnostics, const char *file)
{
    size_t index = 0;

    while (index < diagnostics->file_count && strcmp(diagnostics->files[index], file) != 0) {
        index++;
    }
    if (index == diagnostics->file_count) {
        TextBuilder name = {0};

        text_add(&name, file);
        diagnostics->files = memory_grow(diagnostics->files, index + 1, sizeof *diagnostics->files);
        diagnostics->files[diagnostics->file_count++] = name.text;
    }
    return index;
}

/* FNV-1a. */
static size_t bucket_of(size_t file, size_t line, const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ (file * 31 + line);

    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    }
    return (size_t)(hash >> 32) % BUCKET_COUNT;
}

static bool is_known(const Diagnostics *diagnostics, size_t bucket, const Diagnostic *diagnostic)
{
    for (size_t i = diagnostics->buckets[bucket]; i != SIZE_MAX; i = diagnostics->kept[i].next) {
        const Diagnostic *other = &diagnostics->kept[i];

        if (other->file == diagnostic->file && other->line == diagnostic->line &&
            strcmp(other->text, diagnostic->text) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes over the diagnostic's text. */
static void keep(Diagnostics *diagnostics, Diagnostic diagnostic)
{
    const size_t bucket = bucket_of(diagnostic.file, diagnostic.line, diagnostic.text);

    if (is_known(diagnostics, bucket, &diagnostic)) {
        free(diagnostic.text);
        return;
    }
    diagnostics->count++;
    if (diagnostics->kept_count == diagnostics->kept_capacity) {
        diagnostics->kept_capacity = 2 * diagnostics->kept_capacity + 64;
        diagnostics->kept =
            memory_grow(diagnostics->kept, diagnostics->kept_capacity, sizeof *diagnostics->kept);
    }
    diagnostic.arrival = diagnostics->kept_count;
    diagnostic.next = diagnostics->buckets[bucket];
    diagnostics->buckets[bucket] = diagnostics->kept_count;
    diagnostics->kept[diagnostics->kept_count++] = diagnostic;
}

bool diagnostics_add(Diagnostics *diagnostics, const char *file, size_t line, const char *column,
                     const char *format, ...)
{
    char message[1024];
    TextBuilder text = {0};
    va_list arguments;

    if (diagnostics->kept_count == KEPT_MAX) {
        diagnostics->count++;
        return false;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    text_add_clean(&text, column, strlen(column), TEXT_QUOTE_CHARACTERS);
    text_add(&text, ": ");
    text_add_clean(&text, message, strlen(message), CHARACTERS_MAX);
    keep(diagnostics, (Diagnostic){.file = file_index(diagnostics, file),
                                   .line = line > 0 ? line : 1,
                                   .text = text.text});
    return false;
}

size_t diagnostics_count(const Diagnostics *diagnostics)
{
    return diagnostics->count;
}

static int compare_sizes(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_places(const void *left, const void *right)
{
    const Diagnostic *const *a = left, *const *b = right;
    const int by_file = compare_sizes((*a)->file, (*b)->file);
    const int by_line = compare_sizes((*a)->line, (*b)->line);

    return by_file != 0   ? by_file
           : by_line != 0 ? by_line
                          : compare_sizes((*a)->arrival, (*b)->arrival);
}

void diagnostics_print(Diagnostics *diagnostics, TextBuilder *out)
{
    const size_t count = diagnostics->kept_count;
    const Diagnostic **sorted = memory_allocate(count, sizeof *sorted);

    for (size_t i = 0; i < count; i++) {
        sorted[i] = &diagnostics->kept[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < count && i < PRINTED_MAX; i++) {
        const char *file = diagnostics->files[sorted[i]->file];

        text_add_clean(out, file, strlen(file), SIZE_MAX);
        text_add_format(out, ":%zu:%s\n", sorted[i]->line, sorted[i]->text);
    }
    if (diagnostics->count > PRINTED_MAX) {
        text_add_format(out, "%zu in all, the first %d are shown\n", diagnostics->count,
                        PRINTED_MAX);
    }
    free(sorted);
}

void diagnostics_free(Diagnostics *diagnostics)
{
    if (!diagnostics) {
        return;
    }
    for (size_t i = 0; i < diagnostics->file_count; i++) {
        free(diagnostics->files[i]);
    }
    for (size_t i = 0; i < diagnostics->kept_count; i++) {
        free(diagnostics->kept[i].text);
    }
    free(diagnostics->files);
    free(diagnostics->kept);
    free(diagnostics);
}
