/* Processes, pipes and threads that the system does not give. */
#include "tests/faults/shim.h"

#include <errno.h>
#include <pthread.h>
#include <sys/types.h>
#include <unistd.h>

pid_t fork(void)
{
    static pid_t (*next)(void);
    SHIM_NEXT(next, "fork");
    if (shim_strike("fork") == STRIKE_ERROR) {
        return -1;
    }
    const pid_t child = next();
    if (child == 0) {
        shim_enter_child();
    }
    return child;
}

int pipe(int ends[2])
{
    static int (*next)(int *);
    SHIM_NEXT(next, "pipe");
    return shim_strike("pipe") == STRIKE_ERROR ? -1 : next(ends);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    static int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    SHIM_NEXT(next, "pthread_create");
    return shim_strike("pthread_create") == STRIKE_ERROR
               ? errno
               : next(thread, attributes, start, argument);
}
