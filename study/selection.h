/* Which of several strategies is best, with a promised probability of being right: the fully
 * sequential procedure of [Kim Nelson 2001].
 *
 * After a first stage the variance of each pair's differences is known; from then on every further
 * replication is looked at, and a strategy that lies behind another by more than that pair's
 * variance can explain is dropped. The boundary narrows with each replication and closes, so it
 * always ends. Promise: if values are normal and the best is better than every other by at least
 * the indifference zone delta, it is selected with probability at least the confidence, however
 * many strategies there are and however their values are correlated: common random numbers, which
 * make the differences vary less, only make it end sooner. Where several lie within delta of the
 * best, one of them is selected. Means of thousands of waits are close to normal; for a metric that
 * is mostly 0 with rare large values the promise is no better than the first stage's variance.
 */
#ifndef STUDY_SELECTION_H
#define STUDY_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

enum { SELECTION_FIRST_STAGE = 20, SELECTION_FIRST_STAGE_LEAST = 3 };

typedef struct SelectionRule {
    size_t strategies; /* at least 1 */
    size_t
        first_stage;   /* replications before the first look; SELECTION_FIRST_STAGE_LEAST or more */
    double confidence; /* over 1 / strategies, below 1 */
    double delta;      /* over 0, in the metric's unit */
    bool higher_is_better;
} SelectionRule;

typedef struct Selection Selection;

Selection *selection_new(const SelectionRule *rule);
void selection_free(Selection *selection);

/* Takes the next replication: a finite value for every strategy still in (others are not looked
 * at). Nothing happens once it is decided. */
void selection_observe(Selection *selection, const double *values);

/* Whether one strategy is left, or those left are equal beyond what more replications could tell.
 */
bool selection_is_decided(const Selection *selection);

bool selection_keeps(const Selection *selection, size_t strategy);

/* Replications after which the strategy was dropped; 0 where it was not. */
size_t selection_dropped_after(const Selection *selection, size_t strategy);

/* The best mean of those still in, of equals the first: the selected one once it is decided. */
size_t selection_best(const Selection *selection);

size_t selection_observed(const Selection *selection);

#endif
