#include "plots/sweep_view.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

View *sweep_view_new(const SweepAnswers *answers, const ViewOptions *options)
{
    const SweepData *data = answers->data;
    View *view = memory_allocate(1, sizeof *view);
    view->arena = arena_new(0);
    view->sweep = answers;
    view->language = options->language;
    view->palette = options->palette;
    view->width = options->width > 0 ? options->width : VIEW_WIDTH;
    view->title = view_shorten(view, data->title[0] ? data->title : data->scenario);
    ViewStrategy *strategies =
        arena_allocate(view->arena, data->strategy_count, sizeof *strategies);
    size_t colour = 0;
    for (size_t s = 0; s < data->strategy_count; ++s) {
        const bool undisturbed = strcmp(data->strategies[s].id, "undisturbed") == 0;
        const size_t index = undisturbed ? SIZE_MAX : colour++;
        strategies[s] =
            (ViewStrategy){.id = data->strategies[s].id,
                           .name = view_shorten(view, undisturbed ? view_phrase(view, "Undisturbed")
                                                                  : data->strategies[s].name),
                           .undisturbed = undisturbed,
                           .baseline = s == data->baseline,
                           .line = palette_line(view->palette, index),
                           .text = palette_text(view->palette, index),
                           .mark = palette_mark(index)};
    }
    view_tell_apart(view, strategies, data->strategy_count);
    view->start_known = civil_moment_read(&view->start, data->start ? data->start : "");
    if (!view->start_known) { /* an arbitrary Monday */
        view->start = (CivilMoment){.year = 2001, .month = 1, .day = 1};
    }
    view->horizon_h =
        answers->bands.step_count > 0 ? (double)data->curves.step_count * data->curves.step_h : 24;
    view->shown_h = view->horizon_h;
    view->strategies = strategies;
    view->strategy_count = data->strategy_count;
    view->baseline = data->baseline < data->strategy_count ? &strategies[data->baseline] : NULL;
    return view;
}

static bool is_share(const char *metric)
{
    static const char *const shares[] = {"wait_prob",     "abandon_share", "service_level",
                                         "availability",  "utilisation",   "occupancy",
                                         "mtpd_breached", "destroyed",     "compromised"};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; ++i) {
        if (strcmp(metric, shares[i]) == 0) {
            return true;
        }
    }
    return false;
}

QuantityKind sweep_metric_kind(const SweepMetric *metric)
{
    if (strcmp(metric->unit, "EUR") == 0) {
        return QUANTITY_EURO;
    }
    if (strcmp(metric->unit, "min") == 0) {
        return QUANTITY_MINUTES;
    }
    if (strcmp(metric->unit, "h") == 0) { /* hours of people and crews are counted, not waited */
        const bool is_count = strstr(metric->metric, "_hours") || strstr(metric->metric, "hours_");
        return is_count ? QUANTITY_COUNT : QUANTITY_HOURS;
    }
    return is_share(metric->metric) ? QUANTITY_SHARE : QUANTITY_COUNT;
}
