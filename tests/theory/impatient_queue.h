/* A desk whose callers hang up, M/M/c+M: Erlang A [Palm 1957], [Garnett 2002].
 *
 * Birth and death with deaths min(n, c) mu + (n - c)^+ theta; the number in the system is cut where
 * hardly anything is left.
 */
#ifndef TESTS_THEORY_IMPATIENT_QUEUE_H
#define TESTS_THEORY_IMPATIENT_QUEUE_H

#include <stddef.h>

typedef struct ImpatientModel {
    double arrivals_per_h, service_per_h, abandon_per_h; /* the last: 1 / mean patience */
    size_t servers;
} ImpatientModel;

typedef struct ImpatientQueue {
    double wait_prob;     /* share that finds all servers busy */
    double abandon_share; /* theta EQ / lambda */
    double queue_mean;
    double occupancy;          /* busy share of the servers */
    double wait_all_mean_h;    /* of all, those that hang up included */
    double wait_served_mean_h; /* of those served */
} ImpatientQueue;

ImpatientQueue impatient_queue(const ImpatientModel *model);

/* Share of all attempts that are served after a wait of at most `wait_h`. */
double impatient_served_within(const ImpatientModel *model, double wait_h);

#endif
