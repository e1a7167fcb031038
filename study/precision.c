#include "study/precision.h"

#include "base/memory.h"
#include "base/text.h"
#include "study/comparison.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool row_is_named(const ValueRow *row, const char *name)
{
    size_t scope = strlen(row->scope), id = strlen(row->id);
    return strncmp(name, row->scope, scope) == 0 && name[scope] == '/' &&
           strncmp(name + scope + 1, row->id, id) == 0 && name[scope + 1 + id] == '/' &&
           strcmp(name + scope + id + 2, row->metric) == 0;
}

static const char *row_name(const ValueRow *row, Arena *arena)
{
    TextBuilder name = {0};
    text_add_format(&name, "%s/%s/%s", row->scope, row->id, row->metric);
    const char *copy = arena_copy_text(arena, name.text, name.length);
    text_deinit(&name);
    return copy;
}

static bool refuse_unknown(const Measures *measures, const char *metric, Arena *arena,
                           Failure *failure)
{
    bool is_path = strchr(metric, '/') != NULL;
    const char **known = arena_allocate(arena, measures->value_count, sizeof *known);
    for (size_t i = 0; i < measures->value_count; ++i) {
        known[i] = is_path ? row_name(&measures->values[i], arena) : measures->values[i].metric;
    }
    char quoted[128];
    text_quote(quoted, sizeof quoted, metric);
    size_t nearest = text_nearest(metric, known, measures->value_count);
    if (nearest == SIZE_MAX) {
        return failure_set(failure, "there is no metric %s", quoted);
    }
    return failure_set(failure, "there is no metric %s; did you mean %s?", quoted, known[nearest]);
}

bool precision_find(const Measures *measures, const char *metric, size_t *row, Arena *arena,
                    Failure *failure)
{
    size_t found = measures_find(measures, "total", "all", metric);
    bool several = false;
    for (size_t i = 0; i < measures->value_count && found == SIZE_MAX; ++i) {
        found = row_is_named(&measures->values[i], metric) ? i : SIZE_MAX;
    }
    if (found == SIZE_MAX) {
        for (size_t i = 0; i < measures->value_count; ++i) {
            if (!strchr(measures->values[i].id, '@') &&
                strcmp(measures->values[i].metric, metric) == 0) {
                several = several || found != SIZE_MAX;
                found = found == SIZE_MAX ? i : found;
            }
        }
    }
    if (several) {
        return failure_set(failure, "the metric %s is there more than once: say which, as in %s",
                           metric, row_name(&measures->values[found], arena));
    }
    if (found == SIZE_MAX) {
        return refuse_unknown(measures, metric, arena, failure);
    }
    *row = found;
    return true;
}

/* `half_width` over |centre|; an interval without width is precise whatever its centre. INFINITY
 * where unknown. */
static double relative_width(double half_width, double centre)
{
    if (half_width <= 0) {
        return 0;
    }
    double relative = half_width / fabs(centre);
    return isnan(relative) ? (double)INFINITY : relative;
}

/* Replications below which nothing is precise. */
static size_t fewest_of(const PrecisionTarget *target, bool has_varied)
{
    if (target->antithetic) {
        return has_varied ? PRECISION_FEWEST_IN_PAIRS : 2 * PRECISION_FEWEST_EQUAL;
    }
    return has_varied ? PRECISION_FEWEST : PRECISION_FEWEST_EQUAL;
}

size_t precision_first_batch(const PrecisionTarget *target)
{
    const size_t fewest = fewest_of(target, true);
    return fewest < target->most ? fewest : target->most;
}

/* Of a metric that is defined nowhere nothing is known. */
static bool has_varied(const PrecisionState *state)
{
    return state->strategy == SIZE_MAX || state->relative > 0;
}

/* What the half width may be of an estimate that is to be within R of the truth: an estimate R
 * below it looks 1 / (1 + R) as large. */
static double relative_width_allowed(const PrecisionTarget *target)
{
    return target->relative / (1 + target->relative);
}

static size_t next_batch(const PrecisionTarget *target, size_t count, const PrecisionState *state)
{
    const double together = target->antithetic ? 2 : 1;
    double excess = state->relative / relative_width_allowed(target);
    double wanted = isfinite(excess) ? 1.1 * excess * excess * (double)count : 2 * (double)count;
    wanted = fmin(fmax(wanted, 1.25 * (double)count), 4 * (double)count);
    wanted = fmax(together * ceil(wanted / together), (double)fewest_of(target, has_varied(state)));
    return wanted < (double)target->most ? (size_t)wanted : target->most;
}

PrecisionState precision_judge(const PrecisionTarget *target, const Samples *samples,
                               size_t baseline, double confidence)
{
    size_t count = samples_count(samples);
    Estimator *estimator = estimator_new(confidence, count);
    if (target->antithetic) {
        estimator_take_pairs(estimator);
    }
    double *values = memory_allocate(2 * count + 1, sizeof *values);
    double *baseline_values = values + count;
    samples_values(samples, baseline, target->row, baseline_values);
    PrecisionState state = {.strategy = SIZE_MAX, .next = count};
    for (size_t s = 0; s < samples_strategies(samples); ++s) {
        samples_values(samples, s, target->row, values);
        Estimate estimate = estimate_values(estimator, values, count);
        if (estimate.n == 0) {
            continue;
        }
        double relative = relative_width(estimate.ci_high - estimate.mean, estimate.mean);
        if (s != baseline) {
            Comparison comparison = compare_values(estimator, values, baseline_values, count);
            double half_width = comparison.ci_high - comparison.difference;
            relative = fmin(relative, relative_width(half_width, comparison.difference));
        }
        if (state.strategy == SIZE_MAX || relative > state.relative) {
            state.strategy = s;
            state.relative = relative;
        }
    }
    state.reached = count >= fewest_of(target, has_varied(&state)) && state.strategy != SIZE_MAX &&
                    state.relative <= relative_width_allowed(target);
    if (!state.reached && count < target->most) {
        state.next = next_batch(target, count, &state);
    }
    free(values);
    estimator_free(estimator);
    return state;
}
