/* Numbers of a valid case that may not mean what they say: `60.000` where the decimal sign is a
 * point is 60, and sixty thousand to whoever writes points between thousands.
 */
#ifndef MODELS_SCENARIO_DOUBTS_H
#define MODELS_SCENARIO_DOUBTS_H

#include "base/diagnostics.h"
#include "models/scenario_case.h"

/* Adds them to `doubts`, each where it was written; of a column of a file the first alone, with how
 * many more there are. Where the thousands would be out of the column's range nobody means them,
 * and nothing is added. */
void scenario_doubts(const ScenarioCase *scenario_case, Diagnostics *doubts);

#endif
