#include "tests/theory/markov_chain.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Transition {
    size_t from, to;
    double rate_per_h;
} Transition;

struct MarkovChain {
    size_t states, count, capacity;
    Transition *transitions;
    double *out_per_h; /* [states], total rate of leaving */
};

enum { SWEEPS_MAX = 200000 };
static const double STEADY_ENOUGH = 1e-13; /* largest change of a sweep */
static const double SERIES_REST = 1e-16;   /* first term of the Poisson series that is cut */
static const double STEP_JUMPS = 50;       /* expected jumps in a step: exp(-50) is no underflow */

MarkovChain *markov_chain_new(size_t states)
{
    MarkovChain *chain = memory_allocate(1, sizeof *chain);
    chain->states = states;
    chain->out_per_h = memory_allocate(states, sizeof *chain->out_per_h);
    return chain;
}

void markov_chain_add(MarkovChain *chain, size_t from, size_t to, double rate_per_h)
{
    if (rate_per_h <= 0 || from == to) {
        return;
    }
    if (chain->count == chain->capacity) {
        chain->capacity = 2 * chain->capacity + 64;
        chain->transitions =
            memory_grow(chain->transitions, chain->capacity, sizeof *chain->transitions);
    }
    chain->transitions[chain->count++] = (Transition){from, to, rate_per_h};
    chain->out_per_h[from] += rate_per_h;
}

static int compare_targets(const void *left, const void *right)
{
    const Transition *a = left, *b = right;
    return (a->to > b->to) - (a->to < b->to);
}

/* One sweep over the states in order, each from the newest values of those that lead to it; returns
 * the largest change. `sorted` is by target. */
static double sweep(const MarkovChain *chain, const Transition *sorted, double *p)
{
    double largest = 0, sum = 0;
    for (size_t state = 0, i = 0; state < chain->states; state++) {
        double flow = 0;
        for (; i < chain->count && sorted[i].to == state; i++) {
            flow += p[sorted[i].from] * sorted[i].rate_per_h;
        }
        double renewed = flow / chain->out_per_h[state];
        largest = fmax(largest, fabs(renewed - p[state]));
        p[state] = renewed;
        sum += renewed;
    }
    for (size_t state = 0; state < chain->states; state++) {
        p[state] /= sum;
    }
    return largest;
}

void markov_chain_steady(const MarkovChain *chain, double *p)
{
    Transition *sorted = memory_allocate(chain->count, sizeof *sorted);
    memcpy(sorted, chain->transitions, chain->count * sizeof *sorted);
    qsort(sorted, chain->count, sizeof *sorted, compare_targets);
    for (size_t state = 0; state < chain->states; state++) {
        p[state] = 1 / (double)chain->states;
    }
    for (int i = 0; i < SWEEPS_MAX && sweep(chain, sorted, p) > STEADY_ENOUGH; i++) {
    }
    free(sorted);
}

/* Whether the Poisson series ends after term k: past its peak, and small. */
static bool series_ends(int k, double jumps, double weight)
{
    return k > 2 * jumps && weight < SERIES_REST;
}

/* One jump of the uniformized chain, whose every state is left at `rate_per_h`, perhaps to itself.
 */
static void jump(const MarkovChain *chain, const double *p, double *next, double rate_per_h)
{
    double step_h = 1 / rate_per_h;
    for (size_t state = 0; state < chain->states; state++) {
        next[state] = p[state] * (1 - chain->out_per_h[state] * step_h);
    }
    for (size_t i = 0; i < chain->count; i++) {
        const Transition *transition = &chain->transitions[i];
        next[transition->to] += p[transition->from] * transition->rate_per_h * step_h;
    }
}

/* A step in which `jumps` are expected: the mixture over a Poisson number of them. */
static void step(const MarkovChain *chain, double *p, double rate_per_h, double jumps)
{
    double *now = memory_allocate(chain->states, sizeof *now);
    double *next = memory_allocate(chain->states, sizeof *next);
    double weight = exp(-jumps);
    memcpy(now, p, chain->states * sizeof *now);
    for (size_t state = 0; state < chain->states; state++) {
        p[state] = weight * now[state];
    }
    for (int k = 1; !series_ends(k, jumps, weight); k++) {
        jump(chain, now, next, rate_per_h);
        weight *= jumps / k;
        for (size_t state = 0; state < chain->states; state++) {
            p[state] += weight * next[state];
        }
        double *swap = now;
        now = next;
        next = swap;
    }
    free(now);
    free(next);
}

static double largest_rate_per_h(const MarkovChain *chain)
{
    double rate_per_h = 0;
    for (size_t state = 0; state < chain->states; state++) {
        rate_per_h = fmax(rate_per_h, chain->out_per_h[state]);
    }
    return rate_per_h;
}

void markov_chain_advance(const MarkovChain *chain, double *p, double duration_h)
{
    double rate_per_h = largest_rate_per_h(chain);
    size_t steps = (size_t)ceil(rate_per_h * duration_h / STEP_JUMPS);
    for (size_t i = 0; i < steps; i++) {
        step(chain, p, rate_per_h, rate_per_h * duration_h / (double)steps);
    }
}

/* The same jump seen from where it begins: next = P value. */
static void jump_back(const MarkovChain *chain, const double *value, double *next,
                      double rate_per_h)
{
    double step_h = 1 / rate_per_h;
    for (size_t state = 0; state < chain->states; state++) {
        next[state] = value[state] * (1 - chain->out_per_h[state] * step_h);
    }
    for (size_t i = 0; i < chain->count; i++) {
        const Transition *transition = &chain->transitions[i];
        next[transition->from] += value[transition->to] * transition->rate_per_h * step_h;
    }
}

/* Both values as they are after `k` jumps, k = 0, 1, ... */
typedef struct Values {
    double *reach, *time_h;
} Values;

static Values values_new(size_t states)
{
    return (Values){memory_allocate(states, sizeof(double)),
                    memory_allocate(states, sizeof(double))};
}

static void values_free(Values *values)
{
    free(values->reach);
    free(values->time_h);
}

static void values_jump_back(const MarkovChain *chain, const bool *counted, const Values *now,
                             Values *next, double rate_per_h)
{
    jump_back(chain, now->reach, next->reach, rate_per_h);
    jump_back(chain, now->time_h, next->time_h, rate_per_h);
    for (size_t state = 0; state < chain->states; state++) {
        next->time_h[state] += counted[state] ? now->reach[state] / rate_per_h : 0;
    }
}

static void step_back(const MarkovChain *chain, const bool *counted, Values *values,
                      double rate_per_h, double jumps)
{
    Values now = values_new(chain->states), next = values_new(chain->states);
    double weight = exp(-jumps);
    for (size_t state = 0; state < chain->states; state++) {
        now.reach[state] = values->reach[state];
        now.time_h[state] = values->time_h[state];
        values->reach[state] *= weight;
        values->time_h[state] *= weight;
    }
    for (int k = 1; !series_ends(k, jumps, weight); k++) {
        values_jump_back(chain, counted, &now, &next, rate_per_h);
        weight *= jumps / k;
        for (size_t state = 0; state < chain->states; state++) {
            values->reach[state] += weight * next.reach[state];
            values->time_h[state] += weight * next.time_h[state];
        }
        Values swap = now;
        now = next;
        next = swap;
    }
    values_free(&now);
    values_free(&next);
}

void markov_chain_back(const MarkovChain *chain, const bool *counted, double *reach, double *time_h,
                       double duration_h)
{
    Values values = {reach, time_h};
    double rate_per_h = fmax(largest_rate_per_h(chain), 1); /* hours pass where nothing happens */
    size_t steps = (size_t)ceil(rate_per_h * duration_h / STEP_JUMPS);
    for (size_t i = 0; i < steps; i++) {
        step_back(chain, counted, &values, rate_per_h, rate_per_h * duration_h / (double)steps);
    }
}

void markov_chain_free(MarkovChain *chain)
{
    free(chain->transitions);
    free(chain->out_per_h);
    free(chain);
}
