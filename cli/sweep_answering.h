/* What `sweep` and `merge` say about the answers of a sweep. */
#ifndef CLI_SWEEP_ANSWERING_H
#define CLI_SWEEP_ANSWERING_H

#include "base/failure.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "study/sweep_plan.h"

#include <stdbool.h>

/* Whether --metric and --map name what the sweep has; complains and returns an exit status. */
int sweep_answering_check(const Arguments *arguments, const SweepPlan *plan);

/* Finds the answers of the sweep in the folder, writes their files and appends them in words. */
bool sweep_answering(const char *folder, TextBuilder *words, Failure *failure);

/* Appends which files a sweep has written in `out`. */
void sweep_answering_say_files(const char *out, TextBuilder *text);

#endif
