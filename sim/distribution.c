#include "sim/distribution.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <string.h>

static const DistributionForm forms[DISTRIBUTION_KINDS] = {
    [DISTRIBUTION_CONSTANT] = {"", "", "a plain number"},
#define DISTRIBUTION(kind, name, arguments, meaning)                                               \
    [DISTRIBUTION_##kind] = {name, arguments, meaning},
#include "sim/distribution.def"
#undef DISTRIBUTION
};

const DistributionForm *distribution_form(DistributionKind kind)
{
    return &forms[kind];
}

static double square(double x)
{
    return x * x;
}

Distribution distribution_constant(double value)
{
    return (Distribution){.kind = DISTRIBUTION_CONSTANT, .scale = 1, .arguments = {value}};
}

/* Whether the arguments leave no spread; *value is then the only value. */
static bool is_degenerate(DistributionKind kind, const double *a, double *value)
{
    *value = a[0];
    switch (kind) {
    case DISTRIBUTION_EXPONENTIAL:
        return a[0] == 0;
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_BETA:
        return a[0] == a[1];
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
        return a[0] == a[2];
    case DISTRIBUTION_NORMAL:
    case DISTRIBUTION_LOGNORMAL:
    case DISTRIBUTION_GAMMA:
        return a[1] == 0;
    case DISTRIBUTION_ERLANG:
        *value = a[1];
        return a[1] == 0;
    case DISTRIBUTION_HYPEREXPONENTIAL:
        *value = 0;
        return a[1] == 0 && a[2] == 0;
    default:
        return false;
    }
}

/* What GSL wants instead of the contract's arguments. */
static void derive(Distribution *distribution)
{
    const double *a = distribution->arguments;
    double *derived = distribution->derived;
    switch (distribution->kind) {
    case DISTRIBUTION_PERT: /* shapes of the beta; 4 is PERT's weight of the mode [Malcolm 1959] */
        derived[0] = 1 + 4 * (a[1] - a[0]) / (a[2] - a[0]);
        derived[1] = 1 + 4 * (a[2] - a[1]) / (a[2] - a[0]);
        break;
    case DISTRIBUTION_LOGNORMAL: /* mean and sd of the logarithm */
        derived[1] = sqrt(log1p(square(a[1] / a[0])));
        derived[0] = log(a[0]) - square(derived[1]) / 2;
        break;
    case DISTRIBUTION_GAMMA: /* shape and scale */
        derived[0] = square(a[0] / a[1]);
        derived[1] = a[1] * (a[1] / a[0]);
        break;
    case DISTRIBUTION_ERLANG:
        derived[0] = a[0];
        derived[1] = a[1] / a[0];
        break;
    case DISTRIBUTION_BETA:
        derived[0] = a[2];
        derived[1] = a[3];
        break;
    default:
        break;
    }
}

Distribution distribution_of(DistributionKind kind, const double arguments[DISTRIBUTION_ARGUMENTS])
{
    assert(kind != DISTRIBUTION_DISCRETE && kind != DISTRIBUTION_EMPIRICAL);
    double value;
    if (is_degenerate(kind, arguments, &value)) {
        return distribution_constant(value);
    }
    Distribution distribution = {.kind = kind, .scale = 1};
    memcpy(distribution.arguments, arguments, sizeof distribution.arguments);
    derive(&distribution);
    return distribution;
}

/* The alias table of GSL, moved into the arena: the arena frees it, GSL's own would need an owner.
 */
static const gsl_ran_discrete_t *alias_table(Arena *arena, const double *weights, size_t count)
{
    gsl_ran_discrete_t *made = gsl_ran_discrete_preproc(count, weights);
    assert(made);
    gsl_ran_discrete_t *table = arena_allocate(arena, 1, sizeof *table);
    table->K = made->K;
    table->A = arena_allocate(arena, count, sizeof *table->A);
    table->F = arena_allocate(arena, count, sizeof *table->F);
    memcpy(table->A, made->A, count * sizeof *table->A);
    memcpy(table->F, made->F, count * sizeof *table->F);
    gsl_ran_discrete_free(made);
    return table;
}

/* Mean, sd and largest of weighted values, in two passes; the weights' sum is 1. */
static void derive_from_values(Distribution *distribution)
{
    const double *values = distribution->values;
    const double *weights = distribution->weights;
    const double alike = 1 / (double)distribution->count;
    double mean = 0;
    double variance = 0;
    double largest = 0;
    for (size_t i = 0; i < distribution->count; i++) {
        const double weight = weights ? weights[i] : alike;
        mean += weight * values[i];
        largest = weight > 0 && values[i] > largest ? values[i] : largest;
    }
    for (size_t i = 0; i < distribution->count; i++) {
        variance += (weights ? weights[i] : alike) * square(values[i] - mean);
    }
    distribution->derived[0] = mean;
    distribution->derived[1] = sqrt(variance);
    distribution->derived[2] = largest;
}

/* Whether all values that can be drawn are the same one. */
static bool values_are_one(const Distribution *distribution)
{
    for (size_t i = 0; i < distribution->count; i++) {
        const bool possible = !distribution->weights || distribution->weights[i] > 0;
        if (possible && distribution->values[i] != distribution->derived[2]) {
            return false;
        }
    }
    return true;
}

Distribution distribution_discrete(Arena *arena, const double *values, const double *weights,
                                   size_t count)
{
    double *own_values = arena_allocate(arena, count, sizeof *own_values);
    double *own_weights = arena_allocate(arena, count, sizeof *own_weights);
    double largest = 0;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        own_values[i] = values[i];
        largest = weights[i] > largest ? weights[i] : largest;
    }
    for (size_t i = 0; i < count; i++) {
        sum += weights[i] / largest; /* so that no sum of large weights overflows */
    }
    for (size_t i = 0; i < count; i++) {
        own_weights[i] = weights[i] / largest / sum;
    }
    Distribution distribution = {.kind = DISTRIBUTION_DISCRETE,
                                 .scale = 1,
                                 .count = count,
                                 .values = own_values,
                                 .weights = own_weights};
    derive_from_values(&distribution);
    if (values_are_one(&distribution)) {
        return distribution_constant(distribution.derived[2]);
    }
    distribution.table = alias_table(arena, own_weights, count);
    return distribution;
}

Distribution distribution_empirical(const double *values, size_t count)
{
    assert(count > 0);
    Distribution distribution = {
        .kind = DISTRIBUTION_EMPIRICAL, .scale = 1, .count = count, .values = values};
    derive_from_values(&distribution);
    if (values_are_one(&distribution)) {
        return distribution_constant(distribution.derived[2]);
    }
    return distribution;
}

/* The normal with mean m and sd s, given that it is at least 0: *mean and *sd. With z =
 * -m / s and the hazard h of the standard normal at z: m + s h, and s sqrt(1 + z h - h^2). */
static void moments_of_cut_normal(double m, double s, double *mean, double *sd)
{
    const double z = -m / s;
    const double hazard = gsl_ran_ugaussian_pdf(z) / gsl_cdf_ugaussian_Q(z);
    *mean = m + s * hazard;
    *sd = s * sqrt(1 + z * hazard - square(hazard));
}

static double beta_mean(double low, double high, const double *shapes)
{
    return low + (high - low) * shapes[0] / (shapes[0] + shapes[1]);
}

static double beta_sd(double low, double high, const double *shapes)
{
    const double sum = shapes[0] + shapes[1];
    return (high - low) * sqrt(shapes[0] / sum * (shapes[1] / sum) / (sum + 1));
}

static double unscaled_mean(const Distribution *distribution)
{
    const double *a = distribution->arguments;
    double mean, sd;
    switch (distribution->kind) {
    case DISTRIBUTION_UNIFORM:
        return (a[0] + a[1]) / 2;
    case DISTRIBUTION_TRIANGULAR:
        return (a[0] + a[1] + a[2]) / 3;
    case DISTRIBUTION_PERT:
        return (a[0] + 4 * a[1] + a[2]) / 6;
    case DISTRIBUTION_NORMAL:
        moments_of_cut_normal(a[0], a[1], &mean, &sd);
        return mean;
    case DISTRIBUTION_WEIBULL:
        return a[0] * tgamma(1 + 1 / a[1]);
    case DISTRIBUTION_ERLANG:
        return a[1];
    case DISTRIBUTION_HYPEREXPONENTIAL:
        return a[0] * a[1] + (1 - a[0]) * a[2];
    case DISTRIBUTION_PARETO:
        return a[0] * a[1] / (a[1] - 1);
    case DISTRIBUTION_BETA:
        return beta_mean(a[0], a[1], distribution->derived);
    case DISTRIBUTION_DISCRETE:
    case DISTRIBUTION_EMPIRICAL:
        return distribution->derived[0];
    default: /* those whose first argument is the mean */
        return a[0];
    }
}

/* Through the logarithms of the gamma function: the plain difference of the moments loses all
 * digits at large shapes. */
static double weibull_sd(double scale, double shape)
{
    const double log_mean = gsl_sf_lngamma(1 + 1 / shape);
    const double log_square = gsl_sf_lngamma(1 + 2 / shape);
    return scale * exp(log_mean) * sqrt(expm1(log_square - 2 * log_mean));
}

static double hyperexponential_sd(const double *a)
{
    const double mean = a[0] * a[1] + (1 - a[0]) * a[2];
    const double within = a[0] * square(a[1]) + (1 - a[0]) * square(a[2]);
    return sqrt(2 * within - square(mean));
}

static double triangular_sd(const double *a)
{
    const double width = a[2] - a[0];
    const double rise = a[1] - a[0];
    return sqrt((square(width) - rise * (width - rise)) / 18);
}

static double unscaled_sd(const Distribution *distribution)
{
    const double *a = distribution->arguments;
    double mean, sd;
    switch (distribution->kind) {
    case DISTRIBUTION_EXPONENTIAL:
        return a[0];
    case DISTRIBUTION_UNIFORM:
        return (a[1] - a[0]) / sqrt(12);
    case DISTRIBUTION_TRIANGULAR:
        return triangular_sd(a);
    case DISTRIBUTION_PERT:
        return beta_sd(a[0], a[2], distribution->derived);
    case DISTRIBUTION_NORMAL:
        moments_of_cut_normal(a[0], a[1], &mean, &sd);
        return sd;
    case DISTRIBUTION_LOGNORMAL:
    case DISTRIBUTION_GAMMA:
        return a[1];
    case DISTRIBUTION_WEIBULL:
        return weibull_sd(a[0], a[1]);
    case DISTRIBUTION_ERLANG:
        return a[1] / sqrt(a[0]);
    case DISTRIBUTION_HYPEREXPONENTIAL:
        return hyperexponential_sd(a);
    case DISTRIBUTION_PARETO:
        return a[1] > 2 ? a[0] / (a[1] - 1) * sqrt(a[1] / (a[1] - 2)) : INFINITY;
    case DISTRIBUTION_BETA:
        return beta_sd(a[0], a[1], distribution->derived);
    case DISTRIBUTION_DISCRETE:
    case DISTRIBUTION_EMPIRICAL:
        return distribution->derived[1];
    default:
        return 0;
    }
}

double distribution_mean(const Distribution *distribution)
{
    return distribution->scale * unscaled_mean(distribution);
}

double distribution_sd(const Distribution *distribution)
{
    return distribution->scale == 0 ? 0 : distribution->scale * unscaled_sd(distribution);
}

bool distribution_is_constant(const Distribution *distribution)
{
    return distribution->kind == DISTRIBUTION_CONSTANT || distribution->scale == 0;
}

bool distribution_is_zero(const Distribution *distribution)
{
    return distribution_is_constant(distribution) && distribution_mean(distribution) == 0;
}

static double smallest_value(const Distribution *distribution)
{
    double smallest = INFINITY;
    for (size_t i = 0; i < distribution->count; i++) {
        smallest = fmin(smallest, distribution->values[i]);
    }
    return smallest;
}

double distribution_lower_bound(const Distribution *distribution)
{
    const double rounding = 1 - 1e-9; /* of a draw at the edge */
    const double low = distribution->scale * distribution->arguments[0];
    switch (distribution->kind) {
    case DISTRIBUTION_CONSTANT:
        return low;
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
    case DISTRIBUTION_BETA:
    case DISTRIBUTION_PARETO:
        return rounding * low;
    case DISTRIBUTION_DISCRETE:
    case DISTRIBUTION_EMPIRICAL:
        return distribution->scale * smallest_value(distribution);
    default:
        return 0;
    }
}

double distribution_upper_bound(const Distribution *distribution)
{
    const double *a = distribution->arguments;
    if (distribution->scale == 0) {
        return 0;
    }
    switch (distribution->kind) {
    case DISTRIBUTION_CONSTANT:
        return distribution->scale * a[0];
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_BETA:
        return distribution->scale * a[1];
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
        return distribution->scale * a[2];
    case DISTRIBUTION_DISCRETE:
    case DISTRIBUTION_EMPIRICAL:
        return distribution->scale * distribution->derived[2];
    default:
        return INFINITY;
    }
}

Distribution distribution_scaled(const Distribution *distribution, double factor)
{
    Distribution scaled = *distribution;
    scaled.scale *= factor;
    return scaled;
}
