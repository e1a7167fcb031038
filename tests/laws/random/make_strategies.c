/* Strategies and what else they change. */
#include "tests/laws/random/maker.h"
#include "tests/test.h"

static void make_isolation(Maker *maker, size_t row)
{
    static const char *const words[] = {"all", "datacentre", "compromised", "none"};
    size_t kind = draw_below(&maker->draw, 6);
    if (kind < 4) {
        sheets_set(maker->sheets, row, COLUMN_STRATEGIES_ISOLATE, "%s", words[kind]);
    } else {
        const char *one = maker_zone(maker), *other = maker_zone(maker);
        bool both = strcmp(one, other) != 0;
        sheets_set(maker->sheets, row, COLUMN_STRATEGIES_ISOLATE, "%s%s%s", one, both ? " " : "",
                   both ? other : "");
    }
}

static void make_strategy(Maker *maker)
{
    Draw *draw = &maker->draw;
    size_t row = maker_row(maker, TABLE_STRATEGIES, "plan");
    make_isolation(maker, row);
    if (draw_chance(draw, 0.7)) {
        maker_distribution(maker, row, COLUMN_STRATEGIES_REACTION_H, draw_magnitude(draw, 0.2, 10));
    }
    if (draw_chance(draw, 0.7)) {
        maker_distribution(maker, row, COLUMN_STRATEGIES_CONTAIN_H, draw_magnitude(draw, 0.2, 20));
    }
    if (draw_chance(draw, 0.3)) {
        sheets_set(maker->sheets, row, COLUMN_STRATEGIES_ESCALATE_AT, "%zu",
                   draw_whole(draw, 1, 3));
    }
    maker_maybe(maker, row, COLUMN_STRATEGIES_LEAK, 0.4, 0, 1);
    if (draw_chance(draw, 0.4)) {
        maker_choice(maker, row, COLUMN_STRATEGIES_CHECK_CLEAN);
    }
    if (draw_chance(draw, 0.8)) {
        maker_choice(maker, row, COLUMN_STRATEGIES_RESTORE_ORDER);
    }
    if (draw_chance(draw, 0.5)) {
        maker_number(maker, row, COLUMN_STRATEGIES_SURGE_AGENTS_PCT, draw_between(draw, 10, 300));
        maker_maybe(maker, row, COLUMN_STRATEGIES_SURGE_DAYS, 0.5, 0, 3);
        if (draw_chance(draw, 0.5)) {
            maker_distribution(maker, row, COLUMN_STRATEGIES_SURGE_AFTER_H,
                               draw_magnitude(draw, 0.5, 24));
        }
    }
    if (draw_chance(draw, 0.3)) {
        maker_choice(maker, row, COLUMN_STRATEGIES_FALLBACK);
    }
}

void make_strategies(Maker *maker)
{
    size_t count = draw_whole(&maker->draw, 1, 4);
    for (size_t i = 0; i < count; i++) {
        make_strategy(maker);
    }
    if (draw_chance(&maker->draw, 0.5)) {
        bool undisturbed = draw_chance(&maker->draw, 0.2);
        sheets_set(maker->sheets, 0, COLUMN_SCENARIO_BASELINE, "%s",
                   undisturbed ? "undisturbed" : maker_id(maker, TABLE_STRATEGIES));
    }
}

/* A column whose cells strategies may change, and that can be multiplied or replaced blindly: not
 * what is within 0..1 and belongs together with another share. */
static bool may_be_overridden(ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    bool closed = spec->table == TABLE_SCENARIO || spec->table == TABLE_STRATEGIES ||
                  spec->table == TABLE_OVERRIDES || spec->table == TABLE_CALENDARS;
    return !closed && column_is_numeric(column) && column != COLUMN_SERVICES_RETRY_PROB;
}

/* Whether every row that the address means has something to multiply. */
static bool is_filled(const Sheets *sheets, ColumnId column)
{
    size_t rows = sheets->tables[column_spec(column)->table].row_count;
    for (size_t row = 0; row < rows; row++) {
        if (sheets_cell(sheets, row, column)[0] == '\0') {
            return false;
        }
    }
    return rows > 0;
}

/* The address of the column at a random id, or at all of them. */
static void set_address(Maker *maker, size_t row, ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    const TableSpec *table = table_spec(spec->table);
    bool named = table->kind == TABLE_OF_IDS && draw_chance(&maker->draw, 0.6);
    if (table->kind == TABLE_OF_KEYS) {
        sheets_set(maker->sheets, row, COLUMN_OVERRIDES_CELL, "%s.%s", table->name, spec->name);
    } else {
        sheets_set(maker->sheets, row, COLUMN_OVERRIDES_CELL, "%s.%s.%s", table->name,
                   named ? maker_id(maker, spec->table) : "*", spec->name);
    }
}

/* Shares are only made smaller, so that they stay shares. */
static void set_value(Maker *maker, size_t row, ColumnId column)
{
    const ColumnSpec *spec = column_spec(column);
    if (spec->unit == UNIT_SHARE) {
        sheets_set(maker->sheets, row, COLUMN_OVERRIDES_VALUE, "x0.5");
    } else if (spec->type == CELL_DISTRIBUTION && draw_chance(&maker->draw, 0.3)) {
        maker_distribution(maker, row, COLUMN_OVERRIDES_VALUE,
                           draw_magnitude(&maker->draw, 0.5, 20));
    } else {
        static const char *const factors[] = {"x0.5", "x0.8", "x1.25", "x2"};
        sheets_set(maker->sheets, row, COLUMN_OVERRIDES_VALUE, "%s",
                   factors[draw_below(&maker->draw, 4)]);
    }
}

/* Numbers mostly; now and then other opening hours. */
void make_overrides(Maker *maker)
{
    size_t tries = draw_chance(&maker->draw, 0.5) ? 12 : 0;
    for (size_t i = 0; i < tries; i++) {
        ColumnId column = (ColumnId)draw_below(&maker->draw, COLUMN_COUNT);
        if (column == COLUMN_SERVICES_CALENDAR || column == COLUMN_INSURERS_DESK_CALENDAR) {
            size_t row = sheets_add_row(maker->sheets, TABLE_OVERRIDES);
            set_address(maker, row, column);
            sheets_set(maker->sheets, row, COLUMN_OVERRIDES_VALUE, "always");
        } else if (may_be_overridden(column) && is_filled(maker->sheets, column)) {
            size_t row = sheets_add_row(maker->sheets, TABLE_OVERRIDES);
            set_address(maker, row, column);
            set_value(maker, row, column);
        }
    }
    for (size_t row = 0; row < maker->sheets->tables[TABLE_OVERRIDES].row_count; row++) {
        sheets_set(maker->sheets, row, COLUMN_OVERRIDES_STRATEGY, "%s",
                   maker_id(maker, TABLE_STRATEGIES));
    }
}
