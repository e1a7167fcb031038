#include "models/scenario_columns.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* Counts end at a thousand million: more people than any insurer has, and sums stay exact. */
#define COUNT_MAX 1e9
#define DAYS_MAX 36525.0

#define RANGE_ANY                                                                                  \
    {                                                                                              \
        -INFINITY, INFINITY, false, false                                                          \
    }
#define RANGE_FROM_0                                                                               \
    {                                                                                              \
        0, INFINITY, false, false                                                                  \
    }
#define RANGE_OVER_0                                                                               \
    {                                                                                              \
        0, INFINITY, true, false                                                                   \
    }
#define RANGE_FROM_0_TO_1                                                                          \
    {                                                                                              \
        0, 1, false, false                                                                         \
    }
#define RANGE_INSIDE_0_1                                                                           \
    {                                                                                              \
        0, 1, true, true                                                                           \
    }
#define RANGE_HORIZON                                                                              \
    {                                                                                              \
        0, DAYS_MAX, true, false                                                                   \
    }
#define RANGE_WARMUP                                                                               \
    {                                                                                              \
        0, DAYS_MAX, false, false                                                                  \
    }
#define RANGE_REPLICATIONS                                                                         \
    {                                                                                              \
        1, 1e6, false, false                                                                       \
    }
#define RANGE_COUNT_FROM_0                                                                         \
    {                                                                                              \
        0, COUNT_MAX, false, false                                                                 \
    }
#define RANGE_COUNT_FROM_1                                                                         \
    {                                                                                              \
        1, COUNT_MAX, false, false                                                                 \
    }
#define RANGE_RATE_OF_SERVERS                                                                      \
    {                                                                                              \
        0, 1e6, false, false                                                                       \
    }
#define RANGE_PERCENTAGE                                                                           \
    {                                                                                              \
        0, 1e6, false, false                                                                       \
    }

#define TEXT .type = CELL_TEXT
#define ID .type = CELL_ID
#define GROUP .type = CELL_GROUP
#define NUMBER(unit_, range_) .type = CELL_NUMBER, .unit = UNIT_##unit_, .range = RANGE_##range_
#define WHOLE(range_) .type = CELL_WHOLE, .unit = UNIT_ONE, .range = RANGE_##range_
#define SEED_NUMBER .type = CELL_SEED
#define DIST(unit_) .type = CELL_DISTRIBUTION, .unit = UNIT_##unit_, .range = RANGE_FROM_0
#define CHOICE(choices_) .type = CELL_CHOICE, .choices = choices_
#define REFERENCE(table_) .type = CELL_REFERENCE, .of = TABLE_##table_
#define LIST(table_) .type = CELL_LIST, .of = TABLE_##table_
#define ZONE .type = CELL_ZONE, .of = TABLE_ZONES
#define ISOLATION                                                                                  \
    .type = CELL_ISOLATION, .of = TABLE_ZONES, .choices = "all datacentre compromised none"
#define OUTAGE_TARGET .type = CELL_TARGET
#define START_TIME .type = CELL_START
#define DAY_LIST .type = CELL_DAYS
#define CLOCK(which_) .type = CELL_CLOCK_##which_
#define ADDRESS .type = CELL_ADDRESS
#define NEW_VALUE .type = CELL_VALUE
#define REQUIRED .required = true, .fallback = ""
#define DEFAULT(text_) .required = false, .fallback = text_

static const ColumnSpec column_specs[COLUMN_COUNT] = {
#define TABLE(...)
#define COLUMN(table_, id_, name_, type_, need_, meaning_)                                         \
    COLUMN_ENTRY(table_, name_, meaning_, need_, type_)
#define COLUMN_ENTRY(table_, name_, meaning_, ...)                                                 \
    {.name = name_, .table = TABLE_##table_, .meaning = meaning_, __VA_ARGS__},
#include "models/columns.def"
#undef TABLE
#undef COLUMN
};

#define NEEDED true
#define OPTIONAL false

/* The same order as ColumnId, with the place where each table begins. */
enum ColumnPlace {
#define TABLE(id_, ...) FIRST_OF_##id_, BEFORE_##id_ = FIRST_OF_##id_ - 1,
#define COLUMN(table_, id_, ...) PLACE_##table_##_##id_,
#include "models/columns.def"
#undef TABLE
#undef COLUMN
};

static const TableSpec table_specs[TABLE_COUNT] = {
#define TABLE(id_, name_, kind_, need_, meaning_)                                                  \
    {.name = name_,                                                                                \
     .kind = TABLE_OF_##kind_,                                                                     \
     .needed = need_,                                                                              \
     .meaning = meaning_,                                                                          \
     .first_column = (ColumnId)FIRST_OF_##id_},
#define COLUMN(...)
#include "models/columns.def"
#undef TABLE
#undef COLUMN
};

const TableSpec *table_spec(TableId table)
{
    return &table_specs[table];
}

size_t table_column_count(TableId table)
{
    const size_t end =
        table + 1 < TABLE_COUNT ? (size_t)table_specs[table + 1].first_column : COLUMN_COUNT;
    return end - (size_t)table_specs[table].first_column;
}

const ColumnSpec *column_spec(ColumnId column)
{
    return &column_specs[column];
}

static bool name_is(const char *known, const char *name, size_t length)
{
    return strlen(known) == length && memcmp(known, name, length) == 0;
}

TableId table_find(const char *name, size_t length)
{
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        if (name_is(table_specs[table].name, name, length)) {
            return table;
        }
    }
    return TABLE_COUNT;
}

ColumnId column_find(TableId table, const char *name, size_t length)
{
    const ColumnId first = table_specs[table].first_column;
    const size_t count = table_column_count(table);
    for (size_t i = 0; i < count; i++) {
        if (name_is(column_specs[first + i].name, name, length)) {
            return (ColumnId)(first + i);
        }
    }
    return COLUMN_COUNT;
}

size_t column_index(ColumnId column)
{
    return (size_t)column - (size_t)table_specs[column_specs[column].table].first_column;
}

bool column_is_numeric(ColumnId column)
{
    const CellType type = column_specs[column].type;
    return type == CELL_NUMBER || type == CELL_WHOLE || type == CELL_DISTRIBUTION;
}

bool range_holds(const NumberRange *range, double value)
{
    return (range->above_low ? value > range->low : value >= range->low) &&
           (range->below_high ? value < range->high : value <= range->high);
}

static void range_expectation(const NumberRange *range, TextBuilder *out)
{
    char low[NUMBER_TEXT];
    char high[NUMBER_TEXT];
    number_format(low, range->low);
    number_format(high, range->high);
    const bool has_low = isfinite(range->low);
    const bool has_high = isfinite(range->high);
    if (has_low && has_high && !range->above_low && !range->below_high) {
        text_add_format(out, " from %s to %s", low, high);
        return;
    }
    if (has_low) {
        text_add_format(out, range->above_low ? " over %s" : " of at least %s", low);
    }
    if (has_high) {
        text_add_format(out, range->below_high ? " and under %s" : " and at most %s", high);
    }
}

void column_expectation(ColumnId column, TextBuilder *out)
{
    const ColumnSpec *spec = &column_specs[column];
    switch (spec->type) {
    case CELL_NUMBER:
        text_add(out, "a number");
        range_expectation(&spec->range, out);
        break;
    case CELL_WHOLE:
        text_add(out, "a whole number");
        range_expectation(&spec->range, out);
        break;
    case CELL_SEED:
        text_add(out, "a whole number from 0 to 18446744073709551615");
        break;
    default:
        text_add(out, spec->meaning);
        break;
    }
}
