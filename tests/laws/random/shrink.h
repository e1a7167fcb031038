/* Makes a scenario small while something stays true of it.
 *
 * Rows go with all that refers to them, cells become empty, distributions become constants, numbers
 * are halved, for as long as the fault that is looked for stays. Nothing is known of the fault but
 * whether it is there.
 */
#ifndef TESTS_LAWS_RANDOM_SHRINK_H
#define TESTS_LAWS_RANDOM_SHRINK_H

#include "tests/laws/random/sheets.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the scenario has the fault. */
typedef struct Fault {
    bool (*is_in)(const Sheets *sheets, void *context);
    void *context;
    size_t tries; /* how often is_in may still be asked */
} Fault;

/* Shrinks the sheets, which have the fault, until no single step keeps it or the tries are used
 * up. */
void sheets_shrink(Sheets *sheets, Fault *fault);

#endif
