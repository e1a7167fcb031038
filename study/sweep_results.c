#include "study/sweep_results.h"

#include "base/memory.h"
#include "base/text.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/parallel.h"
#include "study/results_file.h"
#include "study/sweep_bands.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

typedef struct PointRows { /* of a point, by one thread */
    const SweepData *data;
    Estimator *estimator;
    size_t point, replications;
    double *values; /* [strategy][metric][replication] */
    CsvWriter csv;
    char *text;
    size_t length;
    bool failed;
} PointRows;

static const double *values_of(const PointRows *rows, size_t strategy, size_t metric)
{
    return rows->values + (strategy * rows->data->metric_count + metric) * rows->replications;
}

static void write_difference(PointRows *rows, size_t s, size_t m)
{
    const double nothing[] = {NAN, NAN, NAN, NAN};
    if (s == rows->data->baseline) {
        results_write_numbers(&rows->csv, nothing, 4);
        return;
    }
    const Comparison comparison =
        compare_values(rows->estimator, values_of(rows, s, m),
                       values_of(rows, rows->data->baseline, m), rows->replications);
    const double numbers[] = {comparison.difference, comparison.ci_low, comparison.ci_high,
                              comparison.share_lower};
    results_write_numbers(&rows->csv, numbers, 4);
}

static void write_row(PointRows *rows, size_t s, size_t m)
{
    const SweepMetric *metric = &rows->data->metrics[m];
    CsvWriter *csv = &rows->csv;
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

/* Numbers as text take most of the time. */
static void format_point(void *context, size_t index)
{
    PointRows *rows = (PointRows *)context + index;
    FILE *stream = memory_given(open_memstream(&rows->text, &rows->length));
    if (!stream) {
        rows->failed = true;
        return;
    }
    rows->csv = (CsvWriter){.stream = stream};
    for (size_t s = 0; s < rows->data->strategy_count; ++s) {
        for (size_t m = 0; m < rows->data->metric_count; ++m) {
            write_row(rows, s, m);
        }
    }
    const bool written = !rows->csv.failed && !ferror(stream);
    rows->failed = fclose(stream) != 0 || !written || !memory_given(rows->text);
}

static bool join_points(PointRows *points, size_t count, FILE *stream, Failure *failure)
{
    for (size_t i = 0; i < count; ++i) {
        if (points[i].failed) {
            failure_set(failure, "cannot hold the rows of a point as text: %s", strerror(errno));
        } else {
            (void)fwrite(points[i].text, 1, points[i].length, stream);
        }
        free(points[i].text);
        points[i].text = NULL;
    }
    return !failure->failed;
}

/* Reads the next points that are finished, up to `room` of them, from *point on. */
static bool read_points(PointRows *points, size_t room, SweepStore *store, size_t *point,
                        size_t *count, Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    bool good = true;
    for (*count = 0; *count < room && *point < data->point_count && good; ++*point) {
        PointRows *rows = &points[*count];
        rows->point = *point;
        rows->replications = data->points[*point].replications;
        if (rows->replications >= sweep_store_replications(store)) {
            good = sweep_store_read(store, *point, rows->replications, rows->values, failure);
            ++*count;
        }
    }
    return good;
}

static size_t most_replications(const SweepData *data)
{
    size_t most = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        most = data->points[p].replications > most ? data->points[p].replications : most;
    }
    return most;
}

/* In rounds of as many points as there are threads: bounded memory, and points are much alike. */
static bool write_in_rounds(PointRows *points, size_t threads, SweepStore *store, FILE *stream,
                            Failure *failure)
{
    size_t point = 0, count = threads;
    bool good = true;
    while (good && count == threads) {
        good = read_points(points, threads, store, &point, &count, failure);
        if (good && count > 0) {
            parallel_do(format_point, points, count, threads);
            good = join_points(points, count, stream, failure);
        }
    }
    return good;
}

static bool write_rows(SweepStore *store, ResultsFile *file, size_t threads, Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    const size_t most = most_replications(data);
    PointRows *points = memory_allocate(threads, sizeof *points);
    for (size_t i = 0; i < threads; ++i) {
        points[i] =
            (PointRows){.data = data,
                        .estimator = estimator_new(data->confidence, most),
                        .values = memory_allocate(data->strategy_count * data->metric_count * most,
                                                  sizeof(double))};
    }
    const bool good = select_all(store, failure) &&
                      write_in_rounds(points, threads, store, file->csv.stream, failure) &&
                      sweep_bands_write(store, &file->csv, failure);
    for (size_t i = 0; i < threads; ++i) {
        estimator_free(points[i].estimator);
        free(points[i].values);
    }
    free(points);
    return good;
}

bool sweep_results_write(SweepStore *store, const char *folder, size_t threads, Failure *failure)
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
    return results_file_close(&file, write_rows(store, &file, threads, failure), failure);
}
