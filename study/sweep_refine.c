#include "study/sweep_refine.h"

#include "base/memory.h"
#include "study/decision_refine.h"
#include "study/sweep_answers.h"

#include <stdlib.h>

typedef struct Refining {
    const SweepOrder *order;
    size_t *have; /* [point]: replications given so far */
    size_t *more; /* [point]: space */
    size_t spent;
} Refining;

/* Adds to `have` what the round gives; *given is 0 where nothing is open any more. */
static bool plan_round(Refining *refining, size_t rounds_left, size_t *given, Failure *failure)
{
    const SweepOrder *order = refining->order;
    SweepData data;
    SweepAnswers answers;
    bool good = sweep_data_read(&data, order->folder, order->metric, failure);
    const AnswerRequest request = {.data = &data,
                                   .metric = order->metric,
                                   .map = order->map,
                                   .looks = REFINE_LOOKS,
                                   .limits = refining->have};
    good = good && sweep_answers_find(&answers, &request, data.arena, failure);
    if (good && !(answers.has_map && answers.decides)) {
        good = failure_of_input(failure, "--refine: this sweep has no decision map to refine");
    }
    if (good) {
        const size_t budget = (order->refine - refining->spent) / rounds_left;
        *given = decision_refine(&answers.map, budget, refining->more);
        for (size_t p = 0; p < data.point_count; ++p) {
            refining->have[p] += refining->more[p];
        }
        refining->spent += *given;
    }
    sweep_data_deinit(&data);
    return good;
}

static bool run_rounds(Refining *refining, SweepOutcome *outcome, Failure *failure)
{
    SweepPlan plan = *refining->order->plan;
    SweepOrder order = *refining->order;
    plan.targets = refining->have;
    order.plan = &plan;
    order.force = false;
    for (size_t round = 0; round < REFINE_ROUNDS && !outcome->interrupted; ++round) {
        size_t given = 0;
        if (!plan_round(refining, REFINE_ROUNDS - round, &given, failure)) {
            return false;
        }
        if (given == 0) {
            break;
        }
        const size_t run_before = outcome->points_run;
        if (!sweep_run(&order, outcome, failure)) {
            return false;
        }
        outcome->points_run += run_before;
    }
    return true;
}

bool sweep_run_refined(const SweepOrder *order, SweepOutcome *outcome, Failure *failure)
{
    if (!sweep_run(order, outcome, failure)) {
        return false;
    }
    if (order->refine == 0 || outcome->interrupted) {
        return true;
    }
    const size_t points = order->plan->design.point_count;
    Refining refining = {.order = order,
                         .have = memory_allocate(points, sizeof *refining.have),
                         .more = memory_allocate(points, sizeof *refining.more)};
    for (size_t p = 0; p < points; ++p) {
        refining.have[p] = order->plan->study.replications;
    }
    const bool good = run_rounds(&refining, outcome, failure);
    free(refining.have);
    free(refining.more);
    return good;
}
