#include "bench/bench.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Bench {
    BenchSetting setting;
    BenchRow *rows;
    size_t count;
    bool has_failed;
};

typedef struct Takes {
    double figures[BENCH_TAKES_MAX], references[BENCH_TAKES_MAX], ratios[BENCH_TAKES_MAX];
} Takes;

Bench *bench_new(const BenchSetting *setting)
{
    Bench *bench = memory_allocate(1, sizeof *bench);
    bench->setting = *setting;
    return bench;
}

void bench_free(Bench *bench)
{
    for (size_t i = 0; i < bench->count; i++) {
        free(bench->rows[i].name);
    }
    free(bench->rows);
    free(bench);
}

const BenchSetting *bench_setting(const Bench *bench)
{
    return &bench->setting;
}

void bench_fail(Bench *bench)
{
    bench->has_failed = true;
}

static int by_value(const void *one, const void *other)
{
    const double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* Sorts the values. */
static BenchSpread spread_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return (BenchSpread){.median = 0.5 * (values[(count - 1) / 2] + values[count / 2]),
                         .least = values[0],
                         .most = values[count - 1]};
}

static bool is_figure(double value)
{
    return isfinite(value) && value > 0;
}

/* Every second pair begins with the reference, so that neither always finds what the other left in
 * the caches. */
static bool take_pair(const BenchOrder *order, size_t take, Takes *takes)
{
    double *figure = &takes->figures[take], *reference = &takes->references[take];
    const bool begins_with_reference = order->reference && take % 2 == 1;

    if (begins_with_reference) {
        *reference = order->measure_reference(order->context);
    }
    *figure = order->measure(order->context);
    if (order->reference && !begins_with_reference) {
        *reference = order->measure_reference(order->context);
    }
    if (!is_figure(*figure) || (order->reference && !is_figure(*reference))) {
        return false;
    }
    if (order->reference) {
        takes->ratios[take] =
            order->ratio == RATIO_TO_REFERENCE ? *figure / *reference : *reference / *figure;
    }
    return true;
}

static void say_row(const BenchRow *row)
{
    fprintf(stderr, "  %-34s %8.3g %s", row->name, row->figure.median, row->unit);
    if (row->reference) {
        fprintf(stderr, ", %.3g times: %s %.3g %s", row->ratio.median, row->reference,
                row->beside.median, row->unit);
    }
    fputs("\n", stderr);
}

static void keep_row(Bench *bench, const BenchOrder *order, size_t count, Takes *takes)
{
    const BenchSpread none = {.median = NAN, .least = NAN, .most = NAN};
    BenchRow *row;

    bench->rows = memory_grow(bench->rows, bench->count + 1, sizeof *bench->rows);
    row = &bench->rows[bench->count++];
    *row = (BenchRow){.name = memory_allocate(strlen(order->name) + 1, 1),
                      .unit = order->unit,
                      .reference = order->reference,
                      .takes = count,
                      .figure = spread_of(takes->figures, count),
                      .beside = order->reference ? spread_of(takes->references, count) : none,
                      .ratio = order->reference ? spread_of(takes->ratios, count) : none};
    memcpy(row->name, order->name, strlen(order->name));
    say_row(row);
}

void bench_measure(Bench *bench, const BenchOrder *order)
{
    const size_t count = bench->setting.quick ? 1 : order->takes;
    Takes takes = {0};

    for (size_t take = 0; take < count; take++) {
        if (!take_pair(order, take, &takes)) {
            fprintf(stderr, "bench: %s: no positive finite figure\n", order->name);
            bench_fail(bench);
            return;
        }
    }
    keep_row(bench, order, count, &takes);
}

size_t bench_row_count(const Bench *bench)
{
    return bench->count;
}

const BenchRow *bench_row(const Bench *bench, size_t index)
{
    return &bench->rows[index];
}

bool bench_has_failed(const Bench *bench)
{
    return bench->has_failed;
}
