/* What a process started from a shell or a script learns about how it went. */
#ifndef CLI_EXIT_STATUS_H
#define CLI_EXIT_STATUS_H

enum {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,        /* the environment did not allow it */
    STATUS_REFUSED = 2,       /* bad input or usage */
    STATUS_INTERRUPTED = 130, /* by SIGINT; what is finished is kept */
    STATUS_TERMINATED = 143   /* by SIGTERM; likewise */
};

#endif
