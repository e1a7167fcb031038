/* Laws about means, over all scenarios of a round.
 *
 * Where theory gives no order of single paths, more of what helps can hurt in one scenario and must
 * not in the mean. Each scenario adds a relative difference (better - worse) / (|better| +
 * |worse|), from -1 to 1; the law is broken where their mean is over 0 by more than chance
 * explains.
 */
#ifndef TESTS_LAWS_RANDOM_POOL_H
#define TESTS_LAWS_RANDOM_POOL_H

#include "tests/support/violation.h"

#include <stddef.h>

enum { POOL_LAWS = 32, POOL_NAME = 80 };

typedef struct PooledLaw {
    char name[POOL_NAME];
    size_t n, lower, higher; /* scenarios; those that differ */
    double sum, sum_of_squares;
} PooledLaw;

typedef struct Pool {
    size_t count;
    PooledLaw laws[POOL_LAWS];
} Pool;

/* What `name` says of one scenario: its mean measure with more of what helps, and without. */
void pool_add(Pool *pool, const char *name, double better, double worse);

/* The first law whose mean difference is over 0 at a level of 0.1 % (Student, one-sided), which the
 * laws of the pool share evenly. Fewer than ten scenarios say nothing. */
Violation pool_violation(const Pool *pool);

#endif
