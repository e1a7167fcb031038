/* What a sweep runs: factors, points, strategies, replications, and which metrics are kept. */
#ifndef STUDY_SWEEP_PLAN_H
#define STUDY_SWEEP_PLAN_H

#include "study/plan.h"
#include "study/sweep_design.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct SweepPlan {
    StudyPlan study; /* of the scenario as it stands; the reference only where it was asked for */
    SweepFactors factors;
    SweepDesign design;
    uint64_t design_seed;
    bool independent_points;
    size_t metric_count;
    const SweepMetric *metrics;
    const size_t *rows; /* [metric]: of the values of an outcome */
    SweepCurves curves; /* that are kept of each replication */
    size_t set_count;
    const char *const *sets;
    size_t shard, shard_count; /* points with index % shard_count == shard are run */
    const size_t *targets;     /* [point]: its replications; NULL: study.replications of each */
    double *work;              /* [point]: expected requests and contacts of a replication, over all
                                  strategies; filled by sweep_plan_check */
} SweepPlan;

typedef struct SweepRequest {
    const ScenarioCase *scenario_case;
    const char *factors_file;
    DesignRequest design;
    const char *strategies; /* NULL: all but the reference */
    const char *metrics;    /* NULL: the default */
    bool independent_points;
    bool without_curves; /* none are kept, also where factors are drawn */
    size_t set_count;
    const char *const *sets;
    Diagnostics *doubts; /* gets numbers of the factors that may mean thousands; may be NULL */
} SweepRequest;

/* Makes the plan; seed, replications and confidence are the scenario's, shard 0 of 1. Mistakes of
 * the files go to `diagnostics`, those of --strategies and --metrics to `failure`; false after any.
 * All memory from `arena`. */
bool sweep_plan_make(SweepPlan *plan, const SweepRequest *request, Arena *arena,
                     Diagnostics *diagnostics, Failure *failure);

/* Makes every point's scenario once, on `threads` threads, so that none fails when hours have
 * passed. False for the first one that is not valid: its mistakes go to `diagnostics`, its index
 * to *point. */
bool sweep_plan_check(SweepPlan *plan, size_t threads, Diagnostics *diagnostics, size_t *point);

/* Replications that a point is to have. */
size_t sweep_plan_replications(const SweepPlan *plan, size_t point);

/* Doubles that a replication leaves under a strategy: its metrics, then its curves
 * (sweep_curves_size). */
size_t sweep_plan_row_length(const SweepPlan *plan);

/* The seed of a point's random numbers. */
uint64_t sweep_plan_seed(const SweepPlan *plan, size_t point);

/* "spread=0.3, delay=4": a point for people. */
void sweep_plan_describe(const SweepPlan *plan, size_t point, TextBuilder *out);

/* A point ready to be run. */
typedef struct SweepPointCase {
    ReplicationPlan replications;
    /* private */
    ScenarioCase *variant;
    Arena *arena;
} SweepPointCase;

/* False where it is no valid scenario (told). Release with sweep_point_close. */
bool sweep_point_open(SweepPointCase *point_case, const SweepPlan *plan, size_t point,
                      Diagnostics *diagnostics);
void sweep_point_close(SweepPointCase *point_case);

#endif
