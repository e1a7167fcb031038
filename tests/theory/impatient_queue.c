#include "tests/theory/impatient_queue.h"

#include "base/memory.h"
#include "tests/theory/birth_death.h"
#include "tests/theory/markov_chain.h"

#include <math.h>
#include <stdlib.h>

/* States: enough that what is beyond weighs nothing at the loads of the tests. */
static size_t state_count(const ImpatientModel *model)
{
    double load = model->arrivals_per_h / model->service_per_h;
    double queue = model->arrivals_per_h / model->abandon_per_h;
    return model->servers + (size_t)(load + queue + 20 * sqrt(load + queue)) + 100;
}

static double arrival_rate(size_t n, const void *context)
{
    const ImpatientModel *model = context;
    (void)n;
    return model->arrivals_per_h;
}

static double departure_rate(size_t n, const void *context)
{
    const ImpatientModel *model = context;
    size_t busy = n < model->servers ? n : model->servers;
    return (double)busy * model->service_per_h + (double)(n - busy) * model->abandon_per_h;
}

static double *steady(const ImpatientModel *model, size_t *states)
{
    *states = state_count(model);
    double *p = memory_allocate(*states, sizeof *p);
    birth_death_steady(p, *states, arrival_rate, departure_rate, model);
    return p;
}

/* A caller who found n >= c in the system: states are those ahead of it in the queue, then served,
 * then hung up. Each ahead leaves at the desk's rate or by hanging up. */
static MarkovChain *chain_of_a_caller(const ImpatientModel *model, size_t queue_states)
{
    MarkovChain *chain = markov_chain_new(queue_states + 2);
    double desk_per_h = (double)model->servers * model->service_per_h;
    for (size_t ahead = 0; ahead < queue_states; ahead++) {
        size_t next = ahead == 0 ? queue_states : ahead - 1;
        markov_chain_add(chain, ahead, next, desk_per_h + (double)ahead * model->abandon_per_h);
        markov_chain_add(chain, ahead, queue_states + 1, model->abandon_per_h);
    }
    return chain;
}

/* Mean over all attempts of the wait of those served, counted 0 for the others. A caller with k
 * ahead is one further at rate c mu + k theta and hangs up at rate theta; first-step analysis over
 * k gives the probability of service and the mean wait on it. */
static double served_wait_h(const ImpatientModel *model, const double *p, size_t states)
{
    double desk_per_h = (double)model->servers * model->service_per_h;
    double served = 1, wait_h = 0, sum_h = 0;
    for (size_t ahead = 0; model->servers + ahead < states; ahead++) {
        double onward_per_h = desk_per_h + (double)ahead * model->abandon_per_h;
        double leave_per_h = onward_per_h + model->abandon_per_h;
        wait_h = onward_per_h / leave_per_h * (wait_h + served / leave_per_h);
        served *= onward_per_h / leave_per_h;
        sum_h += p[model->servers + ahead] * wait_h;
    }
    return sum_h;
}

ImpatientQueue impatient_queue(const ImpatientModel *model)
{
    size_t states = 0;
    double *p = steady(model, &states), busy = 0;
    ImpatientQueue result = {0};
    for (size_t n = 0; n < states; n++) {
        result.queue_mean += n > model->servers ? (double)(n - model->servers) * p[n] : 0;
        result.wait_prob += n >= model->servers ? p[n] : 0;
        busy += (double)(n < model->servers ? n : model->servers) * p[n];
    }
    result.abandon_share = model->abandon_per_h * result.queue_mean / model->arrivals_per_h;
    result.occupancy = busy / (double)model->servers;
    result.wait_all_mean_h = result.queue_mean / model->arrivals_per_h;
    result.wait_served_mean_h = served_wait_h(model, p, states) / (1 - result.abandon_share);
    free(p);
    return result;
}

double impatient_served_within(const ImpatientModel *model, double wait_h)
{
    size_t states = 0;
    double *p = steady(model, &states), at_once = 0;
    for (size_t n = 0; n < model->servers; n++) {
        at_once += p[n];
    }
    size_t queue_states = states - model->servers;
    MarkovChain *chain = chain_of_a_caller(model, queue_states);
    double *caller = memory_allocate(queue_states + 2, sizeof *caller);
    for (size_t ahead = 0; ahead < queue_states; ahead++) {
        caller[ahead] = p[model->servers + ahead];
    }
    markov_chain_advance(chain, caller, wait_h);
    double served = at_once + caller[queue_states];
    markov_chain_free(chain);
    free(caller);
    free(p);
    return served;
}
