#include "study/samples.h"

#include "base/file.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct Samples {
    const Measures *measures;
    size_t strategies;
    size_t count, capacity;
    Sample **items;
    size_t memory_limit;
    size_t in_memory; /* replications whose curves are held here; those after are in the file */
    char *spill_folder;
    int spill; /* -1: no file */
};

Sample *sample_new(const Measures *measures, size_t strategies)
{
    Sample *sample = memory_allocate(1, sizeof *sample);
    sample->values = memory_allocate(strategies * measures->value_count, sizeof *sample->values);
    sample->curves = memory_allocate(strategies * measures->curve_doubles, sizeof *sample->curves);
    sample->work = memory_allocate(strategies * (measures->zone_count + measures->instance_count),
                                   sizeof *sample->work);
    return sample;
}

void sample_outcomes(const Sample *sample, const Measures *measures, size_t strategies,
                     Outcome *outcomes)
{
    size_t jobs = measures->zone_count + measures->instance_count;
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
        free(sample->values);
        free(sample->curves);
        free(sample->work);
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
    samples->spill_folder =
        spill_folder ? path_join(spill_folder, TEMPORARY_PREFIX "curves-XXXXXX") : NULL;
    samples->spill = -1;
    return samples;
}

void samples_free(Samples *samples)
{
    if (!samples) {
        return;
    }
    for (size_t i = 0; i < samples->count; ++i) {
        sample_free(samples->items[i]);
    }
    if (samples->spill >= 0) {
        (void)close(samples->spill);
    }
    free(samples->spill_folder);
    free(samples->items);
    free(samples);
}

static size_t curve_bytes(const Samples *samples)
{
    return samples->strategies * samples->measures->curve_doubles * sizeof(double);
}

/* The file has no name from the start, so that nothing is left behind however the process ends. */
static bool open_spill(Samples *samples, Failure *failure)
{
    if (samples->spill >= 0) {
        return true;
    }
    samples->spill = mkstemp(samples->spill_folder);
    if (samples->spill < 0) {
        return failure_set(failure, "%s: cannot create a temporary file for the curves: %s",
                           samples->spill_folder, strerror(errno));
    }
    (void)unlink(samples->spill_folder);
    return true;
}

static bool spill_curves(Samples *samples, const Sample *sample, Failure *failure)
{
    if (!open_spill(samples, failure)) {
        return false;
    }
    size_t bytes = curve_bytes(samples);
    const char *from = (const char *)sample->curves;
    off_t at = (off_t)((samples->count - samples->in_memory) * bytes);
    for (size_t done = 0; done < bytes;) {
        ssize_t written = pwrite(samples->spill, from + done, bytes - done, at + (off_t)done);
        if (written < 0 && errno != EINTR) {
            return failure_set(failure,
                               "cannot keep the curves in a temporary file in the result folder: "
                               "%s; use --no-curves, fewer replications or a larger sample_h",
                               strerror(errno));
        }
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool spill_is_due(const Samples *samples)
{
    return samples->spill_folder && curve_bytes(samples) > 0 &&
           (samples->in_memory < samples->count ||
            (samples->count + 1) * curve_bytes(samples) > samples->memory_limit);
}

bool samples_add(Samples *samples, Sample *sample, Failure *failure)
{
    assert(samples->count == 0 || samples->items[samples->count - 1]->number < sample->number);
    if (spill_is_due(samples)) {
        if (!spill_curves(samples, sample, failure)) {
            sample_free(sample);
            return false;
        }
        free(sample->curves);
        sample->curves = NULL;
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

const Sample *samples_at(const Samples *samples, size_t index)
{
    return samples->items[index];
}

void samples_values(const Samples *samples, size_t strategy, size_t row, double *out)
{
    size_t at = strategy * samples->measures->value_count + row;
    for (size_t i = 0; i < samples->count; ++i) {
        out[i] = samples->items[i]->values[at];
    }
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

static bool read_spilled(const Samples *samples, size_t index, size_t at, size_t count, double *out,
                         Failure *failure)
{
    char *to = (char *)out;
    off_t from = (off_t)((index - samples->in_memory) * curve_bytes(samples) + at * sizeof(double));
    for (size_t done = 0; done < count * sizeof(double);) {
        ssize_t got =
            pread(samples->spill, to + done, count * sizeof(double) - done, from + (off_t)done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return failure_set(failure, "cannot read the curves back from their temporary file: %s",
                               got == 0 ? "it is too short" : strerror(errno));
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

bool samples_curve(const Samples *samples, size_t strategy, size_t offset, size_t count,
                   double *out, Failure *failure)
{
    size_t at = strategy * samples->measures->curve_doubles + offset;
    for (size_t i = 0; i < samples->count; ++i) {
        const Sample *sample = samples->items[i];
        if (sample->curves) {
            memcpy(out + i * count, sample->curves + at, count * sizeof *out);
        } else if (!read_spilled(samples, i, at, count, out + i * count, failure)) {
            return false;
        }
    }
    return true;
}
