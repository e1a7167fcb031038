/* Where more replications serve a decision map: at the places that are still open. */
#ifndef STUDY_DECISION_REFINE_H
#define STUDY_DECISION_REFINE_H

#include "study/decision_map.h"

/* Rounds in which the replications of a refinement are given out: after each the map is looked at
 * again, so that a place that has been decided gets no more. The map is looked at once before. */
enum { REFINE_ROUNDS = 4, REFINE_LOOKS = REFINE_ROUNDS + 1 };

/* Shares `budget` replications (one point's, under all strategies) out among the points of open
 * places: evenly, what is left over to the places nearest to a decision, and none gets more than
 * three times what it has, so that a round is never far ahead of what is known. Into `more`
 * [point]; returns how many were given, 0 where nothing is open. */
size_t decision_refine(const DecisionMap *map, size_t budget, size_t *more);

#endif
