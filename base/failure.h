/* One message about the environment: a file, a disk, a library; or about an input that turned out
 * bad only in the run.
 *
 * A function that can fail for such a reason takes a `Failure *` last, returns false and says what
 * was tried on which file and why. The first message stays: what fails later is a consequence.
 */
#ifndef BASE_FAILURE_H
#define BASE_FAILURE_H

#include "base/attributes.h"

#include <stdbool.h>

typedef struct Failure {
    bool failed;
    bool of_input;     /* the input is to blame, not the environment */
    bool of_interrupt; /* somebody stopped the work; nothing is wrong */
    char message[512];
} Failure;

/* Records the message unless one is there already; returns false, so that `return failure_set(...)`
 * reads well. */
bool failure_set(Failure *failure, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* The same for a message that the input is to blame for. */
bool failure_of_input(Failure *failure, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* The same for work that was stopped. */
bool failure_of_interrupt(Failure *failure, const char *message);

/* The message without the name of `file` where it begins with it: for where the name is told
 * anyway. */
const char *failure_reason(const Failure *failure, const char *file);

#endif
