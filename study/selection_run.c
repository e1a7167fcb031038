#include "study/selection_run.h"

#include "base/memory.h"
#include "study/selection.h"
#include "study/workers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const size_t CURVES_IN_MEMORY = (size_t)128 << 20; /* bytes; the rest goes to a file */
enum { BATCH_LEAST = 10, BATCH_SHARE = 4 };

typedef struct Running {
    Study *study;
    const StudyOrder *order;
    const SelectionTarget *target;
    SelectionOutcome *outcome;
    Selection *selection;
    size_t candidates;
    size_t *positions;  /* [strategy_count]: those that still run, positions in the plan's list */
    size_t *strategies; /* the same as the models call them */
    size_t running;
} Running;

/* The strategies of the next batch: those still in, and the reference. */
static void choose_running(Running *running)
{
    const StudyPlan *plan = running->study->plan;
    running->running = 0;
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        if (s + 1 == plan->strategy_count || selection_keeps(running->selection, s)) {
            running->positions[running->running] = s;
            running->strategies[running->running++] = plan->strategies[s];
        }
    }
}

static size_t next_batch(const Running *running)
{
    const size_t count = samples_count(running->study->samples), most = running->target->most;
    size_t batch = count / BATCH_SHARE > BATCH_LEAST ? count / BATCH_SHARE : BATCH_LEAST;
    batch = count == 0 ? running->outcome->first_stage : batch;
    return batch < most - count ? batch : most - count;
}

static void fill_undefined(double *values, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        values[i] = NAN;
    }
}

/* The batch's sample as one of all strategies, those that were dropped undefined. */
static Sample *widened(const Running *running, const Sample *sample)
{
    const StudyPlan *plan = running->study->plan;
    const Measures *measures = plan->measures;
    const size_t jobs = measures->zone_count + measures->instance_count;
    Sample *wide = sample_new(measures, plan->strategy_count);
    wide->number = sample->number;
    wide->requests = sample->requests;
    wide->contacts = sample->contacts;
    wide->events = sample->events;
    wide->reused_insurers = sample->reused_insurers;
    fill_undefined(wide->values, plan->strategy_count * measures->value_count);
    fill_undefined(wide->curves, plan->strategy_count * measures->curve_doubles);
    for (size_t i = 0; i < plan->strategy_count * jobs; ++i) {
        wide->work[i] = (WorkTimes){NAN, NAN, NAN};
    }
    for (size_t i = 0; i < running->running; ++i) {
        const size_t s = running->positions[i];
        memcpy(wide->values + s * measures->value_count, sample->values + i * measures->value_count,
               measures->value_count * sizeof *wide->values);
        memcpy(wide->curves + s * measures->curve_doubles,
               sample->curves + i * measures->curve_doubles,
               measures->curve_doubles * sizeof *wide->curves);
        memcpy(wide->work + s * jobs, sample->work + i * jobs, jobs * sizeof *wide->work);
    }
    return wide;
}

static bool refuse_undefined(const Running *running, const Sample *sample, size_t strategy,
                             Failure *failure)
{
    const StudyPlan *plan = running->study->plan;
    const ValueRow *row = &plan->measures->values[running->target->row];
    return failure_of_input(
        failure,
        "--select: %s/%s/%s is undefined in replication %llu under strategy %s, and a selection "
        "compares every replication; choose a metric that always has a value, as cost_total_eur",
        row->scope, row->id, row->metric, (unsigned long long)sample->number + 1,
        plan->strategy_ids[strategy]);
}

/* One replication, in its order. */
static bool observe(Running *running, const Sample *sample, Failure *failure)
{
    const size_t values = running->study->plan->measures->value_count;
    double *observed = memory_allocate(running->candidates + 1, sizeof *observed);
    bool works = true;
    for (size_t s = 0; s < running->candidates && works; ++s) {
        observed[s] = sample->values[s * values + running->target->row];
        works = isfinite(observed[s]) || !selection_keeps(running->selection, s) ||
                refuse_undefined(running, sample, s, failure);
    }
    if (works) {
        selection_observe(running->selection, observed);
    }
    free(observed);
    return works;
}

static bool take_batch(Running *running, const Samples *batch, Failure *failure)
{
    for (size_t i = 0; i < samples_count(batch); ++i) {
        Sample *wide = widened(running, samples_held(batch, i));
        if (!observe(running, wide, failure)) {
            sample_free(wide);
            return false;
        }
        if (!samples_add(running->study->samples, wide, failure)) {
            return false;
        }
    }
    return true;
}

static bool run_batch(Running *running, size_t count, Failure *failure)
{
    const StudyOrder *order = running->order;
    const StudyPlan *plan = order->plan;
    ReplicationPlan replications = plan_replications(plan);
    replications.strategy_count = running->running;
    replications.strategies = running->strategies;
    const size_t first = samples_count(running->study->samples);
    const WorkOrder work = {
        .plan = &replications,
        .first = first,
        .end = first + count,
        .threads = order->threads,
        .interrupted = order->interrupted,
        .report = order->report,
        .context = order->context,
    };
    Samples *batch = samples_new(plan->measures, running->running, NULL, 0);
    bool works = workers_run(&work, batch, failure);
    running->study->interrupted = works && samples_count(batch) < count;
    works = works && take_batch(running, batch, failure);
    samples_free(batch);
    return works;
}

static void count_batch(Running *running, size_t count)
{
    SelectionOutcome *outcome = running->outcome;
    for (size_t i = 0; i + 1 < running->running; ++i) {
        outcome->fates[running->positions[i]].run += count;
    }
    outcome->run += (running->running - 1) * count;
    outcome->saved += (running->candidates + 1 - running->running) * count;
}

static bool run_batches(Running *running, Failure *failure)
{
    Study *study = running->study;
    do {
        const size_t from = samples_count(study->samples);
        choose_running(running);
        if (!run_batch(running, next_batch(running), failure)) {
            return false;
        }
        count_batch(running, samples_count(study->samples) - from);
    } while (!study->interrupted && !selection_is_decided(running->selection) &&
             samples_count(study->samples) < running->target->most);
    return true;
}

static void tell_outcome(const Running *running)
{
    SelectionOutcome *outcome = running->outcome;
    outcome->is_decided = selection_is_decided(running->selection);
    outcome->best = selection_best(running->selection);
    for (size_t s = 0; s < running->candidates; ++s) {
        outcome->fates[s].kept = selection_keeps(running->selection, s);
        outcome->fates[s].dropped_after = selection_dropped_after(running->selection, s);
        outcome->kept += outcome->fates[s].kept;
    }
}

bool selection_run(Study *study, const StudyOrder *order, const SelectionTarget *target,
                   SelectionOutcome *outcome, Failure *failure)
{
    const StudyPlan *plan = order->plan;
    const ValueRow *row = &plan->measures->values[target->row];
    const size_t candidates = plan->strategy_count - 1;
    *study = (Study){.plan = plan};
    study->samples =
        samples_new(plan->measures, plan->strategy_count, order->spill_folder, CURVES_IN_MEMORY);
    *outcome = (SelectionOutcome){
        .first_stage = target->most < SELECTION_FIRST_STAGE ? target->most : SELECTION_FIRST_STAGE,
        .fates = memory_allocate(candidates + 1, sizeof *outcome->fates)};
    if (candidates == 0) {
        return failure_of_input(failure, "--select: there is no strategy to select from");
    }
    const SelectionRule rule = {
        .strategies = candidates,
        .first_stage = outcome->first_stage,
        .confidence = target->confidence,
        .delta = target->delta,
        .higher_is_better = row->direction == METRIC_HIGHER_IS_BETTER,
    };
    Running running = {.study = study,
                       .order = order,
                       .target = target,
                       .outcome = outcome,
                       .selection = selection_new(&rule),
                       .candidates = candidates};
    running.positions = memory_allocate(2 * plan->strategy_count, sizeof *running.positions);
    running.strategies = running.positions + plan->strategy_count;
    const bool works = run_batches(&running, failure);
    tell_outcome(&running);
    free(running.positions);
    selection_free(running.selection);
    return works;
}

void selection_outcome_deinit(SelectionOutcome *outcome)
{
    free(outcome->fates);
    outcome->fates = NULL;
}
