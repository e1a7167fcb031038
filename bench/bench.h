/* Measuring speed on machines that are never quiet.
 *
 * A row is a figure taken several times, where possible beside a reference that does comparable
 * work: then both are taken in turn, a pair at a time, and the row's verdict is the median of the
 * pairs' ratios. What else the machine does in that minute slows both.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

enum { BENCH_TAKES_MAX = 9 };

typedef struct BenchSetting {
    bool quick;            /* a smoke test: everything once, as short as it can be */
    const char *program;   /* path of brownout */
    const char *scenarios; /* folder of the scenarios */
    const char *work;      /* folder for what is generated, removed by nobody */
} BenchSetting;

/* Takes the figure once; NAN where it could not be taken, after a message on standard error. */
typedef double (*BenchMeasure)(void *context);

typedef enum BenchRatio {
    RATIO_NONE,
    RATIO_TO_REFERENCE,  /* figure / reference: of times, and of what shall be large */
    RATIO_OF_THE_SLOWER, /* reference / figure: of rates, as the times behind them */
} BenchRatio;

/* What to measure. */
typedef struct BenchOrder {
    const char *name, *unit;
    BenchMeasure measure;
    const char *reference; /* what stands beside it; NULL: nothing */
    BenchMeasure measure_reference;
    BenchRatio ratio;
    void *context;
    size_t takes; /* up to BENCH_TAKES_MAX; a quick run takes one */
} BenchOrder;

typedef struct BenchSpread {
    double median, least, most;
} BenchSpread;

typedef struct BenchRow {
    char *name;
    const char *unit, *reference; /* as in the order */
    size_t takes;
    BenchSpread figure, beside, ratio; /* NAN where there is no reference */
} BenchRow;

typedef struct Bench Bench;

Bench *bench_new(const BenchSetting *setting);
void bench_free(Bench *bench);

const BenchSetting *bench_setting(const Bench *bench);

/* Measures, says the row on standard error and keeps it. A figure that is not positive and finite
 * fails the run. */
void bench_measure(Bench *bench, const BenchOrder *order);

/* Something could not be measured, which has been said. */
void bench_fail(Bench *bench);

size_t bench_row_count(const Bench *bench);
const BenchRow *bench_row(const Bench *bench, size_t index);
bool bench_has_failed(const Bench *bench);

#endif
