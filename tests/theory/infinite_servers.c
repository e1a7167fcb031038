#include "tests/theory/infinite_servers.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static double lognormal_variance(const WorkLaw *law)
{
    return log1p(law->b * law->b / (law->a * law->a));
}

double work_mean_h(const WorkLaw *law)
{
    switch (law->kind) {
    case WORK_CONSTANT:
    case WORK_EXPONENTIAL:
    case WORK_LOGNORMAL:
        return law->a;
    case WORK_UNIFORM:
        return (law->a + law->b) / 2;
    case WORK_ERLANG:
        return law->b;
    case WORK_HYPEREXPONENTIAL:
        return law->a * law->b + (1 - law->a) * law->c;
    case WORK_PARETO:
        return law->a * law->b / (law->b - 1);
    }
    return NAN;
}

double work_density_per_h(const WorkLaw *law, double x_h)
{
    switch (law->kind) {
    case WORK_CONSTANT:
        return NAN;
    case WORK_EXPONENTIAL:
        return gsl_ran_exponential_pdf(x_h, law->a);
    case WORK_UNIFORM:
        return x_h < law->a || x_h > law->b ? 0 : 1 / (law->b - law->a);
    case WORK_ERLANG:
        return gsl_ran_gamma_pdf(x_h, law->a, law->b / law->a);
    case WORK_LOGNORMAL: {
        double variance = lognormal_variance(law);
        return gsl_ran_lognormal_pdf(x_h, log(law->a) - variance / 2, sqrt(variance));
    }
    case WORK_HYPEREXPONENTIAL:
        return law->a * gsl_ran_exponential_pdf(x_h, law->b) +
               (1 - law->a) * gsl_ran_exponential_pdf(x_h, law->c);
    case WORK_PARETO:
        return gsl_ran_pareto_pdf(x_h, law->b, law->a);
    }
    return NAN;
}

double work_beyond(const WorkLaw *law, double x_h)
{
    if (x_h <= 0) {
        return 1;
    }
    switch (law->kind) {
    case WORK_CONSTANT:
        return x_h < law->a ? 1 : 0;
    case WORK_EXPONENTIAL:
        return exp(-x_h / law->a);
    case WORK_UNIFORM:
        return fmin(1, fmax(0, (law->b - x_h) / (law->b - law->a)));
    case WORK_ERLANG:
        return gsl_cdf_gamma_Q(x_h, law->a, law->b / law->a);
    case WORK_LOGNORMAL: {
        double variance = lognormal_variance(law);
        return gsl_cdf_lognormal_Q(x_h, log(law->a) - variance / 2, sqrt(variance));
    }
    case WORK_HYPEREXPONENTIAL:
        return law->a * exp(-x_h / law->b) + (1 - law->a) * exp(-x_h / law->c);
    case WORK_PARETO:
        return x_h < law->a ? 1 : pow(law->a / x_h, law->b);
    }
    return NAN;
}

/* E(S; S <= x) of a lognormal length is its mean times the distribution function of a lognormal
 * whose logarithm has the mean one variance higher [Aitchison 1957]; of a gamma length with k
 * phases that of k + 1. */
static double mean_of_those_below_h(const WorkLaw *law, double x_h)
{
    if (law->kind == WORK_ERLANG) {
        return law->b * gsl_cdf_gamma_P(x_h, law->a + 1, law->b / law->a);
    }
    double variance = lognormal_variance(law);
    return law->a * gsl_cdf_lognormal_P(x_h, log(law->a) + variance / 2, sqrt(variance));
}

double work_mean_smaller_h(const WorkLaw *law, double x_h)
{
    if (x_h <= 0) {
        return 0;
    }
    switch (law->kind) {
    case WORK_CONSTANT:
        return fmin(x_h, law->a);
    case WORK_EXPONENTIAL:
        return -law->a * expm1(-x_h / law->a);
    case WORK_UNIFORM: {
        double over = fmax(0, fmin(x_h, law->b) - law->a);
        return fmin(x_h, law->a) + over - over * over / (2 * (law->b - law->a));
    }
    case WORK_ERLANG:
    case WORK_LOGNORMAL:
        return mean_of_those_below_h(law, x_h) + x_h * work_beyond(law, x_h);
    case WORK_HYPEREXPONENTIAL:
        return -law->a * law->b * expm1(-x_h / law->b) -
               (1 - law->a) * law->c * expm1(-x_h / law->c);
    case WORK_PARETO:
        return x_h < law->a ? x_h
                            : law->a + law->a / (law->b - 1) * (1 - pow(law->a / x_h, law->b - 1));
    }
    return NAN;
}

/* The clock that stands still while the service is down. */
static double clock_h(const InfiniteServers *model, double t_h)
{
    return t_h - fmax(0, fmin(t_h, model->up_h) - model->down_h);
}

typedef double (*PieceIntegral)(const InfiniteServers *model, double from_h, double to_h,
                                const void *context);

/* Sums lambda times the integral over the parts of [from, to], each in one piece of demand and on
 * one side of the outage's ends. */
static double integrate(const InfiniteServers *model, double from_h, double to_h,
                        PieceIntegral integral, const void *context)
{
    double sum = 0, begin_h = model->from_h;
    for (size_t i = 0; i < model->count; i++) {
        const RatePiece *piece = &model->pieces[i];
        double edges[] = {begin_h, fmin(fmax(begin_h, model->down_h), piece->until_h),
                          fmin(fmax(begin_h, model->up_h), piece->until_h), piece->until_h};
        for (size_t k = 0; k < 3; k++) {
            double a_h = fmax(from_h, edges[k]), b_h = fmin(to_h, edges[k + 1]);
            sum += a_h < b_h ? piece->arrivals_per_h * integral(model, a_h, b_h, context) : 0;
        }
        begin_h = piece->until_h;
    }
    return sum;
}

static double still_there(const InfiniteServers *model, double a_h, double b_h, const void *context)
{
    double now_h = clock_h(model, *(const double *)context);
    double from_a_h = now_h - clock_h(model, a_h), from_b_h = now_h - clock_h(model, b_h);
    if (a_h >= model->down_h && b_h <= model->up_h) {
        return (b_h - a_h) * work_beyond(&model->work, from_b_h);
    }
    return work_mean_smaller_h(&model->work, from_a_h) -
           work_mean_smaller_h(&model->work, from_b_h);
}

double infinite_servers_mean(const InfiniteServers *model, double t_h)
{
    return integrate(model, model->from_h, t_h, still_there, &t_h);
}

static double length_h(const InfiniteServers *model, double a_h, double b_h, const void *context)
{
    (void)model;
    (void)context;
    return b_h - a_h;
}

double infinite_servers_arrivals(const InfiniteServers *model, double from_h, double to_h)
{
    return integrate(model, from_h, to_h, length_h, NULL);
}

static double until_return(const InfiniteServers *model, double a_h, double b_h,
                           const void *context)
{
    (void)context;
    if (a_h >= model->down_h && b_h <= model->up_h) {
        return (b_h - a_h) * (model->up_h - (a_h + b_h) / 2);
    }
    return 0;
}

double infinite_servers_waits_h(const InfiniteServers *model, double from_h, double to_h)
{
    return integrate(model, from_h, to_h, until_return, NULL);
}

/* The outage freezes those before it who are not done by its begin. */
static double frozen(const InfiniteServers *model, double a_h, double b_h, const void *context)
{
    (void)context;
    if (b_h > model->down_h) {
        return 0;
    }
    return (model->up_h - model->down_h) * (work_mean_smaller_h(&model->work, model->down_h - a_h) -
                                            work_mean_smaller_h(&model->work, model->down_h - b_h));
}

double infinite_servers_delays_h(const InfiniteServers *model, double from_h, double to_h)
{
    return infinite_servers_arrivals(model, from_h, to_h) * work_mean_h(&model->work) +
           infinite_servers_waits_h(model, from_h, to_h) +
           integrate(model, from_h, to_h, frozen, NULL);
}
