/* Numbered jobs in several processes, for work that a library allows one thread only.
 *
 * The calling process forks, hands every n-th job to each child and waits for all of them. A child
 * does its jobs in order, reports through a pipe and leaves without running anything that the
 * parent will run too: no buffer is flushed twice. Signals mean in a child what they mean in the
 * parent, and an interrupt of the parent is passed on. With one process or one job nothing is
 * forked unless asked for, and where the system gives no further process, the caller does the rest.
 */
#ifndef PLOTS_PROCESSES_H
#define PLOTS_PROCESSES_H

#include "base/failure.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { PROCESSES_MAX = 8 };

typedef struct ProcessJobs {
    size_t count;
    bool apart;       /* even one job gets a process of its own: a library may crash it */
    unsigned seconds; /* after which a process of its own gives a job up; 0: never */
    size_t room;      /* bytes of memory without which no process begins its jobs; 0: none */
    void *what;
    /* Does job `index` and adds to *done what it has finished. What it writes to memory is lost
     * with its process. */
    bool (*run)(void *what, size_t index, size_t *done, Failure *failure);
    const char *kind;                                    /* "chart", for messages */
    const char *(*name)(const void *what, size_t index); /* "delay-eau" */
    const atomic_bool *interrupted; /* once true no further job is begun; may be NULL */
} ProcessJobs;

/* Does all jobs, or those begun before an interrupt, in at most `most` processes (0: one for each
 * core), never more than PROCESSES_MAX. Returns false where a job failed or a process ended before
 * its jobs did: the failure of the first such process, after all have ended. *done: the sum over
 * the jobs. Call it while no other thread runs and no output file is open. */
bool processes_run(const ProcessJobs *jobs, size_t most, size_t *done, Failure *failure);

#endif
