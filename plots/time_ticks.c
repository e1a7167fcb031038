#include "plots/time_ticks.h"

#include <math.h>
#include <stdio.h>

static const char *month_name(CivilMoment moment, Language language)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return phrase(language, names[(moment.month + 11) % 12]);
}

/* Days since 1970-01-01 of a date of the Gregorian calendar, counted in years that begin in March.
 */
static long long days_of(int year, int month, int day)
{
    const long long march_year = month > 2 ? year : year - 1;
    const long long era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    const long long year_of_era = march_year - era * 400;
    const long long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const long long day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static CivilMoment moment_of(long long minutes)
{
    const long long days = (minutes >= 0 ? minutes : minutes - 1439) / 1440;
    const long long of_day = minutes - days * 1440;
    const long long shifted = days + 719468;
    const long long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const long long day_of_era = shifted - era * 146097;
    const long long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const long long day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long long march_month = (5 * day_of_year + 2) / 153;
    const int month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    return (CivilMoment){.year = (int)(year_of_era + era * 400 + (month <= 2)),
                         .month = month,
                         .day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1),
                         .hour = (int)(of_day / 60),
                         .minute = (int)(of_day % 60)};
}

static long long minutes_of(CivilMoment moment)
{
    return days_of(moment.year, moment.month, moment.day) * 1440 + moment.hour * 60 + moment.minute;
}

bool civil_moment_read(CivilMoment *moment, const char *text)
{
    CivilMoment read = {0};
    int end = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &read.year, &read.month, &read.day, &end) != 3) {
        return false;
    }
    if (text[end] && sscanf(text + end, "%*1[T ]%2d:%2d", &read.hour, &read.minute) != 2) {
        return false;
    }
    if (read.month < 1 || read.month > 12 || read.day < 1 || read.day > 31 || read.hour < 0 ||
        read.hour > 24 || read.minute < 0 || read.minute > 59) {
        return false;
    }
    *moment = read;
    return true;
}

CivilMoment civil_moment_after(CivilMoment start, double t_h)
{
    return moment_of(minutes_of(start) + llround(t_h * 60));
}

const char *civil_moment_day(char out[TIME_LABEL], CivilMoment moment, Language language)
{
    snprintf(out, TIME_LABEL, "%d%s\u00a0%.8s", moment.day, language == LANGUAGE_GERMAN ? "." : "",
             month_name(moment, language));
    return out;
}

const char *civil_moment_date(char out[TIME_LABEL], CivilMoment moment, Language language)
{
    char day[TIME_LABEL];
    snprintf(out, TIME_LABEL, "%.16s %d", civil_moment_day(day, moment, language), moment.year);
    return out;
}

typedef enum StepUnit { STEP_MINUTES, STEP_MONTHS } StepUnit;

typedef struct TimeStep {
    StepUnit unit;
    long long size; /* minutes, or months */
} TimeStep;

enum { HOUR = 60, DAY = 1440, WEEK = 7 * DAY };

static const TimeStep time_steps[] = {
    {STEP_MINUTES, 1},         {STEP_MINUTES, 5},        {STEP_MINUTES, 15},
    {STEP_MINUTES, HOUR},      {STEP_MINUTES, 3 * HOUR}, {STEP_MINUTES, 6 * HOUR},
    {STEP_MINUTES, 12 * HOUR}, {STEP_MINUTES, DAY},      {STEP_MINUTES, 2 * DAY},
    {STEP_MINUTES, WEEK},      {STEP_MINUTES, 2 * WEEK}, {STEP_MONTHS, 1},
    {STEP_MONTHS, 2},          {STEP_MONTHS, 3},         {STEP_MONTHS, 6},
    {STEP_MONTHS, 12},         {STEP_MONTHS, 24},        {STEP_MONTHS, 60},
    {STEP_MONTHS, 120},        {STEP_MONTHS, 240},
};

static long long floor_to(long long value, long long step)
{
    const long long rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

/* The first boundary of `step` at or after `from`, in minutes since 1970. Weeks begin on Mondays:
 * day 4 was one. */
static long long first_boundary(TimeStep step, long long from)
{
    if (step.unit == STEP_MINUTES) {
        const long long origin = step.size >= WEEK ? 4 * DAY : 0;
        const long long at = floor_to(from - origin, step.size) + origin;
        return at < from ? at + step.size : at;
    }
    const CivilMoment moment = moment_of(from);
    long long months = floor_to(moment.year * 12LL + moment.month - 1, step.size);
    for (;; months += step.size) {
        const long long at = days_of((int)(months / 12), (int)(months % 12) + 1, 1) * DAY;
        if (at >= from) {
            return at;
        }
    }
}

static size_t boundaries(TimeStep step, long long from, long long to, long long *at, size_t room)
{
    size_t count = 0;
    for (long long next = first_boundary(step, from); next <= to && count < room;
         next = first_boundary(step, next + 1)) {
        at[count++] = next;
    }
    return count;
}

static void label_tick(TimeTick *tick, TimeStep step, CivilMoment moment, const CivilMoment *before,
                       Language language)
{
    const bool new_year = !before || before->year != moment.year;
    const bool new_day = new_year || before->month != moment.month || before->day != moment.day;
    if (step.unit == STEP_MONTHS && step.size >= 12) {
        snprintf(tick->label, sizeof tick->label, "%d", moment.year);
    } else if (step.unit == STEP_MONTHS) {
        snprintf(tick->label, sizeof tick->label, "%s", month_name(moment, language));
    } else if (step.size >= DAY) {
        civil_moment_day(tick->label, moment, language);
    } else {
        snprintf(tick->label, sizeof tick->label, "%02d:%02d", moment.hour, moment.minute);
        if (new_day) {
            civil_moment_day(tick->below, moment, language);
        }
        return;
    }
    if (new_year && !(step.unit == STEP_MONTHS && step.size >= 12)) {
        snprintf(tick->below, sizeof tick->below, "%d", moment.year);
    }
}

TimeTicks time_ticks(CivilMoment start, double end_h, size_t wanted, Language language)
{
    const long long from = minutes_of(start);
    const long long to = from + llround(end_h * 60);
    wanted = wanted > TIME_TICKS_MAX - 1 ? TIME_TICKS_MAX - 1 : wanted;
    const size_t steps = sizeof time_steps / sizeof *time_steps;
    long long at[TIME_TICKS_MAX] = {0};
    size_t count = 0, chosen = 0;
    for (size_t i = 0; i < steps; ++i) {
        chosen = i;
        count = boundaries(time_steps[i], from, to, at, wanted + 1);
        if (count <= wanted) {
            break;
        }
    }
    TimeTicks ticks = {.count = count > wanted ? wanted : count};
    CivilMoment before = {0};
    for (size_t i = 0; i < ticks.count; ++i) {
        const CivilMoment moment = moment_of(at[i]);
        ticks.at[i].t_h = (double)(at[i] - from) / 60;
        label_tick(&ticks.at[i], time_steps[chosen], moment, i ? &before : NULL, language);
        before = moment;
    }
    return ticks;
}
