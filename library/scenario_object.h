/* The inside of a BrownoutScenario, for the library alone.
 */
#ifndef LIBRARY_SCENARIO_OBJECT_H
#define LIBRARY_SCENARIO_OBJECT_H

#include "base/text.h"
#include "library/brownout.h"
#include "models/scenario_case.h"

struct BrownoutScenario {
    ScenarioCase *scenario_case; /* NULL after a mistake */
    TextBuilder mistakes;
};

#endif
