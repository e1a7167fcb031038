/* A network of restoration jobs on crews as a Markov chain: list scheduling [Graham 1969] of jobs
 * of exponential or Erlang length, with needs between them, the Markov PERT network of
 * [Kulkarni 1986] with few hands.
 *
 * A state says of every job whether it waits, in which phase of its work it is, or that it is done.
 * Every transition ends one phase, so the states are met in order of the phases that are done, and
 * one pass over them gives all means exactly; distribution functions come from uniformization.
 * Nothing is interrupted: a free crew takes the first job of the list whose needs are done.
 */
#ifndef TESTS_THEORY_RESTORATION_CHAIN_H
#define TESTS_THEORY_RESTORATION_CHAIN_H

#include <stddef.h>
#include <stdint.h>

enum { NETWORK_JOBS_MAX = 16, NETWORK_PHASES_MAX = 14, NETWORK_TEAMS_MAX = 2 };

typedef struct NetworkJob {
    double mean_h;
    size_t phases;  /* of the Erlang distribution; 1 is exponential */
    uint32_t needs; /* bit j: job j is done before this one may begin */
    size_t team;    /* whose crews work on it */
} NetworkJob;

typedef struct RestorationNetwork {
    size_t jobs;
    NetworkJob job[NETWORK_JOBS_MAX]; /* in the order of the list */
    size_t crews[NETWORK_TEAMS_MAX];
} RestorationNetwork;

typedef struct RestorationChain RestorationChain;

/* From the instant at which all jobs without needs are ready. Free with restoration_chain_free. */
RestorationChain *restoration_chain_new(const RestorationNetwork *network);

/* Mean hours until `count` of the jobs in the set of bits are done. */
double restoration_chain_done_h(const RestorationChain *chain, uint32_t set, size_t count);

/* Mean hours until the job is begun. */
double restoration_chain_start_h(const RestorationChain *chain, size_t job);

/* Probability that `count` of the jobs in the set are done by `t_h`. */
double restoration_chain_done_by(const RestorationChain *chain, uint32_t set, size_t count,
                                 double t_h);

/* Mean hours during which at least one crew of either team stands idle though not all is done. */
double restoration_chain_idle_h(const RestorationChain *chain);

size_t restoration_chain_states(const RestorationChain *chain);

void restoration_chain_free(RestorationChain *chain);

#endif
