#include "study/sweep_data.h"

#include "base/memory.h"
#include "base/text.h"
#include "sim/distribution_parse.h"
#include "study/sweep_design.h"
#include "study/sweep_metrics.h"
#include "study/sweep_store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *kept(Arena *arena, const char *text)
{
    return arena_copy_text(arena, text, strlen(text));
}

static void *kept_array(Arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_allocate(arena, count, size);
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

static void keep_factors(SweepData *data, const SweepData *from)
{
    SweepFactor *factors =
        kept_array(data->arena, from->factors, from->factor_count, sizeof *factors);
    for (size_t f = 0; f < from->factor_count; ++f) {
        SweepCell *cells = kept_array(data->arena, from->factors[f].cells,
                                      from->factors[f].cell_count, sizeof *cells);
        factors[f].name = kept(data->arena, from->factors[f].name);
        for (size_t c = 0; c < factors[f].cell_count; ++c) {
            cells[c].address = kept(data->arena, cells[c].address);
            cells[c].distribution = kept(data->arena, cells[c].distribution);
            cells[c].levels =
                kept_array(data->arena, cells[c].levels, cells[c].level_count, sizeof(double));
        }
        factors[f].cells = cells;
    }
    data->factors = factors;
}

static void keep_points(SweepData *data, const SweepData *from)
{
    const size_t factors = from->factor_count;
    SweepPoint *points = kept_array(data->arena, from->points, from->point_count, sizeof *points);
    for (size_t p = 0; p < from->point_count; ++p) {
        points[p].coordinates =
            kept_array(data->arena, points[p].coordinates, factors, sizeof(double));
        points[p].values = kept_array(data->arena, points[p].values, factors, sizeof(double));
        points[p].levels = kept_array(data->arena, points[p].levels, factors, sizeof(size_t));
    }
    data->points = points;
}

static void keep_strategies(SweepData *data, const SweepData *from)
{
    SweepStrategy *strategies =
        arena_allocate(data->arena, from->strategy_count, sizeof *strategies);
    for (size_t s = 0; s < from->strategy_count; ++s) {
        strategies[s] = (SweepStrategy){kept(data->arena, from->strategies[s].id),
                                        kept(data->arena, from->strategies[s].name)};
    }
    data->strategies = strategies;
}

static void keep_metrics(SweepData *data, const SweepData *from, const size_t *chosen, size_t count)
{
    SweepMetric *metrics = arena_allocate(data->arena, count, sizeof *metrics);
    for (size_t m = 0; m < count; ++m) {
        const SweepMetric *metric = &from->metrics[chosen[m]];
        metrics[m] = (SweepMetric){kept(data->arena, metric->scope), kept(data->arena, metric->id),
                                   kept(data->arena, metric->metric),
                                   kept(data->arena, metric->unit), metric->direction};
    }
    data->metrics = metrics;
    data->metric_count = count;
}

static void keep_services(SweepData *data, const SweepData *from)
{
    const size_t count = from->curves.service_count;
    SweepService *services = arena_allocate(data->arena, count, sizeof *services);
    for (size_t s = 0; s < count; ++s) {
        services[s] = (SweepService){kept(data->arena, from->curves.services[s].id),
                                     kept(data->arena, from->curves.services[s].name)};
    }
    data->curves.services = services;
}

/* A copy that outlives the store. */
static void keep_description(SweepData *data, const SweepData *from, const size_t *chosen,
                             size_t count)
{
    Arena *arena = data->arena;
    *data = *from;
    data->arena = arena;
    data->scenario = kept(arena, from->scenario);
    data->title = kept(arena, from->title);
    data->start = kept(arena, from->start);
    keep_factors(data, from);
    keep_points(data, from);
    keep_strategies(data, from);
    keep_metrics(data, from, chosen, count);
    keep_services(data, from);
}

static bool read_values(SweepData *data, SweepStore *store, Failure *failure)
{
    const size_t rows = data->strategy_count * data->metric_count;
    data->values = arena_allocate(data->arena, data->point_count, sizeof *data->values);
    for (size_t p = 0; p < data->point_count; ++p) {
        const size_t replications = data->points[p].replications;
        data->values[p] = arena_allocate(data->arena, rows * replications, sizeof(double));
        if (!sweep_store_read(store, p, replications, data->values[p], failure)) {
            return false;
        }
    }
    return true;
}

static bool read_store(SweepData *data, SweepStore *store, const char *metric, Failure *failure)
{
    const SweepData *from = sweep_store_data(store);
    size_t *chosen = memory_allocate(from->metric_count, sizeof *chosen);
    size_t count = 0;
    bool good = true;
    if (metric) {
        good = sweep_metrics_choose(from->metrics, from->metric_count, metric, chosen, &count,
                                    failure);
    } else {
        for (; count < from->metric_count; ++count) {
            chosen[count] = count;
        }
    }
    good = good && sweep_store_select(store, chosen, count, failure);
    if (good) {
        keep_description(data, from, chosen, count);
        good = read_values(data, store, failure);
    }
    free(chosen);
    return good;
}

bool sweep_data_read(SweepData *data, const char *folder, const char *metric, Failure *failure)
{
    *data = (SweepData){.arena = arena_new(1 << 20)};
    SweepStore *store = sweep_store_open_existing(folder, failure);
    const bool good = store && read_store(data, store, metric, failure);
    return sweep_store_close(store, false, failure) && good;
}

void sweep_data_deinit(SweepData *data)
{
    arena_free(data->arena);
    *data = (SweepData){0};
}

const double *sweep_data_values(const SweepData *data, size_t point, size_t strategy, size_t metric)
{
    return data->values[point] +
           (strategy * data->metric_count + metric) * data->points[point].replications;
}

double sweep_data_mean(const SweepData *data, size_t point, size_t strategy, size_t metric,
                       bool is_difference)
{
    const double *values = sweep_data_values(data, point, strategy, metric);
    const double *baseline = sweep_data_values(data, point, data->baseline, metric);
    double total = 0;
    size_t n = 0;
    for (size_t r = 0; r < data->points[point].replications; ++r) {
        const double value = is_difference ? values[r] - baseline[r] : values[r];
        if (isfinite(value)) {
            total += value;
            ++n;
        }
    }
    return n > 0 ? total / (double)n : (double)NAN;
}

/* Says that `name` is none of the known names. Returns SWEEP_NONE. */
static size_t refuse_name(const char *what, const char *name, const char *const *known,
                          size_t count, Failure *failure)
{
    char quoted[192];
    const size_t nearest = text_nearest(name, known, count);
    text_quote(quoted, sizeof quoted, name);
    if (nearest == SIZE_MAX) {
        failure_of_input(failure, "the sweep has no %s %s", what, quoted);
    } else {
        failure_of_input(failure, "the sweep has no %s %s; did you mean %s?", what, quoted,
                         known[nearest]);
    }
    return SWEEP_NONE;
}

static size_t find_name(const char *what, const char *name, const char *const *known, size_t count,
                        Failure *failure)
{
    for (size_t i = 0; i < count; ++i) {
        if (strcmp(known[i], name) == 0) {
            return i;
        }
    }
    return refuse_name(what, name, known, count, failure);
}

size_t sweep_data_factor(const SweepData *data, const char *name, Failure *failure)
{
    const char **known = memory_allocate(data->factor_count, sizeof *known);
    for (size_t f = 0; f < data->factor_count; ++f) {
        known[f] = data->factors[f].name;
    }
    const size_t found = find_name("factor", name, known, data->factor_count, failure);
    free(known);
    return found;
}

size_t sweep_data_strategy(const SweepData *data, const char *id, Failure *failure)
{
    const char **known = memory_allocate(data->strategy_count, sizeof *known);
    for (size_t s = 0; s < data->strategy_count; ++s) {
        known[s] = data->strategies[s].id;
    }
    const size_t found = find_name("strategy", id, known, data->strategy_count, failure);
    free(known);
    return found;
}

size_t sweep_data_metric(const SweepData *data, const char *name, Failure *failure)
{
    size_t *chosen = memory_allocate(data->metric_count, sizeof *chosen);
    size_t count = 0, found = SWEEP_NONE;
    if (sweep_metrics_choose(data->metrics, data->metric_count, name, chosen, &count, failure)) {
        if (count == 1) {
            found = chosen[0];
        } else {
            failure_of_input(failure, "%s names %zu metrics; expected one, as scope/id/metric",
                             name, count);
        }
    }
    free(chosen);
    return found;
}

double sweep_data_value_at(const SweepData *data, size_t factor, double coordinate)
{
    const SweepCell *cell = &data->factors[factor].cells[0];
    Arena *arena = arena_new(0);
    Distribution distribution;
    char message[256];
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = arena};
    const char *text = cell->distribution + (cell->distribution[0] == 'x');
    const bool has_distribution =
        text[0] && distribution_parse(&distribution, text, &syntax, message, sizeof message);
    const double value =
        sweep_cell_value(cell, has_distribution ? &distribution : NULL, data->design, coordinate);
    arena_free(arena);
    return value;
}
