#include "study/delay_bands.h"

#include "base/memory.h"
#include "study/results_file.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static bool is_finished(SweepStore *store, size_t *most)
{
    const SweepData *data = sweep_store_data(store);
    bool finished = true;
    *most = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const size_t n = data->points[p].replications;
        finished = finished && n >= sweep_store_replications(store);
        *most = n > *most ? n : *most;
    }
    return finished;
}

typedef struct Making {
    const SweepData *data;
    size_t replications;      /* room for each point */
    double *delays;           /* as of sweep_store_read_delays */
    double *unfinished;       /* likewise */
    UncertaintyPoint *points; /* space */
} Making;

static Uncertainty uncertainty_at(const Making *making, size_t place)
{
    const SweepData *data = making->data;
    for (size_t p = 0; p < data->point_count; ++p) {
        making->points[p] = (UncertaintyPoint){data->points[p].replications,
                                               making->delays + (place * data->point_count + p) *
                                                                    making->replications};
    }
    return uncertainty_of(making->points, data->point_count, !data->independent_points);
}

/* Of one strategy: `out` [service][step]. */
static bool make_strategy(const Making *making, SweepStore *store, size_t strategy, DelayBand *out,
                          Failure *failure)
{
    const SweepCurves *curves = &making->data->curves;
    if (!sweep_store_read_delays(store, strategy, making->replications, making->delays,
                                 making->unfinished, failure)) {
        return false;
    }
    for (size_t s = 0; s < curves->service_count; ++s) {
        for (size_t k = 0; k < curves->step_count; ++k) {
            const size_t place = k * curves->service_count + s;
            out[s * curves->step_count + k] =
                (DelayBand){uncertainty_at(making, place), making->unfinished[place]};
        }
    }
    return true;
}

bool delay_bands_read(DelayBands *bands, SweepStore *store, Arena *arena, Failure *failure)
{
    const SweepData *data = sweep_store_data(store);
    const SweepCurves *curves = &data->curves;
    const size_t places = curves->service_count * curves->step_count;
    Making making = {.data = data};
    *bands = (DelayBands){0};
    if (places == 0 || !is_finished(store, &making.replications)) {
        return true;
    }
    making.delays =
        memory_allocate(places * data->point_count * making.replications, sizeof *making.delays);
    making.unfinished = memory_allocate(places, sizeof *making.unfinished);
    making.points = memory_allocate(data->point_count, sizeof *making.points);
    DelayBand *at = arena_allocate(arena, data->strategy_count * places, sizeof *at);
    bool good = true;
    for (size_t s = 0; s < data->strategy_count && good; ++s) {
        good = make_strategy(&making, store, s, at + s * places, failure);
    }
    *bands = (DelayBands){curves->step_count, at};
    free(making.delays);
    free(making.unfinished);
    free(making.points);
    return good;
}

const DelayBand *delay_bands_at(const DelayBands *bands, const SweepData *data, size_t strategy,
                                size_t service, size_t step)
{
    return &bands->at[(strategy * data->curves.service_count + service) * bands->step_count + step];
}

size_t delay_bands_widest(const DelayBands *bands, const SweepData *data, size_t strategy,
                          size_t service)
{
    size_t widest = SIZE_MAX;
    double largest = 0;
    for (size_t k = 0; k < bands->step_count; ++k) {
        const double sd = delay_bands_at(bands, data, strategy, service, k)->of.both.sd;
        if (sd > largest) { /* no NAN */
            largest = sd;
            widest = k;
        }
    }
    return widest;
}

double delay_band_unknown_share(const DelayBand *band)
{
    const double factors = band->of.factors.sd, both = band->of.both.sd;
    return both > 0 ? factors * factors / (both * both) : (double)NAN;
}

typedef struct BandRow {
    const char *name;
    const Spread *spread;
    size_t n;
} BandRow;

static void write_step(const DelayBand *band, const SweepData *data, size_t place, CsvWriter *csv)
{
    const SweepCurves *curves = &data->curves;
    const size_t step = place % curves->step_count, row = place / curves->step_count;
    const BandRow rows[] = {{"factors", &band->of.factors, band->of.points},
                            {"random", &band->of.random, band->of.values},
                            {"both", &band->of.both, band->of.values}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i) {
        const Spread *spread = rows[i].spread;
        csv_write_text(csv, rows[i].name);
        csv_write_text(csv, data->strategies[row / curves->service_count].id);
        results_write_key(csv, "service", curves->services[row % curves->service_count].id,
                          "delay_mean_h");
        csv_write_text(csv, "h");
        csv_write_number(csv, (double)step * curves->step_h);
        csv_write_whole(csv, rows[i].n);
        const double numbers[] = {band->of.mean, spread->sd,  spread->p05,
                                  spread->p50,   spread->p95, band->unfinished};
        results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
        csv_end_row(csv);
    }
}

void delay_bands_write(const DelayBands *bands, const SweepData *data, CsvWriter *csv)
{
    const size_t places = data->strategy_count * data->curves.service_count * bands->step_count;
    for (size_t place = 0; place < places; ++place) {
        write_step(&bands->at[place], data, place, csv);
    }
}
