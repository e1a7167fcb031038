#include "tests/theory/priority_queue.h"

#include "tests/theory/erlang.h"

static double load_up_to(const PriorityModel *model, size_t count)
{
    double arrivals_per_h = 0;
    for (size_t k = 0; k < count; k++) {
        arrivals_per_h += model->arrivals_per_h[k];
    }
    return arrivals_per_h / model->service_per_h;
}

double priority_wait_h(const PriorityModel *model, size_t k)
{
    double servers = (double)model->servers;
    double waits = erlang_c(model->servers, load_up_to(model, model->classes));
    double above = load_up_to(model, k) / servers, with = load_up_to(model, k + 1) / servers;
    return waits / (servers * model->service_per_h) / ((1 - above) * (1 - with));
}
