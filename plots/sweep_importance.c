#include "plots/sweep_importance.h"

#include <math.h>

const SensitivityRow *sweep_sensitivity_row(const View *view, size_t strategy, size_t factor,
                                            SensitivityMeasure measure)
{
    const SensitivityRow like = {
        .metric = view->sweep->metric, .strategy = strategy, .factor = factor, .measure = measure};
    return measure == SENSITIVITY_MEASURES ? NULL
                                           : sensitivity_find(&view->sweep->sensitivity, &like);
}

void sweep_importance_order(const double *weights, size_t count, size_t *order)
{
    for (size_t i = 0; i < count; ++i) {
        size_t at = i;
        while (at > 0 && (isnan(weights[order[at - 1]]) || weights[order[at - 1]] < weights[i])) {
            order[at] = order[at - 1];
            --at;
        }
        order[at] = i;
    }
}

static SensitivityMeasure main_measure(SweepDesignKind design)
{
    return design == SWEEP_MORRIS     ? SENSITIVITY_MU_STAR
           : design == SWEEP_SALTELLI ? SENSITIVITY_TOTAL
                                      : SENSITIVITY_PRCC;
}

/* Whether a factor's effect is more than chance may make of none. */
static bool is_clear(const View *view, SensitivityMeasure measure, size_t strategy, size_t factor)
{
    const SensitivityRow *row = sweep_sensitivity_row(view, strategy, factor, measure);
    if (!row) {
        return false;
    }
    return isnan(row->p) ? row->low > 0 : row->p < 1 - view->sweep->data->confidence;
}

static double weight_of(const View *view, const SweepImportance *importance, size_t strategy,
                        size_t factor)
{
    const SensitivityRow *row = sweep_sensitivity_row(view, strategy, factor, importance->main);
    return row ? fabs(row->value) : 0;
}

SweepImportance sweep_importance(const View *view)
{
    const SweepData *data = view->sweep->data;
    SweepImportance importance = {
        .main = main_measure(data->design),
        .weights = arena_allocate(view->arena, data->factor_count + 1, sizeof(double)),
        .strategies = arena_allocate(view->arena, data->factor_count + 1, sizeof(size_t)),
        .order = arena_allocate(view->arena, data->factor_count + 1, sizeof(size_t))};
    double *ranks = arena_allocate(view->arena, data->factor_count + 1, sizeof *ranks);
    for (size_t f = 0; f < data->factor_count; ++f) {
        for (size_t s = 0; s < data->strategy_count; ++s) {
            const double weight = weight_of(view, &importance, s, f);
            ranks[f] = fmax(ranks[f], weight); /* passes over NAN */
            if (weight > importance.weights[f] && is_clear(view, importance.main, s, f)) {
                importance.weights[f] = weight;
                importance.strategies[f] = s;
            }
        }
    }
    sweep_importance_order(ranks, data->factor_count, importance.order);
    return importance;
}
