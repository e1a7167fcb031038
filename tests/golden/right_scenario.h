/* A scenario that fills every column of every table, and is right: made from columns.def. */
#ifndef TESTS_GOLDEN_RIGHT_SCENARIO_H
#define TESTS_GOLDEN_RIGHT_SCENARIO_H

#include "models/scenario_columns.h"
#include "tests/models/scenario_fixture.h"

enum { COLUMNS_MAX = 40, TEXT_MAX = 96, ROWS = 2 };

/* A table as it is written: of keys one row that is turned into lines. */
typedef struct Sheet {
    TableId table;
    size_t columns;
    char names[COLUMNS_MAX][TEXT_MAX];
    char cells[ROWS][COLUMNS_MAX][TEXT_MAX];
} Sheet;

typedef struct OwnValue { /* where the kind of the column does not say what is right */
    ColumnId column;
    const char *first, *second;
} OwnValue;

static const OwnValue own_values[] = {
    {COLUMN_SCENARIO_HORIZON_DAYS, "10", NULL},
    {COLUMN_LINKS_FROM, "zones1", "datacentres1"},
    {COLUMN_LINKS_TO, "datacentres1", "zones1"},
    {COLUMN_SYSTEMS_NEEDS, "", "systems1"},
    {COLUMN_SERVICES_SERVERS_PER_100K, "", ""},
    {COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K, "", ""},
    {COLUMN_SERVICES_RETRY_PROB, "0", "0"},
    {COLUMN_SERVICES_LOST_PROB, "0", "0"},
    {COLUMN_SERVICES_CONTACT_PROB, "0", "0"},
    {COLUMN_SERVICES_FALLBACK_SERVERS, "0", "0"},
    {COLUMN_CHANNELS_OVERFLOW_CHANNEL, "", "channels1"},
    {COLUMN_CHANNELS_REDIAL_PROB, "0", "0"},
    {COLUMN_CHANNELS_RECONTACT_PROB, "0", "0"},
    {COLUMN_OUTAGES_TARGET, "service:services1@insurers1", "system:systems1"},
    {COLUMN_OVERRIDES_CELL, "crews.crews1.crews", "costs.contact_eur"},
    {COLUMN_OVERRIDES_VALUE, "3", "4"},
    {COLUMN_STRATEGIES_ISOLATE, "none", "zones1 datacentres1"},
};

static inline const char *first_word(const char *words)
{
    static char word[TEXT_MAX];

    snprintf(word, sizeof word, "%.*s", (int)strcspn(words, " "), words);
    return word;
}

/* A right value of the column in row 0 or 1. */
static inline void right_value(ColumnId column, size_t row, char out[TEXT_MAX])
{
    const ColumnSpec *spec = column_spec(column);
    const char *table = table_spec(spec->table)->name;

    for (size_t i = 0; i < sizeof own_values / sizeof own_values[0]; i++) {
        if (own_values[i].column == column) {
            snprintf(out, TEXT_MAX, "%s", row == 0 ? own_values[i].first : own_values[i].second);
            return;
        }
    }
    switch (spec->type) {
    case CELL_ID:
    case CELL_GROUP:
        snprintf(out, TEXT_MAX, "%s%zu", table, row + 1);
        break;
    case CELL_REFERENCE:
    case CELL_LIST:
    case CELL_ZONE:
        snprintf(out, TEXT_MAX, "%s1", table_spec(spec->of)->name);
        break;
    case CELL_CHOICE:
        snprintf(out, TEXT_MAX, "%s", first_word(spec->choices));
        break;
    case CELL_START:
        snprintf(out, TEXT_MAX, "2025-03-03T00:00");
        break;
    case CELL_DAYS:
        snprintf(out, TEXT_MAX, "mon-fri");
        break;
    case CELL_CLOCK_FROM:
        snprintf(out, TEXT_MAX, "08:00");
        break;
    case CELL_CLOCK_TO:
        snprintf(out, TEXT_MAX, "18:00");
        break;
    case CELL_NUMBER:
        snprintf(out, TEXT_MAX, "0.5");
        break;
    default:
        snprintf(out, TEXT_MAX, "1");
        break;
    }
}

static inline Sheet right_sheet(TableId table)
{
    Sheet sheet = {.table = table, .columns = table_column_count(table)};

    for (size_t c = 0; c < sheet.columns; c++) {
        const ColumnId column = (ColumnId)(table_spec(table)->first_column + c);
        snprintf(sheet.names[c], TEXT_MAX, "%s", column_spec(column)->name);
        for (size_t row = 0; row < ROWS; row++) {
            right_value(column, row, sheet.cells[row][c]);
        }
    }
    return sheet;
}

static inline bool is_of_keys(TableId table)
{
    return table_spec(table)->kind == TABLE_OF_KEYS;
}

static inline void write_sheet(ScenarioFixture *fixture, const Sheet *sheet)
{
    TextBuilder text = {0};
    char file[64];

    if (is_of_keys(sheet->table)) {
        text_add(&text, "key,value\n");
        for (size_t c = 0; c < sheet->columns; c++) {
            text_add_format(&text, "%s,%s\n", sheet->names[c], sheet->cells[0][c]);
        }
    } else {
        for (size_t c = 0; c < sheet->columns; c++) {
            text_add_format(&text, "%s%s", c > 0 ? "," : "", sheet->names[c]);
        }
        for (size_t row = 0; row < ROWS; row++) {
            for (size_t c = 0; c < sheet->columns; c++) {
                text_add_format(&text, "%s%s", c > 0 ? "," : "\n", sheet->cells[row][c]);
            }
        }
        text_add(&text, "\n");
    }
    snprintf(file, sizeof file, "%s.csv", table_spec(sheet->table)->name);
    fixture_write(fixture, file, text.text);
    text_deinit(&text);
}

static inline void write_right_scenario(ScenarioFixture *fixture)
{
    fixture_init(fixture);
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        const Sheet sheet = right_sheet(table);
        write_sheet(fixture, &sheet);
    }
}

#endif
