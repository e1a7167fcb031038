/* sensitivity: the factors' indices by the method of the design, with their intervals. */
#include <math.h>
#include <string.h>

#include "plots/factor_forest.h"
#include "plots/sweep_importance.h"

typedef struct Method {
    SensitivityMeasure dot, ring; /* SENSITIVITY_MEASURES: none */
    double from, to;              /* of the axis; to <= from: that of the values */
    const char *subtitle;
} Method;

static const Method morris = {
    SENSITIVITY_MU_STAR, SENSITIVITY_SIGMA, 0, 0,
    "Elementary effects: mean size mu* with its interval (filled), in the metric's unit over the "
    "factor's range; their spread sigma (hollow): beyond mu* the effect bends or depends on "
    "others"};
static const Method saltelli = {SENSITIVITY_TOTAL, SENSITIVITY_FIRST, 0, 1,
                                "Share of the variance: total index with its interval (filled), "
                                "first-order index (hollow); the "
                                "gap between the two is interaction"};
static const Method ranks = {
    SENSITIVITY_PRCC, SENSITIVITY_MEASURES, -1, 1,
    "Partial rank correlation with its interval: right of 0 the metric rises with the factor; "
    "hollow: not significant"};

static const Method *method_of(const SweepData *data)
{
    return data->design == SWEEP_MORRIS     ? &morris
           : data->design == SWEEP_SALTELLI ? &saltelli
                                            : &ranks;
}

static ForestMark mark_of(const View *view, const Method *method, size_t strategy, size_t factor)
{
    ForestMark mark = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, true};
    const SensitivityRow *dot = sweep_sensitivity_row(view, strategy, factor, method->dot),
                         *ring = sweep_sensitivity_row(view, strategy, factor, method->ring);
    if (dot) {
        mark.dot = dot->value;
        mark.dot_low = dot->low;
        mark.dot_high = dot->high;
        mark.is_clear = isnan(dot->p) || dot->p < 1 - view->sweep->data->confidence;
    }
    mark.ring = ring ? ring->value : (double)NAN;
    return mark;
}

/* An index estimated from few rows may lie under 0 or over 1; intervals are cut at the axis' ends.
 */
static void widen_to_dots(FactorForest *forest)
{
    for (size_t i = 0; i < forest->row_count * forest->cell_count; ++i) {
        const ForestMark *mark = &forest->marks[i];
        forest->from = fmin(forest->from, fmin(mark->dot, mark->ring)); /* pass over NAN */
        forest->to = fmax(forest->to, fmax(mark->dot, mark->ring));
    }
}

static void fill_marks(FactorForest *forest, const Method *method, const size_t *order)
{
    const View *view = forest->view;
    double largest = 0;
    forest->marks =
        arena_allocate(view->arena, forest->row_count * forest->cell_count, sizeof *forest->marks);
    forest->bases = arena_allocate(view->arena, forest->cell_count, sizeof *forest->bases);
    for (size_t s = 0; s < forest->cell_count; ++s) {
        for (size_t i = 0; i < forest->row_count; ++i) {
            ForestMark *mark = &forest->marks[s * forest->row_count + i];
            *mark = mark_of(view, method, s, order[i]);
            largest = fmax(largest, fmax(fabs(mark->dot_high), fabs(mark->ring)));
        }
    }
    const SweepMetric *metric = &view->sweep->data->metrics[view->sweep->metric];
    forest->scale = method == &morris ? view_scale(view, sweep_metric_kind(metric), largest)
                                      : view_scale(view, QUANTITY_COUNT, 1);
    forest->from = method->from;
    forest->to = method->to;
    if (method->to > method->from) {
        widen_to_dots(forest);
    }
}

void chart_sensitivity(GalleryBuild *build)
{
    const View *view = build->view;
    const SweepData *data = view->sweep->data;
    const Method *method = method_of(data);
    if (view->sweep->sensitivity.row_count == 0 || data->strategy_count == 0) {
        return;
    }
    FactorForest *forest = arena_allocate(view->arena, 1, sizeof *forest);
    *forest = (FactorForest){.view = view,
                             .row_count = data->factor_count < FOREST_FACTORS ? data->factor_count
                                                                              : FOREST_FACTORS,
                             .cell_count = data->strategy_count};
    const SweepImportance importance = sweep_importance(view);
    factor_forest_names(forest, build, importance.order);
    fill_marks(forest, method, importance.order);
    const char *metric = sweep_metric_words(view, &data->metrics[view->sweep->metric]);
    const FigureText text = {
        .name = "sensitivity",
        .title = sweep_factor_words(view),
        .subtitle = view_phrase(view, method->subtitle),
        .footnote = sweep_footnote(view),
        .caption = gallery_text(build, "The factors by their importance to the %s", metric)};
    factor_forest_add(build, &text, forest);
}
