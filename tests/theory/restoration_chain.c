#include "tests/theory/restoration_chain.h"

#include "base/memory.h"
#include "tests/theory/markov_chain.h"
#include "tests/theory/state_space.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

/* A job's four bits: 0 waits, 1 .. phases in that phase, DONE. */
enum { BITS = 4, DONE = 15 };

typedef struct PhaseEnd {
    size_t from, to;
    double rate_per_h;
} PhaseEnd;

struct RestorationChain {
    RestorationNetwork network;
    StateSpace *space;
    size_t ends, capacity;
    PhaseEnd *end; /* [ends], by `from` */
    double *hours; /* [states], mean time spent in it */
    MarkovChain *transient;
};

static unsigned progress(uint64_t code, size_t job)
{
    return (unsigned)(code >> (BITS * job)) & DONE;
}

static uint64_t with_progress(uint64_t code, size_t job, unsigned value)
{
    return (code & ~((uint64_t)DONE << (BITS * job))) | (uint64_t)value << (BITS * job);
}

static bool under_way(uint64_t code, size_t job)
{
    return progress(code, job) != 0 && progress(code, job) != DONE;
}

static size_t done_of(const RestorationChain *chain, uint64_t code, uint32_t set)
{
    size_t done = 0;
    for (size_t job = 0; job < chain->network.jobs; job++) {
        done += (set >> job & 1) && progress(code, job) == DONE;
    }
    return done;
}

static size_t busy_of(const RestorationChain *chain, uint64_t code, size_t team)
{
    size_t busy = 0;
    for (size_t job = 0; job < chain->network.jobs; job++) {
        busy += chain->network.job[job].team == team && under_way(code, job);
    }
    return busy;
}

static bool needs_are_done(const RestorationChain *chain, uint64_t code, size_t job)
{
    uint32_t needs = chain->network.job[job].needs;
    for (size_t other = 0; other < chain->network.jobs; other++) {
        if ((needs >> other & 1) && progress(code, other) != DONE) {
            return false;
        }
    }
    return true;
}

/* Free crews go down the list. */
static uint64_t begin_jobs(const RestorationChain *chain, uint64_t code)
{
    for (size_t job = 0; job < chain->network.jobs; job++) {
        size_t team = chain->network.job[job].team;
        if (progress(code, job) == 0 && needs_are_done(chain, code, job) &&
            busy_of(chain, code, team) < chain->network.crews[team]) {
            code = with_progress(code, job, 1);
        }
    }
    return code;
}

static uint64_t end_phase(const RestorationChain *chain, uint64_t code, size_t job)
{
    unsigned phase = progress(code, job);
    if (phase < chain->network.job[job].phases) {
        return with_progress(code, job, phase + 1);
    }
    return begin_jobs(chain, with_progress(code, job, DONE));
}

static void add_end(RestorationChain *chain, PhaseEnd end)
{
    if (chain->ends == chain->capacity) {
        chain->capacity = 2 * chain->capacity + 256;
        chain->end = memory_grow(chain->end, chain->capacity, sizeof *chain->end);
    }
    chain->end[chain->ends++] = end;
}

static void explore(RestorationChain *chain)
{
    state_space_number(chain->space, begin_jobs(chain, 0));
    for (size_t state = 0; state < state_space_count(chain->space); state++) {
        uint64_t code = state_space_code(chain->space, state);
        for (size_t job = 0; job < chain->network.jobs; job++) {
            const NetworkJob *spec = &chain->network.job[job];
            if (under_way(code, job)) {
                size_t to = state_space_number(chain->space, end_phase(chain, code, job));
                add_end(chain, (PhaseEnd){state, to, (double)spec->phases / spec->mean_h});
            }
        }
    }
}

/* States come before those that they lead to: a single pass carries the probability of a visit. */
static void fill_hours(RestorationChain *chain)
{
    size_t states = state_space_count(chain->space);
    double *visited = memory_allocate(states, sizeof *visited);
    chain->hours = memory_allocate(states, sizeof *chain->hours);
    visited[0] = 1;
    for (size_t first = 0, next; first < chain->ends; first = next) {
        size_t from = chain->end[first].from;
        double out_per_h = 0;
        for (next = first; next < chain->ends && chain->end[next].from == from; next++) {
            out_per_h += chain->end[next].rate_per_h;
        }
        for (size_t i = first; i < next; i++) {
            visited[chain->end[i].to] += visited[from] * chain->end[i].rate_per_h / out_per_h;
        }
        chain->hours[from] = visited[from] / out_per_h;
    }
    free(visited);
}

RestorationChain *restoration_chain_new(const RestorationNetwork *network)
{
    RestorationChain *chain = memory_allocate(1, sizeof *chain);
    assert(network->jobs <= NETWORK_JOBS_MAX);
    chain->network = *network;
    chain->space = state_space_new();
    explore(chain);
    fill_hours(chain);
    chain->transient = markov_chain_new(state_space_count(chain->space));
    for (size_t i = 0; i < chain->ends; i++) {
        markov_chain_add(chain->transient, chain->end[i].from, chain->end[i].to,
                         chain->end[i].rate_per_h);
    }
    return chain;
}

double restoration_chain_done_h(const RestorationChain *chain, uint32_t set, size_t count)
{
    double sum_h = 0;
    for (size_t state = 0; state < state_space_count(chain->space); state++) {
        bool done = done_of(chain, state_space_code(chain->space, state), set) >= count;
        sum_h += done ? 0 : chain->hours[state];
    }
    return sum_h;
}

double restoration_chain_start_h(const RestorationChain *chain, size_t job)
{
    double sum_h = 0;
    for (size_t state = 0; state < state_space_count(chain->space); state++) {
        bool waits = progress(state_space_code(chain->space, state), job) == 0;
        sum_h += waits ? chain->hours[state] : 0;
    }
    return sum_h;
}

double restoration_chain_done_by(const RestorationChain *chain, uint32_t set, size_t count,
                                 double t_h)
{
    size_t states = state_space_count(chain->space);
    double *p = memory_allocate(states, sizeof *p), sum = 0;
    p[0] = 1;
    markov_chain_advance(chain->transient, p, t_h);
    for (size_t state = 0; state < states; state++) {
        sum += done_of(chain, state_space_code(chain->space, state), set) >= count ? p[state] : 0;
    }
    free(p);
    return sum;
}

double restoration_chain_idle_h(const RestorationChain *chain)
{
    double sum_h = 0;
    for (size_t state = 0; state < state_space_count(chain->space); state++) {
        uint64_t code = state_space_code(chain->space, state);
        bool idle = false;
        for (size_t team = 0; team < NETWORK_TEAMS_MAX; team++) {
            idle = idle || busy_of(chain, code, team) < chain->network.crews[team];
        }
        sum_h += idle ? chain->hours[state] : 0;
    }
    return sum_h;
}

size_t restoration_chain_states(const RestorationChain *chain)
{
    return state_space_count(chain->space);
}

void restoration_chain_free(RestorationChain *chain)
{
    markov_chain_free(chain->transient);
    state_space_free(chain->space);
    free(chain->end);
    free(chain->hours);
    free(chain);
}
