/* `compare --select METRIC --delta D [--confidence C]`: what was typed, and what it found out. */
#ifndef CLI_COMPARE_SELECT_H
#define CLI_COMPARE_SELECT_H

#include "base/arena.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "study/selection_run.h"

/* Reads the target out of the arguments. Complains and returns an exit status where the metric is
 * not there, or has no better direction. */
int compare_select_prepare(SelectionTarget *target, const Arguments *arguments,
                           const StudyPlan *plan, Arena *arena);

/* Appends what was selected, who was dropped when, and what that saved. */
void compare_select_say(const SelectionTarget *target, const SelectionOutcome *outcome,
                        const Study *study, TextBuilder *text);

#endif
