/* What is said about every column of columns.def: the cases are made from the table itself, so a
 * new column is tested from its first day.
 *
 * A scenario that fills every column of every table is right. Then one thing at a time is broken: a
 * cell of the wrong kind or out of its range, in the table, by --set and by an override; a name in
 * the header or a key; a column that is missing or there twice; a required cell that is empty. Each
 * gives exactly one line, which names the file, the line and the column.
 */
#include "base/number.h"
#include "tests/golden/right_scenario.h"

#include <math.h>

/* Reads the scenario anew; its messages are fixture->messages. */
static void read_again(ScenarioFixture *fixture)
{
    scenario_case_free(fixture->scenario_case);
    text_deinit(&fixture->messages);
    fixture->messages = (TextBuilder){0};
    fixture_read(fixture);
}

/* One line, which begins with `place` and, where `hint` is given, holds it. */
static void expect_one_line(ScenarioFixture *fixture, const char *place, const char *hint,
                            const char *broken)
{
    read_again(fixture);
    const char *messages = fixture->messages.text ? fixture->messages.text : "";
    const char *end = strchr(messages, '\n');

    if (!end || end[1] != '\0' || strncmp(messages, place, strlen(place)) != 0 ||
        (hint && !strstr(messages, hint))) {
        fail_msg("%s: expected one line \"%s ...%s\", got\n%s", broken, place, hint ? hint : "",
                 messages);
    }
}

/* Where the second row's cell of the column stands; a key has a line of its own. */
static void place_of(ColumnId column, char out[TEXT_MAX])
{
    const ColumnSpec *spec = column_spec(column);
    const size_t line = is_of_keys(spec->table) ? column_index(column) + 2 : ROWS + 1;

    snprintf(out, TEXT_MAX, "%s.csv:%zu:%s: ", table_spec(spec->table)->name, line, spec->name);
}

static size_t bad_row(TableId table)
{
    return is_of_keys(table) ? 0 : ROWS - 1;
}

enum { BAD_MAX = 12 };

typedef struct BadValues {
    size_t count;
    char texts[BAD_MAX][TEXT_MAX];
} BadValues;

static void add_bad(BadValues *bad, const char *text)
{
    snprintf(bad->texts[bad->count++], TEXT_MAX, "%s", text);
}

static void add_bad_number(BadValues *bad, double value)
{
    char text[NUMBER_TEXT];

    number_format(text, value);
    add_bad(bad, text);
}

/* The nearest numbers outside the range. */
static void add_out_of_range(BadValues *bad, const NumberRange *range)
{
    if (isfinite(range->low)) {
        add_bad_number(bad, range->above_low ? range->low : range->low - 1);
    }
    if (isfinite(range->high)) {
        add_bad_number(bad, range->below_high ? range->high : range->high + 1);
    }
}

static BadValues bad_values(ColumnId column)
{
    static const char *const no_numbers[] = {"abc", "1e999", "nan", "0x10", "5 h", "1.2.3", "x"};
    const ColumnSpec *spec = column_spec(column);
    BadValues bad = {0};

    switch (spec->type) {
    case CELL_TEXT: /* any text is right */
        break;
    case CELL_NUMBER:
    case CELL_WHOLE:
    case CELL_SEED:
        for (size_t i = 0; i < sizeof no_numbers / sizeof no_numbers[0]; i++) {
            add_bad(&bad, no_numbers[i]);
        }
        if (spec->type == CELL_SEED) {
            add_bad(&bad, "-1");
            add_bad(&bad, "18446744073709551616");
            break;
        }
        add_out_of_range(&bad, &spec->range);
        if (spec->type == CELL_WHOLE) {
            add_bad(&bad, "1.5");
        }
        break;
    case CELL_DISTRIBUTION:
        add_bad(&bad, "-1");
        add_bad(&bad, "abc");
        add_bad(&bad, "exponental(mean=1)");
        add_bad(&bad, "exponential(mena=1)");
        add_bad(&bad, "exponential(mean=-1)");
        add_bad(&bad, "empirical(file=nosuch.csv)");
        break;
    case CELL_ID:
    case CELL_GROUP:
        add_bad(&bad, "two words");
        add_bad(&bad, "no:such.thing");
        break;
    default:
        add_bad(&bad, "no:such.thing");
        add_bad(&bad, "-1");
        break;
    }
    return bad;
}

/* The other of two columns that exclude each other: it is emptied while the first is tested. */
static ColumnId partner_of(ColumnId column)
{
    return column == COLUMN_SERVICES_SERVERS_PER_100K            ? COLUMN_SERVICES_SERVERS
           : column == COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K ? COLUMN_SERVICES_FALLBACK_SERVERS
                                                                 : COLUMN_COUNT;
}

static bool names_a_row(ColumnId column)
{
    const CellType type = column_spec(column)->type;

    return type == CELL_ID || type == CELL_GROUP;
}

static void the_scenario_of_all_columns_is_right(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    write_right_scenario(&fixture);
    fixture_read_well(&fixture);
    fixture_deinit(&fixture);
}

static void break_cells_of(ScenarioFixture *fixture, ColumnId column)
{
    const TableId table = column_spec(column)->table;
    const BadValues bad = bad_values(column);
    char place[TEXT_MAX];
    Sheet sheet = right_sheet(table);

    place_of(column, place);
    if (partner_of(column) != COLUMN_COUNT) {
        sheet.cells[ROWS - 1][column_index(partner_of(column))][0] = '\0';
    }
    for (size_t i = 0; i < bad.count; i++) {
        memcpy(sheet.cells[bad_row(table)][column_index(column)], bad.texts[i], TEXT_MAX);
        write_sheet(fixture, &sheet);
        expect_one_line(fixture, place, NULL, bad.texts[i]);
    }
    sheet = right_sheet(table);
    write_sheet(fixture, &sheet);
}

static void a_bad_cell_gives_one_line_that_names_its_place(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        break_cells_of(&fixture, column);
    }
    fixture_deinit(&fixture);
}

/* "table.*.column", or "table.key". */
static void address_of(ColumnId column, char out[TEXT_MAX])
{
    const ColumnSpec *spec = column_spec(column);
    const char *name = table_spec(spec->table)->name;

    snprintf(out, TEXT_MAX, "%s%s.%s", name, is_of_keys(spec->table) ? "" : ".*", spec->name);
}

static void a_bad_value_of_set_is_told_of_the_set(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char address[TEXT_MAX], place[TEXT_MAX + 16], set[2 * TEXT_MAX + 8];

    write_right_scenario(&fixture);
    fixture.sets[0] = set;
    fixture.set_count = 1;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const BadValues bad = bad_values(column);
        if (column_spec(column)->table == TABLE_OVERRIDES || bad.count == 0 ||
            partner_of(column) != COLUMN_COUNT) {
            continue; /* overrides cannot be set */
        }
        address_of(column, address);
        snprintf(place, sizeof place, "--set:1:%s: ", address);
        snprintf(set, sizeof set, "%s=%s", address, bad.texts[0]);
        expect_one_line(&fixture, place, names_a_row(column) ? "it names the row" : NULL, set);
    }
    fixture_deinit(&fixture);
}

static void a_bad_value_of_an_override_is_told_of_its_row(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char address[TEXT_MAX], text[3 * TEXT_MAX];

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const TableId table = column_spec(column)->table;
        const BadValues bad = bad_values(column);
        const bool may = table != TABLE_SCENARIO && table != TABLE_STRATEGIES &&
                         table != TABLE_OVERRIDES && column != COLUMN_SYSTEMS_SCOPE &&
                         !names_a_row(column);
        if (bad.count == 0 || partner_of(column) != COLUMN_COUNT) {
            continue;
        }
        address_of(column, address);
        snprintf(text, sizeof text, "strategy,cell,value\nstrategies2,%s,%s\n", address,
                 bad.texts[0]);
        fixture_write(&fixture, "overrides.csv", text);
        expect_one_line(&fixture, may ? "overrides.csv:2:value: " : "overrides.csv:2:cell: ",
                        may                   ? NULL
                        : names_a_row(column) ? ": it names the row"
                                              : "overridden",
                        text);
    }
    fixture_deinit(&fixture);
}

static void a_mistyped_name_is_answered_with_the_right_one(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char place[3 * TEXT_MAX], hint[2 * TEXT_MAX];

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        Sheet sheet = right_sheet(spec->table);
        char *name = sheet.names[column_index(column)];
        const size_t length = strlen(name);
        name[length] = name[length - 1]; /* the last letter twice */
        write_sheet(&fixture, &sheet);
        snprintf(place, sizeof place, "%s.csv:%zu:%s: ", table_spec(spec->table)->name,
                 is_of_keys(spec->table) ? column_index(column) + 2 : 1, name);
        snprintf(hint, sizeof hint, "unknown %s; did you mean \"%s\"?\n",
                 is_of_keys(spec->table) ? "key" : "column", spec->name);
        expect_one_line(&fixture, place, hint, name);
        sheet = right_sheet(spec->table);
        write_sheet(&fixture, &sheet);
    }
    fixture_deinit(&fixture);
}

/* Columns that only another cell makes required are in messages/services.txt and calendars.txt. */
static bool is_required_by_another(ColumnId column)
{
    return column == COLUMN_SERVICES_SERVERS || column == COLUMN_CALENDARS_OPEN ||
           column == COLUMN_CALENDARS_CLOSE;
}

static void an_empty_cell_is_a_mistake_where_it_is_required(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char place[TEXT_MAX];

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        Sheet sheet = right_sheet(spec->table);
        sheet.cells[bad_row(spec->table)][column_index(column)][0] = '\0';
        write_sheet(&fixture, &sheet);
        place_of(column, place);
        if (spec->required) {
            expect_one_line(&fixture, place, "is required", place);
        } else if (!is_required_by_another(column)) {
            read_again(&fixture);
            EXPECT_TEXT(fixture.messages.text ? fixture.messages.text : "", "");
        }
        sheet = right_sheet(spec->table);
        write_sheet(&fixture, &sheet);
    }
    fixture_deinit(&fixture);
}

/* Takes the column out, or puts it in a second time, with all its cells. */
static void a_column_is_there_once(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char place[2 * TEXT_MAX];

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        const size_t at = column_index(column);
        Sheet sheet = right_sheet(spec->table);
        const size_t last = sheet.columns++;
        memcpy(sheet.names[last], sheet.names[at], TEXT_MAX);
        for (size_t row = 0; row < ROWS; row++) {
            memcpy(sheet.cells[row][last], sheet.cells[row][at], TEXT_MAX);
        }
        write_sheet(&fixture, &sheet);
        snprintf(place, sizeof place, "%s.csv:%zu:%s: ", table_spec(spec->table)->name,
                 is_of_keys(spec->table) ? last + 2 : 1, spec->name);
        expect_one_line(&fixture, place, "is there twice", place);
        sheet = right_sheet(spec->table);
        write_sheet(&fixture, &sheet);
    }
    fixture_deinit(&fixture);
}

static void a_required_column_must_be_there(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    char place[2 * TEXT_MAX];

    write_right_scenario(&fixture);
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        Sheet sheet = right_sheet(spec->table);
        if (!spec->required || is_of_keys(spec->table)) {
            continue; /* a key that is not there is an empty cell */
        }
        memcpy(sheet.names[column_index(column)], "note", sizeof "note");
        write_sheet(&fixture, &sheet);
        snprintf(place, sizeof place, "%s.csv:1:%s: ", table_spec(spec->table)->name, spec->name);
        expect_one_line(&fixture, place, "column is missing", place);
        sheet = right_sheet(spec->table);
        write_sheet(&fixture, &sheet);
    }
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scenario_of_all_columns_is_right),
        cmocka_unit_test(a_bad_cell_gives_one_line_that_names_its_place),
        cmocka_unit_test(a_bad_value_of_set_is_told_of_the_set),
        cmocka_unit_test(a_bad_value_of_an_override_is_told_of_its_row),
        cmocka_unit_test(a_mistyped_name_is_answered_with_the_right_one),
        cmocka_unit_test(an_empty_cell_is_a_mistake_where_it_is_required),
        cmocka_unit_test(a_column_is_there_once),
        cmocka_unit_test(a_required_column_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
