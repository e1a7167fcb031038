/* A library loaded before the C library (LD_PRELOAD) that makes chosen calls of the program fail.
 *
 * The environment says which: FAULT_CALLS names them (`write,rename`), FAULT_AT is the number of
 * the first of them that is struck, from 1 (0: none, they are counted only), FAULT_TIMES how many
 * in a row (0: all from then on), FAULT_IN_CHILDREN=1 counts those of forked processes alone.
 * A struck call fails with the errno FAULT_ERROR; with FAULT_SIGNAL the process gets that signal
 * instead and the call goes on; with FAULT_SHORT=1 it transfers a part of what was asked. Counting
 * begins at main(), goes on in forked processes, and ends when main() returns; FAULT_COUNT names
 * the file that takes the number of calls.
 */
#ifndef TESTS_FAULTS_SHIM_H
#define TESTS_FAULTS_SHIM_H

#include <stddef.h>
#include <string.h>

typedef enum Strike {
    STRIKE_NONE,
    STRIKE_ERROR, /* errno is set */
    STRIKE_SHORT
} Strike;

/* Counts a call of that name and says what becomes of it. Where a signal is due it was sent. */
Strike shim_strike(const char *call);

/* From now on this is a forked process. */
void shim_enter_child(void);

/* The library's own function of that name. ISO C has no way from an object pointer to a function
 * pointer, hence the copy. */
void *shim_next(const char *name);
#define SHIM_NEXT(pointer, name)                                                                   \
    do {                                                                                           \
        if (!(pointer)) {                                                                          \
            void *const found_ = shim_next(name);                                                  \
            memcpy(&(pointer), &found_, sizeof(pointer));                                          \
        }                                                                                          \
    } while (0)

#endif
