#include "study/samples.h"

#include "base/memory.h"
#include "study/spill.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORK_DOUBLES = sizeof(WorkTimes) / sizeof(double),
    WINDOW_DOUBLES = 1 << 18, /* 2 MB for each strategy */
    PAGE_DOUBLES = 1 << 17    /* 1 MB for each strategy that is read replication by replication */
};

/* The columns of the replications in the file that were read last: columns asked for one after the
 * other cost one read of a replication for hundreds of them. */
typedef struct Window {
    size_t first, width; /* columns; width 0: none */
    double *columns;     /* [replication in the file][width] */
} Window;

/* The replications in the file that were read last, of some columns: they are asked for one after
 * the other. */
typedef struct Page {
    size_t first_column, width;
    size_t first, records; /* records 0: none */
    double *values;        /* [records][width] */
} Page;

/* A record is an array of doubles: values, work times, curves. */
struct Samples {
    const Measures *measures;
    size_t strategies;
    size_t count, capacity;
    Sample **items;
    size_t memory_limit;
    size_t in_memory; /* replications whose arrays are held here; those after are in the file */
    bool has_spill;
    Spill spill;
    pthread_mutex_t mutex; /* over what follows */
    Window *windows;       /* [strategy] */
    Page *pages;           /* [strategy] */
    Failure failure;       /* of the first read that failed */
};

static size_t job_count(const Measures *measures)
{
    return measures->zone_count + measures->instance_count;
}

static size_t work_begin(const Measures *measures, size_t strategies)
{
    return strategies * measures->value_count;
}

static size_t curves_begin(const Measures *measures, size_t strategies)
{
    return work_begin(measures, strategies) + strategies * job_count(measures) * WORK_DOUBLES;
}

static size_t record_doubles(const Measures *measures, size_t strategies)
{
    return curves_begin(measures, strategies) + strategies * measures->curve_doubles;
}

Sample *sample_new(const Measures *measures, size_t strategies)
{
    Sample *sample = memory_allocate(1, sizeof *sample);
    sample->values = memory_allocate(record_doubles(measures, strategies) + 1, sizeof(double));
    sample->work = (WorkTimes *)(void *)(sample->values + work_begin(measures, strategies));
    sample->curves = sample->values + curves_begin(measures, strategies);
    return sample;
}

void sample_outcomes(const Sample *sample, const Measures *measures, size_t strategies,
                     Outcome *outcomes)
{
    const size_t jobs = job_count(measures);
    for (size_t s = 0; s < strategies; ++s) {
        outcomes[s] = (Outcome){
            .values = sample->values + s * measures->value_count,
            .curves = sample->curves + s * measures->curve_doubles,
            .zones = sample->work + s * jobs,
            .instances = sample->work + s * jobs + measures->zone_count,
        };
    }
}

void sample_count(Sample *sample, size_t strategies, const Outcome *outcomes)
{
    for (size_t s = 0; s < strategies; ++s) {
        sample->requests += outcomes[s].requests;
        sample->contacts += outcomes[s].contacts;
        sample->events += outcomes[s].events;
        sample->reused_insurers += outcomes[s].reused_insurers;
    }
}

void sample_free(Sample *sample)
{
    if (sample) {
        free(sample->values); /* and all behind them */
        free(sample);
    }
}

Samples *samples_new(const Measures *measures, size_t strategies, const char *spill_folder,
                     size_t memory_limit)
{
    Samples *samples = memory_allocate(1, sizeof *samples);
    samples->measures = measures;
    samples->strategies = strategies;
    samples->memory_limit = memory_limit;
    samples->windows = memory_allocate(strategies, sizeof *samples->windows);
    samples->pages = memory_allocate(strategies, sizeof *samples->pages);
    pthread_mutex_init(&samples->mutex, NULL);
    samples->has_spill = spill_folder && record_doubles(measures, strategies) > 0;
    if (samples->has_spill) {
        spill_init(&samples->spill, spill_folder, record_doubles(measures, strategies));
    }
    return samples;
}

static void forget_what_was_read(Samples *samples)
{
    for (size_t s = 0; s < samples->strategies; ++s) {
        free(samples->windows[s].columns);
        samples->windows[s] = (Window){0};
        free(samples->pages[s].values);
        samples->pages[s] = (Page){0};
    }
}

void samples_free(Samples *samples)
{
    if (!samples) {
        return;
    }
    for (size_t i = 0; i < samples->count; ++i) {
        sample_free(samples->items[i]);
    }
    forget_what_was_read(samples);
    if (samples->has_spill) {
        spill_deinit(&samples->spill);
    }
    pthread_mutex_destroy(&samples->mutex);
    free(samples->windows);
    free(samples->pages);
    free(samples->items);
    free(samples);
}

static bool spill_is_due(const Samples *samples)
{
    const size_t bytes = record_doubles(samples->measures, samples->strategies) * sizeof(double);
    return samples->has_spill && (samples->in_memory < samples->count ||
                                  (samples->count + 1) * bytes > samples->memory_limit);
}

bool samples_add(Samples *samples, Sample *sample, Failure *failure)
{
    assert(samples->count == 0 || samples->items[samples->count - 1]->number < sample->number);
    if (spill_is_due(samples)) {
        if (!spill_append(&samples->spill, sample->values, failure)) {
            sample_free(sample);
            return false;
        }
        free(sample->values);
        sample->values = sample->curves = NULL;
        sample->work = NULL;
        forget_what_was_read(samples);
    } else {
        ++samples->in_memory;
    }
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity ? 2 * samples->capacity : 64;
        samples->items = memory_grow(samples->items, samples->capacity, sizeof(Sample *));
    }
    samples->items[samples->count++] = sample;
    return true;
}

size_t samples_count(const Samples *samples)
{
    return samples->count;
}

size_t samples_strategies(const Samples *samples)
{
    return samples->strategies;
}

const Measures *samples_measures(const Samples *samples)
{
    return samples->measures;
}

const Sample *samples_held(const Samples *samples, size_t index)
{
    return samples->items[index];
}

/* Reading back changes nothing that a reader could see: windows and the note of a failed read are
 * behind the mutex. */
static Samples *writable(const Samples *samples)
{
    return (Samples *)(uintptr_t)samples;
}

/* Some columns of some replications in the file: out[count][width]; NAN where they cannot be read.
 * Called with the mutex held. */
static void read_spilled(Samples *samples, SpillPiece piece, double *out)
{
    Failure failure = {0};
    if (spill_read(&samples->spill, piece, out, &failure)) {
        return;
    }
    if (!samples->failure.failed) {
        samples->failure = failure;
    }
    for (size_t i = 0; i < piece.count * piece.width; ++i) {
        out[i] = NAN;
    }
}

/* The window of the strategy, moved where `width` columns from `at` are not all in it. */
static const Window *window_over(Samples *samples, size_t strategy, size_t at, size_t width)
{
    Window *window = &samples->windows[strategy];
    if (at >= window->first && at + width <= window->first + window->width) {
        return window;
    }
    const size_t records = samples->count - samples->in_memory;
    const size_t left = record_doubles(samples->measures, samples->strategies) - at;
    const size_t room = WINDOW_DOUBLES / records;
    free(window->columns);
    window->first = at;
    window->width = room < width ? width : room < left ? room : left;
    window->columns = memory_allocate(records * window->width, sizeof(double));
    read_spilled(samples, (SpillPiece){0, records, at, window->width}, window->columns);
    return window;
}

/* `width` columns from `at` of every replication: out[replication][width]. */
static void read_columns(const Samples *samples, size_t strategy, size_t at, size_t width,
                         double *out)
{
    for (size_t i = 0; i < samples->in_memory; ++i) {
        memcpy(out + i * width, samples->items[i]->values + at, width * sizeof *out);
    }
    if (samples->in_memory == samples->count) {
        return;
    }
    Samples *const mine = writable(samples);
    pthread_mutex_lock(&mine->mutex);
    const Window *const window = window_over(mine, strategy, at, width);
    for (size_t i = samples->in_memory; i < samples->count; ++i) {
        const double *const from =
            window->columns + (i - samples->in_memory) * window->width + (at - window->first);
        memcpy(out + i * width, from, width * sizeof *out);
    }
    pthread_mutex_unlock(&mine->mutex);
}

void samples_values(const Samples *samples, size_t strategy, size_t row, double *out)
{
    read_columns(samples, strategy, strategy * samples->measures->value_count + row, 1, out);
}

void samples_work(const Samples *samples, size_t strategy, size_t job, WorkTimes *out)
{
    const size_t at = work_begin(samples->measures, samples->strategies) +
                      (strategy * job_count(samples->measures) + job) * WORK_DOUBLES;
    read_columns(samples, strategy, at, WORK_DOUBLES, (double *)(void *)out);
}

/* The page of the strategy, moved where it has not these columns of the replication `record` of the
 * file. */
static const Page *page_over(Samples *samples, size_t strategy, size_t record, size_t at,
                             size_t width)
{
    Page *page = &samples->pages[strategy];
    if (page->first_column == at && page->width == width && record >= page->first &&
        record < page->first + page->records) {
        return page;
    }
    const size_t left = samples->count - samples->in_memory - record;
    const size_t room = width > 0 && width < PAGE_DOUBLES ? PAGE_DOUBLES / width : 1;
    free(page->values);
    *page = (Page){at, width, record, room < left ? room : left, NULL};
    page->values = memory_allocate(page->records * width + 1, sizeof(double));
    read_spilled(samples, (SpillPiece){record, page->records, at, width}, page->values);
    return page;
}

void samples_replication(const Samples *samples, size_t strategy, size_t index, double *out)
{
    const size_t count = samples->measures->value_count, at = strategy * count;
    if (index < samples->in_memory) {
        memcpy(out, samples->items[index]->values + at, count * sizeof *out);
        return;
    }
    Samples *const mine = writable(samples);
    const size_t record = index - samples->in_memory;
    pthread_mutex_lock(&mine->mutex);
    const Page *const page = page_over(mine, strategy, record, at, count);
    memcpy(out, page->values + (record - page->first) * count, count * sizeof *out);
    pthread_mutex_unlock(&mine->mutex);
}

void samples_curve(const Samples *samples, size_t strategy, size_t offset, size_t count,
                   double *out)
{
    const size_t at = curves_begin(samples->measures, samples->strategies) +
                      strategy * samples->measures->curve_doubles + offset;
    for (size_t i = 0; i < samples->in_memory; ++i) {
        memcpy(out + i * count, samples->items[i]->values + at, count * sizeof *out);
    }
    if (samples->in_memory < samples->count) {
        Samples *const mine = writable(samples);
        pthread_mutex_lock(&mine->mutex);
        read_spilled(mine, (SpillPiece){0, samples->count - samples->in_memory, at, count},
                     out + samples->in_memory * count);
        pthread_mutex_unlock(&mine->mutex);
    }
}

bool samples_are_whole(const Samples *samples, Failure *failure)
{
    if (samples->failure.failed && failure) {
        *failure = samples->failure;
    }
    return !samples->failure.failed;
}

SampleCounts samples_counts(const Samples *samples)
{
    SampleCounts counts = {0};
    for (size_t i = 0; i < samples->count; ++i) {
        counts.requests += samples->items[i]->requests;
        counts.contacts += samples->items[i]->contacts;
        counts.events += samples->items[i]->events;
        counts.reused_insurers += samples->items[i]->reused_insurers;
    }
    return counts;
}
