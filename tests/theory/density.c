#include "tests/theory/density.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

static Density density_empty(double step_h, size_t points)
{
    return (Density){
        .step_h = step_h, .points = points, .value = memory_allocate(points, sizeof(double))};
}

Density density_lognormal(DensityGrid grid, double mean_h, double sd_h)
{
    Density density = density_empty(grid.step_h, grid.points);
    double variance = log1p(sd_h * sd_h / (mean_h * mean_h));
    for (size_t i = 1; i < grid.points; i++) {
        density.value[i] = gsl_ran_lognormal_pdf((double)i * grid.step_h,
                                                 log(mean_h) - variance / 2, sqrt(variance));
    }
    return density;
}

Density density_gamma(DensityGrid grid, double shape, double mean_h)
{
    Density density = density_empty(grid.step_h, grid.points);
    for (size_t i = 0; i < grid.points; i++) {
        density.value[i] = gsl_ran_gamma_pdf((double)i * grid.step_h, shape, mean_h / shape);
    }
    return density;
}

/* Weight of a point in a trapezoid over first .. last. */
static double weight(size_t i, size_t first, size_t last)
{
    return i == first || i == last ? 0.5 : 1;
}

Density density_sum(const Density *a, const Density *b)
{
    assert(a->points == b->points);
    Density sum = density_empty(a->step_h, a->points);
    for (size_t x = 1; x < a->points; x++) {
        double integral = 0;
        for (size_t u = 0; u <= x; u++) {
            integral += weight(u, 0, x) * a->value[u] * b->value[x - u];
        }
        sum.value[x] = integral * a->step_h;
    }
    return sum;
}

Density density_gap(const Density *a, const Density *b)
{
    assert(a->points == b->points);
    Density gap = density_empty(a->step_h, a->points);
    for (size_t x = 0; x < a->points; x++) {
        double integral = 0;
        size_t last = a->points - 1 - x;
        for (size_t u = 0; u <= last; u++) {
            integral += weight(u, 0, last) *
                        (a->value[u] * b->value[u + x] + b->value[u] * a->value[u + x]);
        }
        gap.value[x] = integral * a->step_h;
    }
    return gap;
}

double density_mean(const Density *density)
{
    double sum = 0;
    for (size_t i = 0; i < density->points; i++) {
        sum += weight(i, 0, density->points - 1) * (double)i * density->value[i];
    }
    return sum * density->step_h * density->step_h;
}

/* The integral of the product of the two probabilities of being longer. */
double density_mean_smaller(const Density *a, const Density *b)
{
    double below_a = 0, below_b = 0, sum = 0;
    assert(a->points == b->points);
    for (size_t i = 0; i < a->points; i++) {
        if (i > 0) {
            below_a += (a->value[i - 1] + a->value[i]) / 2 * a->step_h;
            below_b += (b->value[i - 1] + b->value[i]) / 2 * b->step_h;
        }
        sum += weight(i, 0, a->points - 1) * (1 - below_a) * (1 - below_b);
    }
    return sum * a->step_h;
}

double density_below(const Density *density, double t_h)
{
    double sum = 0, place = t_h / density->step_h;
    size_t whole = (size_t)place;
    assert(whole + 1 < density->points);
    for (size_t i = 0; i < whole; i++) {
        sum += (density->value[i] + density->value[i + 1]) / 2;
    }
    double rest = place - (double)whole;
    double at_end = density->value[whole] * (1 - rest) + density->value[whole + 1] * rest;
    sum += rest * (density->value[whole] + at_end) / 2;
    return sum * density->step_h;
}

void density_free(Density *density)
{
    free(density->value);
    density->value = NULL;
}

/* The first job leaves the other crew, free at 0, ahead by its own length. */
double density_two_crews(const Density *jobs, size_t count, double *start_h)
{
    Density ahead = density_empty(jobs[0].step_h, jobs[0].points);
    for (size_t i = 0; i < ahead.points; i++) {
        ahead.value[i] = jobs[0].value[i];
    }
    double earlier_h = 0;
    start_h[0] = 0;
    for (size_t job = 1; job < count; job++) {
        start_h[job] = earlier_h;
        earlier_h += density_mean_smaller(&jobs[job], &ahead);
        Density next = density_gap(&jobs[job], &ahead);
        density_free(&ahead);
        ahead = next;
    }
    double last_h = earlier_h + density_mean(&ahead);
    density_free(&ahead);
    return last_h;
}
