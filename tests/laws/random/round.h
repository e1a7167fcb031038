/* Rounds: every law asked of the scenario of every seed.
 */
#ifndef TESTS_LAWS_RANDOM_ROUND_H
#define TESTS_LAWS_RANDOM_ROUND_H

#include "tests/laws/random/law_case.h"

#include <stdint.h>

enum { ROUND_LAWS = 32, ROUND_METRICS = 96, METRIC_NAME = 64 };

/* How often something happened: scenarios in which a metric is over 0 under a strategy. */
typedef struct Happening {
    char metric[METRIC_NAME]; /* "channel redials" */
    size_t scenarios;
    bool seen; /* in the scenario under way */
} Happening;

typedef struct Round {
    const char *workplace; /* folder of all runs */
    const char *broken;    /* where scenarios that break a law are left */
    const char *only;      /* name of the one law that is asked; NULL: all */
    size_t shrink_tries;
    size_t scenarios;
    size_t evidence[ROUND_LAWS]; /* by law */
    Pool pool;
    size_t happening_count;
    Happening happenings[ROUND_METRICS];
} Round;

/* What one seed has shown. */
typedef struct Finding {
    Violation violation; /* found: the rest tells of it */
    const char *law;
    size_t rows, cells; /* of the scenario that is left */
    char folder[512];   /* where it is left */
    Violation left;     /* what the law says of it */
} Finding;

/* Asks the laws of the scenario of the seed; on the first that is broken shrinks the scenario and
 * leaves it. */
Finding round_ask(Round *round, uint64_t seed);

/* The laws about means, and each law that had nothing to say of any scenario. */
Violation round_end(const Round *round);

#endif
