/* Lines of a fuzz input as the rows of a calendar or profile: `mon-fri,08:00,17:00,2.5`.
 *
 * What a reader of the scenario would refuse is left out: a wrong day or time, an opening that does
 * not end after it begins, a row that overlaps an earlier one.
 */
#ifndef TESTS_FUZZ_DAY_ROWS_INPUT_H
#define TESTS_FUZZ_DAY_ROWS_INPUT_H

#include "sim/civil_time.h"
#include "sim/day_pattern.h"

#include <stdbool.h>
#include <stddef.h>

enum { DAY_ROWS_MAX = 24, DAY_ROWS_RANGE_DAYS = 120 };

typedef struct DayRowInput {
    DayPattern days;
    bool closed; /* a date without times */
    double from_hour, to_hour;
    double weight; /* 0 to 1e6; 1 where the line has none */
} DayRowInput;

typedef struct DayRowsInput {
    CivilStart start;
    double from_h, to_h; /* from 1 hour to DAY_ROWS_RANGE_DAYS and that hour apart */
    size_t count;
    DayRowInput rows[DAY_ROWS_MAX];
} DayRowsInput;

/* Reads `text`, which is cut in place: a line with the start, one with two whole numbers (the
 * range's hours before t = 0, and those after it but one), then the rows. False where the start is
 * none. Messages of refused days are checked on the way. */
bool day_rows_input_read(DayRowsInput *input, char *text);

#endif
