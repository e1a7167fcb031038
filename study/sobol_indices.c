#include "study/sobol_indices.h"

#include "base/memory.h"
#include "sim/stream.h"
#include "study/estimator.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The rows that count, response by response: A, B, then A with a column of B. */
typedef struct Rows {
    size_t factors, count;
    double *values; /* [row][factors + 2] */
} Rows;

typedef struct Pair { /* of a factor's estimates */
    double first, total;
} Pair;

static bool row_is_defined(const SobolSample *sample, size_t row)
{
    bool is_defined = isfinite(sample->a[row]) && isfinite(sample->b[row]);
    for (size_t i = 0; i < sample->factors && is_defined; ++i) {
        is_defined = isfinite(sample->mixed[i * sample->rows + row]);
    }
    return is_defined;
}

static Rows rows_new(const SobolSample *sample)
{
    const size_t width = sample->factors + 2;
    Rows rows = {.factors = sample->factors};
    rows.values = memory_allocate(sample->rows * width + 1, sizeof *rows.values);
    for (size_t r = 0; r < sample->rows; ++r) {
        if (!row_is_defined(sample, r)) {
            continue;
        }
        double *row = rows.values + rows.count++ * width;
        row[0] = sample->a[r];
        row[1] = sample->b[r];
        for (size_t i = 0; i < sample->factors; ++i) {
            row[2 + i] = sample->mixed[i * sample->rows + r];
        }
    }
    return rows;
}

/* The indices from the rows `chosen` [rows->count] (NULL: each once), into `pairs` [factors]. */
static void estimate_pairs(const Rows *rows, const size_t *chosen, Pair *pairs)
{
    const size_t width = rows->factors + 2, n = rows->count;
    const double shift = rows->values[0]; /* sums of small numbers, exact where all are equal */
    double sum = 0, squares = 0;
    for (size_t j = 0; j < n; ++j) {
        const double *row = rows->values + (chosen ? chosen[j] : j) * width;
        const double a = row[0] - shift, b = row[1] - shift;
        sum += a + b;
        squares += a * a + b * b;
    }
    const double mean = sum / (2 * (double)n);
    const double variance = squares / (2 * (double)n) - mean * mean;
    for (size_t i = 0; i < rows->factors; ++i) {
        double first = 0, total = 0;
        for (size_t j = 0; j < n; ++j) {
            const double *row = rows->values + (chosen ? chosen[j] : j) * width;
            const double change = row[2 + i] - row[0];
            first += (row[1] - shift - mean) * change;
            total += change * change;
        }
        const bool varies = variance > 0;
        pairs[i].first = varies ? first / ((double)n * variance) : (double)NAN;
        pairs[i].total = varies ? total / (2 * (double)n * variance) : (double)NAN;
    }
}

/* Percentiles of the defined ones of `count` values, which are sorted in place. */
static void interval_of(double *values, size_t count, double confidence, double *low, double *high)
{
    size_t n = 0;
    for (size_t i = 0; i < count; ++i) {
        if (isfinite(values[i])) {
            values[n++] = values[i];
        }
    }
    *low = *high = NAN;
    if (n > 1) {
        gsl_sort(values, 1, n);
        *low = gsl_stats_quantile_from_sorted_data(values, 1, n, (1 - confidence) / 2);
        *high = gsl_stats_quantile_from_sorted_data(values, 1, n, (1 + confidence) / 2);
    }
}

/* Each resample's indices: `firsts` and `totals` are [factors][resamples]. */
static void resample(const Rows *rows, uint64_t seed, size_t resamples, double *firsts,
                     double *totals)
{
    size_t *chosen = memory_allocate(rows->count, sizeof *chosen);
    Pair *pairs = memory_allocate(rows->factors, sizeof *pairs);
    Stream stream;
    stream_init(&stream, seed, 0, stream_source("bootstrap of Sobol indices", "", ""), 0);
    for (size_t k = 0; k < resamples; ++k) {
        stream_rekey(&stream, k);
        for (size_t j = 0; j < rows->count; ++j) {
            chosen[j] = (size_t)(stream_uniform(&stream) * (double)rows->count);
        }
        estimate_pairs(rows, chosen, pairs);
        for (size_t i = 0; i < rows->factors; ++i) {
            firsts[i * resamples + k] = pairs[i].first;
            totals[i * resamples + k] = pairs[i].total;
        }
    }
    free(pairs);
    free(chosen);
}

static void fill_intervals(const Rows *rows, const SobolOptions *options, SobolIndex *indices)
{
    const size_t resamples = options->resamples ? options->resamples : SOBOL_RESAMPLES;
    double *firsts = memory_allocate(2 * rows->factors * resamples + 1, sizeof *firsts);
    double *totals = firsts + rows->factors * resamples;
    resample(rows, options->seed, resamples, firsts, totals);
    for (size_t i = 0; i < rows->factors; ++i) {
        SobolIndex *index = &indices[i];
        interval_of(firsts + i * resamples, resamples, options->confidence, &index->first_low,
                    &index->first_high);
        interval_of(totals + i * resamples, resamples, options->confidence, &index->total_low,
                    &index->total_high);
    }
    free(firsts);
}

size_t sobol_indices(const SobolSample *sample, const SobolOptions *options, SobolIndex *indices)
{
    for (size_t i = 0; i < sample->factors; ++i) {
        indices[i] = (SobolIndex){NAN, NAN, NAN, NAN, NAN, NAN};
    }
    Rows rows = rows_new(sample);
    if (rows.count > 1 && rows.factors > 0) {
        Pair *pairs = memory_allocate(rows.factors, sizeof *pairs);
        estimate_pairs(&rows, NULL, pairs);
        for (size_t i = 0; i < rows.factors; ++i) {
            indices[i].first = pairs[i].first;
            indices[i].total = pairs[i].total;
        }
        free(pairs);
        fill_intervals(&rows, options, indices);
    }
    const size_t count = rows.count;
    free(rows.values);
    return count;
}
