#include "tests/theory/redial_chain.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"

#include <stdlib.h>

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* States in the order of n within m. */
static size_t state_of(const RedialModel *model, size_t n, size_t m)
{
    return m * (model->servers + model->places + 1) + n;
}

static double abandonments_per_h(const RedialModel *model, size_t n)
{
    return (double)(n - lesser(n, model->servers)) * model->abandon_per_h;
}

static void add_transitions_of(const RedialModel *model, MarkovChain *chain, size_t n, size_t m)
{
    size_t here = state_of(model, n, m), more_away = lesser(m + 1, model->away_states - 1);
    double return_per_h = (double)m * model->redial_per_h;
    double busy_per_h = (double)lesser(n, model->servers) * model->service_per_h;
    if (n < model->servers + model->places) {
        markov_chain_add(chain, here, state_of(model, n + 1, m), model->arrivals_per_h);
    } else {
        markov_chain_add(chain, here, state_of(model, n, more_away),
                         model->arrivals_per_h * model->redial_prob);
    }
    if (m > 0 && n < model->servers + model->places) {
        markov_chain_add(chain, here, state_of(model, n + 1, m - 1), return_per_h);
    } else if (m > 0) {
        markov_chain_add(chain, here, state_of(model, n, m - 1),
                         return_per_h * (1 - model->redial_prob));
    }
    if (n > 0) {
        double hang_up_per_h = abandonments_per_h(model, n);
        markov_chain_add(chain, here, state_of(model, n - 1, m), busy_per_h);
        markov_chain_add(chain, here, state_of(model, n - 1, m),
                         hang_up_per_h * (1 - model->redial_prob));
        markov_chain_add(chain, here, state_of(model, n - 1, more_away),
                         hang_up_per_h * model->redial_prob);
    }
}

/* Adds the state's part, with probability p. */
static void add_state(const RedialModel *model, RedialSteady *sums, size_t n, size_t m, double p)
{
    double return_per_h = (double)m * model->redial_per_h;
    sums->busy_mean += p * (double)lesser(n, model->servers);
    sums->queue_mean += p * (double)(n - lesser(n, model->servers));
    sums->away_mean += p * (double)m;
    sums->redials_per_h += p * return_per_h;
    sums->abandon_share += p * abandonments_per_h(model, n);
    sums->wait_prob += n >= model->servers ? p * (model->arrivals_per_h + return_per_h) : 0;
}

static size_t levels_of(const RedialModel *model)
{
    return model->servers + model->places + 1;
}

static MarkovChain *chain_of(const RedialModel *model)
{
    MarkovChain *chain = markov_chain_new(levels_of(model) * model->away_states);
    for (size_t m = 0; m < model->away_states; m++) {
        for (size_t n = 0; n < levels_of(model); n++) {
            add_transitions_of(model, chain, n, m);
        }
    }
    return chain;
}

static RedialSteady means_of(const RedialModel *model, const double *p)
{
    RedialSteady result = {0};
    for (size_t m = 0; m < model->away_states; m++) {
        for (size_t n = 0; n < levels_of(model); n++) {
            add_state(model, &result, n, m, p[state_of(model, n, m)]);
        }
    }
    result.attempts_per_h = model->arrivals_per_h + result.redials_per_h;
    result.abandon_share /= result.attempts_per_h;
    result.wait_prob /= result.attempts_per_h;
    return result;
}

RedialSteady redial_chain_steady(const RedialModel *model)
{
    MarkovChain *chain = chain_of(model);
    double *p = memory_allocate(levels_of(model) * model->away_states, sizeof *p);
    markov_chain_steady(chain, p);
    RedialSteady result = means_of(model, p);
    markov_chain_free(chain);
    free(p);
    return result;
}

RedialSteady redial_chain_after(const RedialModel *model, double duration_h)
{
    MarkovChain *chain = chain_of(model);
    double *p = memory_allocate(levels_of(model) * model->away_states, sizeof *p);
    p[state_of(model, 0, 0)] = 1;
    markov_chain_advance(chain, p, duration_h);
    RedialSteady result = means_of(model, p);
    markov_chain_free(chain);
    free(p);
    return result;
}
