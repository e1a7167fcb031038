/* Wait in M/G/1, first come, first served [Gross 2008, 5.1]. */
#ifndef TESTS_THEORY_POLLACZEK_KHINCHINE_H
#define TESTS_THEORY_POLLACZEK_KHINCHINE_H

/* Raw moments of the service time: E S in h, E S^2 in h^2, E S^3 in h^3. */
typedef struct ServiceMoments {
    double first, second, third;
} ServiceMoments;

/* lambda E S^2 / 2 / (1 - rho). */
double pollaczek_khinchine_wait_h(double arrivals_per_h, const ServiceMoments *service);

/* E W^2 = 2 (E W)^2 + lambda E S^3 / 3 / (1 - rho) [Takács 1962]. */
double pollaczek_khinchine_wait_second(double arrivals_per_h, const ServiceMoments *service);

#endif
