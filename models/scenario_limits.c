/* Limits that keep a mistyped or hostile scenario from exhausting memory, or from running for
 * years. Each is told at the table, or the row, with which it is passed; all lie far from real
 * cases. */
#include "models/scenario_draft.h"

#include <math.h>

static void check_pairs(ScenarioDraft *draft, TableId one, TableId other)
{
    const size_t a = reading_rows(&draft->reading, one);
    const size_t b = reading_rows(&draft->reading, other);

    if (b > 0 && a > PAIRS_MAX / b) {
        diagnostics_add(draft->reading.diagnostics, draft->reading.tables->tables[one].file, 1, "",
                        "%zu %s with %zu %s are more than memory holds; expected at most %d pairs",
                        a, table_spec(one)->name, b, table_spec(other)->name, (int)PAIRS_MAX);
    }
}

static void check_sizes(ScenarioDraft *draft)
{
    check_pairs(draft, TABLE_INSURERS, TABLE_SYSTEMS);
    check_pairs(draft, TABLE_INSURERS, TABLE_SERVICES);
    check_pairs(draft, TABLE_INSURERS, TABLE_CHANNELS);
    check_pairs(draft, TABLE_DATACENTRES, TABLE_SYSTEMS);
    check_pairs(draft, TABLE_STRATEGIES, TABLE_ZONES);
    check_pairs(draft, TABLE_STRATEGIES, TABLE_DATACENTRES);
    check_pairs(draft, TABLE_STRATEGIES, TABLE_INSURERS);
}

static size_t instances_of(const Scenario *scenario, const SystemSpec *system)
{
    return system->scope == SYSTEM_PER_INSURER ? scenario->insurer_count
                                               : scenario->datacentre_count;
}

static void check_needs(ScenarioDraft *draft)
{
    const Scenario *scenario = &draft->scenario;
    size_t needs = 0;

    for (size_t s = 0; s < scenario->system_count; s++) {
        const SystemSpec *system = &scenario->systems[s];
        needs += instances_of(scenario, system) * system->needs.count;
        if (needs > NEEDS_MAX) {
            diagnostics_add(draft->reading.diagnostics, "systems.csv", 1, "",
                            "the instances of all systems have more than %d needs together, which "
                            "is more than memory holds",
                            (int)NEEDS_MAX);
            return;
        }
    }
}

/* Every outage visits the instances that it holds when it begins and ends. */
static void check_outages(ScenarioDraft *draft)
{
    const Scenario *scenario = &draft->scenario;
    size_t instances = 0;
    size_t visits = 0;

    for (size_t s = 0; s < scenario->system_count; s++) {
        instances += instances_of(scenario, &scenario->systems[s]);
    }
    for (size_t row = 0; row < scenario->outage_count; row++) {
        visits += instances + scenario->insurer_count;
        if (visits > OUTAGE_VISITS_MAX) {
            reading_mistake(&draft->reading, row, COLUMN_OUTAGES_TARGET,
                            "the outages up to this row, each on %zu instances and insurers, are "
                            "more than can be run; expected at most %d in all",
                            instances + scenario->insurer_count, (int)OUTAGE_VISITS_MAX);
            return;
        }
    }
}

/* People of all insurers; those of rows with mistakes are left out. */
static double insured_people(const Scenario *scenario)
{
    double people = 0;

    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const uint64_t insured = scenario->insurers[i].insured;
        people += insured == NONE ? 0 : (double)insured;
    }
    return people;
}

/* Adds the expected arrivals of one replication; false where they become too many, with a mistake
 * unless it is told of the base. */
static bool add_arrivals(ScenarioDraft *draft, size_t row, ColumnId column,
                         const DemandSpec *demand, double *arrivals)
{
    const double per_day = demand->per_1000_per_day / 1000 * insured_people(&draft->scenario);
    const double own = per_day * (draft->to_h - draft->from_h) / 24;

    if (isnan(own)) {
        return true;
    }
    *arrivals += own;
    draft->crowded = *arrivals > ARRIVALS_MAX;
    if (!draft->crowded || (draft->base && draft->base->crowded)) {
        return !draft->crowded;
    }
    return reading_mistake(&draft->reading, row, column,
                           "brings the expected requests and contacts of one replication to %.3g "
                           "(all insurers, %g days); expected at most %.0g",
                           *arrivals, (draft->to_h - draft->from_h) / 24, ARRIVALS_MAX);
}

static void check_arrivals(ScenarioDraft *draft)
{
    const Scenario *scenario = &draft->scenario;
    double arrivals = 0;

    for (size_t row = 0; row < scenario->service_count; row++) {
        if (!add_arrivals(draft, row, COLUMN_SERVICES_REQUESTS_PER_1000_PER_DAY,
                          &scenario->services[row].demand, &arrivals)) {
            return;
        }
    }
    for (size_t row = 0; row < scenario->channel_count; row++) {
        if (!add_arrivals(draft, row, COLUMN_CHANNELS_CONTACTS_PER_1000_PER_DAY,
                          &scenario->channels[row].demand, &arrivals)) {
            return;
        }
    }
}

void draft_check_limits(ScenarioDraft *draft)
{
    if (draft_reads(draft, TABLE_BIT(SYSTEMS))) {
        check_sizes(draft);
        check_needs(draft);
    }
    if (draft_reads(draft, OUTAGE_TABLES)) {
        check_outages(draft);
    }
    if (draft_reads(draft, TABLE_BIT(INSURERS) | TABLE_BIT(SERVICES) | TABLE_BIT(CHANNELS))) {
        check_arrivals(draft);
    }
}
