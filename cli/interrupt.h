/* SIGINT and SIGTERM: a wish to stop, kept until somebody looks.
 *
 * Further signals change nothing: `timeout` and shells send one to the process and another to its
 * group.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdatomic.h>

/* Installs the handlers, and ignores SIGPIPE: a closed pipe is an error of writing like any other.
 */
void interrupt_watch(void);

/* From now on a signal ends the process at once, with `message` on standard error and no temporary
 * file left: for what has nothing to keep and may wait for a reader for ever. */
void interrupt_at_once(const char *message);

/* Becomes true with the first signal. */
const atomic_bool *interrupt_flag(void);

/* STATUS_INTERRUPTED or STATUS_TERMINATED by the first signal; STATUS_DONE where there was none. */
int interrupt_status(void);

#endif
