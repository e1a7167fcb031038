/* run.json read back. */
#ifndef STUDY_RUN_READ_H
#define STUDY_RUN_READ_H

#include "base/arena.h"
#include "base/failure.h"
#include "study/results_index.h"
#include "study/results_read.h"

#include <stdbool.h>

/* Reads `folder`/run.json. Members that it does not have are "" or NAN. What `run` points to
 * belongs to `arena` and `names`. */
bool run_read(RunRecord *run, const char *folder, Arena *arena, NameTable *names, Failure *failure);

#endif
