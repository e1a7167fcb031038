/* What `compare` tells a planner at the end: one screen of at most 100 columns. */
#ifndef CLI_COMPARE_TABLE_H
#define CLI_COMPARE_TABLE_H

#include "base/text.h"
#include "study/study.h"

/* Appends the table of strategies and figures, each with its interval and its difference to the
 * baseline, the legend, and which figures the horizon cut off. */
void compare_table_print(const Study *study, TextBuilder *out);

#endif
