/* Delays over time with what is not known and what is chance: for every step, strategy and service
 * the spread of the mean delay of what arrived within it, over points whose factors are drawn from
 * what is thought possible (study/uncertainty.h).
 */
#ifndef STUDY_DELAY_BANDS_H
#define STUDY_DELAY_BANDS_H

#include "base/arena.h"
#include "base/csv.h"
#include "base/failure.h"
#include "study/sweep_store.h"
#include "study/uncertainty.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct DelayBand {
    Uncertainty of; /* the mean delay in hours */
    double
        unfinished; /* share of what arrived that was not finished at the horizon; NAN: unknown */
} DelayBand;

typedef struct DelayBands {
    size_t step_count;   /* 0: there are none */
    const DelayBand *at; /* [strategy][service][step]; the services are those of SweepData.curves */
} DelayBands;

/* Makes the bands of a store; none where it keeps no delays, or where points are unfinished. In
 * `arena`. */
bool delay_bands_read(DelayBands *bands, SweepStore *store, Arena *arena, Failure *failure);

const DelayBand *delay_bands_at(const DelayBands *bands, const SweepData *data, size_t strategy,
                                size_t service, size_t step);

/* The step at which a single outcome is least certain, by its sd; SIZE_MAX where none varies. Not
 * that of the largest delay: what comes in on a Saturday waits for Monday, whatever happens. */
size_t delay_bands_widest(const DelayBands *bands, const SweepData *data, size_t strategy,
                          size_t service);

/* Share of the variance of a single outcome that is not known, not chance; NAN where it does not
 * vary. */
double delay_band_unknown_share(const DelayBand *band);

/* The rows of delay_bands.csv. */
#define DELAY_BANDS_HEADER                                                                         \
    "band,strategy,scope,id,metric,unit,t_h,n,mean,sd,p05,p50,p95,unfinished_share"
void delay_bands_write(const DelayBands *bands, const SweepData *data, CsvWriter *csv);

#endif
