/* `name(arg=value arg=value)`, or a plain number, to a Distribution.
 *
 * Blanks separate arguments and are allowed around `=`, `|` and parentheses; the order of arguments
 * is free. Arguments are at most 1e15: no unit of the format needs more, and every mean stays a
 * finite number.
 */
#ifndef SIM_DISTRIBUTION_PARSE_H
#define SIM_DISTRIBUTION_PARSE_H

#include "base/arena.h"
#include "sim/distribution.h"

#include <stdbool.h>
#include <stddef.h>

/* Loads the values of `empirical(file=...)`: fills *values and *count (memory of the caller's
 * choice that outlives the distribution) or writes a message of at most `size` bytes and returns
 * false. */
typedef bool (*EmpiricalLoader)(void *context, const char *file, const double **values,
                                size_t *count, char *message, size_t size);

typedef struct DistributionSyntax {
    char decimal_sign;    /* '.' or ',' */
    Arena *arena;         /* owns what the distribution points to */
    EmpiricalLoader load; /* NULL: `empirical` is refused */
    void *load_context;
} DistributionSyntax;

/* Parses all of `text`. On a mistake writes what is wrong, what was expected and the nearest known
 * name into `message` and returns false. Refuses everything that could give a negative or undefined
 * value; *distribution is then the constant 0, so that reading may go on. Scale is 1. */
bool distribution_parse(Distribution *distribution, const char *text,
                        const DistributionSyntax *syntax, char *message, size_t size);

#endif
