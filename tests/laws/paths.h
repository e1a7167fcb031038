/* Laws of the single path, read off the trace of every event.
 *
 * The life of each request and contact is a legal one, queues are first come, first served, no more
 * are at work than there are servers or wait than there are places, and nothing begins while its
 * service is down but by hand. What is counted and integrated on the way is what the results must
 * say: those who came, were served, lost and are left; the mean number waiting and in the system,
 * which are areas under the path [Little 1961].
 */
#ifndef TESTS_LAWS_PATHS_H
#define TESTS_LAWS_PATHS_H

#include "tests/support/result_table.h"
#include "tests/support/violation.h"

#include <stddef.h>

/* A service at an insurer. */
typedef struct StaffFacts {
    size_t servers, fallback;
    size_t queue_limit; /* SIZE_MAX: none */
} StaffFacts;

/* Facts of "eau@hansa"; a NULL `of` asks nothing of them. */
typedef struct PathStaff {
    StaffFacts (*of)(const void *context, const char *id);
    const void *context;
} PathStaff;

typedef struct PathFrame {
    PathStaff staff;
    const ResultTable *replications; /* of the same run; NULL: nothing is compared */
    const char *strategy;
    size_t replication; /* from 1 */
    double horizon_h;
} PathFrame;

/* Follows the file of `brownout trace`; *events is the number of its rows. */
Violation paths_violation(const char *path, const PathFrame *frame, size_t *events);

#endif
