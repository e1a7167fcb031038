/* A desk whose callers hang up after a time of any distribution: M/M/c+G [Baccelli 1981], in the
 * notation of [Zeltyn 2005].
 *
 * The offered wait, that of a caller who never hangs up, has the density
 *     v(x) = lambda exp(lambda H(x) - c mu x) / (epsilon + lambda J),  x > 0,
 * where H(x) is the integral of the patience's survival function up to x, J that of the exponential
 * over all x, and epsilon = 1 / B(c - 1 servers). A caller waits the lesser of offered wait and
 * patience.
 */
#ifndef TESTS_THEORY_PATIENCE_QUEUE_H
#define TESTS_THEORY_PATIENCE_QUEUE_H

#include <stddef.h>

typedef enum PatienceKind {
    PATIENCE_CONSTANT,
    PATIENCE_EXPONENTIAL,
    PATIENCE_LOGNORMAL
} PatienceKind;

typedef struct Patience {
    PatienceKind kind;
    double mean_h, sd_h; /* the latter of the lognormal alone */
} Patience;

typedef struct PatienceModel {
    double arrivals_per_h, service_per_h;
    size_t servers;
    Patience patience;
} PatienceModel;

typedef struct PatienceQueue {
    double wait_prob;     /* share that finds all servers busy */
    double abandon_share; /* of all */
    double queue_mean;
    double occupancy;          /* busy share of the servers */
    double wait_served_mean_h; /* of those served */
} PatienceQueue;

PatienceQueue patience_queue(const PatienceModel *model);

/* Share of all attempts that are served after a wait of at most `wait_h`. */
double patience_served_within(const PatienceModel *model, double wait_h);

/* Quantile of the wait of those served. */
double patience_wait_quantile_h(const PatienceModel *model, double share);

/* P(patience > x), and its integral from 0 to x. */
double patience_survival(const Patience *patience, double x_h);
double patience_survival_integral_h(const Patience *patience, double x_h);

#endif
