#include "study/sweep_queue.h"

#include "base/memory.h"

#include <stdlib.h>

/* About a second of one core: so much is lost at most when a process is killed, and a transaction
 * of the store, some milliseconds, is little beside it. */
static const double PIECE_ARRIVALS = 2e6;

static size_t piece_length(const SweepPlan *plan, size_t point)
{
    const size_t whole = sweep_plan_replications(plan, point);
    const double replications = (double)whole;
    const double work = plan->work[point] * replications;
    const double pieces = work / PIECE_ARRIVALS;
    return pieces <= 1              ? plan->study.replications
           : pieces >= replications ? 1
                                    : (size_t)(replications / pieces);
}

static void add_piece(SweepQueue *queue, size_t *capacity, const SweepBlock *block)
{
    if (queue->count == *capacity) {
        *capacity = 2 * *capacity + 64;
        queue->pieces = memory_grow(queue->pieces, *capacity, sizeof *queue->pieces);
    }
    queue->pieces[queue->count++] =
        (SweepPiece){*block, queue->plan->work[block->point] * (double)block->count};
    ++queue->left[block->point];
}

/* The unfinished replications of a point, as pieces of neighbours. */
static void list_point(SweepQueue *queue, size_t *capacity, size_t point, const bool *done)
{
    const size_t replications = sweep_plan_replications(queue->plan, point);
    const size_t length = piece_length(queue->plan, point);
    for (size_t first = 0; first < replications;) {
        SweepBlock block = {.point = point, .first = first};
        while (first < replications && !done[first] && block.count < length) {
            ++block.count;
            ++first;
        }
        if (block.count > 0) {
            add_piece(queue, capacity, &block);
        } else {
            ++first;
        }
    }
}

static int compare_pieces(const void *left, const void *right)
{
    const SweepPiece *a = left, *b = right;
    if (a->work < b->work || a->work > b->work) {
        return a->work < b->work ? 1 : -1;
    }
    if (a->block.point != b->block.point) {
        return a->block.point < b->block.point ? -1 : 1;
    }
    return a->block.first < b->block.first ? -1 : 1;
}

static void count_work(SweepQueue *queue)
{
    for (size_t i = 0; i < queue->count; ++i) {
        queue->progress.work_total += queue->pieces[i].work;
    }
    for (size_t p = 0; p < queue->plan->design.point_count; ++p) {
        queue->progress.total += queue->left[p] > 0;
    }
}

static size_t most_replications(const SweepPlan *plan)
{
    size_t most = 0;
    for (size_t p = 0; p < plan->design.point_count; ++p) {
        const size_t replications = sweep_plan_replications(plan, p);
        most = replications > most ? replications : most;
    }
    return most;
}

bool sweep_queue_init(SweepQueue *queue, const SweepPlan *plan, SweepStore *store,
                      const atomic_bool *interrupted, Failure *failure)
{
    const size_t points = plan->design.point_count;
    const size_t most = most_replications(plan);
    size_t capacity = 0;
    bool *done = memory_allocate(points * most, sizeof *done);
    *queue = (SweepQueue){.plan = plan,
                          .store = store,
                          .interrupted = interrupted,
                          .failure = failure,
                          .left = memory_allocate(points, sizeof *queue->left)};
    pthread_mutex_init(&queue->mutex, NULL);
    const bool good = sweep_store_finished(store, most, done, failure);
    for (size_t p = plan->shard; good && p < points; p += plan->shard_count) {
        list_point(queue, &capacity, p, done + p * most);
    }
    free(done);
    if (queue->count > 1) {
        qsort(queue->pieces, queue->count, sizeof *queue->pieces, compare_pieces);
    }
    count_work(queue);
    return good;
}

void sweep_queue_deinit(SweepQueue *queue)
{
    pthread_mutex_destroy(&queue->mutex);
    free(queue->pieces);
    free(queue->left);
}

bool sweep_queue_take(SweepQueue *queue, SweepPiece *piece)
{
    pthread_mutex_lock(&queue->mutex);
    const bool interrupted = queue->interrupted && atomic_load(queue->interrupted);
    const bool there = !queue->stopped && !interrupted && queue->next < queue->count;
    if (there) {
        *piece = queue->pieces[queue->next++];
    }
    pthread_mutex_unlock(&queue->mutex);
    return there;
}

void sweep_queue_deliver(SweepQueue *queue, const SweepPiece *piece, const double *values)
{
    pthread_mutex_lock(&queue->mutex);
    if (!queue->stopped && !sweep_store_add(queue->store, &piece->block, values, queue->failure)) {
        queue->stopped = true;
    }
    if (!queue->stopped) {
        --queue->left[piece->block.point];
        queue->progress.done += queue->left[piece->block.point] == 0;
        queue->progress.work_done += piece->work;
    }
    pthread_mutex_unlock(&queue->mutex);
}

void sweep_queue_fail(SweepQueue *queue, const Failure *failure)
{
    pthread_mutex_lock(&queue->mutex);
    if (!queue->failure->failed) {
        *queue->failure = *failure;
    }
    queue->stopped = true;
    pthread_mutex_unlock(&queue->mutex);
}

Progress sweep_queue_progress(SweepQueue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    const Progress progress = queue->progress;
    pthread_mutex_unlock(&queue->mutex);
    return progress;
}

bool sweep_queue_is_done(SweepQueue *queue)
{
    const Progress progress = sweep_queue_progress(queue);
    return progress.done == progress.total;
}
