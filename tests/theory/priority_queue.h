/* Waits in M/M/c with priorities and without pre-emption, the same service rate for all classes
 * [Cobham 1954], [Kella 1985]. */
#ifndef TESTS_THEORY_PRIORITY_QUEUE_H
#define TESTS_THEORY_PRIORITY_QUEUE_H

#include <stddef.h>

typedef struct PriorityModel {
    size_t servers, classes;
    double service_per_h;
    const double *arrivals_per_h; /* [classes], the first goes first */
} PriorityModel;

/* Mean wait of class k: C / (c mu) / ((1 - s(k-1)) (1 - s(k))), s the load of the classes up to k
 * per server. The whole load must be below the servers. */
double priority_wait_h(const PriorityModel *model, size_t k);

#endif
