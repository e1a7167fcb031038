#include "study/selection.h"

#include "base/memory.h"
#include "study/estimator.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct Selection {
    SelectionRule rule;
    double *first;     /* [first_stage][strategies]: as observed, smaller is better */
    double *totals;    /* [strategies]: of those in, about the strategy's first value */
    double *variances; /* [strategies][strategies]: of the differences in the first stage */
    bool *is_in;
    size_t *dropped_after;
    size_t in_count, observed;
    double h_squared;
    bool is_decided;
};

Selection *selection_new(const SelectionRule *rule)
{
    assert(rule->strategies > 0 && rule->first_stage >= SELECTION_FIRST_STAGE_LEAST);
    assert(rule->confidence < 1);
    assert(rule->strategies == 1 || rule->confidence * (double)rule->strategies > 1 - 1e-9);
    assert(rule->delta > 0);
    const size_t count = rule->strategies;
    Selection *selection = memory_allocate(1, sizeof *selection);
    selection->rule = *rule;
    selection->first = memory_allocate(count * rule->first_stage, sizeof *selection->first);
    selection->totals = memory_allocate(count, sizeof *selection->totals);
    selection->variances = memory_allocate(count * count, sizeof *selection->variances);
    selection->is_in = memory_allocate(count, sizeof *selection->is_in);
    selection->dropped_after = memory_allocate(count, sizeof *selection->dropped_after);
    for (size_t i = 0; i < count; ++i) {
        selection->is_in[i] = true;
    }
    selection->in_count = count;
    selection->is_decided = count == 1;
    /* The constant c = 1 of the paper: eta from (1 + 2 eta)^(-(n0 - 1) / 2) / 2 = alpha / (k - 1),
     * h^2 = 2 eta (n0 - 1). */
    const double degrees = (double)rule->first_stage - 1;
    const double error = 2 * (1 - rule->confidence) / ((double)count - 1);
    selection->h_squared = count > 1 ? degrees * (pow(error, -2 / degrees) - 1) : 0;
    return selection;
}

void selection_free(Selection *selection)
{
    if (selection) {
        free(selection->first);
        free(selection->totals);
        free(selection->variances);
        free(selection->is_in);
        free(selection->dropped_after);
        free(selection);
    }
}

/* Variance of the differences of strategies `a` and `b` over the first stage. */
static double pair_variance(const Selection *selection, size_t a, size_t b, double *differences)
{
    const size_t n = selection->rule.first_stage, count = selection->rule.strategies;
    for (size_t r = 0; r < n; ++r) {
        const double *row = selection->first + r * count;
        differences[r] = row[a] - row[b];
    }
    return variance_of(differences, n, mean_of(differences, n));
}

static void end_first_stage(Selection *selection)
{
    const size_t count = selection->rule.strategies;
    double *differences = memory_allocate(selection->rule.first_stage, sizeof *differences);
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = 0; b < a; ++b) {
            const double variance = pair_variance(selection, a, b, differences);
            selection->variances[a * count + b] = selection->variances[b * count + a] = variance;
        }
    }
    free(differences);
}

static double mean_now(const Selection *selection, size_t strategy)
{
    return selection->first[strategy] + selection->totals[strategy] / (double)selection->observed;
}

/* How far `a` may lie behind `b` and stay in: W of the paper. */
static double allowance(const Selection *selection, size_t a, size_t b)
{
    const double delta = selection->rule.delta, r = (double)selection->observed;
    const double variance = selection->variances[a * selection->rule.strategies + b];
    const double width = delta / (2 * r) * (selection->h_squared * variance / (delta * delta) - r);
    return width > 0 ? width : 0;
}

/* Everyone is measured against all who were in before, those dropped at this same look included. */
static void look(Selection *selection)
{
    const size_t count = selection->rule.strategies;
    bool is_closed = true; /* no pair left in could still be told apart */
    size_t left = selection->in_count;
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = 0; b < count && selection->is_in[a]; ++b) {
            const bool was_in =
                selection->is_in[b] || selection->dropped_after[b] == selection->observed;
            if (b != a && was_in &&
                mean_now(selection, a) > mean_now(selection, b) + allowance(selection, a, b)) {
                selection->is_in[a] = false;
                selection->dropped_after[a] = selection->observed;
                --left;
            }
        }
    }
    selection->in_count = left;
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = 0; b < a; ++b) {
            is_closed = is_closed && !(selection->is_in[a] && selection->is_in[b] &&
                                       allowance(selection, a, b) > 0);
        }
    }
    selection->is_decided = left == 1 || is_closed;
}

void selection_observe(Selection *selection, const double *values)
{
    const size_t count = selection->rule.strategies;
    if (selection->is_decided) {
        return;
    }
    for (size_t i = 0; i < count; ++i) {
        if (!selection->is_in[i]) {
            continue;
        }
        assert(isfinite(values[i]));
        const double value = selection->rule.higher_is_better ? -values[i] : values[i];
        if (selection->observed < selection->rule.first_stage) {
            selection->first[selection->observed * count + i] = value;
        }
        selection->totals[i] += value - selection->first[i];
    }
    ++selection->observed;
    if (selection->observed == selection->rule.first_stage) {
        end_first_stage(selection);
    }
    if (selection->observed >= selection->rule.first_stage) {
        look(selection);
    }
}

bool selection_is_decided(const Selection *selection)
{
    return selection->is_decided;
}

bool selection_keeps(const Selection *selection, size_t strategy)
{
    return selection->is_in[strategy];
}

size_t selection_dropped_after(const Selection *selection, size_t strategy)
{
    return selection->dropped_after[strategy];
}

size_t selection_best(const Selection *selection)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < selection->rule.strategies; ++i) {
        const bool is_better =
            best == SIZE_MAX ||
            (selection->observed > 0 && mean_now(selection, i) < mean_now(selection, best));
        if (selection->is_in[i] && is_better) {
            best = i;
        }
    }
    return best;
}

size_t selection_observed(const Selection *selection)
{
    return selection->observed;
}
