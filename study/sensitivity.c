#include "study/sensitivity.h"

#include "base/memory.h"
#include "study/estimator.h"
#include "study/morris.h"
#include "study/rank_correlation.h"
#include "study/sobol_indices.h"

#include <math.h>
#include <stdlib.h>

typedef struct Response { /* what is explained */
    size_t metric, strategy;
    bool is_difference;
    double *values; /* [point] */
} Response;

typedef struct Explaining {
    const SweepData *data;
    SensitivityRow *rows;
    size_t count;
} Explaining;

const char *sensitivity_measure_name(SensitivityMeasure measure)
{
    static const char *const names[] = {"mu", "mu_star", "sigma", "first", "total", "prcc"};
    return names[measure];
}

const char *sensitivity_method_name(SensitivityMeasure measure)
{
    return measure <= SENSITIVITY_SIGMA ? "morris" : measure == SENSITIVITY_PRCC ? "prcc" : "sobol";
}

static void add_row(Explaining *explaining, const Response *response, const SensitivityRow *row)
{
    SensitivityRow *added = &explaining->rows[explaining->count++];
    *added = *row;
    added->metric = response->metric;
    added->strategy = response->strategy;
    added->is_difference = response->is_difference;
}

/* Trajectories of a killed sweep may be incomplete: their missing points are undefined. */
static void explain_morris(Explaining *explaining, const Response *response)
{
    const SweepData *data = explaining->data;
    const size_t factors = data->factor_count, length = factors + 1;
    const size_t trajectories = data->point_count / length;
    double *points = memory_allocate(trajectories * length * (factors + 1) + 1, sizeof *points);
    for (size_t p = 0; p < trajectories * length; ++p) {
        for (size_t f = 0; f < factors; ++f) {
            points[p * factors + f] = data->points[p].coordinates[f];
        }
    }
    const MorrisDesign design = {factors, trajectories, points};
    MorrisEffect *effects = memory_allocate(factors + 1, sizeof *effects);
    if (morris_is_design(&design)) {
        morris_effects(&design, response->values, data->confidence, effects);
        for (size_t f = 0; f < factors; ++f) {
            const MorrisEffect *of = &effects[f];
            const SensitivityRow rows[] = {
                {.measure = SENSITIVITY_MU,
                 .value = of->mu,
                 .low = of->mu_low,
                 .high = of->mu_high},
                {.measure = SENSITIVITY_MU_STAR,
                 .value = of->mu_star,
                 .low = of->mu_star_low,
                 .high = of->mu_star_high},
                {.measure = SENSITIVITY_SIGMA, .value = of->sigma, .low = NAN, .high = NAN},
            };
            for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i) {
                SensitivityRow row = rows[i];
                row.factor = f;
                row.p = NAN;
                row.n = of->n;
                add_row(explaining, response, &row);
            }
        }
    }
    free(effects);
    free(points);
}

static size_t sample_rows(const SweepData *data)
{
    return data->point_count / (data->factor_count + 2);
}

static void explain_sobol(Explaining *explaining, const Response *response)
{
    const SweepData *data = explaining->data;
    const size_t factors = data->factor_count, count = sample_rows(data);
    double *values = memory_allocate((factors + 2) * count + 1, sizeof *values);
    for (size_t i = 0; i < (factors + 2) * count; ++i) {
        values[i] = NAN; /* of points that a killed sweep has not reached */
    }
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        if (point->step < factors + 2 && point->group < count) {
            values[point->step * count + point->group] = response->values[p];
        }
    }
    const SobolSample sample = {factors, count, values, values + count, values + 2 * count};
    const SobolOptions options = {.confidence = data->confidence, .seed = data->seed};
    SobolIndex *indices = memory_allocate(factors + 1, sizeof *indices);
    const size_t n = sobol_indices(&sample, &options, indices);
    for (size_t f = 0; f < factors; ++f) {
        const SobolIndex *of = &indices[f];
        const SensitivityRow first = {.factor = f,
                                      .measure = SENSITIVITY_FIRST,
                                      .value = of->first,
                                      .low = of->first_low,
                                      .high = of->first_high,
                                      .p = NAN,
                                      .n = n},
                             total = {.factor = f,
                                      .measure = SENSITIVITY_TOTAL,
                                      .value = of->total,
                                      .low = of->total_low,
                                      .high = of->total_high,
                                      .p = NAN,
                                      .n = n};
        add_row(explaining, response, &first);
        add_row(explaining, response, &total);
    }
    free(indices);
    free(values);
}

static void explain_ranks(Explaining *explaining, const Response *response)
{
    const SweepData *data = explaining->data;
    const size_t factors = data->factor_count;
    double *space = memory_allocate(data->point_count * (factors + 1) + 1, sizeof *space);
    double *responses = space + data->point_count * factors;
    size_t points = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const SweepPoint *point = &data->points[p];
        if (data->design == SWEEP_SALTELLI && point->step > 1) {
            continue; /* AB_i is no independent point */
        }
        for (size_t f = 0; f < factors; ++f) {
            space[points * factors + f] = point->coordinates[f];
        }
        responses[points++] = response->values[p];
    }
    const RankSample sample = {factors, points, space, responses};
    RankCorrelation *correlations = memory_allocate(factors + 1, sizeof *correlations);
    const size_t n = rank_correlations(&sample, data->confidence, correlations);
    for (size_t f = 0; f < factors; ++f) {
        const RankCorrelation *of = &correlations[f];
        const SensitivityRow row = {.factor = f,
                                    .measure = SENSITIVITY_PRCC,
                                    .value = of->value,
                                    .low = of->low,
                                    .high = of->high,
                                    .p = of->p,
                                    .n = n};
        add_row(explaining, response, &row);
    }
    free(correlations);
    free(space);
}

static void explain(Explaining *explaining, const Response *response)
{
    const SweepData *data = explaining->data;
    for (size_t p = 0; p < data->point_count; ++p) {
        response->values[p] =
            sweep_data_mean(data, p, response->strategy, response->metric, response->is_difference);
    }
    if (data->design == SWEEP_MORRIS) {
        explain_morris(explaining, response);
    } else if (data->design == SWEEP_SALTELLI) {
        explain_sobol(explaining, response);
    }
    if (data->design != SWEEP_ONE_AT_A_TIME) {
        explain_ranks(explaining, response);
    }
}

Sensitivity sensitivity_of(const SweepData *data, Arena *arena)
{
    const size_t most = data->metric_count * 2 * data->strategy_count * data->factor_count * 4;
    Explaining explaining = {.data = data,
                             .rows = arena_allocate(arena, most + 1, sizeof *explaining.rows)};
    double *values = memory_allocate(data->point_count + 1, sizeof *values);
    for (size_t m = 0; m < data->metric_count; ++m) {
        for (size_t s = 0; s < data->strategy_count; ++s) {
            const Response own = {m, s, false, values}, difference = {m, s, true, values};
            explain(&explaining, &own);
            if (s != data->baseline) {
                explain(&explaining, &difference);
            }
        }
    }
    free(values);
    return (Sensitivity){explaining.count, explaining.rows};
}

const SensitivityRow *sensitivity_find(const Sensitivity *sensitivity, const SensitivityRow *like)
{
    for (size_t i = 0; i < sensitivity->row_count; ++i) {
        const SensitivityRow *row = &sensitivity->rows[i];
        if (row->metric == like->metric && row->strategy == like->strategy &&
            row->factor == like->factor && row->is_difference == like->is_difference &&
            row->measure == like->measure) {
            return row;
        }
    }
    return NULL;
}
