/* M/M/c+M as one would write it for this case alone: the reference of `bench patience`.
 *
 * The classical event-driven way: a heap of departures, four children to a node, beside the next
 * arrival; those who wait stand in a ring with the instant at which their patience ends. Nobody
 * leaves the ring before a server gets free and finds that instant passed: patience needs a stamp,
 * no event. Time runs in mean times of service.
 */
#ifndef BENCH_PLAIN_PATIENCE_H
#define BENCH_PLAIN_PATIENCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct PlainPatience {
    size_t servers;
    double load;          /* arrivals in a mean time of service, per server */
    double mean_patience; /* in mean times of service */
    uint64_t customers;   /* to arrive */
    uint64_t seed;
} PlainPatience;

/* Share of the customers who abandon; NAN where more wait at once than the ring holds (four times
 * the servers and 1024). */
double plain_patience_run(const PlainPatience *queue);

#endif
