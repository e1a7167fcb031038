#include "cli/trace_sort.h"

#include "base/failure.h"
#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Records held while merging: 56 MB in all, and at least one read worth its call for each run. */
enum { RECORDS_HELD = 1 << 20, RECORDS_OF_RUN_MOST = 4096, RECORDS_OF_RUN_LEAST = 64 };

/* Records that follow one another in the file and in time. */
typedef struct Run {
    size_t next, end;    /* in the file: not yet read */
    TraceRecord *buffer; /* of what was read */
    size_t at, held;
} Run;

struct TraceSort {
    Trace sink; /* first: what the models see is the whole */
    FILE *file; /* NULL where it could not be made */
    Failure failure;
    size_t count; /* of records */
    double last_h;
    Run *runs; /* in the order in which they came */
    size_t run_count, run_capacity;
    size_t run_records;   /* of each buffer */
    TraceRecord *buffers; /* [run][run_records] */
    size_t *heap;         /* runs that have a record left, the one with the earliest on top */
    size_t heap_count;
};

static const char *temporary_folder(void)
{
    const char *const folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

static void fail(TraceSort *sort)
{
    failure_set(&sort->failure, "the events cannot be kept in a temporary file in %s: %s",
                temporary_folder(), errno != 0 ? strerror(errno) : "it was cut short");
}

static void begin_run(TraceSort *sort)
{
    if (sort->run_count == sort->run_capacity) {
        sort->run_capacity = 2 * sort->run_capacity + 64;
        sort->runs = memory_grow(sort->runs, sort->run_capacity, sizeof *sort->runs);
    }
    sort->runs[sort->run_count++] = (Run){.next = sort->count};
}

static void keep(Trace *trace, const TraceRecord *record)
{
    TraceSort *const sort = (TraceSort *)trace;
    if (sort->failure.failed) {
        return;
    }
    if (sort->count == 0 || record->t_h < sort->last_h) {
        begin_run(sort);
    }
    if (fwrite(record, sizeof *record, 1, sort->file) != 1) {
        fail(sort);
    }
    sort->last_h = record->t_h;
    sort->runs[sort->run_count - 1].end = ++sort->count;
}

/* The file has no name from the start, so that nothing is left behind however the process ends. */
static void open_file(TraceSort *sort)
{
    char *const path = path_join(temporary_folder(), "brownout-XXXXXX");
    const int descriptor = mkstemp(path);
    if (descriptor >= 0) {
        (void)unlink(path);
        sort->file = fdopen(descriptor, "w");
    }
    if (!sort->file) {
        fail(sort);
        if (descriptor >= 0) {
            (void)close(descriptor);
        }
    }
    free(path);
}

TraceSort *trace_sort_new(void)
{
    TraceSort *const sort = memory_allocate(1, sizeof *sort);
    sort->sink.write = keep;
    open_file(sort);
    return sort;
}

Trace *trace_sort_sink(TraceSort *sort)
{
    return &sort->sink;
}

const char *trace_sort_failure(const TraceSort *sort)
{
    return sort->failure.failed ? sort->failure.message : NULL;
}

/* Reads what comes next of the run; its buffer stays empty at its end, and after a failure. */
static void refill(TraceSort *sort, Run *run)
{
    const size_t left = run->end - run->next;
    const size_t wanted = left < sort->run_records ? left : sort->run_records;
    const size_t bytes = wanted * sizeof *run->buffer;
    run->at = run->held = 0;
    for (size_t done = 0; done < bytes;) {
        errno = 0;
        const off_t from = (off_t)(run->next * sizeof *run->buffer + done);
        const ssize_t got =
            pread(fileno(sort->file), (char *)run->buffer + done, bytes - done, from);
        if (got <= 0 && errno != EINTR) {
            fail(sort);
            return;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    run->held = wanted;
    run->next += wanted;
}

/* Whether the next record of run `a` comes before that of run `b`. */
static bool is_before(const TraceSort *sort, size_t a, size_t b)
{
    const double a_h = sort->runs[a].buffer[sort->runs[a].at].t_h;
    const double b_h = sort->runs[b].buffer[sort->runs[b].at].t_h;
    return a_h < b_h || (!(b_h < a_h) && a < b);
}

static void sift_down(TraceSort *sort, size_t place)
{
    size_t *const heap = sort->heap;
    const size_t moved = heap[place];
    for (;;) {
        size_t child = 2 * place + 1;
        if (child + 1 < sort->heap_count && is_before(sort, heap[child + 1], heap[child])) {
            child++;
        }
        if (child >= sort->heap_count || is_before(sort, moved, heap[child])) {
            break;
        }
        heap[place] = heap[child];
        place = child;
    }
    heap[place] = moved;
}

static void begin_merge(TraceSort *sort)
{
    if (fflush(sort->file) != 0) {
        fail(sort);
        return;
    }
    size_t records = RECORDS_HELD / (sort->run_count + 1);
    records = records < RECORDS_OF_RUN_LEAST ? RECORDS_OF_RUN_LEAST : records;
    sort->run_records = records > RECORDS_OF_RUN_MOST ? RECORDS_OF_RUN_MOST : records;
    sort->buffers = memory_allocate(sort->run_count * sort->run_records, sizeof *sort->buffers);
    sort->heap = memory_allocate(sort->run_count, sizeof *sort->heap);
    for (size_t i = 0; i < sort->run_count && !sort->failure.failed; i++) {
        sort->runs[i].buffer = sort->buffers + i * sort->run_records;
        refill(sort, &sort->runs[i]);
        sort->heap[sort->heap_count++] = i;
    }
    for (size_t place = sort->heap_count / 2; place-- > 0 && !sort->failure.failed;) {
        sift_down(sort, place);
    }
}

void trace_sort_write(TraceSort *sort, Trace *to)
{
    if (!sort->failure.failed) {
        begin_merge(sort);
    }
    while (sort->heap_count > 0 && !sort->failure.failed) {
        Run *const run = &sort->runs[sort->heap[0]];
        to->write(to, &run->buffer[run->at++]);
        if (run->at == run->held) {
            refill(sort, run);
        }
        if (run->held == 0) {
            sort->heap[0] = sort->heap[--sort->heap_count];
        }
        if (sort->heap_count > 0) {
            sift_down(sort, 0);
        }
    }
}

void trace_sort_free(TraceSort *sort)
{
    if (sort->file) {
        (void)fclose(sort->file);
    }
    free(sort->runs);
    free(sort->buffers);
    free(sort->heap);
    free(sort);
}
