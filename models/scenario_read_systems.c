/* crews.csv, datacentres.csv, zones.csv, links.csv, systems.csv and outages.csv. */
#include "models/scenario_draft.h"

#include <string.h>

static void read_crew(ScenarioDraft *draft, size_t row, CrewSpec *crew)
{
    crew->id = table_cell(draft->reading.tables, row, COLUMN_CREWS_ID)->text;
    crew->name = draft_name(draft, row, COLUMN_CREWS_ID, COLUMN_CREWS_NAME);
    crew->crews = read_whole(&draft->reading, row, COLUMN_CREWS_CREWS);
    crew->speed = read_number(&draft->reading, row, COLUMN_CREWS_SPEED);
    crew->calendar = draft_calendar(draft, row, COLUMN_CREWS_CALENDAR);
}

void draft_read_crews(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(CREWS) | TABLE_BIT(CALENDARS))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_CREWS);
    CrewSpec *crews = arena_allocate(draft->reading.arena, count, sizeof *crews);
    for (size_t row = 0; row < count; row++) {
        read_crew(draft, row, &crews[row]);
    }
    draft->scenario.crews = crews;
    draft->scenario.crew_count = count;
}

/* The own zone of a data centre, which has its name, crew and work. */
static void read_datacentre(ScenarioDraft *draft, size_t row, DatacentreSpec *datacentre,
                            ZoneSpec *zone)
{
    ScenarioReading *reading = &draft->reading;

    datacentre->id = table_cell(reading->tables, row, COLUMN_DATACENTRES_ID)->text;
    datacentre->name = draft_name(draft, row, COLUMN_DATACENTRES_ID, COLUMN_DATACENTRES_NAME);
    zone->id = datacentre->id;
    zone->name = datacentre->name;
    zone->datacentre = row;
    zone->crew = read_reference(reading, row, COLUMN_DATACENTRES_CREW);
    zone->rebuild_h = read_distribution(reading, row, COLUMN_DATACENTRES_REBUILD_H);
    zone->check_h = read_distribution(reading, row, COLUMN_DATACENTRES_CHECK_H);
}

static void read_zone(ScenarioDraft *draft, size_t row, ZoneSpec *zone, const ZoneSpec *own_zones)
{
    ScenarioReading *reading = &draft->reading;

    zone->id = table_cell(reading->tables, row, COLUMN_ZONES_ID)->text;
    zone->name = draft_name(draft, row, COLUMN_ZONES_ID, COLUMN_ZONES_NAME);
    zone->datacentre = read_reference(reading, row, COLUMN_ZONES_DATACENTRE);
    zone->crew = read_reference(reading, row, COLUMN_ZONES_CREW);
    zone->rebuild_h = read_distribution(reading, row, COLUMN_ZONES_REBUILD_H);
    zone->check_h = read_distribution(reading, row, COLUMN_ZONES_CHECK_H);
    draft->zones[row] = (ZoneDraft){.systems = read_list(reading, row, COLUMN_ZONES_SYSTEMS),
                                    .insurers = read_list(reading, row, COLUMN_ZONES_INSURERS)};
    if (zone->datacentre == NONE) {
        return;
    }
    const ZoneSpec *own_zone = &own_zones[zone->datacentre];
    if (reading_is_empty(reading, row, COLUMN_ZONES_CREW)) {
        zone->crew = own_zone->crew;
    }
    if (reading_is_empty(reading, row, COLUMN_ZONES_REBUILD_H)) {
        zone->rebuild_h = own_zone->rebuild_h;
    }
    if (reading_is_empty(reading, row, COLUMN_ZONES_CHECK_H)) {
        zone->check_h = own_zone->check_h;
    }
}

void draft_read_zones(ScenarioDraft *draft)
{
    ScenarioReading *reading = &draft->reading;

    if (!draft_reads(draft, TABLE_BIT(DATACENTRES) | TABLE_BIT(ZONES))) {
        return;
    }
    const size_t zone_count = reading_rows(reading, TABLE_ZONES);
    const size_t datacentre_count = reading_rows(reading, TABLE_DATACENTRES);
    ZoneSpec *zones = arena_allocate(reading->arena, zone_count + datacentre_count, sizeof *zones);
    DatacentreSpec *datacentres =
        arena_allocate(reading->arena, datacentre_count, sizeof *datacentres);
    draft->zones = arena_allocate(reading->arena, zone_count, sizeof *draft->zones);
    for (size_t row = 0; row < datacentre_count; row++) {
        read_datacentre(draft, row, &datacentres[row], &zones[zone_count + row]);
    }
    for (size_t row = 0; row < zone_count; row++) {
        read_zone(draft, row, &zones[row], zones + zone_count);
    }
    draft->scenario.zones = zones;
    draft->scenario.zone_count = zone_count + datacentre_count;
    draft->scenario.datacentres = datacentres;
    draft->scenario.datacentre_count = datacentre_count;
}

size_t draft_zone(ScenarioDraft *draft, size_t row, ColumnId column)
{
    ScenarioReading *reading = &draft->reading;
    const ScenarioTable *tables = reading->tables->tables;
    const char *text = read_text(reading, row, column);
    const size_t datacentre = id_index_find(&tables[TABLE_DATACENTRES].ids, text, strlen(text));

    if (text[0] == '\0') {
        return NONE;
    }
    if (datacentre != SIZE_MAX) {
        draft->own_zones[datacentre] = true;
        return tables[TABLE_ZONES].row_count + datacentre;
    }
    const CellWord word = {TABLE_ZONES, row, column, text, strlen(text)};
    return read_word(reading, &word);
}

/* How many earlier rows bear the same name. */
static size_t count_repeat(IdIndex *names, size_t *counts, const char *name)
{
    return counts[id_index_add(names, name, names->count)]++;
}

/* Both ends in one text, which names the link. */
static const char *link_name(ScenarioDraft *draft, size_t row)
{
    TextBuilder name = {0};

    text_add_format(&name, "%s %s", table_cell(draft->reading.tables, row, COLUMN_LINKS_FROM)->text,
                    table_cell(draft->reading.tables, row, COLUMN_LINKS_TO)->text);
    const char *copy = arena_copy_text(draft->reading.arena, name.text, name.length);
    text_deinit(&name);
    return copy;
}

static void read_link(ScenarioDraft *draft, size_t row, LinkSpec *link)
{
    ScenarioReading *reading = &draft->reading;

    link->from = draft_zone(draft, row, COLUMN_LINKS_FROM);
    link->to = draft_zone(draft, row, COLUMN_LINKS_TO);
    link->spread_per_h = read_number(reading, row, COLUMN_LINKS_SPREAD_PER_H);
    if (link->from != NONE && link->from == link->to) {
        reading_pair_mistake(reading, row, COLUMN_LINKS_TO, COLUMN_LINKS_FROM,
                             "\"%s\" is linked to itself; expected another zone",
                             table_cell(reading->tables, row, COLUMN_LINKS_TO)->text);
    }
}

void draft_read_links(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(LINKS))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_LINKS);
    LinkSpec *links = arena_allocate(draft->reading.arena, count, sizeof *links);
    size_t *counts = arena_allocate(draft->reading.arena, count, sizeof *counts);
    IdIndex names;
    id_index_init(&names, count, draft->reading.arena);
    for (size_t row = 0; row < count; row++) {
        read_link(draft, row, &links[row]);
        links[row].repeat = count_repeat(&names, counts, link_name(draft, row));
    }
    draft->scenario.links = links;
    draft->scenario.link_count = count;
}

static void read_system(ScenarioDraft *draft, size_t row, SystemSpec *system)
{
    ScenarioReading *reading = &draft->reading;

    system->id = table_cell(reading->tables, row, COLUMN_SYSTEMS_ID)->text;
    system->name = draft_name(draft, row, COLUMN_SYSTEMS_ID, COLUMN_SYSTEMS_NAME);
    system->scope = read_choice(reading, row, COLUMN_SYSTEMS_SCOPE) == 1 ? SYSTEM_PER_DATACENTRE
                                                                         : SYSTEM_PER_INSURER;
    system->needs = read_list(reading, row, COLUMN_SYSTEMS_NEEDS);
    system->restore_h = read_distribution(reading, row, COLUMN_SYSTEMS_RESTORE_H);
    system->check_h = read_distribution(reading, row, COLUMN_SYSTEMS_CHECK_H);
    system->priority = read_number(reading, row, COLUMN_SYSTEMS_PRIORITY);
}

void draft_read_systems(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(SYSTEMS))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_SYSTEMS);
    SystemSpec *systems = arena_allocate(draft->reading.arena, count, sizeof *systems);
    for (size_t row = 0; row < count; row++) {
        read_system(draft, row, &systems[row]);
    }
    draft->scenario.systems = systems;
    draft->scenario.system_count = count;
}

/* A target's parts: "kind:id" or "kind:id@place". */
typedef struct Target {
    const char *id, *place; /* place: NULL where there is none */
    size_t id_length;
    size_t place_length;
} Target;

static Target split_target(const char *text)
{
    const char *id = strchr(text, ':');
    Target target = {.id = id ? id + 1 : text};
    const char *at = strchr(target.id, '@');

    target.id_length = at ? (size_t)(at - target.id) : strlen(target.id);
    if (at) {
        target.place = at + 1;
        target.place_length = strlen(at + 1);
    }
    return target;
}

static size_t read_target_id(ScenarioReading *reading, size_t row, TableId table, const char *name,
                             size_t length)
{
    const CellWord word = {table, row, COLUMN_OUTAGES_TARGET, name, length};

    return read_word(reading, &word);
}

/* What `system:ID@PLACE` names: an insurer, or a data centre. Instances follow once they are
 * placed. */
static void read_system_place(ScenarioDraft *draft, size_t row, const Target *target,
                              OutageSpec *outage)
{
    ScenarioReading *reading = &draft->reading;
    const ScenarioTable *tables = reading->tables->tables;
    const SystemScope scope = draft->scenario.systems[outage->target].scope;
    const size_t datacentre =
        id_index_find(&tables[TABLE_DATACENTRES].ids, target->place, target->place_length);
    const size_t insurer =
        id_index_find(&tables[TABLE_INSURERS].ids, target->place, target->place_length);

    if (scope == SYSTEM_PER_INSURER && (insurer != SIZE_MAX || datacentre == SIZE_MAX)) {
        outage->insurer =
            read_target_id(reading, row, TABLE_INSURERS, target->place, target->place_length);
    } else if (scope == SYSTEM_PER_DATACENTRE && datacentre == SIZE_MAX && insurer != SIZE_MAX) {
        const CellPlace places[] = {{row, COLUMN_OUTAGES_TARGET},
                                    {outage->target, COLUMN_SYSTEMS_SCOPE}};
        reading_places_mistake(reading, places, sizeof places / sizeof *places,
                               "\"%s\" is an insurer, but system \"%.*s\" has its instances in "
                               "data centres; expected a data centre after the @",
                               target->place, (int)target->id_length, target->id);
    } else {
        outage->datacentre =
            read_target_id(reading, row, TABLE_DATACENTRES, target->place, target->place_length);
    }
}

/* Of a kind that is one whole. */
static void refuse_place(ScenarioReading *reading, size_t row)
{
    reading_mistake(reading, row, COLUMN_OUTAGES_TARGET,
                    "has a place after an @, which only system:ID and service:ID can have");
}

static void read_target_parts(ScenarioDraft *draft, size_t row, TableId table, const Target *target,
                              OutageSpec *outage)
{
    ScenarioReading *reading = &draft->reading;

    outage->target = read_target_id(reading, row, table, target->id, target->id_length);
    if (!target->place || outage->target == NONE) {
        return;
    }
    if (table == TABLE_SYSTEMS) {
        read_system_place(draft, row, target, outage);
    } else if (table == TABLE_SERVICES) {
        outage->insurer =
            read_target_id(reading, row, TABLE_INSURERS, target->place, target->place_length);
    } else {
        refuse_place(reading, row);
    }
}

/* zone:ID, where a data centre's id is its own zone. */
static void read_zone_target(ScenarioDraft *draft, size_t row, const Target *target,
                             OutageSpec *outage)
{
    const ScenarioTable *tables = draft->reading.tables->tables;
    const size_t datacentre =
        id_index_find(&tables[TABLE_DATACENTRES].ids, target->id, target->id_length);

    if (datacentre == SIZE_MAX) {
        read_target_parts(draft, row, TABLE_ZONES, target, outage);
        return;
    }
    if (target->place) {
        refuse_place(&draft->reading, row);
        return;
    }
    draft->own_zones[datacentre] = true;
    outage->target = tables[TABLE_ZONES].row_count + datacentre;
}

/* An id alone, as people call what is out: says with which kind it is written. */
static void report_target_without_kind(ScenarioReading *reading, size_t row, const char *text,
                                       const char *const kinds[4], const TableId tables[4])
{
    const size_t length = strcspn(text, "@");
    char quoted[192];

    text_quote(quoted, sizeof quoted, text);
    for (size_t i = 0; i < 4; i++) {
        if (id_index_find(&reading->tables->tables[tables[i]].ids, text, length) != SIZE_MAX) {
            reading_mistake(reading, row, COLUMN_OUTAGES_TARGET,
                            "%s does not say of what kind it is; did you mean \"%s:%.100s\"?",
                            quoted, kinds[i], text);
            return;
        }
    }
    reading_mistake(reading, row, COLUMN_OUTAGES_TARGET,
                    "%s does not say of what kind it is; expected datacentre:ID, zone:ID, "
                    "system:ID or service:ID",
                    quoted);
}

static void read_target(ScenarioDraft *draft, size_t row, OutageSpec *outage)
{
    ScenarioReading *reading = &draft->reading;
    const char *text = read_text(reading, row, COLUMN_OUTAGES_TARGET);
    const Target target = split_target(text);
    const size_t kind_length = target.id > text ? (size_t)(target.id - text) - 1 : 0;
    static const char *const kinds[] = {"datacentre", "zone", "system", "service"};
    static const TableId tables[] = {TABLE_DATACENTRES, TABLE_ZONES, TABLE_SYSTEMS, TABLE_SERVICES};

    outage->target_id = text;
    outage->target = outage->insurer = outage->datacentre = NONE;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strlen(kinds[i]) != kind_length || strncmp(kinds[i], text, kind_length) != 0) {
            continue;
        }
        outage->kind = (OutageKind)(OUTAGE_DATACENTRE + i);
        if (outage->kind == OUTAGE_ZONE) {
            read_zone_target(draft, row, &target, outage);
        } else {
            read_target_parts(draft, row, tables[i], &target, outage);
        }
        return;
    }
    if (text[0] != '\0' && kind_length == 0) {
        report_target_without_kind(reading, row, text, kinds, tables);
    } else if (text[0] != '\0') {
        reading_unknown_word(reading, row, COLUMN_OUTAGES_TARGET,
                             arena_copy_text(reading->arena, text, kind_length), kinds,
                             sizeof kinds / sizeof kinds[0]);
    }
}

void draft_read_outages(ScenarioDraft *draft)
{
    ScenarioReading *reading = &draft->reading;

    if (!draft_reads(draft, OUTAGE_TABLES)) {
        return;
    }
    const size_t count = reading_rows(reading, TABLE_OUTAGES);
    OutageSpec *outages = arena_allocate(reading->arena, count, sizeof *outages);
    size_t *counts = arena_allocate(reading->arena, count, sizeof *counts);
    IdIndex names;
    id_index_init(&names, count, reading->arena);
    for (size_t row = 0; row < count; row++) {
        read_target(draft, row, &outages[row]);
        outages[row].start_h = read_number(reading, row, COLUMN_OUTAGES_START_H);
        outages[row].duration_h = read_distribution(reading, row, COLUMN_OUTAGES_DURATION_H);
        outages[row].repeat = count_repeat(&names, counts, outages[row].target_id);
    }
    draft->scenario.outages = outages;
    draft->scenario.outage_count = count;
}
