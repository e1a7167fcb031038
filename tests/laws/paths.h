/* Laws of the single path, read off the trace of every event.
 *
 * The life of each request and contact is a legal one, queues are first come, first served, no more
 * are at work than there are servers, and nothing begins while its service is down but by hand.
 * What is counted and integrated on the way is what the results must say: those who came, were
 * served, lost and are left; the mean number waiting and in the system, which are areas under the
 * path [Little 1961].
 */
#ifndef TESTS_LAWS_PATHS_H
#define TESTS_LAWS_PATHS_H

#include "tests/support/result_table.h"
#include "tests/support/violation.h"

#include <stddef.h>

/* Servers of a service at an insurer, "eau@hansa"; false: not asked. */
typedef struct PathStaff {
    bool (*of)(const void *context, const char *id, size_t *servers, size_t *fallback);
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
