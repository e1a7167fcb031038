#include "tests/laws/random/placement.h"

#include <stdio.h>
#include <string.h>

bool list_holds(const char *list, const char *id)
{
    for (const char *word = list; *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        if (length == strlen(id) && strncmp(word, id, length) == 0) {
            return true;
        }
        word += length;
    }
    return false;
}

const char *placement_datacentre(const Sheets *sheets, const char *zone)
{
    size_t row = sheets_find(sheets, TABLE_ZONES, zone);
    return row == SIZE_MAX ? zone : sheets_cell(sheets, row, COLUMN_ZONES_DATACENTRE);
}

size_t placement_crew(const Sheets *sheets, const char *zone)
{
    size_t row = sheets_find(sheets, TABLE_ZONES, zone);
    size_t datacentre = sheets_find(sheets, TABLE_DATACENTRES, placement_datacentre(sheets, zone));
    const char *own = sheets_cell(sheets, row, COLUMN_ZONES_CREW);
    const char *crew = own[0] ? own : sheets_cell(sheets, datacentre, COLUMN_DATACENTRES_CREW);
    return crew[0] ? sheets_find(sheets, TABLE_CREWS, crew) : SIZE_MAX;
}

/* An instance of a whole data centre fits only where the zone is open to all insurers. */
static bool zone_admits(const Sheets *sheets, size_t zone, const char *system, const char *insurer)
{
    const char *systems = sheets_cell(sheets, zone, COLUMN_ZONES_SYSTEMS);
    const char *insurers = sheets_cell(sheets, zone, COLUMN_ZONES_INSURERS);
    bool admits_insurer = insurers[0] == '\0' || (insurer && list_holds(insurers, insurer));
    return admits_insurer && (systems[0] == '\0' || list_holds(systems, system));
}

const char *placement_zone(const Sheets *sheets, const char *instance)
{
    char system[64];
    const char *holder = strchr(instance, '@') + 1;
    snprintf(system, sizeof system, "%.*s", (int)(holder - instance - 1), instance);
    size_t insurer = sheets_find(sheets, TABLE_INSURERS, holder);
    bool is_insurer = insurer != SIZE_MAX;
    const char *datacentre =
        is_insurer ? sheets_cell(sheets, insurer, COLUMN_INSURERS_DATACENTRE) : holder;
    for (size_t row = 0; row < sheets->tables[TABLE_ZONES].row_count; row++) {
        bool here = strcmp(sheets_cell(sheets, row, COLUMN_ZONES_DATACENTRE), datacentre) == 0;
        if (here && zone_admits(sheets, row, system, is_insurer ? holder : NULL)) {
            return sheets_cell(sheets, row, COLUMN_ZONES_ID);
        }
    }
    return datacentre;
}
