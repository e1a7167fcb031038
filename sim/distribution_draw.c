/* Drawing: the half of distribution.h that a run is about. */
#include "sim/distribution.h"

#include <assert.h>
#include <float.h>
#include <math.h>

/* By inversion: GSL has no triangular distribution. */
static double draw_triangular(const double *a, Stream *stream)
{
    const double u = stream_uniform(stream);
    const double width = a[2] - a[0];
    const double rise = a[1] - a[0];
    if (u * width < rise) {
        return a[0] + sqrt(u * width * rise);
    }
    return a[2] - sqrt((1 - u) * width * (a[2] - a[1]));
}

/* With a mean of at least 0 every second try succeeds at least. */
static double draw_normal(const double *a, Stream *stream)
{
    double x;
    do {
        x = a[0] + a[1] * stream_normal(stream);
    } while (x < 0);
    return x;
}

/* Rounding may carry a value beyond the bound by one unit in the last place. */
static double at_most(double bound, double x)
{
    return x < bound ? x : bound;
}

static double draw_beta(double low, double high, const double *shapes, Stream *stream)
{
    const double share = gsl_ran_beta(stream_rng(stream), shapes[0], shapes[1]);
    return at_most(high, low + (high - low) * share);
}

static double draw_empirical(const Distribution *distribution, Stream *stream)
{
    return distribution->values[(size_t)(stream_uniform(stream) * (double)distribution->count)];
}

static inline double lognormal_of(const double *derived, double normal)
{
    return exp(derived[0] + derived[1] * normal);
}

/* The far tail of a small shape may overflow. */
static inline double finite(double x)
{
    return x < DBL_MAX ? x : DBL_MAX;
}

static double draw_unscaled(const Distribution *distribution, Stream *stream)
{
    const double *a = distribution->arguments;
    const double *derived = distribution->derived;
    switch (distribution->kind) {
    case DISTRIBUTION_UNIFORM:
        return at_most(a[1], gsl_ran_flat(stream_rng(stream), a[0], a[1]));
    case DISTRIBUTION_TRIANGULAR:
        return draw_triangular(a, stream);
    case DISTRIBUTION_PERT:
        return draw_beta(a[0], a[2], derived, stream);
    case DISTRIBUTION_NORMAL:
        return draw_normal(a, stream);
    case DISTRIBUTION_LOGNORMAL:
        return lognormal_of(derived, stream_normal(stream));
    case DISTRIBUTION_GAMMA:
    case DISTRIBUTION_ERLANG:
        return gsl_ran_gamma(stream_rng(stream), derived[0], derived[1]);
    case DISTRIBUTION_WEIBULL:
        return gsl_ran_weibull(stream_rng(stream), a[0], a[1]);
    case DISTRIBUTION_HYPEREXPONENTIAL:
        return (stream_uniform(stream) < a[0] ? a[1] : a[2]) * stream_exponential(stream);
    case DISTRIBUTION_PARETO:
        return gsl_ran_pareto(stream_rng(stream), a[1], a[0]);
    case DISTRIBUTION_BETA:
        return draw_beta(a[0], a[1], derived, stream);
    case DISTRIBUTION_DISCRETE:
        return distribution->values[gsl_ran_discrete(stream_rng(stream), distribution->table)];
    case DISTRIBUTION_EMPIRICAL:
        return draw_empirical(distribution, stream);
    default:
        assert(false);
        return 0;
    }
}

double distribution_draw(const Distribution *distribution, Stream *stream)
{
    if (distribution->kind == DISTRIBUTION_EXPONENTIAL) {
        return distribution->scale * (distribution->arguments[0] * stream_exponential(stream));
    }
    if (distribution->kind == DISTRIBUTION_CONSTANT) {
        return distribution->scale * distribution->arguments[0];
    }
    return finite(distribution->scale * draw_unscaled(distribution, stream));
}

double distribution_draw_first(const Distribution *distribution, NumberedStream *stream,
                               uint64_t number)
{
    if (distribution->kind == DISTRIBUTION_EXPONENTIAL) {
        const double unit = numbered_stream_exponential(stream, number);
        return distribution->scale * (distribution->arguments[0] * unit);
    }
    if (distribution->kind == DISTRIBUTION_LOGNORMAL) {
        const double normal = numbered_stream_normal(stream, number);
        return finite(distribution->scale * lognormal_of(distribution->derived, normal));
    }
    if (distribution->kind == DISTRIBUTION_CONSTANT) {
        return distribution->scale * distribution->arguments[0];
    }
    return distribution_draw(distribution, numbered_stream_at(stream, number));
}

static void draw_exponentials(const Distribution *distribution, NumberedStream *stream,
                              uint64_t first, size_t count, double *values)
{
    const double scale = distribution->scale;
    const double mean = distribution->arguments[0];
    for (size_t i = 0; i < count; i++) {
        values[i] = scale * (mean * numbered_stream_exponential(stream, first + i));
    }
}

static void draw_lognormals(const Distribution *distribution, NumberedStream *stream,
                            uint64_t first, size_t count, double *values)
{
    for (size_t i = 0; i < count; i++) {
        const double normal = numbered_stream_normal(stream, first + i);
        values[i] = finite(distribution->scale * lognormal_of(distribution->derived, normal));
    }
}

void distribution_draw_numbered(const Distribution *distribution, NumberedStream *stream,
                                uint64_t first, size_t count, double *values)
{
    if (distribution->kind == DISTRIBUTION_EXPONENTIAL) {
        draw_exponentials(distribution, stream, first, count, values);
        return;
    }
    if (distribution->kind == DISTRIBUTION_LOGNORMAL) {
        draw_lognormals(distribution, stream, first, count, values);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        values[i] = distribution_draw_first(distribution, stream, first + i);
    }
}
