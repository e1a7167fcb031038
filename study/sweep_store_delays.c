/* The store's delays over time: one row for each step, two columns for each service. */
#include "study/sweep_store_parts.h"

#include "base/memory.h"
#include "study/sweep_curves.h"

#include <math.h>
#include <stdlib.h>

static bool prepare(SweepStore *store, Failure *failure)
{
    if (store->add_steps.handle) {
        return true;
    }
    TextBuilder sql = {0};
    text_add(&sql, "INSERT INTO delays VALUES(?, ?, ?, ?");
    for (size_t i = 0; i < store->data.curves.service_count * SWEEP_CURVE_PARTS; ++i) {
        text_add(&sql, ", ?");
    }
    text_add(&sql, ")");
    const bool good = statement_prepare(&store->add_steps, &store->database, sql.text, failure);
    text_deinit(&sql);
    return good;
}

bool store_add_delays(SweepStore *store, const DelayRow *row, Failure *failure)
{
    const SweepCurves *curves = &store->data.curves;
    const size_t columns = curves->service_count * SWEEP_CURVE_PARTS;
    bool good = curves->service_count == 0 || prepare(store, failure);
    for (size_t k = 0; k < curves->step_count && good; ++k) {
        statement_set_whole(&store->add_steps, 1, (int64_t)row->strategy + 1);
        statement_set_whole(&store->add_steps, 2, (int64_t)row->point + 1);
        statement_set_whole(&store->add_steps, 3, (int64_t)row->replication + 1);
        statement_set_whole(&store->add_steps, 4, (int64_t)k + 1);
        for (size_t i = 0; i < columns; ++i) {
            statement_set_number(&store->add_steps, (int)i + 5, row->values[k * columns + i]);
        }
        good = statement_run(&store->add_steps, failure);
    }
    return good;
}

typedef struct Reading {
    const SweepData *data;
    size_t replications;
    double *out;        /* [step][service][point][replication] */
    double *unfinished; /* [step][service]: sums */
    double *counts;     /* [step][service]: of the values in the sums */
} Reading;

static void take_row(const Reading *reading, const Statement *query)
{
    const SweepCurves *curves = &reading->data->curves;
    const size_t point = (size_t)statement_whole(query, 0) - 1;
    const size_t replication = (size_t)statement_whole(query, 1) - 1;
    const size_t step = (size_t)statement_whole(query, 2) - 1;
    if (point >= reading->data->point_count || replication >= reading->replications ||
        step >= curves->step_count) {
        return;
    }
    for (size_t s = 0; s < curves->service_count; ++s) {
        const size_t at = step * curves->service_count + s;
        const size_t place =
            (at * reading->data->point_count + point) * reading->replications + replication;
        const int column = 3 + (int)(SWEEP_CURVE_PARTS * s);
        const double share = statement_number(query, column + 1);
        reading->out[place] = statement_number(query, column);
        if (!isnan(share)) {
            reading->unfinished[at] += share;
            ++reading->counts[at];
        }
    }
}

static bool read_rows(SweepStore *store, size_t strategy, const Reading *reading, Failure *failure)
{
    Statement query;
    TextBuilder sql = {0};
    bool row = true;
    text_add(&sql, "SELECT point, replication, step");
    for (size_t i = 0; i < store->data.curves.service_count * SWEEP_CURVE_PARTS; ++i) {
        text_add_format(&sql, ", \"%s\"", store->delay_columns[i]);
    }
    text_add(&sql, " FROM delays WHERE strategy = ? ORDER BY point, replication, step");
    bool good = statement_prepare(&query, &store->database, sql.text, failure);
    if (good) {
        statement_set_whole(&query, 1, (int64_t)strategy + 1);
    }
    while (good && row) {
        good = statement_step(&query, &row, failure);
        if (good && row) {
            take_row(reading, &query);
        }
    }
    statement_finish(&query);
    text_deinit(&sql);
    return good;
}

bool sweep_store_read_delays(SweepStore *store, size_t strategy, size_t replications, double *out,
                             double *unfinished, Failure *failure)
{
    const SweepData *data = &store->data;
    const size_t places = data->curves.step_count * data->curves.service_count;
    Reading reading = {.data = data,
                       .replications = replications,
                       .out = out,
                       .unfinished = unfinished,
                       .counts = memory_allocate(places + 1, sizeof *reading.counts)};
    for (size_t i = 0; i < places * data->point_count * replications; ++i) {
        out[i] = NAN;
    }
    for (size_t i = 0; i < places; ++i) {
        unfinished[i] = 0;
    }
    const bool good = read_rows(store, strategy, &reading, failure);
    for (size_t i = 0; i < places; ++i) {
        unfinished[i] = reading.counts[i] > 0 ? unfinished[i] / reading.counts[i] : (double)NAN;
    }
    free(reading.counts);
    return good;
}
