/* A scenario on its way from tables to the immutable description: one draft for the base, one for
 * each strategy that overrides something.
 *
 * Each step reads a few tables; a strategy's draft takes over from the base what no override
 * touches. Zones are numbered provisionally while reading: those of zones.csv, then one own zone
 * for every data centre. Which own zones exist is known when all drafts are read (they are the same
 * under all strategies); placement then renumbers.
 */
#ifndef MODELS_SCENARIO_DRAFT_H
#define MODELS_SCENARIO_DRAFT_H

#include "models/scenario.h"
#include "models/scenario_complaint.h"
#include "models/scenario_reading.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    /* Limits against exhausted memory: a hundred times the largest real case. */
    PAIRS_MAX = 1 << 20,  /* of insurers or data centres with systems, services or channels */
    NEEDS_MAX = 16 << 20, /* of all instances together */
    SPANS_MAX = 10 << 20, /* opening hours and demand of all days of the run */
    STEPS_MAX = 1000000,  /* of the curves */
    OUTAGE_VISITS_MAX = 256 << 20 /* of instances and insurers by outages */
};

/* Requests and contacts of one replication: a hundred times those of a whole country in three
 * months. */
#define ARRIVALS_MAX 1e11

typedef struct ZoneDraft {       /* a row of zones.csv: what stands in it */
    IndexList systems, insurers; /* empty: all */
} ZoneDraft;

typedef struct ScenarioDraft {
    ScenarioReading reading;
    const struct ScenarioDraft *base; /* NULL: this is it */
    ScenarioTables *own_tables;       /* of a strategy's draft: those it reads */
    Scenario scenario;
    double from_h, to_h;          /* the range for calendars and profiles */
    const Calendar **calendars;   /* [group] */
    const RateProfile **profiles; /* [group] */
    const RateProfile *flat;
    ZoneDraft *zones;                      /* [rows of zones.csv] */
    const StrategySpec *listed_strategies; /* with data centres in their lists still provisional */
    bool crowded;    /* more arrivals are expected than can be run: told once, of the base */
    bool *own_zones; /* [data centre]: needed; shared by all drafts */
} ScenarioDraft;

/* Whether the step that reads these tables (bits by TableId) has to be done: always in the base. */
bool draft_reads(const ScenarioDraft *draft, unsigned tables);
#define TABLE_BIT(table) (1U << TABLE_##table)
#define OUTAGE_TABLES (TABLE_BIT(OUTAGES) | TABLE_BIT(SYSTEMS) | TABLE_BIT(INSURERS))
#define PLACEMENT_TABLES                                                                           \
    (TABLE_BIT(ZONES) | TABLE_BIT(DATACENTRES) | TABLE_BIT(SYSTEMS) | TABLE_BIT(INSURERS))

/* The steps. */
void draft_read_run(ScenarioDraft *draft); /* first */
void draft_read_strategies(ScenarioDraft *draft);
void draft_read_attack(ScenarioDraft *draft);
void draft_read_costs(ScenarioDraft *draft);

void draft_read_calendars(ScenarioDraft *draft); /* and profiles */
void draft_read_insurers(ScenarioDraft *draft);
void draft_read_services(ScenarioDraft *draft);
void draft_read_channels(ScenarioDraft *draft);

void draft_read_crews(ScenarioDraft *draft);
void draft_read_zones(ScenarioDraft *draft); /* and data centres */
void draft_read_links(ScenarioDraft *draft);
void draft_read_systems(ScenarioDraft *draft);
void draft_read_outages(ScenarioDraft *draft); /* after systems and insurers */

/* Rules across rows: loops, scopes and limits. */
void draft_check(ScenarioDraft *draft);
void draft_check_limits(ScenarioDraft *draft);

/* The name of a row for people, or its id. */
const char *draft_name(ScenarioDraft *draft, size_t row, ColumnId id, ColumnId name);

/* The calendar, or `always`. */
const Calendar *draft_calendar(ScenarioDraft *draft, size_t row, ColumnId column);

/* The profile, or `flat`. */
const RateProfile *draft_profile(ScenarioDraft *draft, size_t row, ColumnId column);

/* Provisional index of a zone, or a data centre for its own zone (which then is needed); NONE after
 * a mistake. */
size_t draft_zone(ScenarioDraft *draft, size_t row, ColumnId column);

/* Instances, their zones (provisional) and what they need; only after a reading without mistakes.
 */
void draft_place(ScenarioDraft *draft);

/* Once all drafts are placed: final zones. */
void draft_number_zones(ScenarioDraft *draft);

#endif
