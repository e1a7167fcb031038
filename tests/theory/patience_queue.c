#include "tests/theory/patience_queue.h"

#include "tests/theory/erlang.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double NEGLIGIBLE = -45; /* exponent below the largest: exp(-45) = 3e-20 */

enum { PANELS = 800, NODES = 8 }; /* of a composite Gauss-Legendre rule */

/* Parameters of the logarithm. */
static double lognormal_sigma(const Patience *patience)
{
    double variation = patience->sd_h / patience->mean_h;
    return sqrt(log(1 + variation * variation));
}

static double lognormal_zeta(const Patience *patience)
{
    double sigma = lognormal_sigma(patience);
    return log(patience->mean_h) - sigma * sigma / 2;
}

double patience_survival(const Patience *patience, double x_h)
{
    switch (patience->kind) {
    case PATIENCE_CONSTANT:
        return x_h < patience->mean_h ? 1 : 0;
    case PATIENCE_EXPONENTIAL:
        return exp(-x_h / patience->mean_h);
    case PATIENCE_LOGNORMAL:
        return x_h > 0
                   ? gsl_cdf_lognormal_Q(x_h, lognormal_zeta(patience), lognormal_sigma(patience))
                   : 1;
    }
    return NAN;
}

/* Of the lognormal by parts: x P(T > x) + E(T; T <= x), the latter the mean times a normal
 * probability. */
double patience_survival_integral_h(const Patience *patience, double x_h)
{
    double sigma;
    switch (patience->kind) {
    case PATIENCE_CONSTANT:
        return fmin(x_h, patience->mean_h);
    case PATIENCE_EXPONENTIAL:
        return patience->mean_h * -expm1(-x_h / patience->mean_h);
    case PATIENCE_LOGNORMAL:
        if (x_h <= 0) {
            return 0;
        }
        sigma = lognormal_sigma(patience);
        return x_h * patience_survival(patience, x_h) +
               patience->mean_h *
                   gsl_cdf_ugaussian_P((log(x_h) - lognormal_zeta(patience)) / sigma - sigma);
    }
    return NAN;
}

/* lambda H(x) - c mu x. */
static double exponent(const PatienceModel *model, double x_h)
{
    return model->arrivals_per_h * patience_survival_integral_h(&model->patience, x_h) -
           (double)model->servers * model->service_per_h * x_h;
}

/* It is concave: it rises while arrivals who would stay exceed the service, then falls. */
static double largest_at_h(const PatienceModel *model)
{
    double low = 0, high = 1000 * model->patience.mean_h;
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2;
        bool rises = model->arrivals_per_h * patience_survival(&model->patience, middle) >
                     (double)model->servers * model->service_per_h;
        low = rises ? middle : low;
        high = rises ? high : middle;
    }
    return low;
}

/* Beyond this nobody's offered wait lies. */
static double end_h(const PatienceModel *model, double peak_h)
{
    double step_h = 1 / ((double)model->servers * model->service_per_h), end = peak_h;
    while (exponent(model, end) - exponent(model, peak_h) > NEGLIGIBLE) {
        end += step_h;
    }
    return end;
}

/* Integrals of what a caller with the offered wait x contributes, over x > 0 with the weight
 * exp(exponent). */
typedef struct Offered {
    double all;         /* 1: J */
    double waited;      /* H(x), the mean of min(x, patience): J_H */
    double served;      /* P(patience > x) */
    double served_wait; /* x P(patience > x) */
} Offered;

/* From 0 to `to_h`, scaled by exp(-exponent at the peak). The rule's panels end at the constant
 * patience, where the integrands jump. */
static Offered offered(const PatienceModel *model, double from_h, double to_h, double peak)
{
    gsl_integration_glfixed_table *rule = gsl_integration_glfixed_table_alloc(NODES);
    Offered sums = {0, 0, 0, 0};
    if (!rule) {
        abort();
    }
    for (int panel = 0; panel < PANELS; panel++) {
        double a = from_h + (to_h - from_h) * panel / PANELS;
        double b = from_h + (to_h - from_h) * (panel + 1) / PANELS;
        for (size_t node = 0; node < NODES; node++) {
            double x_h = 0, weight = 0;
            gsl_integration_glfixed_point(a, b, node, &x_h, &weight, rule);
            double density = weight * exp(exponent(model, x_h) - peak);
            double stays = patience_survival(&model->patience, x_h);
            sums.all += density;
            sums.waited += density * patience_survival_integral_h(&model->patience, x_h);
            sums.served += density * stays;
            sums.served_wait += density * stays * x_h;
        }
    }
    gsl_integration_glfixed_table_free(rule);
    return sums;
}

/* Up to `to_h` in two parts that meet at the jump of a constant patience. */
static Offered offered_up_to(const PatienceModel *model, double to_h, double peak)
{
    double jump_h = model->patience.kind == PATIENCE_CONSTANT ? model->patience.mean_h : 0;
    double middle_h = fmin(jump_h, to_h);
    Offered low = offered(model, 0, middle_h, peak), high = offered(model, middle_h, to_h, peak);
    return (Offered){low.all + high.all, low.waited + high.waited, low.served + high.served,
                     low.served_wait + high.served_wait};
}

/* The same as probabilities and means: what `offered` gives times lambda / (epsilon + lambda J). */
typedef struct Scaled {
    Offered of;
    double served_at_once;
    double peak, end_h, factor;
} Scaled;

static Scaled scaled_of(const PatienceModel *model)
{
    double peak_h = largest_at_h(model);
    Scaled scaled = {.peak = exponent(model, peak_h), .end_h = end_h(model, peak_h)};
    double load = model->arrivals_per_h / model->service_per_h;
    double epsilon = exp(-scaled.peak) / erlang_b(model->servers - 1, load);
    scaled.of = offered_up_to(model, scaled.end_h, scaled.peak);
    scaled.factor = model->arrivals_per_h / (epsilon + model->arrivals_per_h * scaled.of.all);
    scaled.served_at_once = epsilon * scaled.factor / model->arrivals_per_h;
    return scaled;
}

PatienceQueue patience_queue(const PatienceModel *model)
{
    Scaled scaled = scaled_of(model);
    double served = scaled.served_at_once + scaled.factor * scaled.of.served;
    return (PatienceQueue){.wait_prob = scaled.factor * scaled.of.all,
                           .abandon_share = scaled.factor * (scaled.of.all - scaled.of.served),
                           .queue_mean = model->arrivals_per_h * scaled.factor * scaled.of.waited,
                           .occupancy = model->arrivals_per_h * served /
                                        ((double)model->servers * model->service_per_h),
                           .wait_served_mean_h = scaled.factor * scaled.of.served_wait / served};
}

static double served_within(const PatienceModel *model, const Scaled *scaled, double wait_h)
{
    Offered until = offered_up_to(model, fmin(wait_h, scaled->end_h), scaled->peak);
    return scaled->served_at_once + scaled->factor * until.served;
}

double patience_served_within(const PatienceModel *model, double wait_h)
{
    Scaled scaled = scaled_of(model);
    return served_within(model, &scaled, wait_h);
}

double patience_wait_quantile_h(const PatienceModel *model, double share)
{
    Scaled scaled = scaled_of(model);
    double served = served_within(model, &scaled, scaled.end_h), low = 0, high = scaled.end_h;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        bool is_below = served_within(model, &scaled, middle) < share * served;
        low = is_below ? middle : low;
        high = is_below ? high : middle;
    }
    return high;
}
