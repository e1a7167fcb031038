#include "study/results_values.h"

#include "base/memory.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/results_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `values` is room for all of a replication. */
static void write_replication(CsvWriter *csv, const Study *study, size_t strategy, size_t index,
                              bool all, double *values)
{
    const Measures *measures = study->plan->measures;
    const uint64_t number = samples_held(study->samples, index)->number;
    samples_replication(study->samples, strategy, index, values);
    for (size_t row = 0; row < measures->value_count; ++row) {
        const ValueRow *value = &measures->values[row];
        if (!isfinite(values[row]) || !(all || strcmp(value->scope, "total") == 0)) {
            continue;
        }
        csv_write_text(csv, study->plan->strategy_ids[strategy]);
        csv_write_whole(csv, number + 1);
        results_write_key(csv, value->scope, value->id, value->metric);
        csv_write_text(csv, value->unit);
        csv_write_number(csv, values[row]);
        csv_end_row(csv);
    }
}

bool results_write_replications(const Study *study, const char *folder, bool all, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, "replications.csv",
                           "strategy,replication,scope,id,metric,unit,value", failure)) {
        return false;
    }
    double *values = memory_allocate(study->plan->measures->value_count, sizeof *values);
    for (size_t s = 0; s < study->plan->strategy_count; ++s) {
        for (size_t i = 0; i < samples_count(study->samples); ++i) {
            write_replication(&file.csv, study, s, i, all, values);
        }
    }
    free(values);
    return results_file_close(&file, samples_are_whole(study->samples, failure), failure);
}

static void write_summary_row(CsvWriter *csv, const char *strategy, const ValueRow *row,
                              const Estimate *estimate)
{
    csv_write_text(csv, strategy);
    results_write_key(csv, row->scope, row->id, row->metric);
    csv_write_text(csv, row->unit);
    csv_write_whole(csv, estimate->n);
    const double numbers[] = {estimate->mean, estimate->sd,  estimate->ci_low, estimate->ci_high,
                              estimate->p05,  estimate->p50, estimate->p95};
    results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
    csv_write_whole(csv, estimate->censored);
    csv_end_row(csv);
}

bool results_write_summary(const Study *study, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(
            &file, folder, "summary.csv",
            "strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,p95,censored",
            failure)) {
        return false;
    }
    const StudyPlan *plan = study->plan;
    size_t count = samples_count(study->samples);
    Estimator *estimator = study_estimator(study);
    double *values = memory_allocate(count, sizeof *values);
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        for (size_t row = 0; row < plan->measures->value_count; ++row) {
            samples_values(study->samples, s, row, values);
            Estimate estimate = estimate_values(estimator, values, count);
            write_summary_row(&file.csv, plan->strategy_ids[s], &plan->measures->values[row],
                              &estimate);
        }
    }
    free(values);
    estimator_free(estimator);
    return results_file_close(&file, samples_are_whole(study->samples, failure), failure);
}

static void write_comparison_row(CsvWriter *csv, const ValueRow *row, const char *baseline,
                                 const char *strategy, const Comparison *comparison)
{
    results_write_key(csv, row->scope, row->id, row->metric);
    csv_write_text(csv, row->unit);
    csv_write_text(csv, baseline);
    csv_write_text(csv, strategy);
    csv_write_whole(csv, comparison->n);
    const double numbers[] = {comparison->baseline_mean, comparison->strategy_mean,
                              comparison->difference,    comparison->ci_low,
                              comparison->ci_high,       comparison->share_lower,
                              comparison->variance_ratio};
    results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
    csv_end_row(csv);
}

bool results_write_comparison(const Study *study, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, "comparison.csv",
                           "scope,id,metric,unit,baseline,strategy,n,baseline_mean,strategy_mean,"
                           "difference,ci_low,"
                           "ci_high,share_lower,variance_ratio",
                           failure)) {
        return false;
    }
    const StudyPlan *plan = study->plan;
    size_t count = samples_count(study->samples);
    Estimator *estimator = study_estimator(study);
    double *values = memory_allocate(2 * count, sizeof *values);
    for (size_t row = 0; row < plan->measures->value_count; ++row) {
        samples_values(study->samples, plan->baseline, row, values);
        for (size_t s = 0; s < plan->strategy_count; ++s) {
            if (s == plan->baseline) {
                continue;
            }
            samples_values(study->samples, s, row, values + count);
            Comparison comparison = compare_values(estimator, values + count, values, count);
            write_comparison_row(&file.csv, &plan->measures->values[row],
                                 plan->strategy_ids[plan->baseline], plan->strategy_ids[s],
                                 &comparison);
        }
    }
    free(values);
    estimator_free(estimator);
    return results_file_close(&file, samples_are_whole(study->samples, failure), failure);
}
