#include "study/sweep_bands.h"

#include "base/memory.h"
#include "study/results_file.h"
#include "study/sweep_curves.h"
#include "study/uncertainty.h"

#include <math.h>
#include <stdlib.h>

static bool has_bands(SweepStore *store)
{
    const SweepData *data = sweep_store_data(store);
    bool draws = sweep_curves_are_drawn(data->design, data->factors, data->factor_count);
    for (size_t p = 0; p < data->point_count && draws; ++p) {
        draws = data->points[p].replications >= sweep_store_replications(store);
    }
    return draws;
}

static void write_band(CsvWriter *csv, const Uncertainty *of, const Spread *spread, size_t n)
{
    const double unknown[] = {NAN, NAN, NAN, NAN, NAN};
    csv_write_whole(csv, n);
    const double numbers[] = {of->mean,    spread->sd,  NAN,        NAN,
                              spread->p05, spread->p50, spread->p95};
    results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
    results_write_numbers(csv, unknown, sizeof unknown / sizeof *unknown);
    csv_end_row(csv);
}

static void begin_row(CsvWriter *csv, const SweepData *data, const char *what, size_t s, size_t m)
{
    csv_write_text(csv, what);
    csv_write_text(csv, data->strategies[s].id);
    results_write_key(csv, data->metrics[m].scope, data->metrics[m].id, data->metrics[m].metric);
    csv_write_text(csv, data->metrics[m].unit);
}

/* `values` [point]: [strategy][metric][replication]. */
static void write_bands(const SweepData *data, double *const *values, CsvWriter *csv)
{
    UncertaintyPoint *points = memory_allocate(data->point_count, sizeof *points);
    for (size_t s = 0; s < data->strategy_count; ++s) {
        for (size_t m = 0; m < data->metric_count; ++m) {
            for (size_t p = 0; p < data->point_count; ++p) {
                const size_t n = data->points[p].replications;
                points[p] = (UncertaintyPoint){n, values[p] + (s * data->metric_count + m) * n};
            }
            const Uncertainty of =
                uncertainty_of(points, data->point_count, !data->independent_points);
            begin_row(csv, data, "factors", s, m);
            write_band(csv, &of, &of.factors, of.points);
            begin_row(csv, data, "random", s, m);
            write_band(csv, &of, &of.random, of.values);
            begin_row(csv, data, "both", s, m);
            write_band(csv, &of, &of.both, of.values);
        }
    }
    free(points);
}

bool sweep_bands_write(SweepStore *store, CsvWriter *csv, Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    if (!has_bands(store)) {
        return true;
    }
    double **values = memory_allocate(data->point_count, sizeof *values);
    bool good = true;
    for (size_t p = 0; p < data->point_count && good; ++p) {
        const size_t n = data->points[p].replications;
        values[p] =
            memory_allocate(data->strategy_count * data->metric_count * n + 1, sizeof **values);
        good = sweep_store_read(store, p, n, values[p], failure);
    }
    if (good) {
        write_bands(data, values, csv);
    }
    for (size_t p = 0; p < data->point_count; ++p) {
        free(values[p]);
    }
    free(values);
    return good;
}
