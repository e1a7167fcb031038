/* tornado: how far each factor swings the metric under each strategy, the widest at the top. */
#include <math.h>
#include <string.h>

#include "plots/factor_forest.h"
#include "plots/sweep_swings.h"

/* As differences to the base: beside what divides the strategies, what one factor does is small. */
static ForestMark mark_of(const Swing *swing)
{
    return (ForestMark){.bar_low = swing->low - swing->base,
                        .bar_high = swing->high - swing->base,
                        .low_half = swing->low_half,
                        .high_half = swing->high_half,
                        .dot = NAN,
                        .dot_low = NAN,
                        .dot_high = NAN,
                        .ring = NAN};
}

/* "0.2 to 4 % per hour" */
static const char *range_note(const GalleryBuild *build, size_t factor, const Swing *swing)
{
    const FactorScale scale = sweep_factor_scale(build->view, factor);
    char low[FACTOR_NUMBER];
    TextBuilder text = {0}, fitted = {0};
    if (swing->high_value > swing->low_value) {
        text_add_format(&text, view_phrase(build->view, "%s to "),
                        factor_number(low, &scale, swing->low_value));
    }
    factor_say(&text, &scale, swing->high_value);
    text_fit(build->measure, &fitted, text.text, (TextFace){10, false}, 164);
    text_deinit(&text);
    return view_keep(build->view, &fitted);
}

static void fill_forest(FactorForest *forest, const GalleryBuild *build, const SweepSwings *swings)
{
    const SweepData *data = build->view->sweep->data;
    Arena *arena = build->view->arena;
    forest->marks =
        arena_allocate(arena, forest->row_count * forest->cell_count, sizeof *forest->marks);
    forest->bases = arena_allocate(arena, forest->cell_count, sizeof *forest->bases);
    factor_forest_names(forest, build, swings->order);
    double largest = 0;
    for (size_t s = 0; s < forest->cell_count; ++s) {
        forest->bases[s] = 0;
        for (size_t i = 0; i < forest->row_count; ++i) {
            const size_t factor = swings->order[i];
            const Swing *swing = &swings->all[factor * swings->strategies + s];
            const ForestMark mark = mark_of(swing);
            forest->marks[s * forest->row_count + i] = mark;
            largest = fmax(largest, fmax(fabs(mark.bar_low), fabs(mark.bar_high)));
            forest->notes[i] = s == 0 ? range_note(build, factor, swing) : forest->notes[i];
        }
    }
    /* Numbers with five zeros do not fit under the narrow panels. */
    const QuantityKind kind = sweep_metric_kind(&data->metrics[build->view->sweep->metric]);
    const bool is_large = (kind == QUANTITY_EURO || kind == QUANTITY_COUNT) && largest >= 1e5;
    forest->scale = view_scale(build->view, kind, is_large ? fmax(largest, 1e6) : largest);
}

/* Only of a grid and of one factor at a time do all others stand the same at both ends: there what
 * is left to chance is in the replications, else in the points. */
static const char *tornado_footnote(const GalleryBuild *build, const SweepSwings *swings)
{
    const SweepData *data = build->view->sweep->data;
    const char *footnote = sweep_footnote(build->view);
    bool has_intervals = false;
    for (size_t i = 0; i < swings->factors * swings->strategies; ++i) {
        has_intervals =
            has_intervals || swings->all[i].low_half > 0 || swings->all[i].high_half > 0;
    }
    const bool is_even = data->design == SWEEP_GRID || data->design == SWEEP_ONE_AT_A_TIME;
    if (has_intervals) {
        char level[QUANTITY_TEXT];
        view_number(build->view, level, 100 * data->confidence, 4);
        return is_even ? gallery_text(build,
                                      "Thin lines at the ends of the bars: %s\u202f%% intervals of "
                                      "the difference, over the replications. %s",
                                      level, footnote)
                       : gallery_text(build,
                                      "Thin lines at the ends of the bars: %s\u202f%% intervals of "
                                      "the difference, over the points. %s",
                                      level, footnote);
    }
    return is_even
               ? footnote
               : gallery_text(build,
                              "The other factors stand a little differently at both ends, which "
                              "shows as bars where points are few. %s",
                              footnote);
}

void chart_tornado(GalleryBuild *build)
{
    const View *view = build->view;
    const SweepData *data = view->sweep->data;
    if (data->factor_count == 0 || data->strategy_count == 0 || data->metric_count == 0) {
        return;
    }
    const SweepMetric *metric = &data->metrics[view->sweep->metric];
    const char *words = sweep_metric_words(view, metric);
    const SweepSwings swings = sweep_swings(view);
    FactorForest *forest = arena_allocate(view->arena, 1, sizeof *forest);
    *forest = (FactorForest){.view = view,
                             .row_count = data->factor_count < FOREST_FACTORS ? data->factor_count
                                                                              : FOREST_FACTORS,
                             .cell_count = data->strategy_count};
    fill_forest(forest, build, &swings);
    const bool is_alone = data->design == SWEEP_ONE_AT_A_TIME;
    const FigureText text = {
        .name = "tornado",
        .title = sweep_swings_words(view, &swings),
        .subtitle =
            is_alone ? gallery_text(build,
                                    "Difference of the mean %s to the scenario as it stands, with "
                                    "one factor changed: strong at its highest value, pale at its "
                                    "lowest",
                                    words)
                     : gallery_text(build,
                                    "Difference of the mean %s to that of all points, where a "
                                    "factor is in its highest fifth (strong) and in its lowest "
                                    "(pale), over all other factors",
                                    words),
        .footnote = tornado_footnote(build, &swings),
        .caption = gallery_text(build, "Each factor's swing under each strategy; under its name "
                                       "the range it was varied over")};
    factor_forest_add(build, &text, forest);
}
