/* Quantiles of the distributions: what a share of all draws stays below.
 *
 * A sweep turns coordinates of the unit interval into values with them. They are of what
 * distribution_draw returns, the cut of `normal` at 0 and the scale included.
 */
#ifndef SIM_DISTRIBUTION_QUANTILE_H
#define SIM_DISTRIBUTION_QUANTILE_H

#include "sim/distribution.h"

/* The smallest value that at least the share `p` (0..1) of draws stays at or below; not falling in
 * p. At p = 0 the lower bound; at p = 1 the upper one, INFINITY where there is none. */
double distribution_quantile(const Distribution *distribution, double p);

#endif
