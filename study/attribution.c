#include "study/attribution.h"

#include "base/memory.h"
#include "study/estimator.h"
#include "study/results_file.h"
#include "study/waiting_split.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *attribution_part_name(AttributionPart part)
{
    static const char *const names[PARTS] = {
        [PART_NEITHER] = "neither",
        [PART_ATTACK_ALONE] = "attack_alone",
        [PART_RESPONSE_ALONE] = "response_alone",
        [PART_BOTH] = "both",
        [PART_INTERACTION] = "interaction",
        [PART_ATTACK] = "attack",
        [PART_RESPONSE] = "response",
        [PART_NET_OF_RESPONSE] = "net_of_response",
        [PART_PREVENTED] = "prevented",
    };
    return names[part];
}

void attribution_parts(double parts[PARTS], double neither, double attack, double response,
                       double both)
{
    parts[PART_NEITHER] = neither;
    parts[PART_ATTACK_ALONE] = attack - neither;
    parts[PART_RESPONSE_ALONE] = response - neither;
    parts[PART_BOTH] = both - neither;
    parts[PART_INTERACTION] = both - attack - response + neither;
    parts[PART_ATTACK] = (attack - neither + both - response) / 2;
    parts[PART_RESPONSE] = (response - neither + both - attack) / 2;
    parts[PART_NET_OF_RESPONSE] = both - attack;
    parts[PART_PREVENTED] = response - neither - (both - attack);
}

bool attribution_is_possible(const Study *study)
{
    return study->plan->scenario->attack.given;
}

/* The four runs of the design; the study itself is the last. */
typedef struct Design {
    const VariantOrder *order;
    const Study *neither, *attack, *response, *both;
    Estimator *estimator;
    double *values[4], *parts[PARTS]; /* [replications] */
} Design;

static void design_init(Design *design)
{
    const size_t count = samples_count(design->both->samples);
    design->estimator = study_estimator(design->both);
    for (size_t i = 0; i < 4; ++i) {
        design->values[i] = memory_allocate(count, sizeof(double));
    }
    for (size_t i = 0; i < PARTS; ++i) {
        design->parts[i] = memory_allocate(count, sizeof(double));
    }
}

static void design_deinit(Design *design)
{
    estimator_free(design->estimator);
    for (size_t i = 0; i < 4; ++i) {
        free(design->values[i]);
    }
    for (size_t i = 0; i < PARTS; ++i) {
        free(design->parts[i]);
    }
}

static void write_part(CsvWriter *csv, const char *strategy, const ValueRow *row, const char *part,
                       const Estimate *estimate)
{
    const double numbers[] = {(double)estimate->n, estimate->mean, estimate->ci_low,
                              estimate->ci_high};
    csv_write_text(csv, strategy);
    results_write_key(csv, row->scope, row->id, row->metric);
    csv_write_text(csv, row->unit);
    csv_write_text(csv, part);
    results_write_numbers(csv, numbers, 4);
    csv_end_row(csv);
}

static void write_row(Design *design, CsvWriter *csv, size_t strategy, size_t index)
{
    const Study *const studies[] = {design->neither, design->attack, design->response,
                                    design->both};
    const StudyPlan *plan = design->both->plan;
    const size_t count = samples_count(design->both->samples);
    for (size_t i = 0; i < 4; ++i) {
        samples_values(studies[i]->samples, strategy, index, design->values[i]);
    }
    for (size_t i = 0; i < count; ++i) {
        double parts[PARTS];
        attribution_parts(parts, design->values[0][i], design->values[1][i], design->values[2][i],
                          design->values[3][i]);
        for (size_t j = 0; j < PARTS; ++j) {
            design->parts[j][i] = isfinite(parts[j]) ? parts[j] : (double)NAN;
        }
    }
    for (size_t j = 0; j < PARTS; ++j) {
        const Estimate estimate = estimate_values(design->estimator, design->parts[j], count);
        write_part(csv, plan->strategy_ids[strategy], &plan->measures->values[index],
                   attribution_part_name((AttributionPart)j), &estimate);
    }
}

/* Measures that add up: differences of them mean something. */
static bool is_attributed(const ValueRow *row)
{
    static const char *const of_services[] = {"delay_mean_h", "backlog_mean", "lost", "downtime_h",
                                              "insured_hours_lost"};
    static const char *const of_all[] = {
        "insured_hours_lost", "records_stolen",       "crew_hours",     "cost_outage_eur",
        "cost_support_eur",   "cost_restoration_eur", "cost_theft_eur", "cost_total_eur"};
    const bool service = strcmp(row->scope, "service") == 0 && !strchr(row->id, '@');
    const char *const *names = service ? of_services : of_all;
    size_t count =
        service ? sizeof of_services / sizeof *of_services : sizeof of_all / sizeof *of_all;
    while (count > 0 && strcmp(names[count - 1], row->metric) != 0) {
        --count;
    }
    return count > 0 && (service || strcmp(row->scope, "total") == 0);
}

/* The hours that requests wait more than undisturbed, during the outage and after it. */
static void write_waiting(Design *design, CsvWriter *csv, size_t strategy)
{
    static const char *const names[] = {"during_outage", "after_restoration"};
    const StudyPlan *plan = design->both->plan;
    const size_t count = samples_count(design->both->samples);
    for (size_t i = 0; i < plan->scenario->service_count; ++i) {
        const char *service = plan->scenario->services[i].id;
        const ValueRow row = {
            .scope = "service", .id = service, .metric = "waiting_h", .unit = "h"};
        waiting_split(design->both, strategy, service, design->values[0], design->values[1]);
        for (size_t j = 0; j < 2; ++j) {
            const Estimate estimate = estimate_values(design->estimator, design->values[j], count);
            if (estimate.n) {
                write_part(csv, plan->strategy_ids[strategy], &row, names[j], &estimate);
            }
        }
    }
}

static bool are_whole(const Design *design, Failure *failure)
{
    return samples_are_whole(design->neither->samples, failure) &&
           samples_are_whole(design->attack->samples, failure) &&
           samples_are_whole(design->response->samples, failure) &&
           samples_are_whole(design->both->samples, failure);
}

static bool write_file(Design *design, const char *out, Failure *failure)
{
    ResultsFile file;
    const StudyPlan *plan = design->both->plan;
    if (!results_file_open(&file, out, ATTRIBUTION_FILE,
                           "strategy,scope,id,metric,unit,part,n,mean,ci_low,ci_high", failure)) {
        return false;
    }
    for (size_t i = 0; i + 1 < plan->strategy_count; ++i) {
        for (size_t j = 0; j < plan->measures->value_count; ++j) {
            if (is_attributed(&plan->measures->values[j])) {
                write_row(design, &file.csv, i, j);
            }
        }
        write_waiting(design, &file.csv, i);
    }
    const bool whole = are_whole(design, failure);
    return results_file_close(&file, whole, failure) && whole;
}

bool attribution_write(const VariantOrder *order, const char *out, Failure *failure)
{
    char never[64]; /* an attack that begins after the run */
    (void)snprintf(never, sizeof never, "attack.start_h=%.0f",
                   ceil(order->study->plan->scenario->run.horizon_h) + 1);
    const char *const no_attack[] = {never};
    static const char *const no_response[] = {"strategies.*.isolate=none",
                                              "strategies.*.escalate_at=1000000000"};
    static const char *const false_alarm[] = {"attack.false_alarm_prob=1"};
    Variant neither = {0}, attack = {0}, response = {0};
    bool written = variant_run(&neither, order, no_attack, 1, failure) &&
                   variant_run(&attack, order, no_response, 2, failure) &&
                   variant_run(&response, order, false_alarm, 1, failure);
    if (written) {
        Design design = {.order = order,
                         .neither = &neither.study,
                         .attack = &attack.study,
                         .response = &response.study,
                         .both = order->study};
        design_init(&design);
        written = write_file(&design, out, failure);
        design_deinit(&design);
    }
    variant_deinit(&neither);
    variant_deinit(&attack);
    variant_deinit(&response);
    return written;
}
