#include "tests/theory/fluid.h"

#include <math.h>

static double load_of(const FluidOutage *outage)
{
    return outage->arrivals_per_h / outage->service_per_h;
}

static double capacity_per_h(const FluidOutage *outage)
{
    return outage->servers * outage->service_per_h;
}

static double end_h(const FluidOutage *outage)
{
    return outage->start_h + outage->down_h;
}

/* All servers work from the return to here; then the number falls to the load as exp(-mu t). */
double fluid_clear_h(const FluidOutage *outage)
{
    double peak = load_of(outage) + outage->arrivals_per_h * outage->down_h;
    double excess = peak - outage->servers;
    return excess <= 0 ? end_h(outage)
                       : end_h(outage) + excess / (capacity_per_h(outage) - outage->arrivals_per_h);
}

double fluid_in_system(const FluidOutage *outage, double t_h)
{
    double load = load_of(outage), clear_h = fluid_clear_h(outage);
    double peak = load + outage->arrivals_per_h * outage->down_h;
    if (t_h <= outage->start_h) {
        return load;
    }
    if (t_h <= end_h(outage)) {
        return load + outage->arrivals_per_h * (t_h - outage->start_h);
    }
    double relief_per_h = capacity_per_h(outage) - outage->arrivals_per_h;
    if (t_h <= clear_h) {
        return peak - relief_per_h * (t_h - end_h(outage));
    }
    double at_clear = fmin(peak, outage->servers);
    return load + (at_clear - load) * exp(-outage->service_per_h * (t_h - clear_h));
}

double fluid_backlog(const FluidOutage *outage, double t_h)
{
    double load = load_of(outage);
    if (t_h > outage->start_h && t_h < end_h(outage)) {
        return outage->arrivals_per_h * (t_h - outage->start_h);
    }
    return fmax(0, fluid_in_system(outage, t_h) - fmax(outage->servers, load));
}

/* What is ahead goes out at the servers' rate, from the return at the earliest; the servers that
 * are free at the return take the first at once. */
double fluid_wait_h(const FluidOutage *outage, double t_h)
{
    if (t_h <= outage->start_h || t_h >= fluid_clear_h(outage)) {
        return 0;
    }
    double still_down_h = fmax(0, end_h(outage) - t_h);
    double ahead = fluid_in_system(outage, t_h) - outage->servers;
    return still_down_h + fmax(0, ahead) / capacity_per_h(outage);
}
