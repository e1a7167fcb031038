/* What an override or a --set wrote and a later one writes over is read by nobody; a mistake in it
 * is one all the same. */
#ifndef MODELS_SCENARIO_REPLACED_H
#define MODELS_SCENARIO_REPLACED_H

#include "models/scenario_cell.h"
#include "models/scenario_reading.h"

/* Called before the change: reports the values that it is going to replace, where another change
 * wrote them and their column cannot hold them. A number that a factor made is none of these: to
 * multiply all ids and then to correct one is right; what the change repeats is read with it. */
void replaced_read(ScenarioReading *reading, const CellAddress *address, const CellChange *change);

#endif
