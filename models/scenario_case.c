#include "models/scenario_case.h"

#include "base/memory.h"
#include "models/scenario_case_parts.h"
#include "models/scenario_replaced.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OVERRIDDEN_CELLS_MAX = 8 << 20, OVERRIDE_VISITS_MAX = 64 << 20, PLACED_MAX = 8 << 20 };

/* The folder's last component, with "." and ".." taken out; relative paths begin at the working
 * directory. */
static char *folder_name(const char *path, Arena *arena)
{
    TextBuilder whole = {0};
    char **parts;
    size_t count = 0;
    char *rest = NULL;

    if (path[0] != '/') {
        char here[4096];
        text_add(&whole, getcwd(here, sizeof here) ? here : "");
        text_add(&whole, "/");
    }
    text_add(&whole, path);
    parts = memory_allocate(whole.length + 1, sizeof *parts);
    for (char *part = strtok_r(whole.text, "/", &rest); part; part = strtok_r(NULL, "/", &rest)) {
        if (strcmp(part, "..") == 0) {
            count -= count > 0;
        } else if (strcmp(part, ".") != 0) {
            parts[count++] = part;
        }
    }
    const char *last = count > 0 ? parts[count - 1] : "scenario";
    char *name = arena_copy_text(arena, last, strlen(last));
    free(parts);
    text_deinit(&whole);
    return name;
}

/* The text between the two, without blanks around it. */
static const char *trimmed(const char *begin, const char *end, Arena *arena)
{
    while (begin < end && (*begin == ' ' || *begin == '\t')) {
        begin++;
    }
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t')) {
        end--;
    }
    return arena_copy_text(arena, begin, (size_t)(end - begin));
}

static void apply_set(ScenarioCase *scenario_case, const char *set, size_t number,
                      Diagnostics *diagnostics)
{
    ScenarioTables *tables = &scenario_case->tables;
    Arena *arena = scenario_case->arena;
    const char *end = set + strlen(set);
    const char *equals = strchr(set, '=');
    const char *cell = trimmed(set, equals ? equals : end, arena);
    const char *value = equals ? trimmed(equals + 1, end, arena) : "";
    TextBuilder message = {0};
    CellAddress address;

    if (value[0] == '\0') {
        diagnostics_add(diagnostics, "--set", number, cell, "has no value; expected cell=value");
        return;
    }
    if (!text_is_utf8(set, strlen(set))) {
        diagnostics_add(diagnostics, "--set", number, cell, "is not valid UTF-8");
        return;
    }
    if (cell_address_find(&address, tables, cell, CELL_IN_SET, &message)) {
        const CellOrigin origin = {"--set", number, cell};
        const CellChange change = {
            .value = value, .decimal_sign = '.', .origin = tables_add_origin(tables, origin)};
        replaced_read(&scenario_case->base.reading, &address, &change);
        cell_change(tables, &address, &change, arena, &message);
    }
    if (message.length > 0) {
        diagnostics_add(diagnostics, "--set", number, cell, "%s", message.text);
    }
    text_deinit(&message);
}

static ScenarioReading base_reading(ScenarioCase *scenario_case)
{
    size_t most = 0;

    for (TableId table = 0; table < TABLE_COUNT; table++) {
        const size_t rows = scenario_case->tables.tables[table].row_count;
        most = rows > most ? rows : most;
    }
    scenario_case->notes.marks = arena_allocate(scenario_case->arena, most, sizeof(size_t));
    return (ScenarioReading){.tables = &scenario_case->tables,
                             .base = &scenario_case->tables,
                             .folder = &scenario_case->folder,
                             .arena = scenario_case->arena,
                             .diagnostics = scenario_case->folder.diagnostics,
                             .notes = &scenario_case->notes};
}

/* Every step, in the order in which one builds on the other. */
static void read_draft(ScenarioDraft *draft)
{
    draft_read_run(draft);
    draft_read_calendars(draft);
    draft_read_crews(draft);
    draft_read_zones(draft);
    draft_read_links(draft);
    draft_read_systems(draft);
    draft_read_insurers(draft);
    draft_read_services(draft);
    draft_read_channels(draft);
    draft_read_outages(draft);
    draft_read_attack(draft);
    draft_read_strategies(draft);
    draft_read_costs(draft);
    draft_check(draft);
}

static void read_base(ScenarioCase *scenario_case)
{
    ScenarioDraft *base = &scenario_case->base;

    base->reading = base_reading(scenario_case);
    base->own_zones =
        arena_allocate(scenario_case->arena, reading_rows(&base->reading, TABLE_DATACENTRES),
                       sizeof *base->own_zones);
    read_draft(base);
}

/* Reads a row of overrides.csv; false where it cannot be applied. */
static bool read_override(ScenarioCase *scenario_case, size_t row, Override *override)
{
    ScenarioReading *reading = &scenario_case->base.reading;
    ScenarioTables *tables = &scenario_case->tables;
    const size_t strategy = read_reference(reading, row, COLUMN_OVERRIDES_STRATEGY);
    const char *cell = read_text(reading, row, COLUMN_OVERRIDES_CELL);
    const char *value = read_text(reading, row, COLUMN_OVERRIDES_VALUE);
    TextBuilder message = {0};

    *override = (Override){.row = row, .strategy = strategy, .change = {.value = value}};
    if (cell[0] == '\0') {
        return false;
    }
    if (!cell_address_find(&override->address, tables, cell, CELL_IN_OVERRIDES, &message)) {
        if (message.length > 0) {
            reading_mistake(reading, row, COLUMN_OVERRIDES_CELL, "%s", message.text);
        }
        text_deinit(&message);
        return false;
    }
    override->change.decimal_sign = table_cell(tables, row, COLUMN_OVERRIDES_VALUE)->decimal_sign;
    override->change.origin = tables_add_origin(
        tables, (CellOrigin){tables->tables[TABLE_OVERRIDES].file,
                             tables->tables[TABLE_OVERRIDES].lines[row], "value"});
    return strategy != NONE && value[0] != '\0';
}

static void read_overrides(ScenarioCase *scenario_case)
{
    const size_t rows = reading_rows(&scenario_case->base.reading, TABLE_OVERRIDES);

    scenario_case->overrides =
        arena_allocate(scenario_case->arena, rows, sizeof *scenario_case->overrides);
    for (size_t row = 0; row < rows; row++) {
        Override *override = &scenario_case->overrides[scenario_case->override_count];
        scenario_case->override_count += read_override(scenario_case, row, override);
    }
}

/* The strategy's draft, begun as a copy of the base when it is first needed. */
static ScenarioDraft *strategy_draft(ScenarioCase *scenario_case, size_t strategy)
{
    if (!scenario_case->drafts[strategy]) {
        ScenarioDraft *draft = arena_allocate(scenario_case->arena, 1, sizeof *draft);
        ScenarioTables *tables = arena_allocate(scenario_case->arena, 1, sizeof *tables);
        *tables = scenario_case->tables;
        tables_disown(tables);
        *draft = scenario_case->base;
        draft->base = &scenario_case->base;
        draft->reading.tables = tables;
        draft->own_tables = tables;
        scenario_case->drafts[strategy] = draft;
    }
    return scenario_case->drafts[strategy];
}

/* Counts the cells that the change will copy; reports the row with which they become too many. */
static bool check_memory(ScenarioCase *scenario_case, const Override *override,
                         const ScenarioTables *tables, size_t *copied)
{
    const ScenarioTable *table = &tables->tables[override->address.table];

    *copied += table->owned ? 0 : table->row_count * table->column_count;
    return *copied <= OVERRIDDEN_CELLS_MAX ||
           reading_mistake(&scenario_case->base.reading, override->row, COLUMN_OVERRIDES_CELL,
                           "the strategies' own copies of tables up to this row have more than %d "
                           "cells, which is more than memory holds",
                           (int)OVERRIDDEN_CELLS_MAX);
}

/* Counts the cells that the change visits; reports the row with which they become too many. */
static bool check_visits(ScenarioCase *scenario_case, const Override *override, size_t *visited)
{
    const size_t rows = scenario_case->tables.tables[override->address.table].row_count;

    *visited += override->address.row == SIZE_MAX ? rows : 1;
    return *visited <= OVERRIDE_VISITS_MAX ||
           reading_mistake(&scenario_case->base.reading, override->row, COLUMN_OVERRIDES_CELL,
                           "the overrides up to this row change more than %d cells; expected "
                           "fewer rows",
                           (int)OVERRIDE_VISITS_MAX);
}

static void apply_overrides(ScenarioCase *scenario_case)
{
    size_t copied = 0, visited = 0;
    TextBuilder message = {0};

    for (size_t i = 0; i < scenario_case->override_count; i++) {
        const Override *override = &scenario_case->overrides[i];
        ScenarioDraft *draft = strategy_draft(scenario_case, override->strategy);
        ScenarioTables *tables = draft->own_tables;
        if (!check_visits(scenario_case, override, &visited) ||
            !check_memory(scenario_case, override, tables, &copied)) {
            break;
        }
        text_clear(&message);
        replaced_read(&draft->reading, &override->address, &override->change);
        if (!cell_change(tables, &override->address, &override->change, scenario_case->arena,
                         &message)) {
            reading_mistake(&scenario_case->base.reading, override->row, COLUMN_OVERRIDES_VALUE,
                            "%s", message.text);
        }
    }
    text_deinit(&message);
}

static void read_strategy_drafts(ScenarioCase *scenario_case)
{
    const size_t count = reading_rows(&scenario_case->base.reading, TABLE_STRATEGIES);

    scenario_case->drafts = arena_allocate(scenario_case->arena, count, sizeof(ScenarioDraft *));
    read_overrides(scenario_case);
    apply_overrides(scenario_case);
    for (size_t s = 0; s < count; s++) {
        if (scenario_case->drafts[s]) {
            read_draft(scenario_case->drafts[s]);
        }
    }
}

/* Instances of strategies that have their own; too many are a mistake of the overrides as a whole.
 */
static bool check_placed(ScenarioCase *scenario_case)
{
    const ScenarioReading *reading = &scenario_case->base.reading;
    const size_t pairs =
        reading_rows(reading, TABLE_SYSTEMS) *
        (reading_rows(reading, TABLE_INSURERS) + reading_rows(reading, TABLE_DATACENTRES));
    size_t placed = pairs;

    for (size_t s = 0; s < reading_rows(reading, TABLE_STRATEGIES); s++) {
        placed +=
            scenario_case->drafts[s] && draft_reads(scenario_case->drafts[s], PLACEMENT_TABLES)
                ? pairs
                : 0;
    }
    return placed <= PLACED_MAX ||
           diagnostics_add(reading->diagnostics, "overrides.csv", 1, "",
                           "the strategies' own system instances are %zu, which is more than "
                           "memory holds; expected at most %d",
                           placed, (int)PLACED_MAX);
}

/* Equal for two drafts whose insurers meet the same demand with the same means. */
static bool meets_same_demand(const ScenarioDraft *a, const ScenarioDraft *b)
{
    static const TableId tables[] = {TABLE_INSURERS, TABLE_SERVICES, TABLE_CHANNELS,
                                     TABLE_CALENDARS, TABLE_PROFILES};

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (!tables_equal(&a->reading.tables->tables[tables[i]],
                          &b->reading.tables->tables[tables[i]])) {
            return false;
        }
    }
    return true;
}

static void classify_demand(ScenarioCase *scenario_case)
{
    const size_t count = scenario_case->base.scenario.strategy_count;
    uint64_t next = 1;

    for (size_t s = 0; s < count; s++) {
        ScenarioDraft *draft = scenario_case->drafts[s];
        if (!draft) {
            continue;
        }
        draft->scenario.demand_class = next;
        if (meets_same_demand(draft, &scenario_case->base)) {
            draft->scenario.demand_class = 0;
        }
        for (size_t other = 0; other < s && draft->scenario.demand_class == next; other++) {
            const ScenarioDraft *earlier = scenario_case->drafts[other];
            if (earlier && meets_same_demand(draft, earlier)) {
                draft->scenario.demand_class = earlier->scenario.demand_class;
            }
        }
        next += draft->scenario.demand_class == next;
    }
}

void case_read_drafts(ScenarioCase *scenario_case)
{
    read_base(scenario_case);
    read_strategy_drafts(scenario_case);
}

bool case_finish_drafts(ScenarioCase *scenario_case)
{
    const size_t count = scenario_case->base.scenario.strategy_count;

    if (!check_placed(scenario_case)) {
        return false;
    }
    draft_place(&scenario_case->base);
    for (size_t s = 0; s < count; s++) {
        if (scenario_case->drafts[s]) {
            draft_place(scenario_case->drafts[s]);
        }
    }
    draft_number_zones(&scenario_case->base);
    for (size_t s = 0; s < count; s++) {
        if (scenario_case->drafts[s]) {
            draft_number_zones(scenario_case->drafts[s]);
        }
    }
    classify_demand(scenario_case);
    return true;
}

ScenarioCase *scenario_case_read(const char *folder, const char *const *sets, size_t set_count,
                                 Diagnostics *diagnostics)
{
    ScenarioCase *scenario_case = memory_allocate(1, sizeof *scenario_case);
    const size_t mistakes = diagnostics_count(diagnostics);

    scenario_case->arena = arena_new(0);
    scenario_case->name = folder_name(folder, scenario_case->arena);
    if (scenario_folder_open(&scenario_case->folder, folder, scenario_case->arena, diagnostics)) {
        scenario_tables_read(&scenario_case->tables, &scenario_case->folder);
        scenario_case->base.reading = base_reading(scenario_case); /* already for the sets */
        for (size_t i = 0; i < set_count; i++) {
            apply_set(scenario_case, sets[i], i + 1, diagnostics);
        }
        case_read_drafts(scenario_case);
        scenario_folder_check_names(&scenario_case->folder);
    }
    if (diagnostics_count(diagnostics) > mistakes || !case_finish_drafts(scenario_case)) {
        scenario_case_free(scenario_case);
        return NULL;
    }
    scenario_folder_sort_files(&scenario_case->folder);
    scenario_case->listed = scenario_case->tables;
    tables_disown(&scenario_case->listed);
    model_cells_init(&scenario_case->cells, &scenario_case->listed, scenario_case->arena);
    return scenario_case;
}

const char *scenario_case_name(const ScenarioCase *scenario_case)
{
    return scenario_case->name;
}

const Scenario *scenario_case_base(const ScenarioCase *scenario_case)
{
    return &scenario_case->base.scenario;
}

const Scenario *scenario_case_of_strategy(const ScenarioCase *scenario_case, size_t strategy)
{
    const ScenarioDraft *draft = scenario_case->drafts[strategy];

    return draft ? &draft->scenario : &scenario_case->base.scenario;
}

size_t scenario_case_file_count(const ScenarioCase *scenario_case)
{
    return scenario_case->folder.file_count;
}

const CaseFile *scenario_case_file(const ScenarioCase *scenario_case, size_t index)
{
    return &scenario_case->folder.files[index];
}

size_t scenario_case_cell_count(const ScenarioCase *scenario_case)
{
    return scenario_case->cells.count;
}

CaseCell scenario_case_cell(const ScenarioCase *scenario_case, size_t index)
{
    return model_cell(&scenario_case->cells, &scenario_case->listed, index);
}

void scenario_case_free(ScenarioCase *scenario_case)
{
    if (scenario_case) {
        mistake_set_deinit(&scenario_case->notes.base_mistakes);
        scenario_tables_deinit(&scenario_case->tables);
        scenario_folder_close(&scenario_case->folder);
        arena_free(scenario_case->arena);
        free(scenario_case);
    }
}
