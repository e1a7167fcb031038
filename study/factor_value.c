#include "study/factor_value.h"

#include <math.h>

double factor_value_at(const SweepData *data, size_t factor, double coordinate)
{
    double below = -(double)INFINITY, above = INFINITY, low = NAN, high = NAN;
    for (size_t p = 0; p < data->point_count; ++p) {
        const double at = data->points[p].coordinates[factor],
                     value = data->points[p].values[factor];
        if (at <= coordinate && at > below) {
            below = at;
            low = value;
        }
        if (at >= coordinate && at < above) {
            above = at;
            high = value;
        }
    }
    if (isinf(below) || isinf(above) || !(above > below)) {
        return isinf(below) ? high : low;
    }
    const double share = (coordinate - below) / (above - below);
    const bool is_log = data->factors[factor].cells[0].scale == SWEEP_LOG && low > 0 && high > 0;
    return is_log ? exp((1 - share) * log(low) + share * log(high))
                  : (1 - share) * low + share * high;
}
