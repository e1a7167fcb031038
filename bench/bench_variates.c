/* Random words and variates, in nanoseconds a draw. */
#include "base/arena.h"
#include "base/clock.h"
#include "bench/benches.h"
#include "sim/distribution.h"
#include "sim/stream.h"

#include <gsl/gsl_randist.h>
#include <stdint.h>

enum { DRAWS = 1 << 22, TAKES = 5 };

typedef struct Draws {
    size_t count;
    Stream stream;
    Distribution distribution;
    double sum; /* of what was drawn: the compiler may leave nothing out */
} Draws;

static double ns_each(double begun_s, size_t count)
{
    return 1e9 * (clock_cpu_s() - begun_s) / (double)count;
}

static double measure_word(void *context)
{
    Draws *draws = context;
    const double begun_s = clock_cpu_s();
    uint64_t sum = 0;
    for (size_t i = 0; i < draws->count; i++) {
        sum += stream_word(&draws->stream);
    }
    draws->sum += (double)sum;
    return ns_each(begun_s, draws->count);
}

static double measure_uniform(void *context)
{
    Draws *draws = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < draws->count; i++) {
        draws->sum += stream_uniform(&draws->stream);
    }
    return ns_each(begun_s, draws->count);
}

static double measure_exponential(void *context)
{
    Draws *draws = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < draws->count; i++) {
        draws->sum += stream_exponential(&draws->stream);
    }
    return ns_each(begun_s, draws->count);
}

static double measure_gsl_exponential(void *context)
{
    Draws *draws = context;
    const gsl_rng *rng = stream_rng(&draws->stream);
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < draws->count; i++) {
        draws->sum += gsl_ran_exponential(rng, 1);
    }
    return ns_each(begun_s, draws->count);
}

static double measure_keyed(void *context)
{
    Draws *draws = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < draws->count; i++) {
        stream_rekey(&draws->stream, i);
        draws->sum += stream_exponential(&draws->stream);
    }
    return ns_each(begun_s, draws->count);
}

static double measure_distribution(void *context)
{
    Draws *draws = context;
    const double begun_s = clock_cpu_s();
    for (size_t i = 0; i < draws->count; i++) {
        draws->sum += distribution_draw(&draws->distribution, &draws->stream);
    }
    return ns_each(begun_s, draws->count);
}

static void row(Bench *bench, Draws *draws, const char *name, BenchMeasure measure)
{
    bench_measure(
        bench,
        &(BenchOrder){
            .name = name, .unit = "ns", .measure = measure, .context = draws, .takes = TAKES});
}

static void measure_streams(Bench *bench, Draws *draws)
{
    row(bench, draws, "word", measure_word);
    row(bench, draws, "uniform", measure_uniform);
    bench_measure(bench, &(BenchOrder){.name = "exponential",
                                       .unit = "ns",
                                       .measure = measure_exponential,
                                       .reference = "gsl_ran_exponential",
                                       .measure_reference = measure_gsl_exponential,
                                       .ratio = RATIO_TO_REFERENCE,
                                       .context = draws,
                                       .takes = TAKES});
    row(bench, draws, "exponential, each of its own key", measure_keyed);
}

static void measure_distributions(Bench *bench, Draws *draws)
{
    static const struct {
        const char *name;
        DistributionKind kind;
        double arguments[DISTRIBUTION_ARGUMENTS];
    } forms[] = {
        {"exponential(mean=6)", DISTRIBUTION_EXPONENTIAL, {6}},
        {"uniform(low=2 high=9)", DISTRIBUTION_UNIFORM, {2, 9}},
        {"triangular(low=2 mode=4 high=9)", DISTRIBUTION_TRIANGULAR, {2, 4, 9}},
        {"pert(low=2 mode=4 high=9)", DISTRIBUTION_PERT, {2, 4, 9}},
        {"normal(mean=6 sd=2)", DISTRIBUTION_NORMAL, {6, 2}},
        {"lognormal(mean=6 sd=7.2)", DISTRIBUTION_LOGNORMAL, {6, 7.2}},
        {"gamma(mean=6 sd=3)", DISTRIBUTION_GAMMA, {6, 3}},
        {"weibull(scale=6 shape=1.5)", DISTRIBUTION_WEIBULL, {6, 1.5}},
        {"erlang(k=3 mean=6)", DISTRIBUTION_ERLANG, {3, 6}},
        {"hyperexponential(p=.3 mean1=2 mean2=9)", DISTRIBUTION_HYPEREXPONENTIAL, {0.3, 2, 9}},
        {"pareto(scale=2 shape=2.5)", DISTRIBUTION_PARETO, {2, 2.5}},
        {"beta(low=0 high=1 a=2 b=3)", DISTRIBUTION_BETA, {0, 1, 2, 3}},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        draws->distribution = distribution_of(forms[i].kind, forms[i].arguments);
        row(bench, draws, forms[i].name, measure_distribution);
    }
}

static void measure_discrete(Bench *bench, Draws *draws)
{
    static const double values[] = {24, 48, 72}, weights[] = {1, 1, 1};
    Arena *arena = arena_new(4096);
    draws->distribution = distribution_discrete(arena, values, weights, 3);
    row(bench, draws, "discrete(values=24|48|72)", measure_distribution);
    arena_free(arena);
}

void bench_variates(Bench *bench)
{
    Draws draws = {.count = bench_setting(bench)->quick ? DRAWS / 64 : DRAWS};

    stream_init(&draws.stream, 1, 0, stream_source("variates", "", ""), 0);
    measure_streams(bench, &draws);
    measure_distributions(bench, &draws);
    measure_discrete(bench, &draws);
}
