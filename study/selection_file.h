/* selection.csv: what became of every strategy under `compare --select`. */
#ifndef STUDY_SELECTION_FILE_H
#define STUDY_SELECTION_FILE_H

#include "study/selection_run.h"

#define SELECTION_FILE "selection.csv"

/* Writes the file into the folder:
 * `strategy,scope,id,metric,unit,confidence,delta,fate,dropped_after,n,mean,ci_low,ci_high`, one
 * row for each strategy but the reference. `fate` is `selected` (of an undecided selection nobody),
 * `kept` or `dropped`; the interval is Student's over the n replications that the strategy ran in.
 */
bool selection_write(const Study *study, const SelectionTarget *target,
                     const SelectionOutcome *outcome, const char *folder, Failure *failure);

#endif
