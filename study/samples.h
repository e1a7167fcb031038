/* What finished replications left: every value, curve and work time, by replication and strategy.
 *
 * Replications are added in the order of their numbers, so everything computed from them has the
 * same bits for any number of threads. What they left takes a megabyte or two each where a hundred
 * insurers stand in the scenario: beyond a limit it goes to a nameless temporary file in the result
 * folder (study/spill.h) and is read back column by column, so memory does not grow with their
 * number.
 */
#ifndef STUDY_SAMPLES_H
#define STUDY_SAMPLES_H

#include "base/failure.h"
#include "models/measures.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One replication under every strategy. */
typedef struct Sample {
    uint64_t number; /* from 0 */
    double *values;  /* [strategy][value]; like the others NULL where they went to the file */
    WorkTimes *work; /* [strategy][zone, then instance] */
    double *curves;  /* [strategy][curve double] */
    uint64_t requests, contacts, events, reused_insurers; /* over all strategies */
} Sample;

/* An empty sample with its arrays, for replication_end: sample_outcomes points `outcomes`
 * [strategies] into it, and sample_count adds up their counts afterwards. */
Sample *sample_new(const Measures *measures, size_t strategies);
void sample_outcomes(const Sample *sample, const Measures *measures, size_t strategies,
                     Outcome *outcomes);
void sample_count(Sample *sample, size_t strategies, const Outcome *outcomes);
void sample_free(Sample *sample);

typedef struct Samples Samples;

/* `spill_folder` (NULL: none, all stays in memory) takes the temporary file once what is held
 * exceeds `memory_limit` bytes. */
Samples *samples_new(const Measures *measures, size_t strategies, const char *spill_folder,
                     size_t memory_limit);
void samples_free(Samples *samples);

/* Takes `sample` over, in any case; its number is higher than those before. False where the file
 * cannot be written. */
bool samples_add(Samples *samples, Sample *sample, Failure *failure);

size_t samples_count(const Samples *samples);
size_t samples_strategies(const Samples *samples);
const Measures *samples_measures(const Samples *samples);

/* Replication `index`, counted as they were added. Its arrays may be in the file: read them by the
 * functions below. */
const Sample *samples_held(const Samples *samples, size_t index);

/* The value row of every replication, in order: `out` holds samples_count doubles. Where the file
 * cannot be read they are NAN, and samples_are_whole tells of it. Thread-safe; quick where rows are
 * asked for in their order. */
void samples_values(const Samples *samples, size_t strategy, size_t row, double *out);

/* The work times of one zone or instance (those behind the zones) in every replication. Likewise.
 */
void samples_work(const Samples *samples, size_t strategy, size_t job, WorkTimes *out);

/* All values of one replication under one strategy: `out` holds value_count. Likewise. */
void samples_replication(const Samples *samples, size_t strategy, size_t index, double *out);

/* `count` doubles from `offset` of Outcome.curves of every replication: out[replication][count].
 * Likewise. */
void samples_curve(const Samples *samples, size_t strategy, size_t offset, size_t count,
                   double *out);

/* Whether all that was asked for so far could be read; ask before results are made public. */
bool samples_are_whole(const Samples *samples, Failure *failure);

/* What was simulated for all samples and strategies, in all. */
typedef struct SampleCounts {
    uint64_t requests, contacts, events, reused_insurers;
} SampleCounts;
SampleCounts samples_counts(const Samples *samples);

#endif
