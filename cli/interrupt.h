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

/* From now on a signal also ends a wait for standard output to be taken: for what keeps nothing. */
void interrupt_at_once(void);

/* Becomes true with the first signal. */
const atomic_bool *interrupt_flag(void);

/* STATUS_INTERRUPTED or STATUS_TERMINATED by the first signal; STATUS_DONE where there was none. */
int interrupt_status(void);

#endif
