/* What `check` tells of a valid scenario: what the model holds and how loaded it is in normal
 * operation. */
#ifndef CLI_CHECK_REPORT_H
#define CLI_CHECK_REPORT_H

#include "base/text.h"
#include "models/offered_load.h"
#include "models/scenario.h"

#include <stdio.h>

/* Appends counts, volumes, and the loads of queues and desks: of many desks the most loaded five
 * and the rest in one line. */
void check_report_print(const Scenario *scenario, const OfferedLoad *load, TextBuilder *out);

/* Complains about every service and desk that cannot keep up in normal operation. */
void check_report_warn(const OfferedLoad *load);

/* Complains about every outage, and an attack, that would begin after the end of the run: hours are
 * easily taken for days, and nothing else tells that it never happens. */
void check_report_warn_late(const Scenario *scenario);

/* What check_report_print says as JSON, every desk in full. */
void check_report_json(const Scenario *scenario, const char *name, const OfferedLoad *load,
                       FILE *stream);

#endif
