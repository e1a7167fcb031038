#include "models/scenario_overlap.h"

#include "base/memory.h"

#include <stdlib.h>

enum { WEEKDAYS = 7 };

/* A row on one of its days. */
typedef struct DayEntry {
    int64_t day; /* of a date; a weekday is that far below all dates */
    double from_hour, to_hour;
    size_t row;
} DayEntry;

static int compare_entries(const void *left, const void *right)
{
    const DayEntry *a = left;
    const DayEntry *b = right;

    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->from_hour < b->from_hour || a->from_hour > b->from_hour) {
        return a->from_hour < b->from_hour ? -1 : 1;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

static size_t list_entries(const DayRow *rows, size_t count, DayEntry *entries)
{
    size_t entry_count = 0;

    for (size_t row = 0; row < count; row++) {
        DayEntry entry = {.day = rows[row].days.day,
                          .from_hour = rows[row].closed ? 0 : rows[row].from_hour,
                          .to_hour = rows[row].closed ? 24 : rows[row].to_hour,
                          .row = row};
        if (rows[row].days.is_date) {
            entries[entry_count++] = entry;
            continue;
        }
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            if (rows[row].days.weekdays >> weekday & 1U) {
                entry.day = INT64_MIN + weekday;
                entries[entry_count++] = entry;
            }
        }
    }
    return entry_count;
}

/* Enters the overlap of two rows under the later one, unless it has one already. */
static void enter_overlap(const DayRow *rows, size_t a, size_t b, size_t *earlier)
{
    const size_t later = a > b ? a : b;
    const bool both_closed = rows[a].closed && rows[b].closed;

    if (!both_closed && earlier[later] == SIZE_MAX) {
        earlier[later] = a < b ? a : b;
    }
}

size_t day_rows_overlap(const DayRow *rows, size_t count, Overlap *overlaps)
{
    DayEntry *entries = memory_allocate(count * WEEKDAYS, sizeof *entries);
    size_t *earlier = memory_allocate(count, sizeof *earlier);
    const size_t entry_count = list_entries(rows, count, entries);
    size_t longest = 0; /* of the day so far: the entry that ends last */
    size_t found = 0;

    for (size_t row = 0; row < count; row++) {
        earlier[row] = SIZE_MAX;
    }
    qsort(entries, entry_count, sizeof *entries, compare_entries);
    for (size_t i = 1; i < entry_count; i++) {
        if (entries[i].day == entries[longest].day &&
            entries[i].from_hour < entries[longest].to_hour) {
            enter_overlap(rows, entries[i].row, entries[longest].row, earlier);
        }
        if (entries[i].day != entries[longest].day ||
            entries[i].to_hour > entries[longest].to_hour) {
            longest = i;
        }
    }
    for (size_t row = 0; row < count; row++) {
        if (earlier[row] != SIZE_MAX) {
            overlaps[found++] = (Overlap){row, earlier[row]};
        }
    }
    free(entries);
    free(earlier);
    return found;
}
