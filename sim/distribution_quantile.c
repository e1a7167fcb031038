/* GSL inverts what has a closed form or a fast iteration; where its iteration gives up (gamma and
 * beta of extreme shapes), and for the hyperexponential, which it does not know, the distribution
 * function is bisected. */
#include "sim/distribution_quantile.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Parameters a, b, c of a distribution function at x. */
typedef double (*CumulativeShare)(double x, const double *parameters);

static double gamma_share(double x, const double *parameters)
{
    return gsl_cdf_gamma_P(x, parameters[0], parameters[1]);
}

static double beta_share(double x, const double *parameters)
{
    return gsl_cdf_beta_P(x, parameters[0], parameters[1]);
}

static double hyperexponential_share(double x, const double *parameters)
{
    return -(parameters[0] * expm1(-x / parameters[1]) +
             (1 - parameters[0]) * expm1(-x / parameters[2]));
}

/* Where the share passes p, in [low, high]; high is doubled until it lies beyond, and 200 halvings
 * leave neighbouring numbers. */
static double bisect(CumulativeShare share, const double *parameters, double p, double high)
{
    enum { HALVINGS = 200 };
    double low = 0;
    while (share(high, parameters) < p && high < 1e300) {
        low = high;
        high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high)) {
            break;
        }
        if (share(middle, parameters) < p) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* GSL's answer, where it is one. */
static double checked(double x, CumulativeShare share, const double *parameters, double p)
{
    const double tolerance = 1e-9 * fmin(p, 1 - p);
    if (isfinite(x) && x >= 0 && fabs(share(x, parameters) - p) <= tolerance) {
        return x;
    }
    return bisect(share, parameters, p, 1);
}

static double gamma_quantile(const double *shape_and_scale, double p)
{
    return checked(gsl_cdf_gamma_Pinv(p, shape_and_scale[0], shape_and_scale[1]), gamma_share,
                   shape_and_scale, p);
}

static double beta_quantile(double low, double high, const double *shapes, double p)
{
    const double x = checked(gsl_cdf_beta_Pinv(p, shapes[0], shapes[1]), beta_share, shapes, p);
    return low + (high - low) * fmin(x, 1);
}

static double triangular_quantile(const double *a, double p)
{
    const double width = a[2] - a[0];
    const double rise = a[1] - a[0];
    if (p * width < rise) {
        return a[0] + sqrt(p * width * rise);
    }
    return a[2] - sqrt((1 - p) * width * (a[2] - a[1]));
}

/* Of the normal given that it is at least 0: the share q below 0 is taken off. 1 - p is kept as it
 * is, so that the far tail keeps its digits. */
static double cut_normal_quantile(double mean, double sd, double p)
{
    const double above = gsl_cdf_ugaussian_Q(-mean / sd);
    return fmax(0, mean + sd * gsl_cdf_ugaussian_Qinv((1 - p) * above));
}

static int compare_doubles(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The next larger value, with the weight of all equal ones; a pass for each is enough for lists
 * that people write. */
static double discrete_quantile(const Distribution *distribution, double p)
{
    double below = 0;
    double at = -INFINITY;
    for (;;) {
        double next = INFINITY;
        for (size_t i = 0; i < distribution->count; i++) {
            if (distribution->values[i] > at && distribution->values[i] < next &&
                distribution->weights[i] > 0) {
                next = distribution->values[i];
            }
        }
        if (!isfinite(next)) {
            return at;
        }
        at = next;
        for (size_t i = 0; i < distribution->count; i++) {
            below += distribution->values[i] <= at && distribution->values[i] >= at
                         ? distribution->weights[i]
                         : 0;
        }
        if (below >= p) {
            return at;
        }
    }
}

static double empirical_quantile(const Distribution *distribution, double p)
{
    double *sorted = memory_allocate(distribution->count, sizeof *sorted);
    memcpy(sorted, distribution->values, distribution->count * sizeof *sorted);
    qsort(sorted, distribution->count, sizeof *sorted, compare_doubles);
    const double rank = ceil(p * (double)distribution->count);
    const size_t index = rank < 1 ? 0 : (size_t)rank - 1;
    const double value = sorted[index < distribution->count ? index : distribution->count - 1];
    free(sorted);
    return value;
}

static double hyperexponential_quantile(const double *a, double p)
{
    return bisect(hyperexponential_share, a, p, a[1] > a[2] ? a[1] : a[2]);
}

static double unscaled_quantile(const Distribution *distribution, double p)
{
    const double *a = distribution->arguments;
    const double *derived = distribution->derived;
    switch (distribution->kind) {
    case DISTRIBUTION_EXPONENTIAL:
        return gsl_cdf_exponential_Pinv(p, a[0]);
    case DISTRIBUTION_UNIFORM:
        return a[0] + (a[1] - a[0]) * p;
    case DISTRIBUTION_TRIANGULAR:
        return triangular_quantile(a, p);
    case DISTRIBUTION_PERT:
        return beta_quantile(a[0], a[2], derived, p);
    case DISTRIBUTION_NORMAL:
        return cut_normal_quantile(a[0], a[1], p);
    case DISTRIBUTION_LOGNORMAL:
        return gsl_cdf_lognormal_Pinv(p, derived[0], derived[1]);
    case DISTRIBUTION_GAMMA:
    case DISTRIBUTION_ERLANG:
        return gamma_quantile(derived, p);
    case DISTRIBUTION_WEIBULL:
        return gsl_cdf_weibull_Pinv(p, a[0], a[1]);
    case DISTRIBUTION_HYPEREXPONENTIAL:
        return hyperexponential_quantile(a, p);
    case DISTRIBUTION_PARETO:
        return gsl_cdf_pareto_Pinv(p, a[1], a[0]);
    case DISTRIBUTION_BETA:
        return beta_quantile(a[0], a[1], derived, p);
    case DISTRIBUTION_DISCRETE:
        return discrete_quantile(distribution, p);
    case DISTRIBUTION_EMPIRICAL:
        return empirical_quantile(distribution, p);
    default: /* constant */
        return a[0];
    }
}

static double lower_bound(const Distribution *distribution)
{
    switch (distribution->kind) {
    case DISTRIBUTION_CONSTANT:
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
    case DISTRIBUTION_PARETO:
        return distribution->scale * distribution->arguments[0];
    case DISTRIBUTION_DISCRETE:
    case DISTRIBUTION_EMPIRICAL:
        return distribution->scale * unscaled_quantile(distribution, 0);
    default:
        return 0;
    }
}

double distribution_quantile(const Distribution *distribution, double p)
{
    assert(p >= 0 && p <= 1);
    if (p <= 0 || distribution->scale == 0) {
        return lower_bound(distribution);
    }
    if (p >= 1) {
        return distribution_upper_bound(distribution);
    }
    return distribution->scale * unscaled_quantile(distribution, p);
}
