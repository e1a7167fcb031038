#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "library/scenario_object.h"
#include "study/comparison.h"
#include "study/results.h"
#include "study/study.h"
#include "study/study_size.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct BrownoutResults {
    Arena *arena;
    StudyPlan plan;
    Study study; /* without samples where the run failed */
    size_t threads;
    Estimator *estimator;
    double *values, *baseline_values; /* [replications] */
    const char **names;               /* of the values */
    Failure run_failure, failure;     /* of the run, of the last question */
    BrownoutRun run;
    atomic_bool stopped;
};

static void report(void *context, const Progress *progress)
{
    BrownoutResults *results = context;
    if (!results->run.progress(results->run.context, progress_share(progress))) {
        atomic_store(&results->stopped, true);
    }
}

static bool make_plan(BrownoutResults *results, const BrownoutScenario *scenario)
{
    const BrownoutRun *run = &results->run;
    StudyPlan *plan = &results->plan;
    const char *const mistakes = brownout_scenario_error(scenario);
    if (mistakes) {
        return failure_of_input(&results->run_failure, "the scenario has mistakes: %s", mistakes);
    }
    if (!plan_make(plan, scenario->scenario_case, run->strategies, MEASURES_TOTAL_CURVES,
                   results->arena, &results->run_failure)) {
        return false;
    }
    plan->seed = run->has_seed ? run->seed : plan->seed;
    plan->replications = run->replications ? run->replications : plan->replications;
    return study_fits(plan, 0, &results->run_failure);
}

static void name_values(BrownoutResults *results)
{
    const Measures *measures = results->plan.measures;
    TextBuilder name = {0};
    results->names = arena_allocate(results->arena, measures->value_count, sizeof *results->names);
    for (size_t i = 0; i < measures->value_count; ++i) {
        const ValueRow *row = &measures->values[i];
        text_clear(&name);
        text_add_format(&name, "%s/%s/%s", row->scope, row->id, row->metric);
        results->names[i] = arena_copy_text(results->arena, name.text, name.length);
    }
    text_deinit(&name);
}

static bool run_study(BrownoutResults *results)
{
    const StudyOrder order = {
        .plan = &results->plan,
        .threads = results->threads,
        .interrupted = &results->stopped,
        .report = results->run.progress ? report : NULL,
        .context = results,
    };
    if (!study_run(&results->study, &order, &results->run_failure)) {
        return false;
    }
    const size_t count = samples_count(results->study.samples);
    if (count == 0) {
        return failure_set(&results->run_failure,
                           "the run was stopped before a replication was finished");
    }
    results->estimator = estimator_new(results->plan.confidence, count);
    results->values = memory_allocate(count, sizeof *results->values);
    results->baseline_values = memory_allocate(count, sizeof *results->baseline_values);
    name_values(results);
    return true;
}

BrownoutResults *brownout_run(const BrownoutScenario *scenario, const BrownoutRun *run)
{
    BrownoutResults *results = memory_allocate(1, sizeof *results);
    results->arena = arena_new(0);
    results->run = run ? *run : (BrownoutRun){0};
    results->threads = results->run.threads ? results->run.threads : 1;
    atomic_init(&results->stopped, false);
    if (!make_plan(results, scenario) || !run_study(results)) {
        results->run_failure.failed = true;
    }
    return results;
}

const char *brownout_results_error(const BrownoutResults *results)
{
    if (!results) {
        return "no results were given";
    }
    return results->run_failure.failed ? results->run_failure.message
           : results->failure.failed   ? results->failure.message
                                       : NULL;
}

static bool are_there(const BrownoutResults *results)
{
    return results && !results->run_failure.failed;
}

size_t brownout_replications(const BrownoutResults *results)
{
    return are_there(results) ? samples_count(results->study.samples) : 0;
}

size_t brownout_value_count(const BrownoutResults *results)
{
    return are_there(results) ? results->plan.measures->value_count : 0;
}

BrownoutValue brownout_value(const BrownoutResults *results, size_t index)
{
    if (index >= brownout_value_count(results)) {
        return (BrownoutValue){"", "", "", "", "", 0};
    }
    const ValueRow *row = &results->plan.measures->values[index];
    return (BrownoutValue){
        .name = results->names[index],
        .scope = row->scope,
        .id = row->id,
        .metric = row->metric,
        .unit = row->unit,
        .better = row->direction == METRIC_HIGHER_IS_BETTER  ? 1
                  : row->direction == METRIC_LOWER_IS_BETTER ? -1
                                                             : 0,
    };
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

static bool find_strategy(BrownoutResults *results, const char *id, size_t *position)
{
    const StudyPlan *plan = &results->plan;
    for (size_t i = 0; i < plan->strategy_count; ++i) {
        if (strcmp(plan->strategy_ids[i], or_nothing(id)) == 0) {
            *position = i;
            return true;
        }
    }
    char quoted[128];
    text_quote(quoted, sizeof quoted, or_nothing(id));
    const size_t nearest = text_nearest(or_nothing(id), plan->strategy_ids, plan->strategy_count);
    return nearest == SIZE_MAX
               ? failure_set(&results->failure, "the results have no strategy %s", quoted)
               : failure_set(&results->failure, "the results have no strategy %s; did you mean %s?",
                             quoted, plan->strategy_ids[nearest]);
}

/* What a question names: a strategy by its position, a value by its row. */
typedef struct Place {
    size_t strategy, row;
} Place;

/* Row of the value called scope/id/metric; SIZE_MAX where there is none. */
static size_t row_of(const Measures *measures, const char *name)
{
    char scope[32] = "", id[256] = "";
    const char *const first = strchr(name, '/'), *const last = strrchr(name, '/');
    if (!first || first == last || (size_t)(first - name) >= sizeof scope ||
        (size_t)(last - first) > sizeof id) {
        return SIZE_MAX;
    }
    memcpy(scope, name, (size_t)(first - name));
    memcpy(id, first + 1, (size_t)(last - first) - 1);
    return measures_find(measures, scope, id, last + 1);
}

static bool find_place(BrownoutResults *results, const char *strategy, const char *value,
                       Place *place)
{
    *place = (Place){0};
    if (!are_there(results)) {
        return false;
    }
    results->failure = (Failure){0};
    if (!find_strategy(results, strategy, &place->strategy)) {
        return false;
    }
    place->row = row_of(results->plan.measures, or_nothing(value));
    char quoted[128];
    return place->row != SIZE_MAX ||
           failure_set(&results->failure,
                       "the results have no value %s; it is named scope/id/metric",
                       text_quote(quoted, sizeof quoted, or_nothing(value)));
}

bool brownout_estimate(BrownoutResults *results, const char *strategy, const char *value,
                       BrownoutEstimate *estimate)
{
    Place place;
    if (!find_place(results, strategy, value, &place)) {
        return false;
    }
    samples_values(results->study.samples, place.strategy, place.row, results->values);
    const Estimate made =
        estimate_values(results->estimator, results->values, brownout_replications(results));
    *estimate = (BrownoutEstimate){
        .replications = made.n,
        .censored = made.censored,
        .mean = made.mean,
        .sd = made.sd,
        .low = made.ci_low,
        .high = made.ci_high,
        .p05 = made.p05,
        .p50 = made.p50,
        .p95 = made.p95,
    };
    return true;
}

bool brownout_difference(BrownoutResults *results, const char *strategy, const char *value,
                         BrownoutDifference *difference)
{
    Place place;
    if (!find_place(results, strategy, value, &place)) {
        return false;
    }
    const Samples *samples = results->study.samples;
    samples_values(samples, place.strategy, place.row, results->values);
    samples_values(samples, results->plan.baseline, place.row, results->baseline_values);
    const Comparison made = compare_values(results->estimator, results->values,
                                           results->baseline_values, samples_count(samples));
    *difference = (BrownoutDifference){
        .replications = made.n,
        .baseline_mean = made.baseline_mean,
        .strategy_mean = made.strategy_mean,
        .mean = made.difference,
        .low = made.ci_low,
        .high = made.ci_high,
        .share_lower = made.share_lower,
    };
    return true;
}

size_t brownout_replication_values(BrownoutResults *results, const char *strategy,
                                   const char *value, double *values, size_t room)
{
    Place place;
    if (!find_place(results, strategy, value, &place)) {
        return 0;
    }
    const size_t count = brownout_replications(results);
    samples_values(results->study.samples, place.strategy, place.row, results->values);
    for (size_t i = 0; i < count && i < room; ++i) {
        values[i] = results->values[i];
    }
    return count;
}

bool brownout_results_write(BrownoutResults *results, const char *folder)
{
    if (!are_there(results)) {
        return false;
    }
    results->failure = (Failure){0};
    if (!folder || !*folder) {
        return failure_set(&results->failure, "no folder was given");
    }
    const ResultsOptions options = {.threads = results->threads};
    return folder_create(folder, &results->failure) &&
           results_write(&results->study, folder, &options, &results->failure);
}

void brownout_results_free(BrownoutResults *results)
{
    if (results) {
        study_deinit(&results->study);
        estimator_free(results->estimator);
        free(results->values);
        free(results->baseline_values);
        arena_free(results->arena);
        free(results);
    }
}
