/* The k-th smallest of n independent variables of one distribution [David 2003]. */
#ifndef TESTS_THEORY_ORDER_STATISTICS_H
#define TESTS_THEORY_ORDER_STATISTICS_H

#include <stddef.h>

/* Distribution function of a variable that is not negative. */
typedef double (*BelowFunction)(double t, const void *law);

/* Probability that at least k of n are below a point, each with probability `below`. */
double order_statistic_below(size_t n, size_t k, double below);

/* Mean of the k-th smallest: the integral of the probability that it is longer, by quadrature. */
double order_statistic_mean(size_t n, size_t k, BelowFunction below, const void *law);

#endif
