#include "cli/compare_json.h"

#include "base/json.h"
#include "base/memory.h"
#include "cli/extra_tables.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/results_table.h"

#include <stdlib.h>

typedef struct Writing {
    const Study *study;
    JsonWriter json;
    Estimator *estimator;
    double *values, *baseline; /* [replication] */
} Writing;

static void write_text(JsonWriter *json, const char *name, const char *text)
{
    json_name(json, name);
    json_text(json, text);
}

static void write_number(JsonWriter *json, const char *name, double value)
{
    json_name(json, name);
    json_number(json, value);
}

static void write_whole(JsonWriter *json, const char *name, uint64_t value)
{
    json_name(json, name);
    json_whole(json, value);
}

static void begin_row(Writing *writing, size_t strategy, size_t row)
{
    const ValueRow *value = &writing->study->plan->measures->values[row];
    json_begin_object(&writing->json);
    write_text(&writing->json, "strategy", writing->study->plan->strategy_ids[strategy]);
    write_text(&writing->json, "scope", value->scope);
    write_text(&writing->json, "id", value->id);
    write_text(&writing->json, "metric", value->metric);
    write_text(&writing->json, "unit", value->unit);
}

static void write_estimate(Writing *writing, size_t strategy, size_t row)
{
    JsonWriter *json = &writing->json;
    const Samples *samples = writing->study->samples;
    samples_values(samples, strategy, row, writing->values);
    Estimate estimate =
        estimate_values(writing->estimator, writing->values, samples_count(samples));
    begin_row(writing, strategy, row);
    write_whole(json, "n", estimate.n);
    write_number(json, "mean", estimate.mean);
    write_number(json, "sd", estimate.sd);
    write_number(json, "ci_low", estimate.ci_low);
    write_number(json, "ci_high", estimate.ci_high);
    write_number(json, "p05", estimate.p05);
    write_number(json, "p50", estimate.p50);
    write_number(json, "p95", estimate.p95);
    write_whole(json, "censored", estimate.censored);
    json_end_object(json);
}

static void write_comparison(Writing *writing, size_t strategy, size_t row)
{
    JsonWriter *json = &writing->json;
    const Samples *samples = writing->study->samples;
    samples_values(samples, strategy, row, writing->values);
    Comparison comparison = compare_values(writing->estimator, writing->values, writing->baseline,
                                           samples_count(samples));
    begin_row(writing, strategy, row);
    write_whole(json, "n", comparison.n);
    write_number(json, "baseline_mean", comparison.baseline_mean);
    write_number(json, "strategy_mean", comparison.strategy_mean);
    write_number(json, "difference", comparison.difference);
    write_number(json, "ci_low", comparison.ci_low);
    write_number(json, "ci_high", comparison.ci_high);
    write_number(json, "share_lower", comparison.share_lower);
    write_number(json, "variance_ratio", comparison.variance_ratio);
    json_end_object(json);
}

static void write_run(Writing *writing)
{
    const StudyPlan *plan = writing->study->plan;
    JsonWriter *json = &writing->json;
    write_text(json, "program", "brownout");
    write_text(json, "version", BROWNOUT_VERSION);
    write_text(json, "scenario", scenario_case_name(plan->scenario_case));
    write_text(json, "title", plan->scenario->run.title);
    write_whole(json, "seed", plan->seed);
    write_whole(json, "replications", samples_count(writing->study->samples));
    if (plan->antithetic) {
        json_name(json, "antithetic");
        json_boolean(json, true);
    }
    json_name(json, "interrupted");
    json_boolean(json, writing->study->interrupted);
    write_number(json, "confidence", plan->confidence);
    write_text(json, "baseline", plan->strategy_ids[plan->baseline]);
    json_name(json, "strategies");
    json_begin_array(json);
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        json_text(json, plan->strategy_ids[s]);
    }
    json_end_array(json);
}

static void write_rows(Writing *writing)
{
    const StudyPlan *plan = writing->study->plan;
    json_name(&writing->json, "summary");
    json_begin_array(&writing->json);
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        for (size_t row = 0; row < plan->measures->value_count; ++row) {
            write_estimate(writing, s, row);
        }
    }
    json_end_array(&writing->json);
    json_name(&writing->json, "comparison");
    json_begin_array(&writing->json);
    for (size_t row = 0; row < plan->measures->value_count; ++row) {
        samples_values(writing->study->samples, plan->baseline, row, writing->baseline);
        for (size_t s = 0; s < plan->strategy_count; ++s) {
            if (s != plan->baseline) {
                write_comparison(writing, s, row);
            }
        }
    }
    json_end_array(&writing->json);
}

static void write_cells(JsonWriter *json, const ResultsTable *table, size_t row)
{
    json_begin_object(json);
    for (size_t i = 0; i < table->csv.column_count; ++i) {
        const char *name = table->csv.columns[i], *text = table->csv.rows[row].cells[i];
        if (extra_column(name).is_text) {
            write_text(json, name, text);
        } else {
            write_number(json, name, results_cell_as_number(text));
        }
    }
    json_end_object(json);
}

/* The tables of the folder; they were written a moment ago. */
static bool write_extra_tables(JsonWriter *json, const char *folder, Failure *failure)
{
    static const char *const no_columns[] = {NULL};
    size_t count;
    const ExtraTable *tables = extra_tables(&count);
    for (size_t i = 0; i < count; ++i) {
        ResultsTable table;
        if (!results_table_open(&table, folder, tables[i].file, no_columns, failure)) {
            return false;
        }
        if (table.csv.column_count) {
            json_name(json, tables[i].name);
            json_begin_array(json);
            for (size_t row = 0; row < table.csv.row_count; ++row) {
                write_cells(json, &table, row);
            }
            json_end_array(json);
        }
        results_table_deinit(&table);
    }
    return true;
}

bool compare_json_write(const Study *study, const char *folder, const char *const *files,
                        size_t file_count, FILE *stream, Failure *failure)
{
    size_t count = samples_count(study->samples);
    Writing writing = {.study = study, .estimator = study_estimator(study)};
    writing.values = memory_allocate(2 * count + 1, sizeof *writing.values);
    writing.baseline = writing.values + count;
    json_init(&writing.json, stream);
    json_begin_object(&writing.json);
    write_run(&writing);
    write_text(&writing.json, "folder", folder);
    json_named_texts(&writing.json, "files", files, file_count);
    write_rows(&writing);
    const bool whole = write_extra_tables(&writing.json, folder, failure);
    json_end_object(&writing.json);
    free(writing.values);
    estimator_free(writing.estimator);
    return whole;
}
