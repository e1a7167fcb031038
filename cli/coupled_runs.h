/* The further runs of `compare`: what the attack did and what the response, and which crew or
 * system is on the critical path. */
#ifndef CLI_COUPLED_RUNS_H
#define CLI_COUPLED_RUNS_H

#include "cli/arguments.h"
#include "cli/progress_line.h"
#include "study/study.h"

/* Refuses what the scenario cannot answer, before anything is run; false after a message. */
bool coupled_runs_check(const Arguments *arguments, const Scenario *scenario);

/* Which of their files there are. */
typedef struct CoupledFiles {
    bool attribution, critical_path;
} CoupledFiles;

/* Runs what was asked for and writes its files into `out`. After an interrupt the files that are
 * not finished are left out, and true is returned: the comparison itself is kept. */
bool coupled_runs_write(CoupledFiles *files, const Arguments *arguments, const Study *study,
                        const char *out, ProgressLine *progress, Failure *failure);

/* The names of the files that were asked for and are not there, "a, b"; "" where none is missing.
 */
const char *coupled_runs_missing(const CoupledFiles *files, const Arguments *arguments);

#endif
