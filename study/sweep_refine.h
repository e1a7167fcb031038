/* A sweep that spends further replications where its decision map is open.
 *
 * The budget is given out in rounds (study/decision_refine.h). What a round gives is decided from
 * the replications that the rounds before it gave, whatever else the store holds, so a sweep that
 * was killed in a round is replayed by the same command and ends with the same values.
 */
#ifndef STUDY_SWEEP_REFINE_H
#define STUDY_SWEEP_REFINE_H

#include "study/sweep.h"

/* Runs the order and, where its `refine` is over 0, the rounds. As sweep_run; also a failure of the
 * input where the design has no decision map. */
bool sweep_run_refined(const SweepOrder *order, SweepOutcome *outcome, Failure *failure);

#endif
