/* Densities of lengths on a grid: sums, gaps and maxima of independent lengths of any distribution,
 * and list scheduling of such jobs on two crews.
 *
 * The values stand at 0, step, 2 step, ...; integrals are trapezoids, so smooth densities are right
 * to the square of the step, and to far better where they vanish at 0.
 */
#ifndef TESTS_THEORY_DENSITY_H
#define TESTS_THEORY_DENSITY_H

#include <stddef.h>

typedef struct Density {
    double step_h;
    size_t points;
    double *value; /* per hour, at i * step_h */
} Density;

typedef struct DensityGrid {
    double step_h;
    size_t points;
} DensityGrid;

/* Free each with density_free. Means and standard deviations are those of the variable. */
Density density_lognormal(DensityGrid grid, double mean_h, double sd_h);
Density density_gamma(DensityGrid grid, double shape, double mean_h);

/* Of the sum and of the absolute difference of two independent variables on one grid. */
Density density_sum(const Density *a, const Density *b);
Density density_gap(const Density *a, const Density *b);

double density_mean(const Density *density);

/* Mean of the smaller of two independent variables. */
double density_mean_smaller(const Density *a, const Density *b);

/* Probability of at most `t_h`. */
double density_below(const Density *density, double t_h);

void density_free(Density *density);

/* Two crews work on jobs in the order of a list: fills start_h[jobs] with the mean begin of each
 * and returns the mean end of the last.
 *
 * Let d be the time between the ends of the two crews, as it stands when a job is begun by the
 * earlier one. A job of length s makes it |s - d|, and the next begins min(s, d) later; so d is a
 * Markov chain in discrete time whose density is carried from job to job.
 */
double density_two_crews(const Density *jobs, size_t count, double *start_h);

#endif
