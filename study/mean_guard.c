#include "study/mean_guard.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double NORMAL_REACH =
    4; /* standard deviations; one of 16 000 normal values is beyond */

void residual_range_take(ResidualRange *range, const double *values, size_t n, double mean)
{
    for (size_t i = 0; i < n; ++i) {
        range->lowest = fmin(range->lowest, values[i] - mean);
        range->highest = fmax(range->highest, values[i] - mean);
    }
}

double guarded_t(const ResidualRange *range, double mean, double sd, size_t n)
{
    if (n < 2 || isnan(mean)) {
        return NAN;
    }
    const double reach = mean > 0 ? -range->lowest : range->highest;
    const double excess = fmax(reach - NORMAL_REACH * sd, 0);
    const double count = (double)n;
    if (excess <= 0) {
        return fabs(mean) > 0 ? mean / (sd / sqrt(count)) : 0;
    }
    /* One value more, `excess` from the mean, against its sign. */
    const double guarded_mean = mean - copysign(excess, mean) / (count + 1);
    const double variance = ((count - 1) * sd * sd + excess * excess * count / (count + 1)) / count;
    const double t = guarded_mean / sqrt(variance / (count + 1));
    return t * mean > 0 ? t : 0; /* the guard alone makes no difference */
}

double student_p(double t, size_t n)
{
    if (isnan(t) || n < 2) {
        return 1;
    }
    return isinf(t) ? 0 : 2 * gsl_cdf_tdist_Q(fabs(t), (double)n - 1);
}
