/* M/M/1 as one would write it for this case alone: the reference of `bench mm1`.
 *
 * An event loop with two future events, the next arrival and the next departure, and the arrival
 * instants of those present in a ring. Variates come from keyed streams of the project. The sum of
 * the times in the system is the only statistic: it shows that the loop is right, and keeps the
 * compiler from leaving the work out.
 */
#ifndef BENCH_PLAIN_MM1_H
#define BENCH_PLAIN_MM1_H

#include <stdint.h>

typedef struct PlainMm1 {
    double load;        /* arrivals in a mean time of service, under 1 */
    uint64_t customers; /* to serve */
    uint64_t seed;
} PlainMm1;

/* Mean time in the system, in mean times of service; NAN where more than 65536 are present at once,
 * which no load up to 0.99 brings about. */
double plain_mm1_run(const PlainMm1 *queue);

#endif
