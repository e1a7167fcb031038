/* Laws of the single path of an incident, read off the trace of every event.
 *
 * An attack moves along links from zones that it holds, not across an isolation that leaves
 * nothing; what is noticed is compromised or a false alarm; what is isolated is what the strategy
 * isolates; a payload strikes what is not isolated; restored is who was shut and worked on; work
 * lasts as long as was drawn; no crew does more jobs than it has hands, and none idles beside base
 * work that is ready. The moments are those that the results tell.
 */
#ifndef TESTS_LAWS_RANDOM_INCIDENT_PATHS_H
#define TESTS_LAWS_RANDOM_INCIDENT_PATHS_H

#include "tests/laws/random/sheets.h"
#include "tests/support/result_table.h"
#include "tests/support/violation.h"

typedef struct IncidentFrame {
    const Sheets *sheets; /* without overrides of the strategy */
    const char *strategy;
    size_t replication; /* from 1 */
    const ResultTable *replications;
} IncidentFrame;

/* Follows the file of `brownout trace`; *events is the number of events of zones and systems. */
Violation incident_violation(const char *path, const IncidentFrame *frame, size_t *events);

#endif
