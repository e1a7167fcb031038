/* One insurer's own small simulation, driven by its timeline: the queues of its services and its
 * support desk.
 *
 * Nothing in it depends on another insurer, so (replication, strategy, insurer) are independent
 * pieces of work. Nothing that happens at the desk changes a queue, so the services run first, one
 * after the other, and then the desk, which meets the contacts that their requests became. The run
 * starts empty at -warmup, meets no disturbance before t = 0 and ends at the horizon. At equal
 * times completions come first, then what becomes ready (arrivals, changes of the timeline, opening
 * hours, patience that ends), then servers and agents choose: a choice is put off until nothing
 * else is due at that instant.
 */
#ifndef MODELS_INSURER_H
#define MODELS_INSURER_H

#include "models/contact_feed.h"
#include "models/desk.h"
#include "models/event_budget.h"
#include "models/recorder.h"
#include "models/scenario.h"
#include "models/service.h"
#include "models/timeline.h"
#include "models/trace.h"
#include "sim/entity_pool.h"
#include "sim/sample_grid.h"
#include "sim/simulation.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a run depends on; two runs with equal conditions and demand have equal outcomes. */
struct InsurerConditions {
    const Scenario *scenario;
    size_t insurer;
    const InsurerTimeline *timeline;
    bool fallback;                   /* the strategy allows working by hand */
    size_t surge_agents;             /* additional agents ... */
    double surge_from_h, surge_to_h; /* ... in [from, to); INFINITY: never */
    uint64_t seed, replication;
    Trace *trace; /* NULL: none */
};

typedef struct Insurer {
    /* outcome, valid after insurer_run */
    ServiceRecorder *service_recorders; /* [service_count] */
    ChannelRecorder *channel_recorders; /* [channel_count] */
    DeskRecorder desk_recorder;
    uint64_t requests, contacts, events; /* simulated, warm-up included */
    BudgetWatch watch;                   /* breach: why the run was stopped, if it was */

    EventBudget budget; /* of the next run; insurer_new gives that of no expected arrival */

    /* private */
    SampleGrid grid;
    const InsurerConditions *conditions;
    Simulation simulation; /* of the desk */
    EntityPool contacts_pool;
    Service service; /* one after the other */
    ContactFeed feed;
    uint64_t numbered_contacts; /* first attempts so far, warm-up included */
    size_t service_count, channel_count;
    Desk desk;
    Event timeline_changes;
    size_t next_change;
    double first_change_h,
        last_change_h; /* of the timeline; last_change_h INFINITY where something stays down */
} Insurer;

/* A workspace for the insurers of a case (all of a case have the same services and channels). */
Insurer *insurer_new(const Scenario *scenario);

/* Nobody will ask for curves of the coming runs: what only they need is not collected. */
void insurer_without_curves(Insurer *insurer);

void insurer_free(Insurer *insurer);

/* Runs the insurer; the recorders then hold its outcome until the next run. Returns false where
 * *interrupted became true on the way (NULL: cannot be interrupted), or where the run took more
 * events than its budget: then watch.breach tells. */
bool insurer_run(Insurer *insurer, const InsurerConditions *conditions,
                 const atomic_bool *interrupted);

/* Whether the two give the same outcome, so that one run serves both. */
bool insurer_conditions_equal(const InsurerConditions *a, const InsurerConditions *b);

#endif
