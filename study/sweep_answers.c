#include "study/sweep_answers.h"

#include <math.h>
#include <string.h>

static bool is_all_zero(const SweepData *data, size_t metric)
{
    for (size_t i = 0; i < data->point_count * data->strategy_count; ++i) {
        const size_t point = i / data->strategy_count, strategy = i % data->strategy_count;
        const double *values = sweep_data_values(data, point, strategy, metric);
        for (size_t r = 0; r < data->points[point].replications; ++r) {
            if (isfinite(values[r]) && fabs(values[r]) > 0) {
                return false;
            }
        }
    }
    return true;
}

static size_t choose_metric(const SweepData *data)
{
    size_t chosen = 0;
    bool has_one = false;
    for (size_t m = 0; m < data->metric_count; ++m) {
        const SweepMetric *metric = &data->metrics[m];
        const bool is_cost = strcmp(metric->metric, "cost_total_eur") == 0;
        if (metric->direction == METRIC_NEUTRAL || is_all_zero(data, m)) {
            continue;
        }
        if (is_cost) {
            return m;
        }
        chosen = has_one ? chosen : m;
        has_one = true;
    }
    return chosen;
}

/* "X" or "X,Y". */
static bool find_map_factors(const SweepData *data, const char *typed, size_t *x, size_t *y,
                             Failure *failure)
{
    Arena *arena = arena_new(0);
    const size_t length = strcspn(typed, ",");
    *x = sweep_data_factor(data, arena_copy_text(arena, typed, length), failure);
    *y = typed[length] ? sweep_data_factor(data, typed + length + 1, failure) : SWEEP_NONE;
    const bool works = !failure->failed;
    if (works && *x == *y) {
        failure_of_input(failure, "a map of %s and itself says nothing", data->factors[*x].name);
    }
    arena_free(arena);
    return !failure->failed;
}

static bool find_map(SweepAnswers *answers, const AnswerRequest *request, Arena *arena,
                     Failure *failure)
{
    const SweepData *data = request->data;
    DecisionMapRequest map = {.data = data,
                              .metric = answers->metric,
                              .looks = request->looks,
                              .limits = request->limits};
    if (request->map) {
        if (data->design == SWEEP_ONE_AT_A_TIME) {
            return failure_of_input(failure, "one factor at a time has no decision map");
        }
        return find_map_factors(data, request->map, &map.x, &map.y, failure) &&
               (answers->has_map = decision_map_make(&answers->map, &map, arena, failure));
    }
    Failure none = {0};
    answers->has_map = decision_map_choose_factors(data, &map.x, &map.y) &&
                       decision_map_make(&answers->map, &map, arena, &none);
    return true;
}

bool sweep_answers_find(SweepAnswers *answers, const AnswerRequest *request, Arena *arena,
                        Failure *failure)
{
    const SweepData *data = request->data;
    *answers = (SweepAnswers){.data = data};
    answers->metric =
        request->metric ? sweep_data_metric(data, request->metric, failure) : choose_metric(data);
    if (failure->failed) {
        return false;
    }
    answers->sensitivity = sensitivity_of(data, arena);
    answers->worth = worth_of(data, arena);
    answers->decides = data->strategy_count > 1 && data->metric_count > 0 &&
                       data->metrics[answers->metric].direction != METRIC_NEUTRAL;
    if (request->map && !answers->decides) {
        return failure_of_input(failure, "a decision map needs two strategies and a metric of "
                                         "which more or less is better");
    }
    return find_map(answers, request, arena, failure);
}
