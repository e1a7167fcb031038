#include "study/sweep_plan.h"

#include "base/memory.h"
#include "base/number.h"
#include "models/scenario_variant.h"
#include "study/parallel.h"
#include "study/sweep_curves.h"
#include "study/sweep_metrics.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Whether `list` (ids between commas) holds `id`. */
static bool list_holds(const char *list, const char *id)
{
    const size_t length = strlen(id);
    for (const char *at = list; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        if (strncmp(at, id, length) == 0 && (at[length] == ',' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* The reference is the same whatever the responses are: it is run where it was asked for only. */
static void leave_out_reference(StudyPlan *study, const char *list)
{
    const size_t last = study->strategy_count - 1;
    const bool asked = (list && list_holds(list, UNDISTURBED)) || study->baseline == last;
    study->strategy_count -= asked ? 0 : 1;
}

static bool choose_metrics(SweepPlan *plan, const char *list, Arena *arena, Failure *failure)
{
    const Measures *measures = plan->study.measures;
    SweepMetric *all = arena_allocate(arena, measures->value_count, sizeof *all);
    size_t *rows = arena_allocate(arena, measures->value_count, sizeof *rows);
    for (size_t i = 0; i < measures->value_count; ++i) {
        const ValueRow *row = &measures->values[i];
        all[i] = (SweepMetric){row->scope, row->id, row->metric, row->unit, row->direction};
    }
    if (!sweep_metrics_choose(all, measures->value_count, list, rows, &plan->metric_count,
                              failure)) {
        return false;
    }
    SweepMetric *metrics = arena_allocate(arena, plan->metric_count, sizeof *metrics);
    for (size_t m = 0; m < plan->metric_count; ++m) {
        metrics[m] = all[rows[m]];
    }
    plan->metrics = metrics;
    plan->rows = rows;
    return true;
}

static void choose_curves(SweepPlan *plan, Arena *arena)
{
    const Scenario *scenario = plan->study.scenario;
    if (sweep_curves_are_drawn(plan->design.kind, plan->factors.items, plan->factors.count)) {
        plan->curves = sweep_curves_of(scenario, arena);
        plan->study.measures = measures_new(scenario, MEASURES_TOTAL_CURVES, arena);
    }
}

bool sweep_plan_make(SweepPlan *plan, const SweepRequest *request, Arena *arena,
                     Diagnostics *diagnostics, Failure *failure)
{
    *plan = (SweepPlan){
        .design_seed = request->design.seed,
        .independent_points = request->independent_points,
        .set_count = request->set_count,
        .sets = request->sets,
        .shard_count = 1,
    };
    if (!plan_make(&plan->study, request->scenario_case, request->strategies, MEASURES_NO_CURVES,
                   arena, failure)) {
        failure->of_input = true;
        return false;
    }
    leave_out_reference(&plan->study, request->strategies);
    if (!choose_metrics(plan, request->metrics, arena, failure) ||
        !sweep_factors_read(&plan->factors, request->factors_file, request->scenario_case, arena,
                            (FactorMessages){diagnostics, request->doubts}) ||
        !sweep_design_make(&plan->design, &plan->factors, &request->design, arena, diagnostics)) {
        return false;
    }
    plan->work = arena_allocate(arena, plan->design.point_count, sizeof *plan->work);
    if (!request->without_curves) {
        choose_curves(plan, arena);
    }
    return true;
}

size_t sweep_plan_row_length(const SweepPlan *plan)
{
    return plan->metric_count + sweep_curves_size(&plan->curves);
}

size_t sweep_plan_replications(const SweepPlan *plan, size_t point)
{
    return plan->targets ? plan->targets[point] : plan->study.replications;
}

uint64_t sweep_plan_seed(const SweepPlan *plan, size_t point)
{
    if (!plan->independent_points) {
        return plan->study.seed;
    }
    Stream stream;
    stream_init(&stream, plan->study.seed, 0, stream_source("sweep point", "", ""), point);
    return stream_word(&stream);
}

void sweep_plan_describe(const SweepPlan *plan, size_t point, TextBuilder *out)
{
    for (size_t f = 0; f < plan->factors.count; ++f) {
        const double value = plan->design.points[point].values[f];
        char number[NUMBER_TEXT] = "as in the scenario";
        if (!isnan(value)) {
            number_format(number, value);
        }
        text_add_format(out, "%s%s=%s%s", f > 0 ? ", " : "", plan->factors.items[f].name,
                        plan->factors.items[f].cells[0].multiplies && !isnan(value) ? "x" : "",
                        number);
    }
}

/* What the point changes; values are written as text into `arena`. Returns their number. */
static size_t list_changes(const SweepPlan *plan, size_t point, Arena *arena,
                           VariantChange *changes)
{
    size_t count = 0;
    for (size_t f = 0; f < plan->factors.count; ++f) {
        const SweepFactor *factor = &plan->factors.items[f];
        for (size_t c = 0; c < factor->cell_count; ++c) {
            const FactorTarget *target = &plan->factors.targets[f][c];
            const double value = sweep_design_cell_value(&plan->design, &plan->factors,
                                                         &plan->design.points[point], f, c);
            char text[NUMBER_TEXT + 1] = "x";
            if (isnan(value)) {
                continue;
            }
            const size_t prefix = factor->cells[c].multiplies ? 1 : 0;
            const size_t length = prefix + number_format(text + prefix, value);
            const bool listed = plan->design.lines && c == 0;
            changes[count++] = (VariantChange){
                .address = target->address,
                .value = arena_copy_text(arena, text, length),
                .origin = {listed ? plan->design.points_file : plan->factors.file,
                           listed ? plan->design.lines[point] : target->line,
                           listed ? factor->name : "cell"},
            };
        }
    }
    return count;
}

/* All points have the same rows of values, whatever is in their cells. */
static bool rows_are_same(const Measures *a, const Measures *b)
{
    if (a->value_count != b->value_count) {
        return false;
    }
    for (size_t i = 0; i < a->value_count; ++i) {
        if (strcmp(a->values[i].scope, b->values[i].scope) != 0 ||
            strcmp(a->values[i].id, b->values[i].id) != 0 ||
            strcmp(a->values[i].metric, b->values[i].metric) != 0) {
            return false;
        }
    }
    return true;
}

bool sweep_point_open(SweepPointCase *point_case, const SweepPlan *plan, size_t point,
                      Diagnostics *diagnostics)
{
    Arena *arena = arena_new(0);
    VariantChange *changes = arena_allocate(arena, SWEEP_CELLS_MOST, sizeof *changes);
    const size_t count = list_changes(plan, point, arena, changes);
    *point_case = (SweepPointCase){.arena = arena};
    point_case->variant =
        scenario_case_vary(plan->study.scenario_case, changes, count, diagnostics);
    if (!point_case->variant) {
        arena_free(arena);
        return false;
    }
    const MeasureDetail detail =
        plan->curves.service_count > 0 ? MEASURES_TOTAL_CURVES : MEASURES_NO_CURVES;
    const Measures *measures = measures_new(scenario_case_base(point_case->variant), detail, arena);
    point_case->replications = (ReplicationPlan){
        .scenario_case = point_case->variant,
        .measures = measures,
        .strategy_count = plan->study.strategy_count,
        .strategies = plan->study.strategies,
        .seed = sweep_plan_seed(plan, point),
    };
    if (rows_are_same(measures, plan->study.measures)) {
        return true;
    }
    sweep_point_close(point_case);
    return diagnostics_add(diagnostics, plan->factors.file, 1, "",
                           "changes which zones there are, so that points cannot be compared");
}

void sweep_point_close(SweepPointCase *point_case)
{
    scenario_case_free(point_case->variant);
    arena_free(point_case->arena);
    *point_case = (SweepPointCase){0};
}

typedef struct Checking {
    SweepPlan *plan;
    atomic_bool found; /* a point that is not valid: no further ones are taken */
    pthread_mutex_t mutex;
    size_t first_bad;
    Diagnostics *mistakes; /* of it */
} Checking;

static double expected_work(const ReplicationPlan *replications)
{
    double work = 0;
    const size_t insurers = scenario_case_base(replications->scenario_case)->insurer_count;
    for (size_t i = 0; i < insurers; ++i) {
        work += replication_insurer_work(replications, i);
    }
    return work * (double)replications->strategy_count;
}

/* Points are taken in order, so of several bad ones that are met the first is the first of all. */
static void keep_first(Checking *checking, size_t point, Diagnostics *mistakes)
{
    atomic_store(&checking->found, true);
    pthread_mutex_lock(&checking->mutex);
    if (point < checking->first_bad) {
        Diagnostics *kept = checking->mistakes;
        checking->first_bad = point;
        checking->mistakes = mistakes;
        mistakes = kept;
    }
    pthread_mutex_unlock(&checking->mutex);
    if (mistakes) {
        diagnostics_free(mistakes);
    }
}

static void check_point(void *context, size_t point)
{
    Checking *checking = context;
    SweepPlan *plan = checking->plan;
    if (atomic_load(&checking->found)) {
        return;
    }
    SweepPointCase point_case;
    Diagnostics *mistakes = diagnostics_new();
    if (!sweep_point_open(&point_case, plan, point, mistakes)) {
        keep_first(checking, point, mistakes);
        return;
    }
    plan->work[point] = expected_work(&point_case.replications);
    sweep_point_close(&point_case);
    diagnostics_free(mistakes);
}

bool sweep_plan_check(SweepPlan *plan, size_t threads, Diagnostics *diagnostics, size_t *point)
{
    Checking checking = {.plan = plan, .first_bad = SIZE_MAX};
    pthread_mutex_init(&checking.mutex, NULL);
    parallel_do(check_point, &checking, plan->design.point_count, threads);
    pthread_mutex_destroy(&checking.mutex);
    if (!checking.mistakes) {
        return true;
    }
    *point = checking.first_bad;
    diagnostics_free(checking.mistakes);
    SweepPointCase point_case;
    return sweep_point_open(&point_case, plan, *point, diagnostics);
}
