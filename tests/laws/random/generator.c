#include "tests/laws/random/generator.h"

#include "tests/laws/random/maker.h"
#include "tests/test.h"

enum { DATES = 4 };

/* Runs begin at the turn of a month, of a leap year's February, of a year, or none of these. */
static const struct {
    const char *start;
    const char *dates[DATES];
} weeks[] = {
    {"2025-03-03", {"2025-03-04", "2025-03-05", "2025-03-08", NULL}},
    {"2024-02-26", {"2024-02-28", "2024-02-29", "2024-03-01", NULL}},
    {"2025-12-29", {"2025-12-30", "2025-12-31", "2026-01-01", NULL}},
    {"2023-04-28", {"2023-04-29", "2023-05-01", "2023-05-02", NULL}},
};

static void make_run(Maker *maker)
{
    static const double steps[] = {1, 2, 3.5, 6, 8};
    Draw *draw = &maker->draw;
    Sheets *sheets = maker->sheets;
    size_t week = draw_below(draw, sizeof weeks / sizeof weeks[0]);
    double days =
        draw_chance(draw, 0.5) ? (double)draw_whole(draw, 1, 7) : draw_between(draw, 0.8, 7);
    size_t row = sheets_add_row(sheets, TABLE_SCENARIO);
    maker->dates = weeks[week].dates;
    sheets_set(sheets, row, COLUMN_SCENARIO_TITLE, "%s",
               draw_chance(draw, 0.3) ? "A \"random\" case, drawn; not thought of" : "Random");
    sheets_set(sheets, row, COLUMN_SCENARIO_START, "%sT%02zu:%02zu", weeks[week].start,
               draw_below(draw, 24), draw_chance(draw, 0.5) ? 0 : draw_below(draw, 60));
    maker_number(maker, row, COLUMN_SCENARIO_HORIZON_DAYS, days);
    maker->horizon_h = 24 * sheets_number(sheets, row, COLUMN_SCENARIO_HORIZON_DAYS, 1);
    maker_maybe(maker, row, COLUMN_SCENARIO_WARMUP_DAYS, 0.4, 0.1, 2);
    double sample_h = maker->horizon_h / steps[draw_below(draw, sizeof steps / sizeof steps[0])];
    sheets_set(sheets, row, COLUMN_SCENARIO_SAMPLE_H, "%.6g", floor(sample_h * 100) / 100);
    sheets_set(sheets, row, COLUMN_SCENARIO_REPLICATIONS, "%zu", draw_whole(draw, 2, 4));
    sheets_set(sheets, row, COLUMN_SCENARIO_SEED, "%zu", draw_below(draw, 1000000));
    maker_maybe(maker, row, COLUMN_SCENARIO_CONFIDENCE, 0.5, 0.6, 0.99);
}

/* What a scenario costs to run: people, requests a day. */
static void make_size(Maker *maker)
{
    maker->largest_insured = (size_t)draw_magnitude(&maker->draw, 50, 200000);
    maker->requests_max = draw_magnitude(&maker->draw, 10, 200);
}

static void make_costs(Maker *maker)
{
    const ColumnId first = table_spec(TABLE_COSTS)->first_column;
    if (!draw_chance(&maker->draw, 0.6)) {
        return;
    }
    size_t row = sheets_add_row(maker->sheets, TABLE_COSTS);
    for (size_t i = 0; i < table_column_count(TABLE_COSTS); i++) {
        maker_maybe(maker, row, (ColumnId)(first + i), 0.7, 0.1, 1000);
    }
}

Sheets *scenario_generate(uint64_t seed, Arena *arena)
{
    Maker maker = {.sheets = sheets_new(arena), .draw = {seed}};
    maker.draw.state = draw_bits(&maker.draw); /* so that seeds 1 and 2 have nothing in common */
    maker.sheets->layout = draw_chance(&maker.draw, 0.7) ? draw_bits(&maker.draw) | 1 : 0;
    make_run(&maker);
    make_size(&maker);
    make_calendars(&maker);
    make_profiles(&maker);
    make_infrastructure(&maker);
    make_channels(&maker);
    make_services(&maker);
    make_attack(&maker);
    make_outages(&maker);
    make_strategies(&maker);
    make_costs(&maker);
    make_overrides(&maker);
    return maker.sheets;
}
