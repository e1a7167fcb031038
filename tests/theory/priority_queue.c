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

double priority_general_wait_h(const GeneralClass *of, size_t classes, size_t k)
{
    double rest_h = 0, above = 0, with = 0;
    for (size_t i = 0; i < classes; i++) {
        double load = of[i].arrivals_per_h * of[i].work_mean_h;
        rest_h += of[i].arrivals_per_h * of[i].work_second / 2;
        above += i < k ? load : 0;
        with += i <= k ? load : 0;
    }
    return rest_h / ((1 - above) * (1 - with));
}
