#include "study/critical_path.h"

#include "base/memory.h"
#include "base/text.h"
#include "study/comparison.h"
#include "study/results_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEMAND = 2 };

static const char *const responses[] = {"insured_hours_lost", "restored_half_h", "restored_h"};

/* What is made faster. */
typedef struct Factor {
    const char *kind, *id;
    char changes[2][160];
    size_t change_count;
} Factor;

typedef struct CriticalPath {
    const VariantOrder *order;
    VariantOrder base_order; /* without demand: what the factors are set on top of */
    const char **sets;
    Variant base;
    ResultsFile file;
    Estimator *estimator;
    double *faster, *usual, *finite; /* [replications] */
} CriticalPath;

static void write_difference(CriticalPath *path, const Factor *factor, const Study *study,
                             size_t strategy, const char *response)
{
    const StudyPlan *plan = path->base.study.plan;
    const size_t count = samples_count(study->samples);
    const size_t row = measures_find(plan->measures, "total", "all", response);
    samples_values(study->samples, strategy, row, path->faster);
    samples_values(path->base.study.samples, strategy, row, path->usual);
    const Comparison difference = compare_values(path->estimator, path->faster, path->usual, count);
    if (!difference.n) {
        return; /* never down, or never back within the run */
    }
    const double numbers[] = {(double)difference.n, difference.baseline_mean, difference.difference,
                              difference.ci_low, difference.ci_high};
    CsvWriter *csv = &path->file.csv;
    csv_write_text(csv, plan->strategy_ids[strategy]);
    csv_write_text(csv, factor->kind);
    csv_write_text(csv, factor->id);
    csv_write_text(csv, response);
    csv_write_text(csv, "h");
    results_write_numbers(csv, numbers, 5);
    csv_end_row(csv);
}

static bool run_factor(CriticalPath *path, const Factor *factor, Failure *failure)
{
    const char *changes[2] = {factor->changes[0], factor->changes[1]};
    Variant variant;
    const bool run =
        variant_run(&variant, &path->base_order, changes, factor->change_count, failure);
    for (size_t i = 0; run && i + 1 < path->base.plan.strategy_count; ++i) {
        for (size_t j = 0; j < sizeof responses / sizeof *responses; ++j) {
            write_difference(path, factor, &variant.study, i, responses[j]);
        }
    }
    const bool whole = run && samples_are_whole(path->base.study.samples, failure) &&
                       samples_are_whole(variant.study.samples, failure);
    variant_deinit(&variant);
    return whole;
}

/* Work that is given: an empty cell cannot be multiplied, and a constant 0 stays one. */
static void shorten(Factor *factor, const char *table, const char *column)
{
    (void)snprintf(factor->changes[factor->change_count++], sizeof factor->changes[0],
                   "%s.%.100s.%s=x0.9", table, factor->id, column);
}

static bool is_given(const ScenarioCase *scenario_case, const char *table, const char *id,
                     const char *column)
{
    for (size_t i = 0; i < scenario_case_cell_count(scenario_case); ++i) {
        const CaseCell cell = scenario_case_cell(scenario_case, i);
        if (strcmp(cell.table, table) == 0 && strcmp(cell.id, id) == 0 &&
            strcmp(cell.column, column) == 0 && cell.value[0]) {
            return true;
        }
    }
    return false;
}

/* `table` has work in the columns `first` and check_h. */
static bool run_work(CriticalPath *path, const char *kind, const char *table, const char *first,
                     const char *id, Failure *failure)
{
    const ScenarioCase *scenario_case = path->order->study->plan->scenario_case;
    Factor factor = {.kind = kind, .id = id};
    if (is_given(scenario_case, table, id, first)) {
        shorten(&factor, table, first);
    }
    if (is_given(scenario_case, table, id, "check_h")) {
        shorten(&factor, table, "check_h");
    }
    return !factor.change_count || run_factor(path, &factor, failure);
}

static bool run_factors(CriticalPath *path, Failure *failure)
{
    const Scenario *scenario = path->order->study->plan->scenario;
    bool run = true;
    for (size_t i = 0; i < scenario->crew_count && run; ++i) {
        Factor factor = {.kind = "crew", .id = scenario->crews[i].id, .change_count = 1};
        (void)snprintf(factor.changes[0], sizeof factor.changes[0], "crews.%.100s.speed=%.17g",
                       factor.id, scenario->crews[i].speed / 0.9);
        run = run_factor(path, &factor, failure);
    }
    for (size_t i = 0; i < scenario->system_count && run; ++i) {
        run = run_work(path, "system", "systems", "restore_h", scenario->systems[i].id, failure);
    }
    for (size_t i = 0; i < scenario->zone_count && run; ++i) {
        run = run_work(path, "zone", "zones", "rebuild_h", scenario->zones[i].id, failure);
    }
    for (size_t i = 0; i < scenario->datacentre_count && run; ++i) {
        run = run_work(path, "datacentre", "datacentres", "rebuild_h", scenario->datacentres[i].id,
                       failure);
    }
    return run;
}

static bool write_file(CriticalPath *path, const char *out, Failure *failure)
{
    const size_t count = samples_count(path->base.study.samples);
    path->estimator = study_estimator(&path->base.study);
    path->faster = memory_allocate(count, sizeof(double));
    path->usual = memory_allocate(count, sizeof(double));
    bool whole =
        results_file_open(&path->file, out, CRITICAL_PATH_FILE,
                          "strategy,kind,id,metric,unit,n,mean,difference,ci_low,ci_high", failure);
    if (whole) {
        const bool run = run_factors(path, failure);
        whole = results_file_close(&path->file, run, failure) && run;
    }
    estimator_free(path->estimator);
    free(path->faster);
    free(path->usual);
    return whole;
}

bool critical_path_write(const VariantOrder *order, const char *out, Failure *failure)
{
    CriticalPath path = {.order = order, .base_order = *order};
    const Scenario *scenario = order->study->plan->scenario;
    size_t count = order->set_count;
    path.sets = memory_allocate(count + DEMAND, sizeof *path.sets);
    for (size_t i = 0; i < count; ++i) {
        path.sets[i] = order->sets[i];
    }
    if (scenario->service_count) {
        path.sets[count++] = "services.*.requests_per_1000_per_day=0";
    }
    if (scenario->channel_count) {
        path.sets[count++] = "channels.*.contacts_per_1000_per_day=0";
    }
    path.base_order.sets = path.sets;
    path.base_order.set_count = count;
    const bool written = variant_run(&path.base, &path.base_order, NULL, 0, failure) &&
                         write_file(&path, out, failure);
    variant_deinit(&path.base);
    free(path.sets);
    return written;
}
