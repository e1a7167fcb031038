/* A Markov chain in continuous time on a finite set of states: steady state and transients.
 *
 * Rates are per hour. The steady state comes from Gauss-Seidel sweeps over the balance equations,
 * transients from uniformization [Grassmann 1977]: exact but for a cut of the Poisson series.
 */
#ifndef TESTS_THEORY_MARKOV_CHAIN_H
#define TESTS_THEORY_MARKOV_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct MarkovChain MarkovChain;

/* A chain without transitions. Free with markov_chain_free. */
MarkovChain *markov_chain_new(size_t states);

/* Adds a transition; a rate of 0 is none. */
void markov_chain_add(MarkovChain *chain, size_t from, size_t to, double rate_per_h);

/* Fills p[states] for an irreducible chain. */
void markov_chain_steady(const MarkovChain *chain, double *p);

/* Moves the distribution p[states] forward by `duration_h`. */
void markov_chain_advance(const MarkovChain *chain, double *p, double duration_h);

/* Moves what a future is worth backward by `duration_h`, by the backward equations: from each
 * state, reach[state] is the probability of ending up where it is 1, and time_h[state] the mean of
 * the hours spent in `counted` states by those who do, 0 for the others:
 *
 *     -d reach/dt = Q reach,    -d time/dt = Q time + counted reach
 */
void markov_chain_back(const MarkovChain *chain, const bool *counted, double *reach, double *time_h,
                       double duration_h);

void markov_chain_free(MarkovChain *chain);

#endif
