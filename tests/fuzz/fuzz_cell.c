/* Addresses of cells and their changes, as overrides.csv and --set write them. The first byte tells
 * which (`o` or `s`) and the decimal sign, the rest is lines `cell=value`. They meet the tables of
 * the example that uses the whole format. */
#include "models/scenario_cell.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#define EVERYTHING TEST_SOURCE "/tests/examples/everything"

enum { CHANGES_MAX = 40 };

typedef struct Example {
    Arena *arena;
    Diagnostics *diagnostics;
    ScenarioFolder folder;
    ScenarioTables tables;
} Example;

/* Read once: no input changes it. */
static const ScenarioTables *example_tables(void)
{
    static Example example;

    if (!example.arena) {
        example.arena = arena_new(0);
        example.diagnostics = diagnostics_new();
        FUZZ_EXPECT(
            scenario_folder_open(&example.folder, EVERYTHING, example.arena, example.diagnostics),
            "cannot open " EVERYTHING);
        scenario_tables_read(&example.tables, &example.folder);
        FUZZ_EXPECT(diagnostics_count(example.diagnostics) == 0, EVERYTHING " has mistakes");
    }
    return &example.tables;
}

static void expect_address(const CellAddress *address, const ScenarioTables *tables,
                           const char *text)
{
    FUZZ_EXPECT(address->table < TABLE_COUNT && address->table != TABLE_OVERRIDES,
                "%s is in table %d", text, (int)address->table);
    FUZZ_EXPECT(address->column < COLUMN_COUNT &&
                    column_spec(address->column)->table == address->table,
                "%s is column %d", text, (int)address->column);
    FUZZ_EXPECT(address->row == SIZE_MAX || address->row < tables->tables[address->table].row_count,
                "%s is row %zu", text, address->row);
    const CellType type = column_spec(address->column)->type;
    FUZZ_EXPECT(type != CELL_ID && type != CELL_GROUP, "%s names the row", text);
}

/* Every cell that the address names holds a text that could be read. */
static void expect_cells(const CellAddress *address, const ScenarioTables *tables)
{
    const size_t rows = tables->tables[address->table].row_count;

    for (size_t row = 0; row < rows; row++) {
        const TableCell *cell = table_cell(tables, row, address->column);
        FUZZ_EXPECT(cell->text, "a cell that is NULL");
        FUZZ_EXPECT(cell->factor >= 0, "factor %g", cell->factor);
        FUZZ_EXPECT(cell->origin < tables->origin_count || cell->origin == 0, "origin %u",
                    cell->origin);
    }
}

static void try_change(ScenarioTables *tables, Arena *arena, CellUse use, char decimal_sign,
                       char *line)
{
    char *value = line + strcspn(line, "=");
    TextBuilder message = {0};
    CellAddress address;

    value += *value == '=' ? (*value = '\0', 1) : 0;
    if (!cell_address_find(&address, tables, line, use, &message)) {
        FUZZ_EXPECT(message.length > 0, "%s was refused without a message", line);
        text_deinit(&message);
        return;
    }
    FUZZ_EXPECT(message.length == 0, "%s was found, but: %s", line, message.text);
    expect_address(&address, tables, line);
    const CellOrigin origin = {"--set", 1, line};
    const CellChange change = {
        .value = value, .decimal_sign = decimal_sign, .origin = tables_add_origin(tables, origin)};
    const bool changed = cell_change(tables, &address, &change, arena, &message);
    FUZZ_EXPECT(changed == (message.length == 0), "%s=%s: %s", line, value,
                changed ? "changed, with a message" : "refused without a message");
    expect_cells(&address, tables);
    text_deinit(&message);
}

/* A copy whose tables are the example's until they are changed. */
static ScenarioTables copy_tables(void)
{
    ScenarioTables tables = *example_tables();

    for (TableId table = 0; table < TABLE_COUNT; table++) {
        tables.tables[table].owned = false;
    }
    tables.origin_count = tables.origin_capacity = 0;
    tables.origins = NULL;
    tables_add_origin(&tables, (CellOrigin){"", 0, ""}); /* 0 is the table's own file */
    return tables;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length < 2) {
        return 0;
    }
    const CellUse use = bytes[0] == 's' ? CELL_IN_SET : CELL_IN_OVERRIDES;
    const char decimal_sign = bytes[1] == ',' ? ',' : '.';
    Arena *arena = arena_new(0);
    ScenarioTables tables = copy_tables();
    char *text = fuzz_text(bytes + 2, length - 2);
    char *rest = text;

    for (size_t i = 0; *rest != '\0' && i < CHANGES_MAX; i++) {
        try_change(&tables, arena, use, decimal_sign, fuzz_line(&rest));
    }
    scenario_tables_deinit(&tables);
    free(text);
    arena_free(arena);
    return 0;
}
