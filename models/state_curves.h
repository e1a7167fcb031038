/* Curves that follow from the infrastructure alone: `up` of services, and those of scope `total`.
 */
#ifndef MODELS_STATE_CURVES_H
#define MODELS_STATE_CURVES_H

#include "models/measures.h"
#include "models/timeline.h"

/* Fills `up` of every service (insured-weighted share; of each insurer 0 or 1 where the layout has
 * those), zones compromised and down, and the share of insured all of whose services are up. States
 * at the sample instants: what happens at an instant counts in it. */
void state_curves(const Scenario *scenario, const Infrastructure *infrastructure,
                  const Measures *measures, double *curves);

#endif
