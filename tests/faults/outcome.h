/* What a run under a fault leaves in its result folder: whole files or none.
 *
 * Two runs without a fault give the files that may be there: the old results, which lay in the
 * folder before the fault, and the new ones, of another seed. Each file must be one of these byte
 * for byte, or absent; where run.json is there, all must be of the same run. The test program works
 * in a folder of its own, in which `scenario`, `old` and `new` are made once.
 */
#ifndef TESTS_FAULTS_OUTCOME_H
#define TESTS_FAULTS_OUTCOME_H

#include "tests/faults/injection.h"

#include <stdbool.h>

#define OLD_SEED "1"
#define NEW_SEED "2"

/* Makes the scratch folder `name`, goes there, and runs the program for the scenario and the two
 * results. */
void outcome_begin(const char *name);

/* A `compare` of the small scenario with that seed into `out`, in a moment's time, without charts
 * unless asked for. */
Launch compare_launch(const char *seed, const char *out);
Launch charts_launch(const char *seed, const char *out);

/* Ends the test as skipped where the program was built without charts. */
void skip_without_charts(void);

/* Empties `out` and fills it with what lies in the folder `from`; NULL: `out` is not there. */
void outcome_reset(const char *out, const char *from);

/* Fails the test where a file of `out` is neither whole nor absent. Returns whether run.json says
 * that the results are whole. */
bool expect_whole_or_absent(const char *out);

/* The results of that folder (`old`, `new`) stand in `out`, all of them. */
void expect_results(const char *out, const char *as_in);

/* No file of the program's own on its way is left in `folder` and its charts; where
 * `unfinished_may_stay`, the note of an unfinished writing may be there. */
typedef enum NoteOfUnfinished { NOTE_IS_GONE, NOTE_MAY_STAY } NoteOfUnfinished;
void expect_nothing_temporary(const char *folder, NoteOfUnfinished note);

/* A further run into `out` without a fault succeeds and leaves nothing temporary. */
void expect_recovery(const char *out);

/* The end is a failure with this status, told in one line that holds `message` (NULL: any). */
void expect_complaint(const LaunchEnd *end, int status, const char *message);

#endif
