#include "sim/civil_time.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 9999, HOURS_A_DAY = 24 };

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar, counted in years that begin
 * in March, so that the leap day is the last of its year [Hinnant 2013]. Years from 1 on. */
static int64_t day_of_date(int year, int month, int day_of_month)
{
    const int64_t march_year = month <= 2 ? year - 1 : year;
    const int64_t era = march_year / 400;
    const int64_t year_of_era = march_year - era * 400;
    const int64_t march_month = (month + 9) % 12;
    const int64_t day_of_year = (153 * march_month + 2) / 5 + day_of_month - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

void civil_date(int64_t day, int *year, int *month, int *day_of_month)
{
    const int64_t shifted = day + 719468;
    const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const int64_t day_of_era = shifted - era * 146097;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t march_month = (5 * day_of_year + 2) / 153;
    *day_of_month = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

/* Exactly `count` digits at `text`; -1 where they are not. */
static int digits_at(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* The day, where the date exists. */
static bool day_of(int year, int month, int day_of_month, int64_t *day)
{
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day_of_month < 1) {
        return false;
    }
    /* A date that does not exist comes back as another one. */
    const int64_t candidate = day_of_date(year, month, day_of_month);
    int same_year, same_month, same_day;
    civil_date(candidate, &same_year, &same_month, &same_day);
    if (same_month != month || same_day != day_of_month) {
        return false;
    }
    *day = candidate;
    return true;
}

/* "YYYY-MM-DD" or "DD.MM.YYYY" at the beginning of `text`, which has at least ten characters. */
static bool date_at(const char *text, int64_t *day)
{
    if (text[4] == '-' && text[7] == '-') {
        return day_of(digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2), day);
    }
    return text[2] == '.' && text[5] == '.' &&
           day_of(digits_at(text + 6, 4), digits_at(text + 3, 2), digits_at(text, 2), day);
}

bool civil_parse_date(const char *text, int64_t *day)
{
    return strlen(text) == 10 && date_at(text, day);
}

/* "HH:MM" at the beginning of `text`, up to 24:00; -1 where it is none. */
static int minutes_at(const char *text)
{
    const int hour = digits_at(text, 2);
    if (hour < 0 || hour > HOURS_A_DAY || text[2] != ':') {
        return -1;
    }
    const int minute = digits_at(text + 3, 2);
    if (minute < 0 || minute > 59 || (hour == HOURS_A_DAY && minute > 0)) {
        return -1;
    }
    return hour * 60 + minute;
}

bool civil_parse_clock(const char *text, bool allow_24, double *hour)
{
    const size_t length = strlen(text);
    const bool is_clock = length == 5 || (length == 8 && strcmp(text + 5, ":00") == 0);
    const int minutes = is_clock ? minutes_at(text) : -1;
    if (minutes < 0 || (minutes == HOURS_A_DAY * 60 && !allow_24)) {
        return false;
    }
    *hour = minutes / 60.0;
    return true;
}

bool civil_parse_start(const char *text, CivilStart *start)
{
    const size_t length = strlen(text);
    const bool with_seconds = length == 19;
    CivilStart read;
    if ((length != 16 && !with_seconds) || !date_at(text, &read.day) ||
        (text[10] != 'T' && text[10] != ' ')) {
        return false;
    }
    const int minutes = minutes_at(text + 11);
    const int seconds = with_seconds ? digits_at(text + 17, 2) : 0;
    if (minutes < 0 || minutes == HOURS_A_DAY * 60 || seconds < 0 || seconds > 59 ||
        (with_seconds && text[16] != ':')) {
        return false;
    }
    read.hour = (minutes * 60 + seconds) / 3600.0;
    *start = read;
    return true;
}

int civil_weekday(int64_t day)
{
    return (int)(((day + 3) % 7 + 7) % 7); /* day 0 was a Thursday */
}

double civil_day_begins_h(const CivilStart *start, int64_t day)
{
    return (double)((day - start->day) * HOURS_A_DAY) - start->hour;
}

double civil_hour_h(const CivilStart *start, int64_t day, double hour)
{
    return hour < HOURS_A_DAY ? civil_day_begins_h(start, day) + hour
                              : civil_day_begins_h(start, day + 1);
}

int64_t civil_day_at(const CivilStart *start, double t_h)
{
    int64_t day = start->day + (int64_t)floor((t_h + start->hour) / HOURS_A_DAY);
    /* The sum may be rounded across midnight; civil_day_begins_h decides, so that both agree. */
    while (civil_day_begins_h(start, day) > t_h) {
        day--;
    }
    while (civil_day_begins_h(start, day + 1) <= t_h) {
        day++;
    }
    return day;
}

const char *civil_format(char out[CIVIL_TEXT], const CivilStart *start, double t_h)
{
    if (!isfinite(t_h)) {
        snprintf(out, CIVIL_TEXT, "never");
        return out;
    }
    const double minutes = floor((start->hour + t_h) * 60 + 0.5);
    const double days = floor(minutes / (HOURS_A_DAY * 60));
    const int minute_of_day = (int)(minutes - days * HOURS_A_DAY * 60);
    int year, month, day_of_month;
    civil_date(start->day + (int64_t)days, &year, &month, &day_of_month);
    snprintf(out, CIVIL_TEXT, "%04d-%02d-%02dT%02d:%02d", year, month, day_of_month,
             minute_of_day / 60, minute_of_day % 60);
    return out;
}
