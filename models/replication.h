/* One replication of every strategy of a case: the piece of work of a study.
 *
 * The infrastructure of each strategy is simulated first; then the insurers, one by one, under one
 * strategy after the other (where two strategies give an insurer the same timeline and parameters
 * it is simulated once); then the outcomes are put together. Insurers and strategies of a
 * replication may be run by several threads at once; the outcome has the same bits for any number
 * of them.
 */
#ifndef MODELS_REPLICATION_H
#define MODELS_REPLICATION_H

#include "base/failure.h"
#include "models/measures.h"
#include "models/scenario_case.h"
#include "models/trace.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* What to run: fixed for a study and shared by all threads. */
typedef struct ReplicationPlan {
    const ScenarioCase *scenario_case;
    const Measures *measures;
    size_t strategy_count;    /* with the reference */
    const size_t *strategies; /* indices into the scenario's strategies; NONE is `undisturbed` */
    uint64_t seed;
    bool
        antithetic; /* every second replication draws the mirror of the one before (sim/stream.h) */
} ReplicationPlan;

typedef struct Replication Replication;

/* Memory that a thread needs to run insurers; reused from piece to piece. */
typedef struct InsurerWorkspace InsurerWorkspace;
InsurerWorkspace *insurer_workspace_new(const ReplicationPlan *plan);
void insurer_workspace_free(InsurerWorkspace *workspace);

/* Prepares replication `number` (from 0) and simulates the infrastructures. `plan` must outlive it.
 */
Replication *replication_begin(const ReplicationPlan *plan, uint64_t number);

/* Simulates the insurer under one strategy, and takes the outcome over for all later ones that give
 * it the same conditions; does nothing where an earlier one does that. Thread-safe for different
 * pairs of insurer and strategy of a replication. Returns false if *interrupted became true on the
 * way, or the insurer's run did not get ahead (see event_budget.h) and insurer_workspace_failure
 * tells of it: the replication is then only good for replication_free. */
bool replication_run_insurer(Replication *replication, size_t insurer, size_t strategy_position,
                             InsurerWorkspace *workspace, const atomic_bool *interrupted);

/* Of the run that did not get ahead: who, under which strategy, when, and what to look at. One that
 * has not failed where there was none. */
const Failure *insurer_workspace_failure(const InsurerWorkspace *workspace);

/* After all insurers under all strategies: fills outcomes[strategy_count], whose arrays the caller
 * provides (sizes in Measures). */
void replication_end(Replication *replication, Outcome *outcomes);

void replication_free(Replication *replication);

/* Writes every event of one replication under one strategy to `trace`. False where an insurer's run
 * did not get ahead. */
bool replication_trace(const ReplicationPlan *plan, uint64_t number, size_t strategy_position,
                       Trace *trace, Failure *failure);

/* Insurers in the order in which they are best run, largest expected work first; `order` holds
 * insurer_count. */
void replication_insurer_order(const ReplicationPlan *plan, size_t *order);

/* Bytes of a replication from its beginning on, over all strategies; more come while it runs. */
double replication_bytes(const ReplicationPlan *plan);

/* Expected work of an insurer under one strategy, in requests and contacts; for progress. */
double replication_insurer_work(const ReplicationPlan *plan, size_t insurer);

#endif
