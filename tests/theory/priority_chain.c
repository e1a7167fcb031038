#include "tests/theory/priority_chain.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"

#include <stdint.h>
#include <stdlib.h>

typedef struct State {
    size_t served[PRIORITY_CLASSES_MAX], waiting[PRIORITY_CLASSES_MAX];
} State;

/* Where states stand: those with a free server first, then for each way to fill the servers all
 * queues. */
typedef struct Layout {
    const PriorityChainModel *model;
    size_t ways;      /* codes of `served`: digits 0..servers, one for each class */
    size_t *place;    /* [ways], of the served; SIZE_MAX where they are more than the servers */
    size_t free_ways; /* with a free server */
    size_t full_ways, queues;
} Layout;

static size_t served_total(const PriorityChainModel *model, const State *state)
{
    size_t total = 0;
    for (size_t k = 0; k < model->classes; k++) {
        total += state->served[k];
    }
    return total;
}

static size_t way_of(const PriorityChainModel *model, const State *state)
{
    size_t way = 0;
    for (size_t k = model->classes; k-- > 0;) {
        way = way * (model->servers + 1) + state->served[k];
    }
    return way;
}

static State state_of_way(const PriorityChainModel *model, size_t way)
{
    State state = {{0}, {0}};
    for (size_t k = 0; k < model->classes; k++) {
        state.served[k] = way % (model->servers + 1);
        way /= model->servers + 1;
    }
    return state;
}

static size_t index_of(const Layout *layout, const State *state)
{
    const PriorityChainModel *model = layout->model;
    size_t place = layout->place[way_of(model, state)], queue = 0;
    if (served_total(model, state) < model->servers) {
        return place;
    }
    for (size_t k = model->classes; k-- > 0;) {
        queue = queue * (model->of[k].places + 1) + state->waiting[k];
    }
    return layout->free_ways + place * layout->queues + queue;
}

static Layout layout_of(const PriorityChainModel *model)
{
    Layout layout = {.model = model, .ways = 1, .queues = 1};
    for (size_t k = 0; k < model->classes; k++) {
        layout.ways *= model->servers + 1;
        layout.queues *= model->of[k].places + 1;
    }
    layout.place = memory_allocate(layout.ways, sizeof *layout.place);
    for (size_t way = 0; way < layout.ways; way++) {
        State state = state_of_way(model, way);
        size_t served = served_total(model, &state);
        layout.place[way] = served < model->servers    ? layout.free_ways++
                            : served == model->servers ? layout.full_ways++
                                                       : SIZE_MAX;
    }
    return layout;
}

/* A free server takes the first who waits. */
static void take_next(const PriorityChainModel *model, State *state)
{
    for (size_t k = 0; k < model->classes; k++) {
        if (state->waiting[k] > 0) {
            state->waiting[k]--;
            state->served[k]++;
            return;
        }
    }
}

static void add_transitions_of(const Layout *layout, MarkovChain *chain, const State *here)
{
    const PriorityChainModel *model = layout->model;
    size_t from = index_of(layout, here);
    for (size_t k = 0; k < model->classes; k++) {
        State next = *here;
        if (served_total(model, here) < model->servers) {
            next.served[k]++;
        } else if (next.waiting[k] < model->of[k].places) {
            next.waiting[k]++;
        }
        markov_chain_add(chain, from, index_of(layout, &next), model->of[k].arrivals_per_h);
        if (here->served[k] > 0) {
            next = *here;
            next.served[k]--;
            take_next(model, &next);
            markov_chain_add(chain, from, index_of(layout, &next),
                             (double)here->served[k] * model->of[k].service_per_h);
        }
    }
}

static void add_state(const Layout *layout, PrioritySteady *sums, const State *state, double p)
{
    const PriorityChainModel *model = layout->model;
    sums->wait_prob += served_total(model, state) == model->servers ? p : 0;
    sums->busy_mean += p * (double)served_total(model, state);
    for (size_t k = 0; k < model->classes; k++) {
        sums->wait_mean_h[k] += p * (double)state->waiting[k] / model->of[k].arrivals_per_h;
        sums->cut_prob[k] += state->waiting[k] == model->of[k].places ? p : 0;
    }
}

/* Every state, for the transitions (p NULL) or for the sums. */
static void walk(const Layout *layout, MarkovChain *chain, const double *p, PrioritySteady *sums)
{
    const PriorityChainModel *model = layout->model;
    for (size_t way = 0; way < layout->ways; way++) {
        State state = state_of_way(model, way);
        size_t served = served_total(model, &state);
        size_t queues = served == model->servers ? layout->queues : served < model->servers;
        for (size_t queue = 0; queue < queues; queue++) {
            size_t rest = queue;
            for (size_t k = 0; k < model->classes; k++) {
                state.waiting[k] = rest % (model->of[k].places + 1);
                rest /= model->of[k].places + 1;
            }
            if (p) {
                add_state(layout, sums, &state, p[index_of(layout, &state)]);
            } else {
                add_transitions_of(layout, chain, &state);
            }
        }
    }
}

PrioritySteady priority_chain_steady(const PriorityChainModel *model)
{
    Layout layout = layout_of(model);
    size_t states = layout.free_ways + layout.full_ways * layout.queues;
    MarkovChain *chain = markov_chain_new(states);
    double *p = memory_allocate(states, sizeof *p);
    PrioritySteady result = {0};
    walk(&layout, chain, NULL, NULL);
    markov_chain_steady(chain, p);
    walk(&layout, NULL, p, &result);
    markov_chain_free(chain);
    free(layout.place);
    free(p);
    return result;
}
