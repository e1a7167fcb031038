#include "tests/laws/costs.h"

#include "tests/test.h"

enum { DATACENTRES_MAX = 16 };

/* Quantities of one replication, summed over the rows that tell them. */
typedef struct CostQuantities {
    double delay_h, lost, insured_hours_lost, answered, abandoned, surge_h, crew_h, records;
    size_t destroyed;
    const char *datacentres[DATACENTRES_MAX]; /* with a destroyed zone, each once */
} CostQuantities;

static bool is_row(const ResultKey *key, const char *scope, const char *metric)
{
    return strcmp(key->scope, scope) == 0 && strcmp(key->metric, metric) == 0;
}

static void add_destroyed(CostQuantities *quantities, const char *datacentre)
{
    for (size_t i = 0; i < quantities->destroyed; i++) {
        if (strcmp(quantities->datacentres[i], datacentre) == 0) {
            return;
        }
    }
    assert_true(quantities->destroyed < DATACENTRES_MAX);
    quantities->datacentres[quantities->destroyed++] = datacentre;
}

/* Rows of one insurer are left out: those of all together tell the same. */
static void add_row(CostQuantities *quantities, const ResultTable *table, size_t row,
                    const CostFrame *frame)
{
    const ResultKey *key = result_row(table, row);
    double value = result_row_number(table, row, "value");
    if (strchr(key->id, '@')) {
        return;
    }
    if (is_row(key, "service", "delay_mean_h")) {
        const ResultKey served = result_key_of(key, "served");
        quantities->delay_h += value * result_number(table, &served, "value");
    }
    quantities->lost += is_row(key, "service", "lost") ? value : 0;
    quantities->answered += is_row(key, "channel", "served") ? value : 0;
    quantities->abandoned += is_row(key, "channel", "abandoned") ? value : 0;
    quantities->insured_hours_lost += is_row(key, "total", "insured_hours_lost") ? value : 0;
    quantities->surge_h += is_row(key, "total", "agent_hours_surge") ? value : 0;
    quantities->crew_h += is_row(key, "total", "crew_hours") ? value : 0;
    quantities->records += is_row(key, "total", "records_stolen") ? value : 0;
    if (is_row(key, "zone", "destroyed") && value > 0) {
        add_destroyed(quantities, frame->datacentre_of(frame->context, key->id));
    }
}

typedef struct CostCheck {
    const ResultTable *table;
    const ResultKey *total;
    size_t *compared;
    Violation violation;
} CostCheck;

/* The cost is at least `low`, and `low` where that is all. */
static void check_cost(CostCheck *check, const char *metric, double low, bool is_all)
{
    const ResultKey key = result_key_of(check->total, metric);
    double told = result_number(check->table, &key, "value"), room = 1e-9 * fmax(1, low);
    *check->compared += low > 0;
    if (!check->violation.found && !(told >= low - room && (!is_all || told <= low + room))) {
        check->violation =
            violation_of("%s %s, replication %g: %.17g, but prices say %s%.17g", key.strategy,
                         metric, key.at, told, is_all ? "" : "at least ", low);
    }
}

static Violation check_costs(const ResultTable *table, const ResultKey *total,
                             const CostFrame *frame, size_t *compared)
{
    const CostPrices *prices = frame->prices;
    CostQuantities q = {0};
    CostCheck check = {.table = table, .total = total, .compared = compared};
    for (size_t row = 0; row < result_rows(table); row++) {
        const ResultKey *key = result_row(table, row);
        if (key->at <= total->at && key->at >= total->at &&
            strcmp(key->strategy, total->strategy) == 0) {
            add_row(&q, table, row, frame);
        }
    }
    check_cost(&check, "cost_outage_eur",
               prices->delay_eur_per_h * q.delay_h + prices->lost_eur * q.lost +
                   prices->downtime_eur * q.insured_hours_lost,
               !(prices->delay_eur_per_h > 0));
    check_cost(&check, "cost_support_eur",
               prices->contact_eur * q.answered + prices->abandoned_eur * q.abandoned +
                   prices->agent_eur_per_h * q.surge_h,
               true);
    check_cost(&check, "cost_restoration_eur",
               prices->crew_eur_per_h * q.crew_h + prices->datacentre_eur * (double)q.destroyed,
               true);
    check_cost(&check, "cost_theft_eur", prices->record_eur * q.records, true);
    return check.violation;
}

Violation costs_violation(const ResultTable *replications, const CostFrame *frame, size_t *compared)
{
    Violation violation = {.found = false};
    for (size_t row = 0; row < result_rows(replications) && !violation.found; row++) {
        const ResultKey *key = result_row(replications, row);
        if (is_row(key, "total", "cost_total_eur") && strcmp(key->strategy, frame->strategy) == 0) {
            violation = check_costs(replications, key, frame, compared);
        }
    }
    return violation;
}
