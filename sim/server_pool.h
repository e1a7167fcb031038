/* Servers that are all alike, as the instants at which they get free.
 *
 * Where work begins in the order in which it comes, nothing need happen when a server gets free:
 * the next one begins at its arrival or when the first server gets free, whichever is later
 * [Kiefer Wolfowitz 1955]. That instant is known at the arrival, so a station costs one step in a
 * heap for each who comes, and no event. Servers that have never worked are in no heap.
 */
#ifndef SIM_SERVER_POOL_H
#define SIM_SERVER_POOL_H

#include "sim/instant_heap.h"

#include <math.h>

typedef struct ServerPool {
    size_t servers;
    InstantHeap
        free; /* of those that have worked; an item is the owner's, about the work under way */
} ServerPool;

/* The first instant from `t_h` on at which a server is free; INFINITY where there are no servers.
 */
static inline double server_pool_free_h(const ServerPool *pool, double t_h)
{
    if (pool->free.count < pool->servers) {
        return t_h;
    }
    if (pool->servers == 0) {
        return INFINITY;
    }
    return pool->free.entries[0].t_h > t_h ? pool->free.entries[0].t_h : t_h;
}

/* The server that is free first begins at `start_h`, at which one is free, and works until `end_h`.
 */
static inline void server_pool_begin(ServerPool *pool, double start_h, double end_h, void *item)
{
    const Instant end = {.t_h = end_h, .item = item};
    if (pool->free.count > 0 && pool->free.entries[0].t_h <= start_h) {
        instant_heap_replace_first(&pool->free, end);
    } else {
        instant_heap_push(&pool->free, end);
    }
}

#endif
