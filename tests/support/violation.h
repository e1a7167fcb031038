/* What a check found wrong, so that a test may also expect it to find something. */
#ifndef TESTS_SUPPORT_VIOLATION_H
#define TESTS_SUPPORT_VIOLATION_H

#include "base/attributes.h"

#include <stdbool.h>

typedef struct Violation {
    bool found;
    char text[400]; /* of the first one */
} Violation;

/* A violation with this text. */
Violation violation_of(const char *format, ...) ATTRIBUTE_PRINTF(1, 2);

/* Ends the test where something was found. */
void expect_none(const Violation *violation);

#endif
