/* Mt/G/infinity: servers for all, work of any law, demand that is constant in pieces.
 *
 * The number in the system at t is Poisson with mean  m(t) = integral of lambda(s) P(S > t - s) ds
 * over s up to t [Eick 1993, theorem 1], so with H(x) = E min(S, x) a piece [a, b] adds
 * lambda (H(t - a) - H(t - b)). While the service is down time does not count as worked: t - s
 * becomes the time up between s and t, and who comes while it is down begins on the return.
 */
#ifndef TESTS_THEORY_INFINITE_SERVERS_H
#define TESTS_THEORY_INFINITE_SERVERS_H

#include <stddef.h>

typedef enum WorkKind {
    WORK_CONSTANT,         /* a */
    WORK_EXPONENTIAL,      /* mean a */
    WORK_UNIFORM,          /* from a to b */
    WORK_ERLANG,           /* a phases, mean b together */
    WORK_LOGNORMAL,        /* mean a, standard deviation b */
    WORK_HYPEREXPONENTIAL, /* mean b with probability a, else c */
    WORK_PARETO            /* scale a, shape b over 1 */
} WorkKind;

/* Law of a length in hours. */
typedef struct WorkLaw {
    WorkKind kind;
    double a, b, c;
} WorkLaw;

double work_mean_h(const WorkLaw *law);

/* Density at x_h; NAN for WORK_CONSTANT. */
double work_density_per_h(const WorkLaw *law, double x_h);

/* Probability of more than x_h, and E min(S, x_h). */
double work_beyond(const WorkLaw *law, double x_h);
double work_mean_smaller_h(const WorkLaw *law, double x_h);

typedef struct RatePiece {
    double until_h, arrivals_per_h;
} RatePiece;

typedef struct InfiniteServers {
    WorkLaw work;
    double from_h; /* empty then; the first piece begins */
    const RatePiece *pieces;
    size_t count;
    double down_h, up_h; /* one outage; the same twice: none */
} InfiniteServers;

/* Mean number in the system at t, those who wait for the return included. */
double infinite_servers_mean(const InfiniteServers *model, double t_h);

/* Mean number that arrives in [from, to], and the sums of their waits and delays. */
double infinite_servers_arrivals(const InfiniteServers *model, double from_h, double to_h);
double infinite_servers_waits_h(const InfiniteServers *model, double from_h, double to_h);
double infinite_servers_delays_h(const InfiniteServers *model, double from_h, double to_h);

#endif
