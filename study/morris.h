/* Elementary effects [Morris 1991]: which factors matter, from few points.
 *
 * A trajectory is a walk of factors + 1 points in which each step moves one factor, each factor
 * once. The elementary effect of a factor is the change of the response over its step, divided by
 * the step, which is measured as a share of the factor's range. Over the trajectories its mean is
 * mu, the mean of its absolute value mu* (large: the factor matters, also where its sign changes)
 * [Campolongo 2007], its standard deviation sigma (large against mu*: not linear, or it acts
 * together with others). The trajectories are independent, so the intervals of mu and mu* are
 * Student's over them.
 */
#ifndef STUDY_MORRIS_H
#define STUDY_MORRIS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct MorrisEffect { /* in the response's unit over the factor's whole range; NAN: unknown
                               */
    size_t n;                 /* trajectories in which both ends of the step have a response */
    double mu, mu_low, mu_high;
    double mu_star, mu_star_low, mu_star_high; /* the lower end is at least 0 */
    double sigma;
} MorrisEffect;

typedef struct MorrisDesign {
    size_t factors, trajectories;
    const double
        *points; /* [trajectory][factors + 1][factors], shares 0..1 of the factors' ranges */
} MorrisDesign;

/* Whether each step of each trajectory moves one factor, each factor once. */
bool morris_is_design(const MorrisDesign *design);

/* Into `effects` [factors], for a design that is one. `responses` [trajectory][factors + 1]: what
 * is not finite is left out. `confidence` 0..1, both excluded. */
void morris_effects(const MorrisDesign *design, const double *responses, double confidence,
                    MorrisEffect *effects);

#endif
