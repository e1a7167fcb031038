/* Callers who do not get through and call again: a Markov chain of two dimensions, n in the system
 * and m away [Falin 1997].
 *
 * n rises with first calls and with those m who call again, and falls with service and with those
 * who wait and hang up. Who meets a full system, or hangs up, goes away to call again with a
 * probability and is lost otherwise.
 */
#ifndef TESTS_THEORY_REDIAL_CHAIN_H
#define TESTS_THEORY_REDIAL_CHAIN_H

#include <stddef.h>

typedef struct RedialModel {
    double arrivals_per_h, service_per_h, abandon_per_h, redial_per_h, redial_prob;
    size_t servers, places; /* servers and waiting places */
    size_t away_states;     /* m runs below this; arrivals beyond are cut off */
} RedialModel;

typedef struct RedialSteady {
    double queue_mean, away_mean, busy_mean;
    double attempts_per_h; /* first calls and redials */
    double abandon_share;  /* of attempts */
    double redials_per_h;
    double wait_prob; /* share of attempts that find all servers busy */
} RedialSteady;

RedialSteady redial_chain_steady(const RedialModel *model);

/* The same means at one instant, `duration_h` after everything was empty. */
RedialSteady redial_chain_after(const RedialModel *model, double duration_h);

#endif
