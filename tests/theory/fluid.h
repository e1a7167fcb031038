/* Fluid limit of a queue that stands still for a while: demand flows in at a rate, `servers` let it
 * out at theirs, and chance plays no part [Newell 1982], [Green 2007].
 *
 *     in the system
 *        |        /\
 *        |       /  \
 *        |______/    \__________ load
 *              down   clear
 */
#ifndef TESTS_THEORY_FLUID_H
#define TESTS_THEORY_FLUID_H

typedef struct FluidOutage {
    double arrivals_per_h, service_per_h;
    double servers;         /* over arrivals_per_h / service_per_h */
    double start_h, down_h; /* the outage */
} FluidOutage;

/* In the system at t, from a start in balance. */
double fluid_in_system(const FluidOutage *outage, double t_h);

/* Waiting at t. Frozen work is no wait. */
double fluid_backlog(const FluidOutage *outage, double t_h);

/* When nobody waits any more. */
double fluid_clear_h(const FluidOutage *outage);

/* Wait of who arrives at t, first come, first served. */
double fluid_wait_h(const FluidOutage *outage, double t_h);

#endif
