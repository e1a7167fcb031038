#include "study/study.h"

#include "study/workers.h"

static const size_t CURVES_IN_MEMORY = (size_t)128 << 20; /* bytes; the rest goes to a file */
static const size_t CURVES_UNDER_WAY = (size_t)1
                                       << 30; /* bytes, of the replications that finish at once */

/* Each replication that ends needs room for all its curves. */
static bool curves_fit(const StudyOrder *order, Failure *failure)
{
    const StudyPlan *plan = order->plan;
    double bytes =
        (double)plan->strategy_count * (double)plan->measures->curve_doubles * sizeof(double);
    if (bytes * (double)(order->threads + 1) <= (double)CURVES_UNDER_WAY) {
        return true;
    }
    return failure_set(failure,
                       "the curves of one replication take %.0f MB, too much for %zu threads at "
                       "once: use --no-curves, "
                       "fewer threads, or a larger sample_h in scenario.csv",
                       bytes / 1e6, order->threads);
}

static bool run_until(Study *study, const StudyOrder *order, size_t from, size_t replications,
                      Failure *failure)
{
    ReplicationPlan replication_plan = plan_replications(order->plan);
    WorkOrder work = {
        .plan = &replication_plan,
        .first = from,
        .end = replications,
        .threads = order->threads,
        .interrupted = order->interrupted,
        .report = order->report,
        .context = order->context,
    };
    if (!workers_run(&work, study->samples, failure)) {
        return false;
    }
    study->interrupted = samples_count(study->samples) < replications;
    return true;
}

static bool run_to_precision(Study *study, const StudyOrder *order, Failure *failure)
{
    const StudyPlan *plan = order->plan;
    const PrecisionTarget *target = order->precision;
    size_t next = PRECISION_FEWEST < target->most ? PRECISION_FEWEST : target->most;
    do {
        if (!run_until(study, order, samples_count(study->samples), next, failure)) {
            return false;
        }
        study->precision =
            precision_judge(target, study->samples, plan->baseline, plan->confidence);
        next = study->precision.next;
    } while (!study->interrupted && next > samples_count(study->samples));
    return true;
}

bool study_run(Study *study, const StudyOrder *order, Failure *failure)
{
    const StudyPlan *plan = order->plan;
    *study = (Study){.plan = plan};
    study->samples =
        samples_new(plan->measures, plan->strategy_count, order->spill_folder, CURVES_IN_MEMORY);
    if (!curves_fit(order, failure)) {
        return false;
    }
    if (order->precision) {
        return run_to_precision(study, order, failure);
    }
    return run_until(study, order, 0, plan->replications, failure);
}

void study_deinit(Study *study)
{
    samples_free(study->samples);
    study->samples = NULL;
}
