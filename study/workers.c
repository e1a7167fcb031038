/* One mutex guards the whole pool: a piece takes milliseconds, taking one some hundred nanoseconds.
 */
#include "study/workers.h"

#include "base/clock.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { REPORTS_PER_S = 5 };

typedef enum SlotState {
    SLOT_FREE,
    SLOT_BEGINNING,
    SLOT_RUNNING,
    SLOT_ENDING,
    SLOT_FINISHED
} SlotState;

typedef struct Slot { /* a replication under way */
    SlotState state;
    uint64_t number;
    Replication *replication;
    size_t taken, finished; /* pieces */
    bool broken;            /* a piece was interrupted */
    Sample *sample;         /* once finished */
} Slot;

typedef struct Pool {
    const WorkOrder *order;
    Samples *samples;
    Failure *failure;
    size_t strategies;
    size_t pieces;         /* of a replication: insurers x strategies */
    size_t *insurer_order; /* piece p is insurer_order[p / strategies], strategy p % strategies */
    double *insurer_work;  /* under one strategy, by insurer */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t slot_count;
    Slot *slots; /* replication `number` is in slot number % slot_count */
    uint64_t next_begin, next_commit;
    bool stopped;
    size_t running_threads;
    Progress progress;
} Pool;

static bool pool_is_interrupted(const Pool *pool)
{
    return pool->stopped || (pool->order->interrupted && atomic_load(pool->order->interrupted));
}

static Slot *slot_of(Pool *pool, uint64_t number)
{
    return &pool->slots[number % pool->slot_count];
}

static bool is_finished(Pool *pool, uint64_t number)
{
    return number < pool->next_commit ||
           (number < pool->next_begin && slot_of(pool, number)->state == SLOT_FINISHED);
}

/* Of an antithetic pair neither is handed over without the other. */
static bool can_be_handed_over(Pool *pool, uint64_t number)
{
    return is_finished(pool, number) &&
           (!pool->order->plan->antithetic || is_finished(pool, number ^ 1));
}

/* Hands finished replications over as far as they follow one another without a gap. */
static void commit_finished(Pool *pool)
{
    for (; can_be_handed_over(pool, pool->next_commit); ++pool->next_commit) {
        Slot *slot = slot_of(pool, pool->next_commit);
        if (!samples_add(pool->samples, slot->sample, pool->failure)) {
            pool->stopped = true;
        }
        *slot = (Slot){.state = SLOT_FREE};
        ++pool->progress.done;
    }
}

/* Called and returns with the mutex held, which it gives up while it works. */
static void end_replication(Pool *pool, Slot *slot)
{
    const ReplicationPlan *plan = pool->order->plan;
    slot->state = SLOT_ENDING;
    pthread_mutex_unlock(&pool->mutex);
    Sample *sample = sample_new(plan->measures, plan->strategy_count);
    Outcome *outcomes = memory_allocate(plan->strategy_count, sizeof *outcomes);
    sample_outcomes(sample, plan->measures, plan->strategy_count, outcomes);
    replication_end(slot->replication, outcomes);
    sample_count(sample, plan->strategy_count, outcomes);
    sample->number = slot->number;
    free(outcomes);
    replication_free(slot->replication);
    pthread_mutex_lock(&pool->mutex);
    slot->replication = NULL;
    slot->sample = sample;
    slot->state = SLOT_FINISHED;
    commit_finished(pool);
    pthread_cond_broadcast(&pool->changed);
}

static void begin_replication(Pool *pool)
{
    uint64_t number = pool->next_begin++;
    Slot *slot = slot_of(pool, number);
    *slot = (Slot){.state = SLOT_BEGINNING, .number = number};
    pthread_mutex_unlock(&pool->mutex);
    Replication *replication = replication_begin(pool->order->plan, number);
    pthread_mutex_lock(&pool->mutex);
    slot->replication = replication;
    slot->state = SLOT_RUNNING;
    if (pool->pieces == 0) {
        end_replication(pool, slot);
    }
    pthread_cond_broadcast(&pool->changed);
}

static void run_piece(Pool *pool, Slot *slot, InsurerWorkspace *workspace)
{
    size_t insurer = pool->insurer_order[slot->taken / pool->strategies];
    size_t strategy = slot->taken++ % pool->strategies;
    pthread_mutex_unlock(&pool->mutex);
    bool whole = replication_run_insurer(slot->replication, insurer, strategy, workspace,
                                         pool->order->interrupted);
    pthread_mutex_lock(&pool->mutex);
    if (!whole && insurer_workspace_failure(workspace)->failed && !pool->failure->failed) {
        *pool->failure = *insurer_workspace_failure(workspace);
        pool->stopped = true;
    }
    slot->broken = slot->broken || !whole;
    ++slot->finished;
    pool->progress.work_done += pool->insurer_work[insurer];
    if (slot->finished == pool->pieces && !slot->broken) {
        end_replication(pool, slot);
    }
}

/* The earliest replication that has a piece to take, or NULL. */
static Slot *slot_with_piece(Pool *pool)
{
    for (uint64_t number = pool->next_commit; number < pool->next_begin; ++number) {
        Slot *slot = slot_of(pool, number);
        if (slot->state == SLOT_RUNNING && slot->taken < pool->pieces) {
            return slot;
        }
    }
    return NULL;
}

static bool replication_can_begin(const Pool *pool)
{
    return pool->next_begin < pool->order->end &&
           pool->next_begin - pool->next_commit < pool->slot_count;
}

/* Whether no piece will ever be there to take any more. */
static bool all_is_taken(Pool *pool)
{
    if (pool->next_begin < pool->order->end) {
        return false;
    }
    for (uint64_t number = pool->next_commit; number < pool->next_begin; ++number) {
        const Slot *slot = slot_of(pool, number);
        if (slot->state == SLOT_BEGINNING ||
            (slot->state == SLOT_RUNNING && slot->taken < pool->pieces)) {
            return false;
        }
    }
    return true;
}

static void *worker(void *argument)
{
    Pool *pool = argument;
    InsurerWorkspace *workspace = insurer_workspace_new(pool->order->plan);
    pthread_mutex_lock(&pool->mutex);
    while (!pool_is_interrupted(pool) && !all_is_taken(pool)) {
        Slot *slot = slot_with_piece(pool);
        if (slot) {
            run_piece(pool, slot, workspace);
        } else if (replication_can_begin(pool)) {
            begin_replication(pool);
        } else {
            pthread_cond_wait(&pool->changed, &pool->mutex);
        }
    }
    --pool->running_threads;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->mutex);
    insurer_workspace_free(workspace);
    return NULL;
}

static struct timespec moment_in(double seconds)
{
    struct timespec moment;
    (void)clock_gettime(CLOCK_MONOTONIC, &moment);
    moment.tv_nsec += (long)(seconds * 1e9);
    moment.tv_sec += moment.tv_nsec / 1000000000;
    moment.tv_nsec %= 1000000000;
    return moment;
}

static void report_progress(Pool *pool, double began_s)
{
    pool->progress.elapsed_s = clock_wall_s() - began_s;
    Progress progress = pool->progress;
    if (pool->order->report) {
        pthread_mutex_unlock(&pool->mutex);
        pool->order->report(pool->order->context, &progress);
        pthread_mutex_lock(&pool->mutex);
    }
}

/* Reports until all threads have ended. Wakes those that wait once there was an interrupt. */
static void watch(Pool *pool)
{
    double began_s = clock_wall_s();
    struct timespec until = moment_in(1.0 / REPORTS_PER_S);
    pthread_mutex_lock(&pool->mutex);
    while (pool->running_threads > 0) {
        if (pthread_cond_timedwait(&pool->changed, &pool->mutex, &until) != ETIMEDOUT) {
            continue;
        }
        if (pool_is_interrupted(pool)) {
            pthread_cond_broadcast(&pool->changed);
        }
        report_progress(pool, began_s);
        until = moment_in(1.0 / REPORTS_PER_S);
    }
    pthread_mutex_unlock(&pool->mutex);
}

static size_t start_threads(Pool *pool, pthread_t *threads, Failure *failure)
{
    size_t started = 0;
    pthread_mutex_lock(&pool->mutex);
    for (; started < pool->order->threads; ++started) {
        int error = pthread_create(&threads[started], NULL, worker, pool);
        if (error != 0 && started == 0) {
            failure_set(failure, "cannot start a thread: %s", strerror(error));
        }
        if (error != 0) {
            break; /* fewer threads take longer and compute the same */
        }
    }
    pool->running_threads = started;
    pthread_mutex_unlock(&pool->mutex);
    return started;
}

static void pool_init(Pool *pool, const WorkOrder *order)
{
    const ReplicationPlan *plan = order->plan;
    size_t insurers = scenario_case_base(plan->scenario_case)->insurer_count;
    pool->strategies = plan->strategy_count;
    pool->pieces = insurers * pool->strategies;
    pool->insurer_order = memory_allocate(insurers, sizeof *pool->insurer_order);
    pool->insurer_work = memory_allocate(insurers, sizeof *pool->insurer_work);
    replication_insurer_order(plan, pool->insurer_order);
    double work = 0;
    for (size_t i = 0; i < insurers; ++i) {
        pool->insurer_work[i] = replication_insurer_work(plan, i);
        work += pool->insurer_work[i] * (double)pool->strategies;
    }
    const size_t waiting = plan->antithetic ? 1 : 0; /* the first of a pair, for the second */
    pool->slot_count =
        order->most_under_way > 0 && order->most_under_way <= order->threads + waiting
            ? order->most_under_way
            : order->threads + 1 + waiting;
    pool->slots = memory_allocate(pool->slot_count, sizeof *pool->slots);
    pool->next_begin = pool->next_commit = order->first;
    size_t replications = (size_t)(order->end - order->first);
    pool->progress = (Progress){.total = replications, .work_total = work * (double)replications};
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&pool->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&pool->mutex, NULL);
}

/* After an interrupt some replications may be finished beyond one that is not: they are kept all
 * the same. */
static void pool_deinit(Pool *pool)
{
    for (uint64_t number = pool->next_commit; number < pool->next_begin; ++number) {
        Slot *slot = slot_of(pool, number);
        if (can_be_handed_over(pool, number) && !pool->stopped) {
            pool->stopped = !samples_add(pool->samples, slot->sample, pool->failure);
        } else {
            sample_free(slot->sample);
        }
        if (slot->replication) {
            replication_free(slot->replication);
        }
    }
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->slots);
    free(pool->insurer_order);
    free(pool->insurer_work);
}

bool workers_run(const WorkOrder *order, Samples *samples, Failure *failure)
{
    assert(order->threads > 0 && order->first <= order->end);
    assert(!order->plan->antithetic || (order->first % 2 == 0 && order->end % 2 == 0));
    assert(!order->plan->antithetic || order->most_under_way != 1);
    Pool pool = {.order = order, .samples = samples, .failure = failure};
    pool_init(&pool, order);
    pthread_t *threads = memory_allocate(order->threads, sizeof *threads);
    size_t started = start_threads(&pool, threads, failure);
    watch(&pool);
    for (size_t i = 0; i < started; ++i) {
        (void)pthread_join(threads[i], NULL);
    }
    pool_deinit(&pool);
    free(threads);
    return !failure->failed;
}
