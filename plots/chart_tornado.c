/* tornado: how far each factor swings the metric under each strategy, the widest at the top. */
#include <math.h>
#include <string.h>

#include "plots/factor_forest.h"
#include "plots/sweep_importance.h"

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

typedef struct Swings {
    size_t factors, strategies;
    Swing *all; /* [factor][strategy] */
    double *weights;
    size_t *order;
} Swings;

static Swings find_swings(const GalleryBuild *build)
{
    const SweepAnswers *answers = build->view->sweep;
    const SweepData *data = answers->data;
    Arena *arena = build->view->arena;
    Swings swings = {.factors = data->factor_count, .strategies = data->strategy_count};
    swings.all = arena_allocate(arena, swings.factors * swings.strategies, sizeof *swings.all);
    swings.weights = arena_allocate(arena, swings.factors, sizeof *swings.weights);
    swings.order = arena_allocate(arena, swings.factors, sizeof *swings.order);
    for (size_t f = 0; f < swings.factors; ++f) {
        for (size_t s = 0; s < swings.strategies; ++s) {
            Swing *swing = &swings.all[f * swings.strategies + s];
            *swing = swing_of(data, answers->metric, s, f);
            swings.weights[f] =
                fmax(swings.weights[f], sweep_swing_width(swing)); /* passes over NAN */
        }
    }
    sweep_importance_order(swings.weights, swings.factors, swings.order);
    return swings;
}

static void fill_forest(FactorForest *forest, const GalleryBuild *build, const Swings *swings)
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

/* The strategy under which the factor swings the metric furthest. */
static size_t widest_strategy(const Swings *swings, size_t factor)
{
    const Swing *of_factor = &swings->all[factor * swings->strategies];
    size_t widest = 0;
    for (size_t s = 1; s < swings->strategies; ++s) {
        if (sweep_swing_width(&of_factor[s]) > sweep_swing_width(&of_factor[widest]) ||
            isnan(sweep_swing_width(&of_factor[widest]))) {
            widest = s;
        }
    }
    return widest;
}

/* How many factors may swing it as far as the first one does, under the same strategy; *next is the
 * widest of them. */
static size_t rivals_of(const Swings *swings, size_t first, size_t strategy, size_t *next)
{
    const Swing *all = &swings->all[strategy];
    size_t count = 0;
    for (size_t f = 0; f < swings->factors; ++f) {
        const Swing *swing = &all[f * swings->strategies];
        if (f != first && !sweep_swing_is_wider(&all[first * swings->strategies], swing)) {
            *next = count == 0 || sweep_swing_width(swing) >
                                      sweep_swing_width(&all[*next * swings->strategies])
                        ? f
                        : *next;
            ++count;
        }
    }
    return count;
}

static const char *tornado_title(const GalleryBuild *build, const Swings *swings,
                                 const char *metric)
{
    const View *view = build->view;
    const SweepData *data = view->sweep->data;
    const QuantityKind kind = sweep_metric_kind(&data->metrics[view->sweep->metric]);
    const size_t first = swings->order[0], strategy = widest_strategy(swings, first);
    const char *name = data->factors[first].name, *under = view->strategies[strategy].name;
    const Swing *swing = &swings->all[first * swings->strategies + strategy];
    size_t next = first;
    char amount[QUANTITY_TEXT], other[QUANTITY_TEXT];
    if (!(swings->weights[first] > 0)) {
        return gallery_text(build, "No factor moves %s", metric);
    }
    if (!swing_is_clear(swing)) {
        return gallery_text(build, "Which factor moves %s most is not clear", metric);
    }
    const size_t rivals = rivals_of(swings, first, strategy, &next);
    view_quantity(view, amount, sweep_swing_width(swing), kind);
    view_quantity(view, other,
                  sweep_swing_width(&swings->all[next * swings->strategies + strategy]), kind);
    return rivals == 0
               ? gallery_text(build, "\u201c%s\u201d moves %s furthest: by %s under \u201c%s\u201d",
                              name, metric, amount, under)
           : rivals == 1
               ? gallery_text(build,
                              "\u201c%s\u201d and \u201c%s\u201d move %s furthest: by %s and %s "
                              "under \u201c%s\u201d",
                              name, data->factors[next].name, metric, amount, other, under)
               : gallery_text(build,
                              "Several factors may move %s furthest, among them \u201c%s\u201d: "
                              "by %s under \u201c%s\u201d",
                              metric, name, amount, under);
}

/* Only of a grid and of one factor at a time do all others stand the same at both ends: there what
 * is left to chance is in the replications, else in the points. */
static const char *tornado_footnote(const GalleryBuild *build, const Swings *swings)
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
    const Swings swings = find_swings(build);
    FactorForest *forest = arena_allocate(view->arena, 1, sizeof *forest);
    *forest = (FactorForest){.view = view,
                             .row_count = data->factor_count < FOREST_FACTORS ? data->factor_count
                                                                              : FOREST_FACTORS,
                             .cell_count = data->strategy_count};
    fill_forest(forest, build, &swings);
    const bool is_alone = data->design == SWEEP_ONE_AT_A_TIME;
    const FigureText text = {
        .name = "tornado",
        .title = tornado_title(build, &swings, sweep_metric_subject(view, metric)),
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
