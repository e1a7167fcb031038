/* Mt/M/c(t)/K: the distribution of the number in the system over time, by Kolmogorov's forward
 * equations, integrated with GSL [Green 2007].
 *
 * Arrivals and servers are constant in pieces. While nothing is served (0 servers) work in process
 * is frozen and counts as in the system. With abandonment those who wait leave at a rate each.
 */
#ifndef TESTS_THEORY_TRANSIENT_H
#define TESTS_THEORY_TRANSIENT_H

#include <stddef.h>

typedef struct TransientPiece {
    double duration_h, arrivals_per_h, service_per_h;
    size_t servers;
    double abandon_per_h; /* of each who waits; 0 in a queue of the patient */
} TransientPiece;

/* Moves p[states] (number in the system 0..states-1; arrivals beyond are cut off) through the
 * piece. */
void transient_advance(double *p, size_t states, const TransientPiece *piece);

/* Mean number in the system, and of those beyond `servers`. */
double transient_mean(const double *p, size_t states);
double transient_mean_beyond(const double *p, size_t states, size_t servers);

#endif
