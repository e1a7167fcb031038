/* Writes a small commented scenario that runs as it is: what a planner begins with. */
#ifndef MODELS_SCENARIO_NEW_H
#define MODELS_SCENARIO_NEW_H

#include "base/failure.h"

#include <stdbool.h>

/* Writes the tables into `folder`, which is made where it is missing. A folder that is not empty is
 * refused, and nothing is written then. */
bool scenario_new(const char *folder, Failure *failure);

#endif
