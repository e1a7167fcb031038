/* The `days` cell of calendars and profiles: weekdays, ranges of them, or one ISO date. */
#ifndef SIM_DAY_PATTERN_H
#define SIM_DAY_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct DayPattern {
    bool is_date;
    int64_t day;       /* where it is a date */
    unsigned weekdays; /* bit 0 Monday ... bit 6 Sunday, where it is not */
} DayPattern;

/* "mon-fri", "sat", "mon wed fri-sat" or "2025-05-01". On a mistake writes a message and returns
 * false. A range must run forward within the week. */
bool day_pattern_parse(DayPattern *pattern, const char *text, char *message, size_t size);

bool day_pattern_holds(const DayPattern *pattern, int64_t day);

#endif
