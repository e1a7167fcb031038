#include "study/sweep_results.h"

#include "base/memory.h"
#include "base/text.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/results_file.h"
#include "study/sweep_bands.h"

#include <math.h>
#include <stdlib.h>

/* Whether the design has groups, steps or moved factors to tell. */
static bool has_structure(SweepDesignKind design)
{
    return design == SWEEP_MORRIS || design == SWEEP_SALTELLI || design == SWEEP_ONE_AT_A_TIME;
}

static void write_point(CsvWriter *csv, const SweepData *data, size_t p)
{
    const SweepPoint *point = &data->points[p];
    csv_write_whole(csv, p + 1);
    if (has_structure(data->design)) {
        csv_write_whole(csv, point->group + 1);
        csv_write_whole(csv, point->step);
        csv_write_text(csv, point->factor == SWEEP_NONE ? "" : data->factors[point->factor].name);
    }
    results_write_numbers(csv, point->values, data->factor_count);
    csv_write_whole(csv, point->replications);
    csv_end_row(csv);
}

static bool write_points(const SweepData *data, const char *folder, Failure *failure)
{
    ResultsFile file;
    TextBuilder header = {0};
    text_add(&header, has_structure(data->design) ? "point,group,step,moved" : "point");
    for (size_t f = 0; f < data->factor_count; ++f) {
        text_add_format(&header, ",%s", data->factors[f].name);
    }
    text_add(&header, ",replications");
    const bool opened = results_file_open(&file, folder, "points.csv", header.text, failure);
    text_deinit(&header);
    if (!opened) {
        return false;
    }
    for (size_t p = 0; p < data->point_count; ++p) {
        write_point(&file.csv, data, p);
    }
    return results_file_close(&file, true, failure);
}

typedef struct PointRows {
    const SweepData *data;
    CsvWriter *csv;
    Estimator *estimator;
    size_t point, replications;
    const double *values; /* [strategy][metric][replication] */
} PointRows;

static const double *values_of(const PointRows *rows, size_t strategy, size_t metric)
{
    return rows->values + (strategy * rows->data->metric_count + metric) * rows->replications;
}

static void write_difference(const PointRows *rows, size_t s, size_t m)
{
    const double nothing[] = {NAN, NAN, NAN, NAN};
    if (s == rows->data->baseline) {
        results_write_numbers(rows->csv, nothing, 4);
        return;
    }
    const Comparison comparison =
        compare_values(rows->estimator, values_of(rows, s, m),
                       values_of(rows, rows->data->baseline, m), rows->replications);
    const double numbers[] = {comparison.difference, comparison.ci_low, comparison.ci_high,
                              comparison.share_lower};
    results_write_numbers(rows->csv, numbers, 4);
}

static void write_row(const PointRows *rows, size_t s, size_t m)
{
    const SweepMetric *metric = &rows->data->metrics[m];
    CsvWriter *csv = rows->csv;
    const Estimate estimate =
        estimate_values(rows->estimator, values_of(rows, s, m), rows->replications);
    csv_write_whole(csv, rows->point + 1);
    csv_write_text(csv, rows->data->strategies[s].id);
    results_write_key(csv, metric->scope, metric->id, metric->metric);
    csv_write_text(csv, metric->unit);
    csv_write_whole(csv, estimate.n);
    const double numbers[] = {estimate.mean, estimate.sd,  estimate.ci_low, estimate.ci_high,
                              estimate.p05,  estimate.p50, estimate.p95};
    results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
    csv_write_whole(csv, estimate.censored);
    write_difference(rows, s, m);
    csv_end_row(csv);
}

static bool select_all(SweepStore *store, Failure *failure)
{
    const size_t count = sweep_store_data(store)->metric_count;
    size_t *metrics = memory_allocate(count, sizeof *metrics);
    for (size_t m = 0; m < count; ++m) {
        metrics[m] = m;
    }
    const bool selected = sweep_store_select(store, metrics, count, failure);
    free(metrics);
    return selected;
}

static bool write_point_rows(PointRows *rows, SweepStore *store, double *values, Failure *failure)
{
    rows->replications = rows->data->points[rows->point].replications;
    if (rows->replications < sweep_store_replications(store)) {
        return true;
    }
    if (!sweep_store_read(store, rows->point, rows->replications, values, failure)) {
        return false;
    }
    for (size_t s = 0; s < rows->data->strategy_count; ++s) {
        for (size_t m = 0; m < rows->data->metric_count; ++m) {
            write_row(rows, s, m);
        }
    }
    return true;
}

static size_t most_replications(const SweepData *data)
{
    size_t most = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        most = data->points[p].replications > most ? data->points[p].replications : most;
    }
    return most;
}

static bool write_rows(SweepStore *store, ResultsFile *file, Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    const size_t most = most_replications(data);
    double *values =
        memory_allocate(data->strategy_count * data->metric_count * most, sizeof *values);
    PointRows rows = {.data = data,
                      .csv = &file->csv,
                      .estimator = estimator_new(data->confidence, most),
                      .values = values};
    bool good = select_all(store, failure);
    for (; rows.point < data->point_count && good; ++rows.point) {
        good = write_point_rows(&rows, store, values, failure);
    }
    good = good && sweep_bands_write(store, &file->csv, failure);
    estimator_free(rows.estimator);
    free(values);
    return good;
}

bool sweep_results_write(SweepStore *store, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!sweep_store_count(store, failure) ||
        !write_points(sweep_store_data(store), folder, failure) ||
        !results_file_open(&file, folder, "results.csv",
                           "point,strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,"
                           "p95,censored,difference,difference_ci_low,difference_ci_high,"
                           "share_lower",
                           failure)) {
        return false;
    }
    return results_file_close(&file, write_rows(store, &file, failure), failure);
}
