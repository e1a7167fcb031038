/* The tables of docs/scenario-format.md are what columns.def says. With BROWNOUT_RENEW_GOLDEN set
 * in the environment they are written anew:
 *
 *     BROWNOUT_RENEW_GOLDEN=1 ctest --test-dir build/dev -R models/scenario_columns
 */
#include "base/file.h"
#include "base/number.h"
#include "models/scenario_columns.h"
#include "tests/test.h"

#include <stdlib.h>

#define DOCUMENT TEST_SOURCE "/docs/scenario-format.md"

static const char *type_name(CellType type)
{
    static const char *const names[] = {[CELL_TEXT] = "text",
                                        [CELL_ID] = "id",
                                        [CELL_GROUP] = "id",
                                        [CELL_NUMBER] = "number",
                                        [CELL_WHOLE] = "whole number",
                                        [CELL_SEED] = "whole number",
                                        [CELL_DISTRIBUTION] = "dist",
                                        [CELL_CHOICE] = "",
                                        [CELL_REFERENCE] = "id in",
                                        [CELL_LIST] = "list of",
                                        [CELL_ZONE] = "zone",
                                        [CELL_ISOLATION] = "word or list of zones",
                                        [CELL_TARGET] = "target",
                                        [CELL_START] = "time",
                                        [CELL_DAYS] = "days",
                                        [CELL_CLOCK_FROM] = "time of day",
                                        [CELL_CLOCK_TO] = "time of day",
                                        [CELL_ADDRESS] = "cell",
                                        [CELL_VALUE] = "value"};
    return names[type];
}

static void add_bound(TextBuilder *out, const char *sign, double bound)
{
    char number[NUMBER_TEXT];

    number_format(number, bound);
    text_add_format(out, " %s %s", sign, number);
}

/* What the cell holds: type, unit, range or words. */
static void add_type(TextBuilder *out, const ColumnSpec *spec)
{
    text_add(out, type_name(spec->type));
    if (spec->type == CELL_REFERENCE || spec->type == CELL_LIST) {
        text_add_format(out, " %s", table_spec(spec->of)->name);
    } else if (spec->type == CELL_CHOICE) {
        for (const char *c = spec->choices; *c; c++) {
            text_add_bytes(out, *c == ' ' ? ", " : c, *c == ' ' ? 2 : 1);
        }
    } else if (spec->type == CELL_NUMBER || spec->type == CELL_WHOLE) {
        if (isfinite(spec->range.low)) {
            add_bound(out, spec->range.above_low ? ">" : "≥", spec->range.low);
        }
        if (isfinite(spec->range.high) && spec->range.high < 1e9) {
            add_bound(out, spec->range.below_high ? "<" : "≤", spec->range.high);
        }
    }
}

static void add_table(TextBuilder *out, TableId table)
{
    const bool keys = table_spec(table)->kind == TABLE_OF_KEYS;

    text_add_format(out, "| %s | holds | default | meaning |\n| --- | --- | --- | --- |\n",
                    keys ? "key" : "column");
    for (size_t i = 0; i < table_column_count(table); i++) {
        const ColumnSpec *spec = column_spec((ColumnId)(table_spec(table)->first_column + i));
        text_add_format(out, "| `%s`%s | ", spec->name, spec->required ? "*" : "");
        add_type(out, spec);
        text_add_format(out, " | %s | %s |\n", spec->fallback, spec->meaning);
    }
}

/* The document with its tables of columns made anew. */
static void render(const char *document, TextBuilder *out)
{
    static const char begin[] = "<!-- columns: ";
    const char *at = document;

    for (const char *found; (found = strstr(at, begin)) != NULL;) {
        const char *name = found + strlen(begin);
        const char *line_end = strchr(name, '\n');
        const TableId table = table_find(name, strcspn(name, " "));
        if (table == TABLE_COUNT || !line_end) {
            fail_msg("no table: %.20s", name);
        }
        text_add_bytes(out, at, (size_t)(line_end + 1 - at));
        add_table(out, table);
        at = strstr(line_end, "<!-- end -->");
        EXPECT(at);
    }
    text_add(out, at);
}

static void the_documents_tables_are_those_of_the_reader(void **state)
{
    (void)state;
    Failure failure = {0};
    char *document = NULL;
    size_t length = 0;
    TextBuilder rendered = {0};

    EXPECT(file_read(DOCUMENT, 1 << 20, &document, &length, &failure));
    render(document, &rendered);
    if (getenv("BROWNOUT_RENEW_GOLDEN")) {
        EXPECT(file_write(DOCUMENT, rendered.text, rendered.length, &failure));
    } else {
        EXPECT_TEXT(document, rendered.text);
    }
    for (TableId table = 0; table < TABLE_COUNT; table++) {
        char mark[64];
        snprintf(mark, sizeof mark, "<!-- columns: %s -->", table_spec(table)->name);
        EXPECT(strstr(document, mark));
    }
    text_deinit(&rendered);
    free(document);
}

static void columns_are_found_in_their_own_table(void **state)
{
    (void)state;
    EXPECT_EQUAL(table_find("services", 8), TABLE_SERVICES);
    EXPECT_EQUAL(table_find("service", 7), TABLE_COUNT);
    EXPECT_EQUAL(column_find(TABLE_SERVICES, "needs", 5), COLUMN_SERVICES_NEEDS);
    EXPECT_EQUAL(column_find(TABLE_CHANNELS, "needs", 5), COLUMN_CHANNELS_NEEDS);
    EXPECT_EQUAL(column_find(TABLE_INSURERS, "needs", 5), COLUMN_COUNT);
    EXPECT_EQUAL(column_index(COLUMN_SERVICES_NEEDS), 2);
    EXPECT_EQUAL(table_column_count(TABLE_COSTS), 9); /* the last table */
}

/* Every default is itself a right value of its column. */
static void defaults_are_in_range(void **state)
{
    (void)state;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        double value;
        if (column_is_numeric(column) && spec->fallback[0] != '\0') {
            EXPECT(number_parse(spec->fallback, strlen(spec->fallback), '.', &value));
            EXPECT(range_holds(&spec->range, value));
        }
        EXPECT(!spec->required || spec->fallback[0] == '\0');
        EXPECT(spec->meaning[0] != '\0');
    }
}

static void ranges_know_open_ends(void **state)
{
    (void)state;
    const NumberRange *inside = &column_spec(COLUMN_SCENARIO_CONFIDENCE)->range;
    const NumberRange *horizon = &column_spec(COLUMN_SCENARIO_HORIZON_DAYS)->range;

    EXPECT(!range_holds(inside, 0) && !range_holds(inside, 1) && range_holds(inside, 0.5));
    EXPECT(!range_holds(horizon, 0) && range_holds(horizon, 36525) && !range_holds(horizon, 36526));
    EXPECT(!range_holds(horizon, NAN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_tables_are_those_of_the_reader),
        cmocka_unit_test(columns_are_found_in_their_own_table),
        cmocka_unit_test(defaults_are_in_range),
        cmocka_unit_test(ranges_know_open_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
