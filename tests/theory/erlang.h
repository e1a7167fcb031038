/* Erlang's formulas: M/M/c/c, M/M/c and M/M/c/K [Erlang 1917], [Gross 2008, 2.3-2.5].
 *
 * Rates are per hour and times hours; load is offered load in erlang.
 */
#ifndef TESTS_THEORY_ERLANG_H
#define TESTS_THEORY_ERLANG_H

#include <stddef.h>

/* Share of arrivals that M/M/c/c loses. */
double erlang_b(size_t servers, double load);

/* Share of arrivals that wait in M/M/c; 1 where the load is not below `servers`. */
double erlang_c(size_t servers, double load);

typedef struct QueueModel {
    double arrivals_per_h, service_per_h;
    size_t servers;
} QueueModel;

/* Wait in M/M/c, first come, first served; the load must be below the servers. */
double mmc_wait_mean_h(const QueueModel *model);
double mmc_wait_quantile_h(const QueueModel *model, double share); /* 0 below 1 - erlang_c */

/* M/M/c/K with `places` waiting places. */
typedef struct LimitedQueue {
    double lost_share, queue_mean, in_system_mean, wait_mean_h; /* wait of those not lost */
} LimitedQueue;
LimitedQueue limited_queue(const QueueModel *model, size_t places);

#endif
