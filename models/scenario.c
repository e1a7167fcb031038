#include "models/scenario.h"

#include <math.h>

static size_t servers_of(bool given, double servers, uint64_t insured)
{
    /* 1.1 per 100 000 of a million are 11 servers, not the 12 that rounding up 11.000000000000002
     * would give. */
    const double rounding = 1e-12;

    return (size_t)(given ? servers : ceil(servers * (double)insured / 1e5 * (1 - rounding)));
}

size_t service_servers(const ServiceSpec *service, uint64_t insured)
{
    return servers_of(service->servers_given, service->servers, insured);
}

size_t service_fallback_servers(const ServiceSpec *service, uint64_t insured)
{
    return servers_of(service->fallback_given, service->fallback_servers, insured);
}

double demand_per_h(const DemandSpec *demand, uint64_t insured)
{
    return (double)insured / 1000 * demand->per_1000_per_day / 24;
}
