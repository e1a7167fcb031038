/* What finished replications left: every value, curve and work time, by replication and strategy.
 *
 * Replications are added in the order of their numbers, so everything computed from them has the
 * same bits for any number of threads. Curves take the most room (strategies x curve doubles x 8
 * bytes a replication): beyond a limit they go to a nameless temporary file in the result folder
 * and are read back curve by curve.
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
    double *values;  /* [strategy][value] */
    double *curves;  /* [strategy][curve double]; NULL where they went to the file */
    WorkTimes *work; /* [strategy][zone, then instance] */
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

/* `spill_folder` (NULL: none, all stays in memory) takes the temporary file once the curves held
 * exceed `memory_limit` bytes. */
Samples *samples_new(const Measures *measures, size_t strategies, const char *spill_folder,
                     size_t memory_limit);
void samples_free(Samples *samples);

/* Takes `sample` over, in any case; its number is higher than those before. False where the file
 * cannot be written. */
bool samples_add(Samples *samples, Sample *sample, Failure *failure);

size_t samples_count(const Samples *samples);
size_t samples_strategies(const Samples *samples);
const Measures *samples_measures(const Samples *samples);

/* Replication `index` of those held. Its `curves` may be NULL. */
const Sample *samples_at(const Samples *samples, size_t index);

/* The value row of every replication, in order: `out` holds samples_count doubles. */
void samples_values(const Samples *samples, size_t strategy, size_t row, double *out);

/* What was simulated for all samples and strategies, in all. */
typedef struct SampleCounts {
    uint64_t requests, contacts, events, reused_insurers;
} SampleCounts;
SampleCounts samples_counts(const Samples *samples);

/* `count` doubles from `offset` of Outcome.curves of every replication: out[replication][count].
 * Thread-safe. */
bool samples_curve(const Samples *samples, size_t strategy, size_t offset, size_t count,
                   double *out, Failure *failure);

#endif
