#include "study/results_curves.h"

#include "base/memory.h"
#include "sim/sample_grid.h"
#include "study/estimator.h"
#include "study/parallel.h"
#include "study/results_file.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRETCH_DOUBLES = 1 << 20 };

typedef struct Piece { /* one curve of one strategy, by one thread */
    const Study *study;
    size_t strategy;
    const CurveRow *curve;
    Estimator *estimator;
    char *text;
    size_t length;
    Failure failure;
} Piece;

/* A stretch of the curve: [replication][sample] as read, [replication] of one sample as estimated.
 * With many replications a curve is read in several stretches, so that memory stays bounded. */
typedef struct CurveData {
    size_t replications, samples; /* `samples`: room, of the last stretch more than is used */
    size_t first;                 /* sample of the curve with which the stretch begins */
    double *raw, *raw_denominators, *raw_missing, *raw_arrived;
    double *values, *denominators;
} CurveData;

static void curve_data_init(CurveData *data, size_t replications, size_t samples)
{
    size_t most = replications < STRETCH_DOUBLES ? STRETCH_DOUBLES / (replications + 1) + 1 : 1;
    samples = samples < most ? samples : most;
    *data = (CurveData){.replications = replications, .samples = samples};
    data->raw = memory_allocate(4 * replications * samples, sizeof(double));
    data->raw_denominators = data->raw + replications * samples;
    data->raw_missing = data->raw_denominators + replications * samples;
    data->raw_arrived = data->raw_missing + replications * samples;
    data->values = memory_allocate(2 * replications, sizeof(double));
    data->denominators = data->values + replications;
}

static void curve_data_deinit(CurveData *data)
{
    free(data->raw);
    free(data->values);
}

static void read_part(const Piece *piece, const CurveData *data, size_t offset, double *out)
{
    samples_curve(piece->study->samples, piece->strategy, offset + data->first, data->samples, out);
}

static void read_stretch(const Piece *piece, const CurveData *data)
{
    const CurveRow *curve = piece->curve;
    read_part(piece, data, curve->offset, data->raw);
    if (curve->kind == CURVE_RATIO) {
        read_part(piece, data, curve->offset + curve->count, data->raw_denominators);
    }
    if (curve->missing_offset != NONE) {
        read_part(piece, data, curve->missing_offset, data->raw_missing);
        read_part(piece, data, curve->missing_offset + curve->count, data->raw_arrived);
    }
}

static void take_sample(const CurveData *data, const double *raw, size_t k, double *out)
{
    for (size_t r = 0; r < data->replications; ++r) {
        out[r] = raw[r * data->samples + k];
    }
}

static Estimate estimate_sample(const Piece *piece, const CurveData *data, size_t k)
{
    take_sample(data, data->raw, k, data->values);
    if (piece->curve->kind != CURVE_RATIO) {
        return estimate_values(piece->estimator, data->values, data->replications);
    }
    take_sample(data, data->raw_denominators, k, data->denominators);
    return estimate_ratio(piece->estimator, data->values, data->denominators, data->replications);
}

/* Share of those who arrived in the interval that were not finished at the horizon; 0 where nobody
 * is left out. */
static double censored_share(const Piece *piece, const CurveData *data, size_t k)
{
    if (piece->curve->missing_offset == NONE) {
        return 0;
    }
    double missing = 0, arrived = 0;
    for (size_t r = 0; r < data->replications; ++r) {
        const double arrived_here = data->raw_arrived[r * data->samples + k];
        if (!isnan(arrived_here)) { /* the strategy was run in this replication */
            missing += data->raw_missing[r * data->samples + k];
            arrived += arrived_here;
        }
    }
    return arrived > 0 ? missing / arrived : 0;
}

/* Returns whether all was written: a stream to memory that finds none drops what it was given and
 * does not remember it. */
static bool write_rows(const Piece *piece, const CurveData *data, FILE *stream)
{
    const StudyPlan *plan = piece->study->plan;
    CsvWriter csv = {.stream = stream};
    for (size_t k = 0; k < data->samples; ++k) {
        Estimate estimate = estimate_sample(piece, data, k);
        csv_write_text(&csv, plan->strategy_ids[piece->strategy]);
        results_write_key(&csv, piece->curve->scope, piece->curve->id, piece->curve->metric);
        csv_write_number(&csv, sample_grid_h(&plan->measures->grid, data->first + k));
        csv_write_whole(&csv, estimate.n);
        const double numbers[] = {estimate.mean,
                                  estimate.ci_low,
                                  estimate.ci_high,
                                  estimate.p05,
                                  estimate.p50,
                                  estimate.p95,
                                  censored_share(piece, data, k)};
        results_write_numbers(&csv, numbers, sizeof numbers / sizeof *numbers);
        csv_end_row(&csv);
    }
    return !csv.failed;
}

static bool write_curve(const Piece *piece, CurveData *data, FILE *stream)
{
    size_t room = data->samples;
    for (data->first = 0; data->first < piece->curve->count; data->first += room) {
        size_t left = piece->curve->count - data->first;
        data->samples = left < room ? left : room;
        read_stretch(piece, data);
        if (!write_rows(piece, data, stream)) {
            return false;
        }
    }
    return true;
}

static void write_piece(void *context, size_t index)
{
    Piece *piece = (Piece *)context + index;
    FILE *stream = memory_given(open_memstream(&piece->text, &piece->length));
    if (!stream) {
        failure_set(&piece->failure, "cannot hold a curve as text: %s", strerror(errno));
        return;
    }
    CurveData data;
    curve_data_init(&data, samples_count(piece->study->samples), piece->curve->count);
    bool written = write_curve(piece, &data, stream) && !ferror(stream);
    curve_data_deinit(&data);
    /* For want of memory glibc closes it without complaint, and there is no text. */
    if (fclose(stream) != 0 || !written || !memory_given(piece->text)) {
        failure_set(&piece->failure, "cannot hold a curve as text: %s", strerror(errno));
    }
}

static bool join_pieces(Piece *pieces, size_t count, FILE *stream, Failure *failure)
{
    for (size_t i = 0; i < count; ++i) {
        if (pieces[i].failure.failed) {
            failure_set(failure, "%s", pieces[i].failure.message);
        } else {
            (void)fwrite(pieces[i].text, 1, pieces[i].length, stream);
        }
        free(pieces[i].text);
        pieces[i].text = NULL;
    }
    return !failure->failed;
}

/* In rounds of as many pieces as there are threads: bounded memory, and pieces are much alike. */
static bool write_all(const Study *study, Piece *pieces, size_t threads, FILE *stream,
                      Failure *failure)
{
    const Measures *measures = study->plan->measures;
    size_t total = study->plan->strategy_count * measures->curve_count;
    for (size_t at = 0; at < total;) {
        size_t count = total - at < threads ? total - at : threads;
        for (size_t i = 0; i < count; ++i) {
            pieces[i].study = study;
            pieces[i].strategy = (at + i) / measures->curve_count;
            pieces[i].curve = &measures->curves[(at + i) % measures->curve_count];
        }
        parallel_do(write_piece, pieces, count, threads);
        if (!join_pieces(pieces, count, stream, failure)) {
            return false;
        }
        at += count;
    }
    return true;
}

bool results_write_curves(const Study *study, const char *folder, size_t threads, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(
            &file, folder, "curves.csv",
            "strategy,scope,id,metric,t_h,n,mean,ci_low,ci_high,p05,p50,p95,censored_share",
            failure)) {
        return false;
    }
    Piece *pieces = memory_allocate(threads, sizeof *pieces);
    for (size_t i = 0; i < threads; ++i) {
        pieces[i].estimator = study_estimator(study);
    }
    bool whole = write_all(study, pieces, threads, file.csv.stream, failure) &&
                 samples_are_whole(study->samples, failure);
    for (size_t i = 0; i < threads; ++i) {
        estimator_free(pieces[i].estimator);
    }
    free(pieces);
    return results_file_close(&file, whole, failure);
}
