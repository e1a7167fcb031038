/* Delays over time that a sweep keeps: of every replication under every strategy, the mean delay of
 * each service by time of arrival, a day or so at a time.
 *
 * They are kept where factors are drawn from what is thought possible (lhs and sobol with a
 * `dist`): from them the bands of the delay chart are made (study/delay_bands.h). A mean over few
 * steps, not the samples of `compare`: a sweep has thousands of replications.
 */
#ifndef STUDY_SWEEP_CURVES_H
#define STUDY_SWEEP_CURVES_H

#include "base/arena.h"
#include "models/measures.h"
#include "models/scenario.h"
#include "study/sweep_data.h"
#include "study/sweep_design.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the design draws values from a distribution of some factor. */
bool sweep_curves_are_drawn(SweepDesignKind design, const SweepFactor *factors, size_t count);

/* The services and steps of a scenario: a day where the run is over ten days long and has no more
 * than 60 of them, else whole days or a 60th of the run; each a whole number of samples. Lives in
 * `arena`. */
SweepCurves sweep_curves_of(const Scenario *scenario, Arena *arena);

/* Doubles of a replication under a strategy: [step][service][SWEEP_CURVE_PARTS]. */
size_t sweep_curves_size(const SweepCurves *curves);

/* Fills them from Outcome.curves: the mean delay in hours of what arrived within the step and was
 * served (NAN: nothing was), and the share of what arrived that was not finished at the horizon
 * (NAN: nothing arrived). Steps behind the horizon of a shorter scenario are NAN. */
void sweep_curves_take(const SweepCurves *curves, const Measures *measures, const double *samples,
                       double *out);

#endif
