/* Steady state of a birth-and-death chain on 0..states-1.
 *
 * Cut equations: p(n) birth(n) = p(n + 1) death(n + 1), scaled to sum 1 [Gross 2008, 2.1].
 */
#ifndef TESTS_THEORY_BIRTH_DEATH_H
#define TESTS_THEORY_BIRTH_DEATH_H

#include <stddef.h>

/* Rate of state n per hour. */
typedef double (*BirthDeathRate)(size_t n, const void *model);

/* Fills p[states]. `death` is asked from state 1 on and must be over 0 there. */
void birth_death_steady(double *p, size_t states, BirthDeathRate birth, BirthDeathRate death,
                        const void *model);

#endif
