/* Classes with priorities and work of their own at several servers, without pre-emption: M/M/c with
 * a service rate for each class, as a Markov chain.
 *
 * No closed form is known where the rates differ [Harchol-Balter 2005]. A state is how many of each
 * class are served and, once all servers are busy, how many of each wait; long queues are cut off.
 */
#ifndef TESTS_THEORY_PRIORITY_CHAIN_H
#define TESTS_THEORY_PRIORITY_CHAIN_H

#include <stddef.h>

enum { PRIORITY_CLASSES_MAX = 3 };

typedef struct PriorityClass {
    double arrivals_per_h, service_per_h;
    size_t places; /* arrivals that find so many of their class waiting are cut off */
} PriorityClass;

typedef struct PriorityChainModel {
    size_t servers, classes; /* the first class goes first */
    PriorityClass of[PRIORITY_CLASSES_MAX];
} PriorityChainModel;

typedef struct PrioritySteady {
    double wait_prob; /* all servers are busy */
    double busy_mean; /* servers */
    double wait_mean_h[PRIORITY_CLASSES_MAX];
    double cut_prob[PRIORITY_CLASSES_MAX]; /* that the class's queue is at its cut: should be 0 */
} PrioritySteady;

/* The whole load must be below the servers. */
PrioritySteady priority_chain_steady(const PriorityChainModel *model);

#endif
