/* run.json of a sweep: what was run, on which inputs, and what it took. See study/run_record.h. */
#ifndef STUDY_SWEEP_RECORD_H
#define STUDY_SWEEP_RECORD_H

#include "base/failure.h"
#include "study/sweep_plan.h"

#include <stdbool.h>
#include <stddef.h>

#define SWEEP_COMMAND "sweep" /* of the record, and so of the folder */

typedef struct SweepFacts {
    const SweepPlan *plan;
    const char *metric, *map; /* of the answers; NULL: not asked for */
    size_t refine;
    int argument_count; /* of the command line, the program included */
    const char *const *arguments;
    size_t threads;
    size_t points_finished;
    bool interrupted;
    double wall_s, cpu_s;
} SweepFacts;

/* The note, before the store is touched; an older run.json goes. */
bool sweep_record_announce(const SweepFacts *facts, const char *folder, Failure *failure);

/* run.json; the note goes. */
bool sweep_record_write(const SweepFacts *facts, const char *folder, Failure *failure);

#endif
