#include "plots/sweep_swings.h"

#include "plots/sweep_importance.h"
#include "plots/sweep_view.h"
#include "plots/sweep_words.h"

#include <math.h>

double sweep_swing_width(const Swing *swing)
{
    const double low = isnan(swing->low) ? swing->base : swing->low,
                 high = isnan(swing->high) ? swing->base : swing->high;
    return fmax(fabs(high - low), fmax(fabs(low - swing->base), fabs(high - swing->base)));
}

/* The width's variance, in units of the squared factor of the intervals: of end to end that of both
 * ends. */
static double open_square(const Swing *swing)
{
    const double low = isnan(swing->low_half) ? 0 : swing->low_half,
                 high = isnan(swing->high_half) ? 0 : swing->high_half;
    return low * low + high * high;
}

bool sweep_swing_is_wider(const Swing *wide, const Swing *other)
{
    const double width = sweep_swing_width(other);
    return isnan(width) ||
           sweep_swing_width(wide) - width > sqrt(open_square(wide) + open_square(other));
}

SweepSwings sweep_swings(const View *view)
{
    const SweepAnswers *answers = view->sweep;
    const SweepData *data = answers->data;
    SweepSwings swings = {.factors = data->factor_count, .strategies = data->strategy_count};
    swings.all =
        arena_allocate(view->arena, swings.factors * swings.strategies + 1, sizeof *swings.all);
    swings.weights = arena_allocate(view->arena, swings.factors + 1, sizeof *swings.weights);
    swings.order = arena_allocate(view->arena, swings.factors + 1, sizeof *swings.order);
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

/* The strategy under which the factor swings the metric furthest. */
static size_t widest_strategy(const SweepSwings *swings, size_t factor)
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
static size_t rivals_of(const SweepSwings *swings, size_t first, size_t strategy, size_t *next)
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

/* Of a first factor whose swing is clear. */
static const char *words_of_clear(const View *view, const SweepSwings *swings, size_t first,
                                  size_t strategy)
{
    const SweepData *data = view->sweep->data;
    const SweepMetric *metric = &data->metrics[view->sweep->metric];
    const QuantityKind kind = sweep_metric_kind(metric);
    const char *subject = sweep_metric_subject(view, metric), *name = data->factors[first].name,
               *under = view->strategies[strategy].name;
    size_t next = first;
    const size_t rivals = rivals_of(swings, first, strategy, &next);
    const Swing *all = &swings->all[strategy];
    char amount[QUANTITY_TEXT], other[QUANTITY_TEXT];
    view_quantity(view, amount, sweep_swing_width(&all[first * swings->strategies]), kind);
    view_quantity(view, other, sweep_swing_width(&all[next * swings->strategies]), kind);
    return rivals == 0
               ? view_text(view,
                           view_phrase(view, "\u201c%s\u201d moves %s furthest: by %s under "
                                             "\u201c%s\u201d"),
                           name, subject, amount, under)
           : rivals == 1
               ? view_text(view,
                           view_phrase(view,
                                       "\u201c%s\u201d and \u201c%s\u201d move %s furthest: by "
                                       "%s and %s under \u201c%s\u201d"),
                           name, data->factors[next].name, subject, amount, other, under)
               : view_text(view,
                           view_phrase(view, "Several factors may move %s furthest, among them "
                                             "\u201c%s\u201d: by %s under \u201c%s\u201d"),
                           subject, name, amount, under);
}

const char *sweep_swings_words(const View *view, const SweepSwings *swings)
{
    const SweepAnswers *answers = view->sweep;
    const char *subject = sweep_metric_subject(view, &answers->data->metrics[answers->metric]);
    const size_t first = swings->factors > 0 ? swings->order[0] : 0;
    if (!(swings->weights[first] > 0)) {
        return view_text(view, view_phrase(view, "No factor moves %s"), subject);
    }
    const size_t strategy = widest_strategy(swings, first);
    if (!swing_is_clear(&swings->all[first * swings->strategies + strategy])) {
        return view_text(view, view_phrase(view, "Which factor moves %s most is not clear"),
                         subject);
    }
    return words_of_clear(view, swings, first, strategy);
}
