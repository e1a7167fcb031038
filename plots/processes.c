#include "plots/processes.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child says: before each job which one it begins, at the end all that is to be known.
 * Shorter than PIPE_BUF, so each arrives whole. */
typedef struct Report {
    size_t job;  /* the one that begins */
    bool is_end; /* then the rest counts */
    size_t done;
    Failure failure;
} Report;

typedef struct Child {
    pid_t id;
    int pipe; /* to read from */
    size_t first_job;
} Child;

enum { LOOKS_EVERY_MS = 100 };

/* What a child is at, for the handler of exhausted memory, which gets no argument. */
static struct {
    const ProcessJobs *jobs;
    Report *report;
    int pipe;
} of_child;

static bool is_interrupted(const ProcessJobs *jobs)
{
    return jobs->interrupted && atomic_load(jobs->interrupted);
}

static size_t process_count(const ProcessJobs *jobs, size_t most)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = most;
    if (count == 0) {
        count = cores > 1 ? (size_t)cores : 1;
    }
    count = count > PROCESSES_MAX ? PROCESSES_MAX : count;
    return count > jobs->count ? jobs->count : count;
}

/* Every `step`-th job from `first` on. */
static bool run_share(const ProcessJobs *jobs, size_t first, size_t step, size_t *done,
                      Failure *failure)
{
    for (size_t i = first; i < jobs->count && !is_interrupted(jobs); i += step) {
        if (!jobs->run(jobs->what, i, done, failure)) {
            return false;
        }
    }
    return true;
}

static bool send_report(int pipe, const Report *report)
{
    ssize_t sent;
    do {
        sent = write(pipe, report, sizeof *report);
    } while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *report;
}

/* Until the child says something; meanwhile an interrupt of this process becomes one of the child,
 * once. */
static void await(const Child *child, const ProcessJobs *jobs, bool *told)
{
    struct pollfd waiting = {.fd = child->pipe, .events = POLLIN};
    int ready;
    while ((ready = poll(&waiting, 1, LOOKS_EVERY_MS)) == 0 || (ready < 0 && errno == EINTR)) {
        if (is_interrupted(jobs) && !*told) {
            (void)kill(child->id, SIGTERM);
            *told = true;
        }
    }
}

/* True: a whole report. False: the child has closed its end. */
static bool receive_report(int pipe, Report *report)
{
    size_t done = 0;
    ssize_t got = 1;
    while (done < sizeof *report && got != 0) {
        got = read(pipe, (char *)report + done, sizeof *report - done);
        if (got < 0 && errno != EINTR) {
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return done == sizeof *report;
}

/* The parent tells of it, as of any other failure. */
static void child_is_exhausted(size_t bytes)
{
    Report *const report = of_child.report;
    (void)bytes;
    output_file_abandon_all();
    failure_set(&report->failure, "%s %s: out of memory", of_child.jobs->kind,
                of_child.jobs->name(of_child.jobs->what, report->job));
    report->is_end = true;
    _exit(send_report(of_child.pipe, report) ? 0 : 1);
}

/* A parent that is gone is noticed at the next report. */
static void run_child(const ProcessJobs *jobs, size_t first, size_t step, int pipe)
{
    Report report = {0};
    of_child.jobs = jobs;
    of_child.report = &report;
    of_child.pipe = pipe;
    memory_set_exhausted(child_is_exhausted);
    memory_ensure(jobs->room);
    for (size_t i = first; i < jobs->count && !is_interrupted(jobs); i += step) {
        report.job = i;
        alarm(jobs->seconds);
        if (!send_report(pipe, &report) ||
            !jobs->run(jobs->what, i, &report.done, &report.failure)) {
            break;
        }
    }
    report.is_end = true;
    _exit(send_report(pipe, &report) ? 0 : 1);
}

/* False where the system has no pipe or process to give. */
static bool start(Child *child, const ProcessJobs *jobs, size_t step)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return false;
    }
    child->id = fork();
    if (child->id == 0) {
        close(ends[0]);
        run_child(jobs, child->first_job, step, ends[1]);
    }
    close(ends[1]);
    child->pipe = ends[0];
    if (child->id < 0) {
        close(ends[0]);
        return false;
    }
    return true;
}

/* The job that was under way when the process ended. */
static bool note_end(const ProcessJobs *jobs, size_t job, int status, Failure *failure)
{
    const bool killed = WIFSIGNALED(status);
    if (killed && WTERMSIG(status) == SIGALRM) {
        return failure_set(failure, "%s %s: given up after %u s", jobs->kind,
                           jobs->name(jobs->what, job), jobs->seconds);
    }
    return failure_set(failure, "%s %s: the process at work on it ended early, %s %d", jobs->kind,
                       jobs->name(jobs->what, job), killed ? "by signal" : "with status",
                       killed ? WTERMSIG(status) : WEXITSTATUS(status));
}

/* Waits for the child's end and takes in what it said. */
static bool finish(const Child *child, const ProcessJobs *jobs, size_t *done, Failure *failure)
{
    Report report = {.job = child->first_job}, last = report;
    bool told = false;
    while (!last.is_end) {
        await(child, jobs, &told);
        if (!receive_report(child->pipe, &report)) {
            break;
        }
        last = report;
    }
    close(child->pipe);
    int status = 0;
    while (waitpid(child->id, &status, 0) < 0 && errno == EINTR) {
    }
    *done += last.done;
    if (last.failure.failed) {
        *failure = failure->failed ? *failure : last.failure;
        return false;
    }
    return last.is_end || note_end(jobs, last.job, status, failure);
}

bool processes_run(const ProcessJobs *jobs, size_t most, size_t *done, Failure *failure)
{
    const size_t count = process_count(jobs, most);
    Child children[PROCESSES_MAX];
    size_t started = 0;
    bool fine = true;
    while ((count > 1 || jobs->apart) && started < count) {
        children[started] = (Child){.first_job = started};
        if (!start(&children[started], jobs, count)) {
            break;
        }
        ++started;
    }
    for (size_t i = started; i < count && fine; ++i) {
        fine = run_share(jobs, i, count, done, failure);
    }
    for (size_t i = 0; i < started; ++i) {
        fine = finish(&children[i], jobs, done, failure) && fine;
    }
    return fine;
}
