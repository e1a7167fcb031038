#include "sim/day_pattern.h"

#include "base/text.h"
#include "sim/civil_time.h"

#include <stdio.h>
#include <string.h>

enum { WEEKDAYS = 7, QUOTED = 192, WORD = 32 };

static const char *const weekday_names[WEEKDAYS] = {"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};

static bool complain_unknown(const char *word, char *message, size_t size)
{
    char quoted[QUOTED];
    text_quote(quoted, sizeof quoted, word);
    if (word[0] >= '0' && word[0] <= '9') {
        snprintf(message, size, "%s is not a date such as 2025-05-01", quoted);
        return false;
    }
    const size_t nearest = text_nearest(word, weekday_names, WEEKDAYS);
    if (nearest < WEEKDAYS) {
        snprintf(message, size, "unknown day %s; did you mean \"%s\"?", quoted,
                 weekday_names[nearest]);
    } else {
        snprintf(message, size,
                 "unknown day %s; write mon-fri, sat, mon wed or a date such as 2025-05-01",
                 quoted);
    }
    return false;
}

/* Monday 0 ... Sunday 6, or WEEKDAYS. */
static unsigned weekday_called(const char *name)
{
    unsigned weekday = 0;
    while (weekday < WEEKDAYS && strcmp(weekday_names[weekday], name) != 0) {
        weekday++;
    }
    return weekday;
}

/* "sat" or "mon-fri", added to *weekdays. */
static bool add_weekdays(unsigned *weekdays, char *word, char *message, size_t size)
{
    char *dash = strchr(word, '-');
    char *last_name = word;
    if (dash) {
        *dash = '\0';
        last_name = dash + 1;
    }
    const unsigned first = weekday_called(word);
    const unsigned last = weekday_called(last_name);
    if (first == WEEKDAYS || last == WEEKDAYS) {
        return complain_unknown(first == WEEKDAYS ? word : last_name, message, size);
    }
    if (first > last) {
        snprintf(message, size, "%s-%s runs backwards; a range stays within monday to sunday", word,
                 last_name);
        return false;
    }
    for (unsigned weekday = first; weekday <= last; weekday++) {
        *weekdays |= 1U << weekday;
    }
    return true;
}

bool day_pattern_parse(DayPattern *pattern, const char *text, char *message, size_t size)
{
    DayPattern read = {0};
    if (civil_parse_date(text, &read.day)) {
        read.is_date = true;
        *pattern = read;
        return true;
    }
    for (const char *at = text + strspn(text, " "); *at != '\0'; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        char word[WORD] = "";
        memcpy(word, at, length < WORD ? length : WORD - 1);
        int64_t day;
        if (civil_parse_date(word, &day)) {
            snprintf(message, size, "a date stands alone; write a row for each date");
            return false;
        }
        if (length >= WORD || (word[0] >= '0' && word[0] <= '9')) {
            return complain_unknown(word, message, size);
        }
        if (!add_weekdays(&read.weekdays, word, message, size)) {
            return false;
        }
        at += length;
    }
    if (read.weekdays == 0) {
        snprintf(message, size, "no day is named");
        return false;
    }
    *pattern = read;
    return true;
}

bool day_pattern_holds(const DayPattern *pattern, int64_t day)
{
    return pattern->is_date ? pattern->day == day
                            : (pattern->weekdays >> civil_weekday(day) & 1U) != 0;
}
