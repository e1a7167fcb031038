#include "bench/plain_mm1.h"

#include "base/memory.h"
#include "sim/stream.h"

#include <math.h>
#include <stdlib.h>

enum { RING = 1 << 16 };

static double run(const PlainMm1 *queue, Stream *gaps, Stream *works, double *arrived)
{
    const double mean_gap = 1 / queue->load;
    double next_arrival = mean_gap * stream_exponential(gaps), next_departure = INFINITY;
    double in_system = 0;
    uint64_t first = 0, last = 0;

    while (first < queue->customers) {
        if (next_arrival <= next_departure) {
            if (first == last) {
                next_departure = next_arrival + stream_exponential(works);
            } else if (last - first == RING) {
                return NAN;
            }
            arrived[last++ % RING] = next_arrival;
            next_arrival += mean_gap * stream_exponential(gaps);
        } else {
            in_system += next_departure - arrived[first++ % RING];
            next_departure = first == last ? INFINITY : next_departure + stream_exponential(works);
        }
    }
    return in_system / (double)queue->customers;
}

double plain_mm1_run(const PlainMm1 *queue)
{
    double *arrived = memory_allocate(RING, sizeof *arrived);
    Stream gaps, works;
    double mean;

    stream_init(&gaps, queue->seed, 0, stream_source("plain-gap", "", ""), 0);
    stream_init(&works, queue->seed, 0, stream_source("plain-work", "", ""), 0);
    mean = run(queue, &gaps, &works, arrived);
    free(arrived);
    return mean;
}
