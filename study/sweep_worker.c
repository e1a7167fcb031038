#include "study/sweep_worker.h"

#include "base/clock.h"
#include "base/memory.h"
#include "study/samples.h"
#include "study/sweep_curves.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct SweepWorker {
    const SweepPlan *plan;
    const atomic_bool *interrupted;
    size_t point; /* SWEEP_NONE: none is open */
    SweepPointCase point_case;
    InsurerWorkspace *workspace;
    double *values;
    size_t values_size;
};

SweepWorker *sweep_worker_new(const SweepPlan *plan, const atomic_bool *interrupted)
{
    SweepWorker *worker = memory_allocate(1, sizeof *worker);
    *worker = (SweepWorker){.plan = plan, .interrupted = interrupted, .point = SWEEP_NONE};
    return worker;
}

static void close_point(SweepWorker *worker)
{
    if (worker->point != SWEEP_NONE) {
        insurer_workspace_free(worker->workspace);
        sweep_point_close(&worker->point_case);
        worker->point = SWEEP_NONE;
    }
}

void sweep_worker_free(SweepWorker *worker)
{
    close_point(worker);
    free(worker->values);
    free(worker);
}

static bool open_point(SweepWorker *worker, size_t point, Failure *failure)
{
    if (worker->point == point) {
        return true;
    }
    close_point(worker);
    Diagnostics *diagnostics = diagnostics_new();
    const bool opened = sweep_point_open(&worker->point_case, worker->plan, point, diagnostics);
    if (opened) {
        worker->point = point;
        worker->workspace = insurer_workspace_new(&worker->point_case.replications);
    } else { /* it was valid when the sweep began: a file has changed under it */
        TextBuilder lines = {0};
        diagnostics_print(diagnostics, &lines);
        failure_of_input(failure, "point %zu: %.400s", point + 1, lines.text);
        text_deinit(&lines);
    }
    diagnostics_free(diagnostics);
    return opened;
}

/* The chosen rows of every strategy, and its curves. */
static void take_values(const SweepWorker *worker, const Sample *sample, double *out)
{
    const SweepPlan *plan = worker->plan;
    const Measures *measures = worker->point_case.replications.measures;
    assert(measures); /* a point is open */
    const size_t rows = measures->value_count;
    for (size_t s = 0; s < plan->study.strategy_count; ++s) {
        for (size_t m = 0; m < plan->metric_count; ++m) {
            out[m] = sample->values[s * rows + plan->rows[m]];
        }
        if (plan->curves.service_count > 0) {
            sweep_curves_take(&plan->curves, measures, sample->curves + s * measures->curve_doubles,
                              out + plan->metric_count);
        }
        out += sweep_plan_row_length(plan);
    }
}

static void end_replication(const SweepWorker *worker, Replication *replication, double *out)
{
    const ReplicationPlan *plan = &worker->point_case.replications;
    Sample *sample = sample_new(plan->measures, plan->strategy_count);
    Outcome *outcomes = memory_allocate(plan->strategy_count, sizeof *outcomes);
    sample_outcomes(sample, plan->measures, plan->strategy_count, outcomes);
    replication_end(replication, outcomes);
    take_values(worker, sample, out);
    free(outcomes);
    sample_free(sample);
}

static bool run_replication(SweepWorker *worker, size_t number, double *out, Failure *failure)
{
    const ReplicationPlan *plan = &worker->point_case.replications;
    const size_t insurers = scenario_case_base(plan->scenario_case)->insurer_count;
    const size_t pieces = insurers * plan->strategy_count;
    Replication *replication = replication_begin(plan, number);
    bool whole = true;
    for (size_t i = 0; i < pieces && whole; ++i) {
        whole =
            replication_run_insurer(replication, i / plan->strategy_count, i % plan->strategy_count,
                                    worker->workspace, worker->interrupted);
    }
    if (whole) {
        end_replication(worker, replication, out);
    } else if (insurer_workspace_failure(worker->workspace)->failed && !failure->failed) {
        *failure = *insurer_workspace_failure(worker->workspace);
    }
    replication_free(replication);
    return whole;
}

const double *sweep_worker_run(SweepWorker *worker, const SweepBlock *block, Failure *failure)
{
    const size_t size = worker->plan->study.strategy_count * sweep_plan_row_length(worker->plan);
    if (block->count * size > worker->values_size) {
        worker->values_size = block->count * size;
        worker->values = memory_grow(worker->values, worker->values_size, sizeof(double));
    }
    if (!open_point(worker, block->point, failure)) {
        return NULL;
    }
    for (size_t r = 0; r < block->count; ++r) {
        if (!run_replication(worker, block->first + r, worker->values + r * size, failure)) {
            return NULL;
        }
    }
    return worker->values;
}

void sweep_worker_empty(SweepWorker *worker, SweepQueue *queue)
{
    SweepPiece piece;
    while (sweep_queue_take(queue, &piece)) {
        Failure failure = {0};
        const double *values = sweep_worker_run(worker, &piece.block, &failure);
        if (values) {
            sweep_queue_deliver(queue, &piece, values);
        } else if (failure.failed) {
            sweep_queue_fail(queue, &failure);
        }
    }
}

typedef struct Crew {
    SweepQueue *queue;
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    size_t running;
} Crew;

static void *work(void *argument)
{
    Crew *crew = argument;
    SweepWorker *worker = sweep_worker_new(crew->queue->plan, crew->queue->interrupted);
    sweep_worker_empty(worker, crew->queue);
    sweep_worker_free(worker);
    pthread_mutex_lock(&crew->mutex);
    --crew->running;
    pthread_cond_signal(&crew->ended);
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

static void watch(Crew *crew, void (*report)(void *context, const Progress *progress),
                  void *context)
{
    enum { REPORT_NS = 200000000, SECOND_NS = 1000000000 };
    const double began_s = clock_wall_s();
    pthread_mutex_lock(&crew->mutex);
    while (crew->running > 0) {
        struct timespec until;
        (void)clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += REPORT_NS;
        until.tv_sec += until.tv_nsec / SECOND_NS;
        until.tv_nsec %= SECOND_NS;
        (void)pthread_cond_timedwait(&crew->ended, &crew->mutex, &until);
        if (report) {
            pthread_mutex_unlock(&crew->mutex);
            Progress progress = sweep_queue_progress(crew->queue);
            progress.elapsed_s = clock_wall_s() - began_s;
            report(context, &progress);
            pthread_mutex_lock(&crew->mutex);
        }
    }
    pthread_mutex_unlock(&crew->mutex);
}

static void crew_init(Crew *crew, SweepQueue *queue)
{
    pthread_condattr_t attributes;
    *crew = (Crew){.queue = queue};
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&crew->ended, &attributes);
    pthread_condattr_destroy(&attributes);
}

void sweep_workers_run(SweepQueue *queue, size_t threads,
                       void (*report)(void *context, const Progress *progress), void *context)
{
    Crew crew;
    pthread_t *started = memory_allocate(threads, sizeof *started);
    size_t count = 0;
    crew_init(&crew, queue);
    crew.running = threads;
    while (count < threads && pthread_create(&started[count], NULL, work, &crew) == 0) {
        ++count;
    }
    if (count < threads) { /* fewer take longer and compute the same */
        pthread_mutex_lock(&crew.mutex);
        crew.running -= threads - count;
        pthread_mutex_unlock(&crew.mutex);
    }
    if (count == 0) {
        Failure failure = {0};
        failure_set(&failure, "cannot start a thread");
        sweep_queue_fail(queue, &failure);
    }
    watch(&crew, report, context);
    for (size_t i = 0; i < count; ++i) {
        (void)pthread_join(started[i], NULL);
    }
    pthread_cond_destroy(&crew.ended);
    pthread_mutex_destroy(&crew.mutex);
    free(started);
}
