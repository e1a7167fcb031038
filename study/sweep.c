#include "study/sweep.h"

#include "base/clock.h"
#include "study/result_folder.h"
#include "study/sweep_results.h"
#include "study/sweep_store.h"
#include "study/sweep_worker.h"

void sweep_run_threads(SweepQueue *queue, const SweepOrder *order)
{
    sweep_workers_run(queue, order->threads, order->report, order->context);
}

/* What another command, or a sweep of something else, has left in a folder taken by force. */
static bool clear_others(const SweepOrder *order, Failure *failure)
{
    return !order->force || sweep_store_exists(order->folder) ||
           result_folder_clear(order->folder, result_folder_is_ours(order->folder), failure);
}

static SweepStore *open_announced(const SweepOrder *order, const SweepFacts *facts,
                                  Failure *failure)
{
    return sweep_record_announce(facts, order->folder, failure)
               ? sweep_store_open(order->folder, order->plan, failure)
               : NULL;
}

/* A new store is announced before it is made, so that a process that is killed in between leaves a
 * folder that is known; one that is there only once it has turned out to be of this sweep. */
static SweepStore *open_store(const SweepOrder *order, const SweepFacts *facts, Failure *failure)
{
    if (!sweep_store_exists(order->folder)) {
        return open_announced(order, facts, failure);
    }
    SweepStore *store = sweep_store_open(order->folder, order->plan, failure);
    if (store) {
        if (sweep_record_announce(facts, order->folder, failure)) {
            return store;
        }
        (void)sweep_store_close(store, false, failure);
        return NULL;
    }
    if (!order->force || !failure->of_input) {
        return NULL;
    }
    *failure = (Failure){0};
    return sweep_store_remove(order->folder, failure) ? open_announced(order, facts, failure)
                                                      : NULL;
}

static bool run_missing(const SweepOrder *order, SweepStore *store, SweepOutcome *outcome,
                        Failure *failure)
{
    SweepQueue queue;
    const bool good = sweep_queue_init(&queue, order->plan, store, order->interrupted, failure);
    if (good && !sweep_queue_is_done(&queue)) {
        order->run(&queue, order);
    }
    const Progress progress = sweep_queue_progress(&queue);
    outcome->points_run = progress.done;
    outcome->interrupted = progress.done < progress.total;
    sweep_queue_deinit(&queue);
    return good && !failure->failed;
}

static void count_points(const SweepPlan *plan, SweepStore *store, SweepOutcome *outcome)
{
    const SweepData *data = sweep_store_data(store);
    for (size_t p = plan->shard; p < data->point_count; p += plan->shard_count) {
        ++outcome->points;
        outcome->points_finished += data->points[p].replications >= plan->study.replications;
    }
}

static bool write_all(const SweepOrder *order, SweepStore *store, SweepFacts *facts,
                      SweepOutcome *outcome, Failure *failure)
{
    order->say(order->context, "writing the results ...");
    if (!sweep_results_write(store, order->folder, order->threads, failure)) {
        return false;
    }
    count_points(order->plan, store, outcome);
    facts->points_finished = outcome->points_finished;
    facts->interrupted = outcome->interrupted;
    return true;
}

bool sweep_run(const SweepOrder *order, SweepOutcome *outcome, Failure *failure)
{
    const double began_s = clock_wall_s();
    SweepFacts facts = {.plan = order->plan,
                        .metric = order->metric,
                        .map = order->map,
                        .refine = order->refine,
                        .argument_count = order->argument_count,
                        .arguments = order->arguments,
                        .threads = order->threads};
    *outcome = (SweepOutcome){0};
    if (!clear_others(order, failure)) {
        return false;
    }
    SweepStore *store = open_store(order, &facts, failure);
    bool good = store && run_missing(order, store, outcome, failure) &&
                write_all(order, store, &facts, outcome, failure);
    good = sweep_store_close(store, good, failure) && good;
    facts.wall_s = clock_wall_s() - began_s;
    facts.cpu_s = clock_cpu_s();
    return good && sweep_record_write(&facts, order->folder, failure);
}
