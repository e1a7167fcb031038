#include "tests/theory/erlang.h"

#include "tests/theory/birth_death.h"

#include <math.h>
#include <stdlib.h>

/* Recursion over the servers, stable for any load [Cooper 1981]. */
double erlang_b(size_t servers, double load)
{
    double lost = 1;
    for (size_t c = 1; c <= servers; c++) {
        lost = load * lost / ((double)c + load * lost);
    }
    return lost;
}

double erlang_c(size_t servers, double load)
{
    double lost = erlang_b(servers, load), c = (double)servers;
    return load >= c ? 1 : c * lost / (c - load * (1 - lost));
}

static double load_of(const QueueModel *model)
{
    return model->arrivals_per_h / model->service_per_h;
}

/* Rate at which the wait of those who wait ends: it is exponential. */
static double relief_per_h(const QueueModel *model)
{
    return (double)model->servers * model->service_per_h - model->arrivals_per_h;
}

double mmc_wait_mean_h(const QueueModel *model)
{
    return erlang_c(model->servers, load_of(model)) / relief_per_h(model);
}

double mmc_wait_quantile_h(const QueueModel *model, double share)
{
    double waits = erlang_c(model->servers, load_of(model));
    return waits <= 1 - share ? 0 : log(waits / (1 - share)) / relief_per_h(model);
}

static double arrival_rate(size_t n, const void *context)
{
    const QueueModel *model = context;
    (void)n;
    return model->arrivals_per_h;
}

static double service_rate(size_t n, const void *context)
{
    const QueueModel *model = context;
    return (double)(n < model->servers ? n : model->servers) * model->service_per_h;
}

LimitedQueue limited_queue(const QueueModel *model, size_t places)
{
    size_t states = model->servers + places + 1;
    double *p = calloc(states, sizeof *p);
    LimitedQueue result = {0};
    if (!p) {
        abort();
    }
    birth_death_steady(p, states, arrival_rate, service_rate, model);
    for (size_t n = 0; n < states; n++) {
        result.in_system_mean += (double)n * p[n];
        result.queue_mean += n > model->servers ? (double)(n - model->servers) * p[n] : 0;
    }
    result.lost_share = p[states - 1];
    result.wait_mean_h = result.queue_mean / (model->arrivals_per_h * (1 - result.lost_share));
    free(p);
    return result;
}
