#include "bench/plain_patience.h"

#include "base/memory.h"
#include "sim/stream.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct Desk {
    const PlainPatience *queue;
    Stream gaps, works, patiences;
    double *departures; /* a heap */
    size_t busy;
    double *leaves; /* when the patience of those who wait ends: a ring */
    size_t mask, first, last;
    uint64_t abandoned;
} Desk;

static void sink(double *heap, size_t count, size_t place, double due)
{
    for (size_t child = 4 * place + 1; child < count; child = 4 * place + 1) {
        const size_t end = child + 4 < count ? child + 4 : count;
        size_t least = child;
        for (size_t other = child + 1; other < end; other++) {
            least = heap[other] < heap[least] ? other : least;
        }
        if (heap[least] >= due) {
            break;
        }
        heap[place] = heap[least];
        place = least;
    }
    heap[place] = due;
}

static void swim(double *heap, size_t place, double due)
{
    while (place > 0 && heap[(place - 1) / 4] > due) {
        heap[place] = heap[(place - 1) / 4];
        place = (place - 1) / 4;
    }
    heap[place] = due;
}

/* False where the ring is full. */
static bool arrives(Desk *desk, double now)
{
    if (desk->busy < desk->queue->servers) {
        swim(desk->departures, desk->busy++, now + stream_exponential(&desk->works));
        return true;
    }
    desk->leaves[desk->last++ & desk->mask] =
        now + desk->queue->mean_patience * stream_exponential(&desk->patiences);
    return desk->last - desk->first <= desk->mask;
}

static void departs(Desk *desk)
{
    const double now = desk->departures[0];
    while (desk->first != desk->last) {
        if (desk->leaves[desk->first++ & desk->mask] > now) {
            sink(desk->departures, desk->busy, 0, now + stream_exponential(&desk->works));
            return;
        }
        desk->abandoned++;
    }
    desk->busy--;
    sink(desk->departures, desk->busy, 0, desk->departures[desk->busy]);
}

/* Whoever still waits after the last arrival is left out: a few of millions. */
static double run(Desk *desk)
{
    const double mean_gap = 1 / (desk->queue->load * (double)desk->queue->servers);
    double next_arrival = mean_gap * stream_exponential(&desk->gaps);

    for (uint64_t arrived = 0; arrived < desk->queue->customers;) {
        if (desk->busy > 0 && desk->departures[0] < next_arrival) {
            departs(desk);
        } else {
            if (!arrives(desk, next_arrival)) {
                return NAN;
            }
            next_arrival += mean_gap * stream_exponential(&desk->gaps);
            arrived++;
        }
    }
    return (double)desk->abandoned / (double)desk->queue->customers;
}

double plain_patience_run(const PlainPatience *queue)
{
    Desk desk = {.queue = queue, .mask = 1023};
    double abandoned;

    while (desk.mask < 4 * queue->servers) {
        desk.mask = 2 * desk.mask + 1;
    }
    desk.leaves = memory_allocate(desk.mask + 1, sizeof *desk.leaves);
    desk.departures = memory_allocate(queue->servers + 1, sizeof *desk.departures);
    stream_init(&desk.gaps, queue->seed, 0, stream_source("plain-gap", "", ""), 0);
    stream_init(&desk.works, queue->seed, 0, stream_source("plain-work", "", ""), 0);
    stream_init(&desk.patiences, queue->seed, 0, stream_source("plain-patience", "", ""), 0);
    abandoned = run(&desk);
    free(desk.departures);
    free(desk.leaves);
    return abandoned;
}
