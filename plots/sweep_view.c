#include "plots/sweep_view.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
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
        strategies[s] = (ViewStrategy){
            .id = data->strategies[s].id,
            .name = view_shorten(view, undisturbed ? "Undisturbed" : data->strategies[s].name),
            .undisturbed = undisturbed,
            .baseline = s == data->baseline,
            .line = palette_line(view->palette, index),
            .text = palette_text(view->palette, index),
            .mark = palette_mark(index)};
    }
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

typedef struct MetricWords {
    const char *metric, *words;
} MetricWords;

const char *sweep_metric_words(const View *view, const SweepMetric *metric)
{
    static const MetricWords known[] = {
        {"cost_total_eur", "total cost"},
        {"cost_outage_eur", "cost of the outage"},
        {"cost_support_eur", "cost of support"},
        {"cost_restoration_eur", "cost of restoration"},
        {"cost_theft_eur", "cost of theft"},
        {"insured_hours_lost", "insured-hours lost"},
        {"restored_h", "time until the last insurer is back"},
        {"restored_half_h", "time until half of the insured are back"},
        {"records_stolen", "records stolen"},
        {"zones_compromised", "zones compromised"},
        {"zones_destroyed", "zones destroyed"},
        {"crew_hours", "crew hours"},
        {"detected_h", "time of the first notice"},
        {"isolated_h", "time of the first isolation"},
    };
    TextBuilder words = {0};
    for (size_t i = 0; i < sizeof known / sizeof *known && !words.length; ++i) {
        if (strcmp(metric->metric, known[i].metric) == 0) {
            text_add(&words, known[i].words);
        }
    }
    if (!words.length) {
        text_add(&words, metric->metric);
    }
    if (strcmp(metric->scope, "total") != 0) {
        text_add_format(&words, " of %s", metric->id);
    }
    return view_keep(view, &words);
}

static void count_replications(const SweepData *data, size_t *fewest, size_t *most)
{
    *fewest = data->point_count > 0 ? SIZE_MAX : 0;
    *most = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const size_t n = data->points[p].replications;
        *fewest = n < *fewest ? n : *fewest;
        *most = n > *most ? n : *most;
    }
}

const char *sweep_footnote(const View *view)
{
    const SweepData *data = view->sweep->data;
    size_t fewest, most;
    TextBuilder text = {0};
    count_replications(data, &fewest, &most);
    text_add_count(&text, data->point_count, "point", "points");
    if (fewest == most) {
        text_add_format(&text, ", %zu", fewest);
    } else {
        text_add_format(&text, ", %zu to %zu", fewest, most);
    }
    text_add_format(&text, " replication%s of each strategy at each, under %s. Scenario: %s",
                    most == 1 ? "" : "s",
                    data->independent_points
                        ? "random numbers that are common to the strategies of a point"
                        : "common random numbers",
                    view->title);
    return view_keep(view, &text);
}
