/* Rank 0 checks the command line and the scenario, owns the store, hands out pieces and works on
 * pieces itself, in a thread of its own. The others wait for its word before they read anything, so
 * each mistake is told once. A helper asks with the result of its last piece and is answered with
 * the next one; a piece is in the store before its helper gets another, so that a rank which dies,
 * and MPI all others with it, loses no finished piece. */
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/ranks.h"

#include "base/clock.h"
#include "base/memory.h"
#include "study/sweep_store.h"
#include "study/sweep_worker.h"

#include <mpi.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum Tag { TAG_ASK, TAG_ANSWER, TAG_FAILURE };

/* What rank 0 tells all others, once. */
enum Word { WORD_END, WORD_HELP };

/* A message of doubles, whole numbers in them being exact: what it is, the piece, then the values
 * of a result. */
enum MessageKind { MESSAGE_READY, MESSAGE_RESULT, MESSAGE_BROKEN, MESSAGE_PIECE, MESSAGE_END };
enum { KIND, POINT, FIRST, COUNT, HEADER };

static const double REPORT_S = 0.2;

static int own_rank(void)
{
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

static int rank_count(void)
{
    int count = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

/* Rank 0 speaks, the others listen. */
static int share_word(int word)
{
    MPI_Bcast(&word, 1, MPI_INT, 0, MPI_COMM_WORLD);
    return word;
}

/* One attribute of the process: whether rank 0 has called the others. */
static bool *has_called(void)
{
    static bool called = false;
    return &called;
}

int ranks_run(int (*run)(int count, char **typed), int count, char **typed)
{
    int provided = 0;
    int status = STATUS_DONE;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    if (own_rank() == 0) {
        status = run(count, typed);
        if (!*has_called()) {
            share_word(WORD_END);
        }
    } else if (share_word(WORD_END) == WORD_HELP) {
        status = run(count, typed);
        if (status != STATUS_DONE) { /* rank 0 waits for it */
            MPI_Abort(MPI_COMM_WORLD, status);
        }
    }
    MPI_Finalize();
    return status;
}

bool ranks_is_helper(void)
{
    return own_rank() != 0;
}

static void pause_shortly(void)
{
    const struct timespec pause = {.tv_nsec = 200000};
    (void)nanosleep(&pause, NULL);
}

/* All ranks must have read the same files. */
static bool is_same_sweep(const SweepPlan *plan)
{
    char own[DIGEST_TEXT], first[DIGEST_TEXT];
    sweep_store_digest(plan, own);
    memcpy(first, own, sizeof own);
    MPI_Bcast(first, DIGEST_TEXT, MPI_CHAR, 0, MPI_COMM_WORLD);
    return strcmp(own, first) == 0;
}

static size_t value_count(const SweepPlan *plan, size_t replications)
{
    return replications * plan->study.strategy_count * sweep_plan_row_length(plan);
}

/* ---- helpers ---- */

static void ask_with_result(const SweepPlan *plan, const SweepBlock *block, const double *values,
                            double *message)
{
    const size_t count = value_count(plan, block->count);
    message[KIND] = MESSAGE_RESULT;
    message[POINT] = (double)block->point;
    message[FIRST] = (double)block->first;
    message[COUNT] = (double)block->count;
    memcpy(message + HEADER, values, count * sizeof *values);
    MPI_Send(message, (int)(HEADER + count), MPI_DOUBLE, 0, TAG_ASK, MPI_COMM_WORLD);
}

static void ask_broken(const Failure *failure)
{
    const double message[HEADER] = {[KIND] = MESSAGE_BROKEN};
    MPI_Send(message, HEADER, MPI_DOUBLE, 0, TAG_ASK, MPI_COMM_WORLD);
    MPI_Send(failure, (int)sizeof *failure, MPI_BYTE, 0, TAG_FAILURE, MPI_COMM_WORLD);
}

/* The next piece; false where there is none. */
static bool hear_answer(SweepBlock *block)
{
    double answer[HEADER];
    MPI_Recv(answer, HEADER, MPI_DOUBLE, 0, TAG_ANSWER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    *block = (SweepBlock){(size_t)answer[POINT], (size_t)answer[FIRST], (size_t)answer[COUNT]};
    return (int)answer[KIND] == MESSAGE_PIECE;
}

int ranks_help(const SweepPlan *plan)
{
    if (!is_same_sweep(plan)) {
        complain("rank %d has read other files than rank 0", own_rank());
        return STATUS_FAILED;
    }
    SweepWorker *worker = sweep_worker_new(plan, interrupt_flag());
    double *message =
        memory_allocate(HEADER + value_count(plan, plan->study.replications), sizeof *message);
    const double ready[HEADER] = {[KIND] = MESSAGE_READY};
    SweepBlock block;
    MPI_Send(ready, HEADER, MPI_DOUBLE, 0, TAG_ASK, MPI_COMM_WORLD);
    while (hear_answer(&block)) {
        Failure failure = {0};
        const double *values = sweep_worker_run(worker, &block, &failure);
        if (values) {
            ask_with_result(plan, &block, values, message);
        } else {
            ask_broken(&failure);
        }
    }
    free(message);
    sweep_worker_free(worker);
    return STATUS_DONE;
}

/* ---- rank 0 ---- */

typedef struct Desk {
    SweepQueue *queue;
    int helpers;         /* that were not told to end yet */
    SweepPiece *pieces;  /* [rank]: what it works on */
    double *message;     /* room for the largest */
    size_t message_size; /* in doubles */
} Desk;

static void answer(Desk *desk, int rank)
{
    double message[HEADER] = {[KIND] = MESSAGE_END};
    SweepPiece *piece = &desk->pieces[rank];
    if (sweep_queue_take(desk->queue, piece)) {
        message[KIND] = MESSAGE_PIECE;
        message[POINT] = (double)piece->block.point;
        message[FIRST] = (double)piece->block.first;
        message[COUNT] = (double)piece->block.count;
    } else {
        --desk->helpers;
    }
    MPI_Send(message, HEADER, MPI_DOUBLE, rank, TAG_ANSWER, MPI_COMM_WORLD);
}

static void hear_failure(const Desk *desk, int rank)
{
    Failure failure;
    MPI_Recv(&failure, (int)sizeof failure, MPI_BYTE, rank, TAG_FAILURE, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (failure.failed) {
        sweep_queue_fail(desk->queue, &failure);
    }
}

/* Serves one helper that asks; false where none does. */
static bool serve(Desk *desk)
{
    int waits = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, TAG_ASK, MPI_COMM_WORLD, &waits, &status);
    if (!waits) {
        return false;
    }
    const int rank = status.MPI_SOURCE;
    MPI_Recv(desk->message, (int)desk->message_size, MPI_DOUBLE, rank, TAG_ASK, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    const int kind = (int)desk->message[KIND];
    if (kind == MESSAGE_RESULT) {
        sweep_queue_deliver(desk->queue, &desk->pieces[rank], desk->message + HEADER);
    } else if (kind == MESSAGE_BROKEN) {
        hear_failure(desk, rank);
    }
    answer(desk, rank);
    return true;
}

typedef struct OwnWork {
    SweepQueue *queue;
    atomic_bool ended;
} OwnWork;

static void *work(void *argument)
{
    OwnWork *own = argument;
    SweepWorker *worker = sweep_worker_new(own->queue->plan, own->queue->interrupted);
    sweep_worker_empty(worker, own->queue);
    sweep_worker_free(worker);
    atomic_store(&own->ended, true);
    return NULL;
}

static void serve_until_done(Desk *desk, const OwnWork *own, const SweepOrder *order)
{
    const double began_s = clock_wall_s();
    double reported_s = began_s;
    while (desk->helpers > 0 || !atomic_load(&own->ended)) {
        if (serve(desk)) {
            continue;
        }
        pause_shortly();
        const double now_s = clock_wall_s();
        if (order->report && now_s - reported_s >= REPORT_S) {
            Progress progress = sweep_queue_progress(desk->queue);
            progress.elapsed_s = now_s - began_s;
            order->report(order->context, &progress);
            reported_s = now_s;
        }
    }
}

static void run_on_all(SweepQueue *queue, const SweepOrder *order)
{
    const size_t size = HEADER + value_count(order->plan, order->plan->study.replications);
    Desk desk = {.queue = queue,
                 .helpers = rank_count() - 1,
                 .pieces = memory_allocate((size_t)rank_count(), sizeof *desk.pieces),
                 .message = memory_allocate(size, sizeof *desk.message),
                 .message_size = size};
    OwnWork own = {.queue = queue};
    pthread_t thread;
    *has_called() = true;
    share_word(WORD_HELP);
    (void)is_same_sweep(order->plan);
    const bool started = pthread_create(&thread, NULL, work, &own) == 0;
    if (!started) { /* the helpers do it alone */
        atomic_store(&own.ended, true);
        if (desk.helpers == 0) {
            Failure failure = {0};
            failure_set(&failure, "cannot start a thread");
            sweep_queue_fail(queue, &failure);
        }
    }
    serve_until_done(&desk, &own, order);
    if (started) {
        (void)pthread_join(thread, NULL);
    }
    free(desk.pieces);
    free(desk.message);
}

SweepRunner ranks_sweep_runner(void)
{
    return run_on_all;
}
