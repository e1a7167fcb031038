#include "tests/theory/pollaczek_khinchine.h"

double pollaczek_khinchine_wait_h(double arrivals_per_h, const ServiceMoments *service)
{
    return arrivals_per_h * service->second / 2 / (1 - arrivals_per_h * service->first);
}

double pollaczek_khinchine_wait_second(double arrivals_per_h, const ServiceMoments *service)
{
    double mean_h = pollaczek_khinchine_wait_h(arrivals_per_h, service);
    return 2 * mean_h * mean_h +
           arrivals_per_h * service->third / 3 / (1 - arrivals_per_h * service->first);
}
