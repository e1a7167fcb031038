#include "cli/check_model.h"

#include "cli/table.h"
#include "models/scenario_columns.h"

#include <stdio.h>
#include <string.h>

enum { SCREEN_COLUMNS = 100, NAME_COLUMNS = 26, LIST_COLUMNS = 26, CELL_COLUMNS = 24 };

/* As it was written; what an empty cell means where it is empty. */
static const char *cell(const ScenarioCase *scenario_case, const char *table, const char *id,
                        const char *column)
{
    for (size_t i = 0; i < scenario_case_cell_count(scenario_case); ++i) {
        const CaseCell found = scenario_case_cell(scenario_case, i);
        if (strcmp(found.table, table) == 0 && strcmp(found.id, id) == 0 &&
            strcmp(found.column, column) == 0) {
            return found.value;
        }
    }
    const TableId of = table_find(table, strlen(table));
    return column_spec(column_find(of, column, strlen(column)))->fallback;
}

static void add_cut(Table *table, const char *text, size_t columns)
{
    TextBuilder cut = {0};
    text_add_cut(&cut, text ? text : "", columns);
    table_add(table, cut.text ? cut.text : "");
    text_deinit(&cut);
}

static void add_name(Table *table, const char *name, const char *id)
{
    add_cut(table, name && *name ? name : id, NAME_COLUMNS);
}

/* A cell from a builder, which is empty afterwards. */
static void add_list(Table *table, TextBuilder *list)
{
    add_cut(table, list->text, LIST_COLUMNS);
    text_deinit(list);
    *list = (TextBuilder){0};
}

static void append(TextBuilder *list, const char *text)
{
    text_add_format(list, "%s%s", list->length > 0 ? ", " : "", text);
}

static void end_table(Table *table, TextBuilder *out)
{
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
    text_add(out, "\n");
}

static Table *begin_table(const char *const *headings, size_t count)
{
    Table *table = table_new(count, count);
    for (size_t i = 0; i < count; ++i) {
        table_add(table, headings[i]);
    }
    return table;
}

/* Ids of the systems that have an instance in the zone, each once. */
static void list_systems(const Scenario *scenario, const ZoneSpec *zone, TextBuilder *out)
{
    for (size_t s = 0; s < scenario->system_count; ++s) {
        bool stands = false;
        for (size_t i = 0; i < zone->instances.count; ++i) {
            stands = stands || scenario->instances[zone->instances.items[i]].system == s;
        }
        if (stands) {
            append(out, scenario->systems[s].id);
        }
    }
}

static void list_links(const Scenario *scenario, size_t zone, TextBuilder *out)
{
    for (size_t i = 0; i < scenario->link_count; ++i) {
        if (scenario->links[i].from == zone) {
            append(out, scenario->zones[scenario->links[i].to].id);
        }
    }
}

static void print_zones(const Scenario *scenario, TextBuilder *out)
{
    static const char *const headings[] = {"Zone", "in", "team", "systems", "leads to"};
    Table *table = begin_table(headings, 5);
    TextBuilder list = {0};
    for (size_t i = 0; i < scenario->zone_count; ++i) {
        const ZoneSpec *zone = &scenario->zones[i];
        add_name(table, zone->name, zone->id);
        add_cut(table, scenario->datacentres[zone->datacentre].id, CELL_COLUMNS);
        add_cut(table, zone->crew == NONE ? "no limit" : scenario->crews[zone->crew].id,
                CELL_COLUMNS);
        list_systems(scenario, zone, &list);
        add_list(table, &list);
        list_links(scenario, i, &list);
        add_list(table, &list);
    }
    end_table(table, out);
}

static void list_needs(const Scenario *scenario, const IndexList *needs, TextBuilder *out)
{
    for (size_t i = 0; i < needs->count; ++i) {
        append(out, scenario->systems[needs->items[i]].id);
    }
}

static void print_systems(const ScenarioCase *scenario_case, TextBuilder *out)
{
    static const char *const headings[] = {"System", "one for each", "needs", "restore_h",
                                           "check_h"};
    const Scenario *scenario = scenario_case_base(scenario_case);
    Table *table = begin_table(headings, 5);
    TextBuilder list = {0};
    for (size_t i = 0; i < scenario->system_count; ++i) {
        const SystemSpec *system = &scenario->systems[i];
        add_name(table, system->name, system->id);
        table_add(table, system->scope == SYSTEM_PER_INSURER ? "insurer" : "datacentre");
        list_needs(scenario, &system->needs, &list);
        add_list(table, &list);
        add_cut(table, cell(scenario_case, "systems", system->id, "restore_h"), CELL_COLUMNS);
        add_cut(table, cell(scenario_case, "systems", system->id, "check_h"), CELL_COLUMNS);
    }
    end_table(table, out);
}

static void print_needs_of_services(const Scenario *scenario, TextBuilder *out)
{
    static const char *const headings[] = {"Service or channel", "needs", "cases need"};
    Table *table = begin_table(headings, 3);
    TextBuilder list = {0};
    for (size_t i = 0; i < scenario->service_count; ++i) {
        add_name(table, scenario->services[i].name, scenario->services[i].id);
        list_needs(scenario, &scenario->services[i].needs, &list);
        add_list(table, &list);
        table_add(table, "");
    }
    for (size_t i = 0; i < scenario->channel_count; ++i) {
        add_name(table, scenario->channels[i].name, scenario->channels[i].id);
        list_needs(scenario, &scenario->channels[i].needs, &list);
        add_list(table, &list);
        list_needs(scenario, &scenario->channels[i].case_needs, &list);
        add_list(table, &list);
    }
    end_table(table, out);
}

/* Every key of attack.csv that is given, in the order of the format. */
static void print_attack(const ScenarioCase *scenario_case, TextBuilder *out)
{
    static const char *const headings[] = {"Attack", ""};
    Table *table = begin_table(headings, 2);
    for (size_t i = 0; i < scenario_case_cell_count(scenario_case); ++i) {
        const CaseCell found = scenario_case_cell(scenario_case, i);
        if (strcmp(found.table, "attack") == 0) {
            table_add(table, found.column);
            add_cut(table, found.value, SCREEN_COLUMNS - NAME_COLUMNS);
        }
    }
    end_table(table, out);
}

static size_t count_overrides(const ScenarioCase *scenario_case, const char *strategy)
{
    size_t count = 0;
    for (size_t i = 0; i < scenario_case_cell_count(scenario_case); ++i) {
        const CaseCell found = scenario_case_cell(scenario_case, i);
        count += strcmp(found.table, "overrides") == 0 && strcmp(found.column, "strategy") == 0 &&
                 strcmp(found.value, strategy) == 0;
    }
    return count;
}

static void print_strategies(const ScenarioCase *scenario_case, TextBuilder *out)
{
    static const char *const headings[] = {"Strategy",    "isolates",    "reaction_h",
                                           "escalate_at", "restores by", "overrides"};
    static const char *const columns[] = {"isolate", "reaction_h", "escalate_at", "restore_order"};
    const Scenario *scenario = scenario_case_base(scenario_case);
    Table *table = begin_table(headings, 6);
    for (size_t i = 0; i < scenario->strategy_count; ++i) {
        const StrategySpec *strategy = &scenario->strategies[i];
        add_name(table, strategy->name, strategy->id);
        for (size_t k = 0; k < sizeof columns / sizeof *columns; ++k) {
            add_cut(table, cell(scenario_case, "strategies", strategy->id, columns[k]),
                    CELL_COLUMNS);
        }
        const size_t overrides = count_overrides(scenario_case, strategy->id);
        if (overrides > 0) {
            table_add_format(table, "%zu", overrides);
        } else {
            table_add(table, "");
        }
    }
    end_table(table, out);
}

void check_model_print(const ScenarioCase *scenario_case, TextBuilder *out)
{
    const Scenario *scenario = scenario_case_base(scenario_case);
    text_add(out, "\n");
    print_zones(scenario, out);
    if (scenario->system_count > 0) {
        print_systems(scenario_case, out);
    }
    if (scenario->service_count + scenario->channel_count > 0) {
        print_needs_of_services(scenario, out);
    }
    if (scenario->attack.given) {
        print_attack(scenario_case, out);
    }
    print_strategies(scenario_case, out);
    text_add(out, "`brownout check SCENARIO --graph | dot -Tsvg` draws what needs what.\n");
}
