/* Ends a run that takes too long, as the user's interrupt does: a scenario may rightly ask for a
 * million redials an hour. */
#ifndef TESTS_FUZZ_STOP_WATCH_H
#define TESTS_FUZZ_STOP_WATCH_H

#include <stdatomic.h>

enum { STOP_WATCH_MS = 500 };

/* From now on, STOP_WATCH_MS of the process's CPU time. */
void stop_watch_start(void);

/* Becomes true once they are over. */
const atomic_bool *stop_watch_rang(void);

#endif
