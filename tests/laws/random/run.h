/* A random scenario run by the program, and its results.
 *
 * Runs of one case stand in folders of its workplace, one for each name. Nothing here ends the
 * program that tests: a run that fails is a violation, so that it can be shrunk too.
 */
#ifndef TESTS_LAWS_RANDOM_RUN_H
#define TESTS_LAWS_RANDOM_RUN_H

#include "tests/laws/random/sheets.h"
#include "tests/support/result_table.h"
#include "tests/support/violation.h"

typedef struct Run Run;

/* Writes the sheets to `workplace`/`name` and runs `brownout compare` with the further options up
 * to NULL, every replication told. NULL, and a violation, where it does not end well. */
Run *run_compare(const char *workplace, const char *name, const Sheets *sheets,
                 const char *const *options, Violation *violation);

/* A file of the results, owned by the run. A table of no rows where the file is missing. */
const ResultTable *run_table(Run *run, const char *file);

/* Folders of its scenario and its results. */
const char *run_scenario(const Run *run);
const char *run_results(const Run *run);

/* NULL is allowed. The files stay until the next run of that name. */
void run_free(Run *run);

/* Runs `brownout COMMAND SCENARIO` with the options up to NULL on the sheets, written anew, or on a
 * scenario that is there. */
Violation run_command(const char *workplace, const char *name, const Sheets *sheets,
                      const char *command, const char *const *options);

/* Whether two files hold the same bytes. */
bool files_are_same(const char *one, const char *other);

/* Removes the folder with all that is in it. */
void folder_remove(const char *folder);

#endif
