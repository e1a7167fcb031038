/* calendars.csv, profiles.csv, insurers.csv, services.csv and channels.csv. */
#include "models/scenario_draft.h"
#include "models/scenario_overlap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Beyond the run, so that work begun near its end can still be timed. */
#define CALENDAR_SLACK_H (14 * 24.0)

const Calendar *draft_calendar(ScenarioDraft *draft, size_t row, ColumnId column)
{
    const size_t group = read_reference(&draft->reading, row, column);

    return group != NONE && draft->calendars[group] ? draft->calendars[group] : calendar_always();
}

const RateProfile *draft_profile(ScenarioDraft *draft, size_t row, ColumnId column)
{
    const size_t group = read_reference(&draft->reading, row, column);

    return group != NONE && draft->profiles[group] ? draft->profiles[group] : draft->flat;
}

static bool read_days(ScenarioReading *reading, size_t row, ColumnId column, DayPattern *days)
{
    const char *text = read_text(reading, row, column);
    char message[512];

    if (text[0] == '\0') {
        return false;
    }
    return day_pattern_parse(days, text, message, sizeof message) ||
           reading_mistake(reading, row, column, "%s", message);
}

/* Hours 0..24; false where it is empty or wrong. */
static bool read_clock(ScenarioReading *reading, size_t row, ColumnId column, double *hour)
{
    const char *text = read_text(reading, row, column);
    const bool may_be_24 = column_spec(column)->type == CELL_CLOCK_TO;
    char quoted[192], with_zero[16];

    if (text[0] == '\0') {
        return false;
    }
    if (civil_parse_clock(text, may_be_24, hour)) {
        return true;
    }
    snprintf(with_zero, sizeof with_zero, "0%.8s", text);
    const bool lacks_zero = strlen(text) <= 8 && civil_parse_clock(with_zero, may_be_24, hour);
    return reading_mistake(reading, row, column, "%s is not a time of day; expected HH:MM, %s%s",
                           text_quote(quoted, sizeof quoted, text),
                           lacks_zero  ? "as in "
                           : may_be_24 ? "up to 24:00"
                                       : "up to 23:59",
                           lacks_zero ? with_zero : "");
}

static bool check_order(ScenarioReading *reading, size_t row, ColumnId begin, ColumnId end,
                        const double hours[2])
{
    return hours[0] < hours[1] ||
           reading_pair_mistake(
               reading, row, end, begin, "%s is not after %s %s%s",
               table_cell(reading->tables, row, end)->text, column_spec(begin)->name,
               table_cell(reading->tables, row, begin)->text,
               hours[0] > hours[1] ? "; hours over midnight are two rows: up to 24:00, from 00:00"
                                   : "");
}

static bool read_calendar_row(ScenarioReading *reading, size_t row, CalendarRow *out)
{
    const bool has_open = !reading_is_empty(reading, row, COLUMN_CALENDARS_OPEN);
    const bool has_close = !reading_is_empty(reading, row, COLUMN_CALENDARS_CLOSE);
    const bool has_days = read_days(reading, row, COLUMN_CALENDARS_DAYS, &out->days);
    double hours[2];

    if (reading_is_lost(reading, COLUMN_CALENDARS_OPEN) ||
        reading_is_lost(reading, COLUMN_CALENDARS_CLOSE)) {
        return false;
    }
    if (!has_open && !has_close) {
        out->closed = true;
        return has_days &&
               (out->days.is_date ||
                reading_mistake(reading, row, COLUMN_CALENDARS_OPEN,
                                "is required, with close; only a date without both is closed"));
    }
    if (!has_open || !has_close) {
        return reading_mistake(reading, row,
                               has_open ? COLUMN_CALENDARS_CLOSE : COLUMN_CALENDARS_OPEN,
                               "is required where %s is given", has_open ? "open" : "close");
    }
    const bool opens = read_clock(reading, row, COLUMN_CALENDARS_OPEN, &hours[0]);
    const bool closes = read_clock(reading, row, COLUMN_CALENDARS_CLOSE, &hours[1]);
    if (!opens || !closes ||
        !check_order(reading, row, COLUMN_CALENDARS_OPEN, COLUMN_CALENDARS_CLOSE, hours)) {
        return false;
    }
    out->open_hour = hours[0];
    out->close_hour = hours[1];
    return has_days;
}

static bool read_profile_row(ScenarioReading *reading, size_t row, RateRow *out)
{
    double hours[2];
    const bool has_days = read_days(reading, row, COLUMN_PROFILES_DAYS, &out->days);
    const bool begins = read_clock(reading, row, COLUMN_PROFILES_FROM, &hours[0]);
    const bool ends = read_clock(reading, row, COLUMN_PROFILES_TO, &hours[1]);

    out->weight = read_number(reading, row, COLUMN_PROFILES_WEIGHT);
    if (!begins || !ends ||
        !check_order(reading, row, COLUMN_PROFILES_FROM, COLUMN_PROFILES_TO, hours)) {
        return false;
    }
    out->from_hour = hours[0];
    out->to_hour = hours[1];
    return has_days && !isnan(out->weight);
}

/* Rows of a table of groups, sorted by group: group g has order[first[g]] ... order[first[g + 1] -
 * 1]. */
typedef struct GroupedRows {
    size_t group_count;
    size_t *first;
    size_t *order;
} GroupedRows;

static GroupedRows group_rows(const ScenarioReading *reading, TableId id)
{
    const ScenarioTable *table = &reading->tables->tables[id];
    GroupedRows grouped = {
        .group_count = table->ids.count,
        .first = arena_allocate(reading->arena, table->ids.count + 2, sizeof(size_t)),
        .order = arena_allocate(reading->arena, table->row_count, sizeof(size_t))};

    for (size_t row = 0; row < table->row_count; row++) {
        if (table->groups[row] != SIZE_MAX) {
            grouped.first[table->groups[row] + 2]++;
        }
    }
    for (size_t group = 2; group < grouped.group_count + 2; group++) {
        grouped.first[group] += grouped.first[group - 1];
    }
    for (size_t row = 0; row < table->row_count; row++) {
        if (table->groups[row] != SIZE_MAX) {
            grouped.order[grouped.first[table->groups[row] + 1]++] = row;
        }
    }
    return grouped;
}

/* A row of weekdays gives spans on every day of the run, a date one. */
static bool fits_in_memory(ScenarioDraft *draft, size_t *spans, const DayPattern *days)
{
    const double run_days = (draft->to_h - draft->from_h + CALENDAR_SLACK_H) / 24;

    *spans += days->is_date ? 1 : (size_t)run_days;
    return *spans <= SPANS_MAX;
}

static void report_too_many_spans(ScenarioDraft *draft, size_t row, ColumnId column)
{
    reading_mistake(&draft->reading, row, column,
                    "the rows up to this one give more than %d spans over all days of the run; "
                    "use fewer rows or a shorter run",
                    (int)SPANS_MAX);
}

/* Reports every row that overlaps an earlier one of its group, at the column where its time begins:
 * columns[0], before those of the end and of the days. */
static bool check_overlaps(ScenarioReading *reading, const DayRow *rows, const size_t *order,
                           size_t count, const ColumnId columns[3])
{
    Overlap *overlaps = arena_allocate(reading->arena, count, sizeof *overlaps);
    const size_t found = day_rows_overlap(rows, count, overlaps);

    for (size_t i = 0; i < found; i++) {
        const size_t row = order[overlaps[i].row];
        const size_t earlier = order[overlaps[i].earlier];
        const CellPlace places[] = {{row, columns[0]},     {row, columns[1]},
                                    {row, columns[2]},     {earlier, columns[0]},
                                    {earlier, columns[1]}, {earlier, columns[2]}};
        reading_places_mistake(reading, places, sizeof places / sizeof *places,
                               "overlaps the row of line %zu on the same day",
                               table_line(reading->tables, earlier, columns[0]));
    }
    return found == 0;
}

static void build_calendar(ScenarioDraft *draft, const size_t *order, size_t count, size_t group)
{
    static const ColumnId hours[] = {COLUMN_CALENDARS_OPEN, COLUMN_CALENDARS_CLOSE,
                                     COLUMN_CALENDARS_DAYS};
    ScenarioReading *reading = &draft->reading;
    CalendarRow *rows = arena_allocate(reading->arena, count, sizeof *rows);
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        good = read_calendar_row(reading, order[i], &rows[i]) && good;
    }
    if (!good) {
        return;
    }
    DayRow *days = arena_allocate(reading->arena, count, sizeof *days);
    for (size_t i = 0; i < count; i++) {
        days[i] = (DayRow){rows[i].days, rows[i].closed, rows[i].open_hour, rows[i].close_hour};
    }
    if (!check_overlaps(reading, days, order, count, hours)) {
        return;
    }
    draft->calendars[group] = calendar_new(reading->arena, rows, count, &draft->scenario.run.start,
                                           draft->from_h, draft->to_h + CALENDAR_SLACK_H);
}

static bool check_weights(ScenarioReading *reading, const RateRow *rows, const size_t *order,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].days.is_date && rows[i].weight > 0) {
            return true;
        }
    }
    CellPlace *places = arena_allocate(reading->arena, count * 2, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        places[2 * i] = (CellPlace){order[i], COLUMN_PROFILES_WEIGHT};
        places[2 * i + 1] = (CellPlace){order[i], COLUMN_PROFILES_DAYS};
    }
    return reading_places_mistake(
        reading, places, count * 2, "%s needs at least one weekday row with a weight over 0",
        table_cell(reading->tables, order[0], COLUMN_PROFILES_PROFILE)->text);
}

static void build_profile(ScenarioDraft *draft, const size_t *order, size_t count, size_t group)
{
    static const ColumnId hours[] = {COLUMN_PROFILES_FROM, COLUMN_PROFILES_TO,
                                     COLUMN_PROFILES_DAYS};
    ScenarioReading *reading = &draft->reading;
    RateRow *rows = arena_allocate(reading->arena, count, sizeof *rows);
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        good = read_profile_row(reading, order[i], &rows[i]) && good;
    }
    if (!good || !check_weights(reading, rows, order, count)) {
        return;
    }
    DayRow *days = arena_allocate(reading->arena, count, sizeof *days);
    for (size_t i = 0; i < count; i++) {
        days[i] = (DayRow){rows[i].days, false, rows[i].from_hour, rows[i].to_hour};
    }
    if (!check_overlaps(reading, days, order, count, hours)) {
        return;
    }
    draft->profiles[group] = rate_profile_new(
        reading->arena, rows, count, &draft->scenario.run.start, draft->from_h, draft->to_h);
}

/* Whether the groups' rows together fit in memory; reports the row from which on they do not. */
static bool check_spans(ScenarioDraft *draft, TableId id, ColumnId column)
{
    const size_t count = reading_rows(&draft->reading, id);
    size_t spans = 0;
    DayPattern days;
    char message[512];

    for (size_t row = 0; row < count; row++) {
        const char *text = table_cell(draft->reading.tables, row, column)->text;
        if (day_pattern_parse(&days, text, message, sizeof message) &&
            !fits_in_memory(draft, &spans, &days)) {
            report_too_many_spans(draft, row, column);
            return false;
        }
    }
    return true;
}

static void build_calendars(ScenarioDraft *draft)
{
    const GroupedRows grouped = group_rows(&draft->reading, TABLE_CALENDARS);

    draft->calendars =
        arena_allocate(draft->reading.arena, grouped.group_count, sizeof *draft->calendars);
    if (!check_spans(draft, TABLE_CALENDARS, COLUMN_CALENDARS_DAYS)) {
        return;
    }
    for (size_t group = 0; group < grouped.group_count; group++) {
        const size_t first = grouped.first[group];
        build_calendar(draft, grouped.order + first, grouped.first[group + 1] - first, group);
    }
}

static void build_profiles(ScenarioDraft *draft)
{
    const GroupedRows grouped = group_rows(&draft->reading, TABLE_PROFILES);

    draft->flat = rate_profile_flat(draft->reading.arena, draft->from_h, draft->to_h);
    draft->profiles =
        arena_allocate(draft->reading.arena, grouped.group_count, sizeof *draft->profiles);
    if (!check_spans(draft, TABLE_PROFILES, COLUMN_PROFILES_DAYS)) {
        return;
    }
    for (size_t group = 0; group < grouped.group_count; group++) {
        const size_t first = grouped.first[group];
        build_profile(draft, grouped.order + first, grouped.first[group + 1] - first, group);
    }
}

void draft_read_calendars(ScenarioDraft *draft)
{
    if (draft_reads(draft, TABLE_BIT(CALENDARS))) {
        build_calendars(draft);
    }
    if (draft_reads(draft, TABLE_BIT(PROFILES))) {
        build_profiles(draft);
    }
}

static void read_insurer(ScenarioDraft *draft, size_t row, InsurerSpec *insurer)
{
    ScenarioReading *reading = &draft->reading;

    insurer->id = table_cell(reading->tables, row, COLUMN_INSURERS_ID)->text;
    insurer->name = draft_name(draft, row, COLUMN_INSURERS_ID, COLUMN_INSURERS_NAME);
    insurer->insured = read_whole(reading, row, COLUMN_INSURERS_INSURED);
    insurer->datacentre = read_reference(reading, row, COLUMN_INSURERS_DATACENTRE);
    insurer->priority = read_number(reading, row, COLUMN_INSURERS_PRIORITY);
    insurer->agents = read_whole(reading, row, COLUMN_INSURERS_AGENTS);
    insurer->desk_calendar = draft_calendar(draft, row, COLUMN_INSURERS_DESK_CALENDAR);
}

void draft_read_insurers(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(INSURERS) | TABLE_BIT(CALENDARS))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_INSURERS);
    InsurerSpec *insurers = arena_allocate(draft->reading.arena, count, sizeof *insurers);
    draft->scenario.insured_total = 0;
    for (size_t row = 0; row < count; row++) {
        read_insurer(draft, row, &insurers[row]);
        draft->scenario.insured_total += insurers[row].insured;
    }
    draft->scenario.insurers = insurers;
    draft->scenario.insurer_count = count;
}
