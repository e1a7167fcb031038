/* Calendars and profiles: weekday rows that do not overlap, and dates that replace them. */
#include "tests/laws/random/maker.h"
#include "tests/test.h"

typedef struct SpanColumns {
    ColumnId group, days, from, to;
} SpanColumns;

static size_t add_span(Maker *maker, TableId table, const SpanColumns *columns, const char *group,
                       const char *days)
{
    size_t row = sheets_add_row(maker->sheets, table);
    sheets_set(maker->sheets, row, columns->group, "%s", group);
    sheets_set(maker->sheets, row, columns->days, "%s", days);
    return row;
}

/* From `low` to `high` o'clock at most, at least an hour. */
static void set_hours(Maker *maker, size_t row, const SpanColumns *columns, size_t low, size_t high)
{
    size_t from = draw_whole(&maker->draw, low, high - 1),
           to = draw_whole(&maker->draw, from + 1, high);
    size_t minutes = to < 24 && draw_chance(&maker->draw, 0.3) ? draw_below(&maker->draw, 60) : 0;
    sheets_set(maker->sheets, row, columns->from, "%02zu:00", from);
    sheets_set(maker->sheets, row, columns->to, "%02zu:%02zu", to, minutes);
}

/* Weekdays in one or two rows, then some of the others. */
static size_t make_week(Maker *maker, TableId table, const SpanColumns *columns, const char *group)
{
    static const struct {
        const char *days, *others;
    } weeks[] = {{"mon-fri", "sat-sun"},
                 {"mon-sun", ""},
                 {"mon wed fri", "tue thu"},
                 {"mon-thu", "fri"},
                 {"tue-wed sat", "thu"}};
    size_t week = draw_below(&maker->draw, sizeof weeks / sizeof weeks[0]);
    size_t first = add_span(maker, table, columns, group, weeks[week].days);
    if (draw_chance(&maker->draw, 0.5)) {
        size_t second = add_span(maker, table, columns, group, weeks[week].days);
        set_hours(maker, first, columns, 0, 12);
        set_hours(maker, second, columns, 13, 24);
    } else {
        set_hours(maker, first, columns, 5, 24);
    }
    if (weeks[week].others[0] && draw_chance(&maker->draw, 0.4)) {
        set_hours(maker, add_span(maker, table, columns, group, weeks[week].others), columns, 0,
                  24);
    }
    return first;
}

void make_calendars(Maker *maker)
{
    static const SpanColumns columns = {COLUMN_CALENDARS_CALENDAR, COLUMN_CALENDARS_DAYS,
                                        COLUMN_CALENDARS_OPEN, COLUMN_CALENDARS_CLOSE};
    static const char *const names[] = {"office", "night.shift"};
    size_t count = draw_below(&maker->draw, 3);
    for (size_t i = 0; i < count; i++) {
        make_week(maker, TABLE_CALENDARS, &columns, names[i]);
        if (draw_chance(&maker->draw, 0.5)) {
            size_t row = add_span(maker, TABLE_CALENDARS, &columns, names[i], maker->dates[1]);
            if (draw_chance(&maker->draw, 0.5)) { /* else closed on the date */
                set_hours(maker, row, &columns, 0, 24);
            }
        }
    }
}

void make_profiles(Maker *maker)
{
    static const SpanColumns columns = {COLUMN_PROFILES_PROFILE, COLUMN_PROFILES_DAYS,
                                        COLUMN_PROFILES_FROM, COLUMN_PROFILES_TO};
    static const char *const names[] = {"working-day", "evening"};
    size_t count = draw_below(&maker->draw, 3);
    for (size_t i = 0; i < count; i++) {
        size_t first = make_week(maker, TABLE_PROFILES, &columns, names[i]);
        if (draw_chance(&maker->draw, 0.4)) {
            set_hours(maker, add_span(maker, TABLE_PROFILES, &columns, names[i], maker->dates[2]),
                      &columns, 0, 24);
        }
        for (size_t row = first; row < maker->sheets->tables[TABLE_PROFILES].row_count; row++) {
            maker_number(maker, row, COLUMN_PROFILES_WEIGHT,
                         row > first && draw_chance(&maker->draw, 0.1)
                             ? 0
                             : draw_between(&maker->draw, 0.5, 6));
        }
    }
}
