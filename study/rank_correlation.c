#include "study/rank_correlation.h"

#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SMALLEST_REST = 1e-9; /* of a rank's variance that others leave unexplained */

void ranks_of(const double *values, size_t count, double *ranks)
{
    size_t *order = memory_allocate(count + 1, sizeof *order);
    gsl_sort_index(order, values, 1, count);
    for (size_t from = 0; from < count;) {
        size_t end = from + 1;
        while (end < count && !(values[order[end]] > values[order[from]])) {
            ++end;
        }
        for (size_t i = from; i < end; ++i) {
            ranks[order[i]] = ((double)from + 1 + (double)end) / 2;
        }
        from = end;
    }
    free(order);
}

static bool point_is_defined(const RankSample *sample, size_t point)
{
    bool is_defined = isfinite(sample->responses[point]);
    for (size_t i = 0; i < sample->factors && is_defined; ++i) {
        is_defined = isfinite(sample->factor_values[point * sample->factors + i]);
    }
    return is_defined;
}

/* Ranks of factor `column`, or of the response where that is `factors`, over the points that count;
 * `values` is space. Returns their number. */
static size_t column_ranks(const RankSample *sample, size_t column, double *values, double *ranks)
{
    size_t n = 0;
    for (size_t p = 0; p < sample->points; ++p) {
        if (point_is_defined(sample, p)) {
            values[n++] = column == sample->factors
                              ? sample->responses[p]
                              : sample->factor_values[p * sample->factors + column];
        }
    }
    ranks_of(values, n, ranks);
    return n;
}

static double correlation_of(const double *a, const double *b, size_t n)
{
    const double mean = ((double)n + 1) / 2; /* of ranks, ties or not */
    double products = 0, squares_a = 0, squares_b = 0;
    for (size_t i = 0; i < n; ++i) {
        products += (a[i] - mean) * (b[i] - mean);
        squares_a += (a[i] - mean) * (a[i] - mean);
        squares_b += (b[i] - mean) * (b[i] - mean);
    }
    return squares_a > 0 && squares_b > 0 ? products / sqrt(squares_a * squares_b) : (double)NAN;
}

/* Takes column `pivot` out of the symmetric matrix `m` [size][size] (the sweep operator
 * [Goodnight 1979]): what is left of the others is what it does not explain. False, and nothing
 * done, where nothing of the pivot itself is left. */
static bool sweep_out(double *m, size_t size, size_t pivot)
{
    const double rest = m[pivot * size + pivot];
    if (!(rest > SMALLEST_REST)) {
        return false;
    }
    for (size_t i = 0; i < size; ++i) {
        for (size_t j = 0; j < size && i != pivot; ++j) {
            if (j != pivot) {
                m[i * size + j] -= m[i * size + pivot] * m[pivot * size + j] / rest;
            }
        }
    }
    for (size_t i = 0; i < size; ++i) {
        m[i * size + pivot] = m[pivot * size + i] = 0;
    }
    return true;
}

/* Correlation of factor and response (the last column) once all other factors are taken out. */
static double partial_correlation(const double *correlations, size_t factors, size_t factor,
                                  double *space)
{
    const size_t size = factors + 1;
    memcpy(space, correlations, size * size * sizeof *space);
    for (size_t i = 0; i < factors; ++i) {
        if (i != factor && isfinite(space[i * size + i])) {
            (void)sweep_out(space, size, i); /* what others explain is out already */
        }
    }
    const double own = space[factor * size + factor], rest = space[size * size - 1];
    if (!(own > SMALLEST_REST) || !isfinite(own)) {
        return NAN;
    }
    if (!(rest > SMALLEST_REST)) {
        return NAN;
    }
    const double value = space[factor * size + factors] / sqrt(own * rest);
    return fmin(fmax(value, -1), 1);
}

static RankCorrelation judged(double value, size_t n, size_t factors, double confidence)
{
    RankCorrelation correlation = {value, NAN, NAN, NAN};
    if (!isfinite(value)) {
        return correlation;
    }
    const double degrees = (double)n - (double)factors - 1;
    const double t = fabs(value) * sqrt(degrees / (1 - value * value));
    correlation.p = isfinite(t) ? 2 * gsl_cdf_tdist_Q(t, degrees) : 0;
    if (n > factors + 2) {
        const double half_width = gsl_cdf_ugaussian_Pinv((1 + confidence) / 2) *
                                  sqrt(1.06 / ((double)n - (double)factors - 2));
        correlation.low = tanh(atanh(value) - half_width);
        correlation.high = tanh(atanh(value) + half_width);
    }
    return correlation;
}

/* The matrix of the columns' correlations, NAN where one does not vary, and the number of points
 * that count. */
static size_t correlation_matrix(const RankSample *sample, double *matrix)
{
    const size_t size = sample->factors + 1;
    double *ranks = memory_allocate((size + 1) * sample->points + 1, sizeof *ranks);
    double *values = ranks + size * sample->points;
    size_t n = 0;
    for (size_t i = 0; i < size; ++i) {
        n = column_ranks(sample, i, values, ranks + i * sample->points);
    }
    for (size_t i = 0; i < size; ++i) {
        for (size_t j = 0; j <= i; ++j) {
            matrix[i * size + j] = matrix[j * size + i] =
                correlation_of(ranks + i * sample->points, ranks + j * sample->points, n);
        }
    }
    free(ranks);
    return n;
}

/* A factor that does not vary explains nothing: its row is zero but for the NAN that marks it. */
static void mark_constant(double *matrix, size_t factors)
{
    const size_t size = factors + 1;
    for (size_t i = 0; i < factors; ++i) {
        if (!isfinite(matrix[i * size + i])) {
            for (size_t j = 0; j < size; ++j) {
                matrix[i * size + j] = matrix[j * size + i] = i == j ? (double)NAN : 0.0;
            }
        }
    }
}

size_t rank_correlations(const RankSample *sample, double confidence, RankCorrelation *correlations)
{
    const size_t factors = sample->factors, size = factors + 1;
    double *matrix = memory_allocate(2 * size * size, sizeof *matrix);
    const size_t n = correlation_matrix(sample, matrix);
    const bool varies = isfinite(matrix[size * size - 1]) && n > factors + 1;
    mark_constant(matrix, factors);
    for (size_t i = 0; i < factors; ++i) {
        const double value =
            varies ? partial_correlation(matrix, factors, i, matrix + size * size) : (double)NAN;
        correlations[i] = judged(value, n, factors, confidence);
    }
    free(matrix);
    return n;
}
