#include "study/study.h"

#include "study/study_size.h"
#include "study/workers.h"

static const size_t SAMPLES_IN_MEMORY = (size_t)32 << 20; /* bytes; the rest goes to a file */
static const double BYTES_UNDER_WAY = 1073741824.0;       /* of replications at a time */

/* Each replication that ends needs room for all its curves; two at a time keep the threads busy,
 * for its insurers are shared among them. */
static size_t most_under_way(const StudyPlan *plan)
{
    const StudySize size = study_size(plan);
    const double bytes = size.replication_bytes + size.curve_bytes + size.value_bytes;
    const double most = bytes > 0 ? BYTES_UNDER_WAY / bytes : 1e6;
    return most < 2 ? 2 : most > 1e6 ? 1000000 : (size_t)most;
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
        .most_under_way = most_under_way(order->plan),
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
    size_t next = precision_first_batch(target);
    do {
        if (!run_until(study, order, samples_count(study->samples), next, failure)) {
            return false;
        }
        study->precision =
            precision_judge(target, study->samples, plan->baseline, plan->confidence);
        if (!samples_are_whole(study->samples, failure)) {
            return false;
        }
        next = study->precision.next;
    } while (!study->interrupted && next > samples_count(study->samples));
    return true;
}

bool study_run(Study *study, const StudyOrder *order, Failure *failure)
{
    const StudyPlan *plan = order->plan;
    *study = (Study){.plan = plan};
    study->samples =
        samples_new(plan->measures, plan->strategy_count, order->spill_folder, SAMPLES_IN_MEMORY);
    if (order->precision) {
        return run_to_precision(study, order, failure);
    }
    return run_until(study, order, 0, plan->replications, failure);
}

Estimator *study_estimator(const Study *study)
{
    Estimator *estimator = estimator_new(study->plan->confidence, samples_count(study->samples));
    if (study->plan->antithetic) {
        estimator_take_pairs(estimator);
    }
    return estimator;
}

void study_deinit(Study *study)
{
    samples_free(study->samples);
    study->samples = NULL;
}
