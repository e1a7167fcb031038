/* Civil dates and times of day, as hours from the run's start. No time zones, no daylight-saving
 * jumps.
 *
 * Days are counted from 1970-01-01 (a Thursday) in the proleptic Gregorian calendar.
 */
#ifndef SIM_CIVIL_TIME_H
#define SIM_CIVIL_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CivilStart {
    int64_t day; /* days since 1970-01-01 of the date on which the run starts */
    double hour; /* 0 <= hour < 24, time of day at t = 0 */
} CivilStart;

enum { CIVIL_TEXT = 32 };

/* "2023-04-24", or "24.04.2023" as German spreadsheets write it, to days; years 1900 to 9999. False
 * for anything else, also for dates that do not exist. */
bool civil_parse_date(const char *text, int64_t *day);

/* "HH:MM" or "HH:MM:00" to hours 0..24; "24:00" only where `allow_24`. */
bool civil_parse_clock(const char *text, bool allow_24, double *hour);

/* "2023-04-24T22:00" or "24.04.2023 22:00" (a space may stand for the T, seconds are allowed). */
bool civil_parse_start(const char *text, CivilStart *start);

/* Monday 0 ... Sunday 6. */
int civil_weekday(int64_t day);

/* Hours from t = 0 to midnight at which `day` begins (negative for earlier days). */
double civil_day_begins_h(const CivilStart *start, int64_t day);

/* Hours from t = 0 to `hour` (0..24) of `day`; 24 is exactly the midnight at which the next begins.
 */
double civil_hour_h(const CivilStart *start, int64_t day, double hour);

/* The day to which the instant belongs (midnight belongs to the new day). */
int64_t civil_day_at(const CivilStart *start, double t_h);

/* Year, month 1..12, day of month 1..31. */
void civil_date(int64_t day, int *year, int *month, int *day_of_month);

/* "2023-04-24T22:00" of the instant, rounded to minutes; "never" where it is not finite. Returns
 * out. */
const char *civil_format(char out[CIVIL_TEXT], const CivilStart *start, double t_h);

#endif
