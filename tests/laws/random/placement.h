/* Who stands where and is whose work, read off the cells: a twin of what the program resolves.
 */
#ifndef TESTS_LAWS_RANDOM_PLACEMENT_H
#define TESTS_LAWS_RANDOM_PLACEMENT_H

#include "tests/laws/random/sheets.h"

/* Whether a list of words holds the id. */
bool list_holds(const char *list, const char *id);

/* The data centre of a zone: its own id where it is no row of zones.csv. */
const char *placement_datacentre(const Sheets *sheets, const char *zone);

/* The row of the team whose work the zone is; SIZE_MAX: no crew is needed. */
size_t placement_crew(const Sheets *sheets, const char *zone);

/* Where SYSTEM@INSURER or SYSTEM@DATACENTRE stands: the first zone of its data centre that fits,
 * else the data centre's own. */
const char *placement_zone(const Sheets *sheets, const char *instance);

#endif
