/* Laws of one run: its files, rows and paths agree with each other and with the scenario. */
#include "base/file.h"
#include "tests/laws/agreement.h"
#include "tests/laws/conservation.h"
#include "tests/laws/costs.h"
#include "tests/laws/paths.h"
#include "tests/laws/random/incident_paths.h"
#include "tests/laws/random/law_case.h"
#include "tests/laws/random/placement.h"
#include "tests/test.h"

#include <stdlib.h>

static const Violation none;

Violation program_accepts(LawCase *law_case)
{
    law_case->evidence++;
    return run_command(law_case->workplace, "check", law_case->sheets, "check", NULL);
}

static Violation balances(const ResultTable *replications, size_t *evidence)
{
    static const BalanceLaw *const laws[] = {&balance_of_requests, &balance_of_attempts,
                                             &balance_of_origins, &balance_of_costs};
    Violation violation = none;
    for (size_t i = 0; i < sizeof laws / sizeof laws[0] && !violation.found; i++) {
        violation =
            balance_broken(replications, laws[i]->scope, laws[i]->whole, laws[i]->terms, evidence);
    }
    return violation;
}

static Violation sums(const ResultTable *replications, size_t *evidence)
{
    Violation violation = none;
    for (size_t i = 0; sums_of_services[i] && !violation.found; i++) {
        violation = insurers_sum_broken(replications, "service", sums_of_services[i], evidence);
    }
    for (size_t i = 0; sums_of_channels[i] && !violation.found; i++) {
        violation = insurers_sum_broken(replications, "channel", sums_of_channels[i], evidence);
    }
    for (size_t i = 0; largest_of_parts[i].scope && !violation.found; i++) {
        violation = largest_violation(replications, &largest_of_parts[i], evidence);
    }
    for (size_t i = 0; totals_of_parts[i].total && !violation.found; i++) {
        violation = total_violation(replications, &totals_of_parts[i], evidence);
    }
    return violation;
}

Violation nothing_vanishes(LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    if (!run) {
        return violation;
    }
    const ResultTable *replications = run_table(run, "replications.csv");
    violation = balances(replications, &law_case->evidence);
    violation = violation.found ? violation : sums(replications, &law_case->evidence);
    for (size_t i = 0; curves_of_counts[i].curve && !violation.found; i++) {
        violation = curve_sum_violation(run_table(run, "curves.csv"), run_table(run, "summary.csv"),
                                        &curves_of_counts[i], &law_case->evidence);
    }
    return violation;
}

Violation files_agree(LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    if (!run) {
        return violation;
    }
    const Sheets *sheets = law_case->sheets;
    const AgreementFrame frame = {
        .replications = run_table(run, "replications.csv"),
        .count = (size_t)sheets_number(sheets, 0, COLUMN_SCENARIO_REPLICATIONS, 20),
        .confidence = sheets_number(sheets, 0, COLUMN_SCENARIO_CONFIDENCE, 0.95),
        .baseline = baseline_of(sheets)};
    law_case->evidence += result_rows(run_table(run, "comparison.csv"));
    violation = summary_agreement_violation(&frame, run_table(run, "summary.csv"));
    return violation.found
               ? violation
               : comparison_agreement_violation(&frame, run_table(run, "comparison.csv"));
}

static const char *datacentre_of(const void *context, const char *zone)
{
    return placement_datacentre(context, zone);
}

Violation costs_are_prices_times_quantities(LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    if (!run) {
        return violation;
    }
    const Sheets *sheets = law_case->sheets;
    const CostPrices prices = {
        .delay_eur_per_h = sheets_number(sheets, 0, COLUMN_COSTS_REQUEST_DELAY_EUR_PER_H, 0),
        .lost_eur = sheets_number(sheets, 0, COLUMN_COSTS_LOST_REQUEST_EUR, 0),
        .contact_eur = sheets_number(sheets, 0, COLUMN_COSTS_CONTACT_EUR, 0),
        .abandoned_eur = sheets_number(sheets, 0, COLUMN_COSTS_ABANDONED_CONTACT_EUR, 0),
        .crew_eur_per_h = sheets_number(sheets, 0, COLUMN_COSTS_CREW_EUR_PER_H, 0),
        .agent_eur_per_h = sheets_number(sheets, 0, COLUMN_COSTS_AGENT_EUR_PER_H, 0),
        .record_eur = sheets_number(sheets, 0, COLUMN_COSTS_STOLEN_RECORD_EUR, 0),
        .datacentre_eur = sheets_number(sheets, 0, COLUMN_COSTS_DESTROYED_DATACENTRE_EUR, 0),
        .downtime_eur = sheets_number(sheets, 0, COLUMN_COSTS_DOWNTIME_EUR_PER_INSURED_H, 0)};
    for (size_t row = 0; row <= sheets->tables[TABLE_STRATEGIES].row_count; row++) {
        const char *id = row < sheets->tables[TABLE_STRATEGIES].row_count
                             ? sheets_cell(sheets, row, COLUMN_STRATEGIES_ID)
                             : "undisturbed";
        if (!is_overridden(sheets, id, TABLE_COSTS) && !violation.found) {
            const CostFrame frame = {id, &prices, datacentre_of, sheets};
            violation =
                costs_violation(run_table(run, "replications.csv"), &frame, &law_case->evidence);
        }
    }
    return violation;
}

/* Servers as the format gives them: of each insurer, or per 100 000 insured, rounded up. */
static size_t staff_of(const Sheets *sheets, size_t service, double insured, ColumnId given,
                       ColumnId per_100k)
{
    double rate = sheets_number(sheets, service, per_100k, 0);
    double count = sheets_number(sheets, service, given, NAN);
    return (size_t)(isnan(count) ? ceil(rate * insured / 1e5 - 1e-9) : count);
}

static StaffFacts staff_of_sheets(const void *context, const char *id)
{
    const Sheets *sheets = context;
    char service_id[64];
    snprintf(service_id, sizeof service_id, "%.*s", (int)strcspn(id, "@"), id);
    size_t service = sheets_find(sheets, TABLE_SERVICES, service_id);
    size_t insurer = sheets_find(sheets, TABLE_INSURERS, id + strcspn(id, "@") + 1);
    double insured = sheets_number(sheets, insurer, COLUMN_INSURERS_INSURED, 0);
    size_t servers = staff_of(sheets, service, insured, COLUMN_SERVICES_SERVERS,
                              COLUMN_SERVICES_SERVERS_PER_100K);
    size_t fallback = staff_of(sheets, service, insured, COLUMN_SERVICES_FALLBACK_SERVERS,
                               COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K);
    double limit = sheets_number(sheets, service, COLUMN_SERVICES_QUEUE_LIMIT, -1);
    return (StaffFacts){servers, fallback, limit < 0 ? SIZE_MAX : (size_t)limit};
}

/* The trace of the strategy; free it. */
static char *trace_of(LawCase *law_case, const char *strategy, size_t replication,
                      Violation *violation)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", replication);
    char *path = path_join(law_case->workplace, "trace.csv");
    const char *options[] = {"--strategy", strategy, "--replication", number, "-o", path, NULL};
    *violation = run_command(law_case->workplace, "trace", law_case->sheets, "trace", options);
    return path;
}

static Violation follow(LawCase *law_case, Run *run, const char *strategy, size_t replication)
{
    const Sheets *sheets = law_case->sheets;
    bool staffed = !is_overridden(sheets, strategy, TABLE_SERVICES) &&
                   !is_overridden(sheets, strategy, TABLE_INSURERS);
    const PathFrame frame = {.staff = {staffed ? staff_of_sheets : NULL, sheets},
                             .replications = run_table(run, "replications.csv"),
                             .strategy = strategy,
                             .replication = replication,
                             .horizon_h = horizon_h_of(sheets)};
    size_t events = 0;
    Violation violation;
    char *path = trace_of(law_case, strategy, replication, &violation);
    violation = violation.found ? violation : paths_violation(path, &frame, &events);
    law_case->evidence += events;
    free(path);
    return violation;
}

static Violation follow_incident(LawCase *law_case, Run *run, const char *strategy,
                                 size_t replication)
{
    const IncidentFrame frame = {law_case->sheets, strategy, replication,
                                 run_table(run, "replications.csv")};
    size_t events = 0;
    Violation violation;
    char *path = trace_of(law_case, strategy, replication, &violation);
    violation = violation.found ? violation : incident_violation(path, &frame, &events);
    law_case->evidence += events;
    free(path);
    return violation;
}

Violation paths_are_legal(LawCase *law_case)
{
    const Sheets *sheets = law_case->sheets;
    size_t strategies = sheets->tables[TABLE_STRATEGIES].row_count;
    size_t replications = (size_t)sheets_number(sheets, 0, COLUMN_SCENARIO_REPLICATIONS, 20);
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    for (size_t row = 0; run && row < strategies && !violation.found; row++) {
        violation = follow(law_case, run, sheets_cell(sheets, row, COLUMN_STRATEGIES_ID),
                           1 + row % replications);
    }
    return violation;
}

/* Strategies that change the infrastructure are left out: the path is judged by the cells as they
 * stand. */
Violation incidents_are_legal(LawCase *law_case)
{
    static const TableId tables[] = {TABLE_CREWS, TABLE_DATACENTRES, TABLE_ZONES,
                                     TABLE_LINKS, TABLE_SYSTEMS,     TABLE_ATTACK};
    const Sheets *sheets = law_case->sheets;
    size_t replications = (size_t)sheets_number(sheets, 0, COLUMN_SCENARIO_REPLICATIONS, 20);
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    for (size_t row = 0; run && row < sheets->tables[TABLE_STRATEGIES].row_count; row++) {
        const char *strategy = sheets_cell(sheets, row, COLUMN_STRATEGIES_ID);
        bool changed = false;
        for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
            changed = changed || is_overridden(sheets, strategy, tables[i]);
        }
        if (!changed && !violation.found) {
            violation = follow_incident(law_case, run, strategy, 1 + row % replications);
        }
    }
    return violation;
}

/* Columns of a point in the order that they must have; NULL: nothing to compare. */
static Violation point_violation(const ResultTable *curves, size_t row)
{
    const ResultKey *key = result_row(curves, row);
    double mean = result_row_number(curves, row, "mean");
    double p05 = result_row_number(curves, row, "p05"), p50 = result_row_number(curves, row, "p50");
    double p95 = result_row_number(curves, row, "p95");
    bool share = strcmp(key->metric, "up") == 0 || strcmp(key->metric, "abandon_share") == 0 ||
                 strcmp(key->metric, "insured_restored_share") == 0;
    bool ordered = !(p50 < p05 - 1e-12) && !(p95 < p50 - 1e-12) &&
                   !(mean < result_row_number(curves, row, "ci_low") - 1e-9) &&
                   !(mean > result_row_number(curves, row, "ci_high") + 1e-9);
    if (!ordered || mean < 0 || (share && mean > 1 + 1e-12)) {
        return violation_of("%s %s %s %s at %g: mean %.17g, quantiles %.17g, %.17g, %.17g",
                            key->strategy, key->scope, key->id, key->metric, key->at, mean, p05,
                            p50, p95);
    }
    return none;
}

Violation curves_are_possible(LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    if (!run) {
        return violation;
    }
    const ResultTable *curves = run_table(run, "curves.csv");
    for (size_t row = 0; row < result_rows(curves) && !violation.found; row++) {
        const ResultKey *key = result_row(curves, row);
        violation = point_violation(curves, row);
        if (!violation.found && strcmp(key->metric, "backlog") == 0) {
            const ResultKey all = result_key_of(key, "in_system");
            double waiting = result_row_number(curves, row, "mean");
            law_case->evidence += waiting > 0;
            if (waiting > result_number(curves, &all, "mean") + 1e-9) {
                violation = violation_of("%s %s at %g: more wait than are in the system",
                                         key->strategy, key->id, key->at);
            }
        }
    }
    return violation;
}
