/* What a study runs: the strategies with the reference last, the replications, the layout of the
 * results. */
#ifndef STUDY_PLAN_H
#define STUDY_PLAN_H

#include "base/arena.h"
#include "base/failure.h"
#include "models/measures.h"
#include "models/replication.h"
#include "models/scenario_case.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UNDISTURBED "undisturbed" /* id of the reference */

typedef struct StudyPlan {
    const ScenarioCase *scenario_case;
    const Scenario *scenario; /* the base: ids, names, the run */
    const Measures *measures;
    size_t strategy_count;    /* with the reference, which is the last */
    const size_t *strategies; /* indices into the scenario's; NONE is the reference */
    const char *const *strategy_ids;
    const char *const *strategy_names; /* the id where a strategy has no name */
    size_t baseline; /* position in `strategies`; the reference's where there is no other */
    uint64_t seed;
    size_t replications;
    bool antithetic; /* replications 2k and 2k + 1 (from 0) are an antithetic pair; then their
                        number is even */
    double confidence;
    MeasureDetail detail;
} StudyPlan;

/* The strategies named in `list` (ids between commas, each once; NULL: all of the case) and the
 * reference, with the scenario's seed, replications (independent ones) and confidence. The baseline
 * is the scenario's, or the first of the list where that is not in it. All memory from `arena`. A
 * name that the case does not have is a failure that says the nearest. */
bool plan_make(StudyPlan *plan, const ScenarioCase *scenario_case, const char *list,
               MeasureDetail detail, Arena *arena, Failure *failure);

/* The same for the models. */
ReplicationPlan plan_replications(const StudyPlan *plan);

#endif
