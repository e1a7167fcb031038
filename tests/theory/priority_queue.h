/* Waits with priorities and without pre-emption: M/M/c with the same service rate for all classes
 * [Kella 1985], and M/G/1 with work of each class's own [Cobham 1954]. */
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

/* A class at one server: arrivals an hour, and E S in h and E S^2 in h^2 of its work. */
typedef struct GeneralClass {
    double arrivals_per_h, work_mean_h, work_second;
} GeneralClass;

/* Mean wait of class k of M/G/1: W0 / ((1 - s(k-1)) (1 - s(k))), where W0 = sum of lambda E S^2 / 2
 * is the mean rest of the work in process. */
double priority_general_wait_h(const GeneralClass *of, size_t classes, size_t k);

#endif
