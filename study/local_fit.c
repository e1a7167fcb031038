#include "study/local_fit.h"

#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

enum { FEWEST = 12 };
static const double SMALLEST_PIVOT = 1e-9;

size_t local_fit_neighbours(size_t count)
{
    const double wanted = ceil(1.5 * pow((double)count, 0.6));
    const size_t neighbours = wanted > FEWEST ? (size_t)wanted : FEWEST;
    return neighbours < count ? neighbours : count;
}

/* Tricube of the distance over that of the first point that no longer counts. */
static void tricube_weights(const double *xy, size_t count, double x, double y, double *weights)
{
    double *squares = memory_allocate(2 * count + 1, sizeof *squares);
    double *sorted = squares + count;
    for (size_t i = 0; i < count; ++i) {
        const double dx = xy[2 * i] - x, dy = xy[2 * i + 1] - y;
        sorted[i] = squares[i] = dx * dx + dy * dy;
    }
    gsl_sort(sorted, 1, count);
    const size_t neighbours = local_fit_neighbours(count);
    const double farthest = neighbours < count ? sorted[neighbours] : 1.21 * sorted[count - 1];
    for (size_t i = 0; i < count; ++i) {
        const double share = sqrt(squares[i] / farthest);
        const double cube = 1 - share * share * share;
        weights[i] = share < 1 ? cube * cube * cube : 0;
    }
    free(squares);
}

/* Solves the symmetric 3 x 3 system m a = (1, 0, 0), by elimination; false where it is singular. */
static bool solve_first_unit(double m[3][3], double a[3])
{
    double b[3] = {1, 0, 0};
    const double scale = m[0][0];
    for (size_t k = 0; k < 3; ++k) {
        if (!(m[k][k] > SMALLEST_PIVOT * scale)) {
            return false;
        }
        for (size_t i = k + 1; i < 3; ++i) {
            const double factor = m[i][k] / m[k][k];
            for (size_t j = k; j < 3; ++j) {
                m[i][j] -= factor * m[k][j];
            }
            b[i] -= factor * b[k];
        }
    }
    a[2] = b[2] / m[2][2];
    a[1] = (b[1] - m[1][2] * a[2]) / m[1][1];
    a[0] = (b[0] - m[0][1] * a[1] - m[0][2] * a[2]) / m[0][0];
    return true;
}

bool local_fit_weights(const double *xy, size_t count, double x, double y, double *weights)
{
    if (count < 3) {
        return false;
    }
    double m[3][3] = {{0}}, a[3];
    tricube_weights(xy, count, x, y, weights);
    for (size_t i = 0; i < count; ++i) {
        const double terms[3] = {1, xy[2 * i] - x, xy[2 * i + 1] - y};
        for (size_t j = 0; j < 3; ++j) {
            for (size_t k = 0; k < 3; ++k) {
                m[j][k] += weights[i] * terms[j] * terms[k];
            }
        }
    }
    if (!solve_first_unit(m, a)) {
        return false;
    }
    for (size_t i = 0; i < count; ++i) {
        weights[i] *= a[0] + a[1] * (xy[2 * i] - x) + a[2] * (xy[2 * i + 1] - y);
    }
    return true;
}
