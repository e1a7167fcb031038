/* The changes that planners ask about first, as a factors' file for a sweep of one at a time. */
#ifndef STUDY_WORTH_FACTORS_H
#define STUDY_WORTH_FACTORS_H

#include "base/failure.h"
#include "base/text.h"
#include "models/scenario.h"

#include <stdbool.h>

/* Appends the file's text: one hour of earlier notice (where the attack is noticed an hour or more
 * after its start on average; a distribution is scaled so that its mean is an hour less), one more
 * crew for each row of crews, ten more agents at every insurer that has any. Returns whether there
 * is any such change. */
bool worth_factors_text(const Scenario *scenario, TextBuilder *text);

/* Writes the file where nothing is there yet; what is there is left as it is. A failure of the
 * input where the scenario has none of these levers. */
bool worth_factors_write(const Scenario *scenario, const char *path, Failure *failure);

#endif
