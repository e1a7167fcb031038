/* The program run under a fault: what strikes it, and how it ends.
 *
 * Faults that the shim brings (tests/faults/shim.h) are described by `Fault`; limits, other users
 * and closed streams are set up by a function that the new process calls before the program.
 */
#ifndef TESTS_FAULTS_INJECTION_H
#define TESTS_FAULTS_INJECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { ARGUMENTS_MAX = 40, KILLED = 128 }; /* a status from KILLED on: that plus the signal */

typedef struct Fault {
    const char *calls;       /* names between commas; NULL: the shim stays away */
    unsigned long at, times; /* the first that is struck, 0: none; how many, 0: all from there on */
    int error;               /* errno of a struck call */
    int signal_number;       /* sent instead; the call goes on */
    bool is_short, in_children;
} Fault;

typedef struct Launch {
    const char *arguments[ARGUMENTS_MAX]; /* of the program, up to NULL */
    Fault fault;
    void (*prepare)(void); /* run in the new process before the program; may be NULL */
    const char *output;    /* where standard output goes; NULL: it is thrown away */
} Launch;

typedef struct LaunchEnd {
    int status;          /* exit status; KILLED + signal */
    unsigned long calls; /* counted by the shim */
    char errors[4096];   /* the beginning of standard error */
} LaunchEnd;

/* Starts the program; launch_wait waits for its end. A process that hangs is killed after a minute:
 * KILLED + SIGALRM. */
pid_t launch_start(const Launch *launch);
LaunchEnd launch_wait(pid_t process);

/* Both. */
LaunchEnd launch_run(const Launch *launch);

/* How many calls of these names a run makes that nothing strikes. */
unsigned long launch_calls(const Launch *launch, const char *calls);

/* Adds arguments, up to NULL. */
void launch_add(Launch *launch, const char *first, ...);

/* Which of `count` calls are struck one after the other: all where the environment says
 * BROWNOUT_FAULTS=all, else about `most`, spread evenly from the first to the last. From `at` = 0
 * on: the next one; 0 at the end. */
unsigned long next_call(unsigned long at, unsigned long count, unsigned long most);

/* Whether it says so. */
bool strikes_all(void);

/* Lines in the text; a text that is not empty has at least one. */
size_t line_count(const char *text);

#endif
