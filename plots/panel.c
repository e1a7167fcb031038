#include "plots/panel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/panel_parts.h"

PanelScale panel_scale_for(const PanelLine *lines, size_t count)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < count; ++i) {
        const Series *series = &lines[i].series;
        if (series->count && !series->strategy->undisturbed && series->peak > 0) {
            least = fmin(least, series->peak);
            most = fmax(most, series->peak);
        }
    }
    return most > 30 * least ? PANEL_LOGARITHMIC : PANEL_FROM_ZERO;
}

PanelSpread panel_spread_for(const View *view)
{
    size_t disturbed = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        disturbed += view->strategies[i].undisturbed ? 0 : 1;
    }
    return !view_has_bands(view) ? SPREAD_NONE : disturbed <= 2 ? SPREAD_ALL : SPREAD_BASELINE;
}

bool panel_shows_spread(const Panel *panel, const ViewStrategy *strategy)
{
    return (panel->spread == SPREAD_ALL && !strategy->undisturbed) ||
           (panel->spread == SPREAD_BASELINE && strategy->baseline);
}

/* The range of all lines; bands may be cut at the top, lines not. */
static void find_range(const Panel *panel, double *low, double *high)
{
    *low = INFINITY;
    *high = panel->reach;
    for (size_t i = 0; i < panel->line_count; ++i) {
        const Series *series = &panel->lines[i].series;
        for (size_t j = 0; j < series->count; ++j) {
            const SeriesPoint *point = &series->points[j];
            *high = fmax(*high, point->value);
            if (!panel->without_bands) {
                *high = fmax(*high, fmin(point->high, 1.5 * point->value)); /* fmax ignores NAN */
            }
            if (panel->spread == SPREAD_BANDS) {
                *high = fmax(*high, fmax(point->high, point->spread_high));
            }
            if (panel_shows_spread(panel, series->strategy)) {
                *high = fmax(*high, fmin(point->spread_high, 2 * point->value));
            }
            if (point->value > 0) {
                *low = fmin(*low, point->value);
            }
        }
    }
}

QuantityScale panel_value_scale(const Panel *panel, Language language)
{
    double low, high;
    find_range(panel, &low, &high);
    return quantity_scale(language, panel->kind,
                          panel->scale == PANEL_SHARE ? 1 : fmax(high, panel->unit_of));
}

void panel_share_unit(Panel *panels, size_t count)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < count; ++i) {
        double low, high;
        find_range(&panels[i], &low, &high);
        least = panels[i].scale == PANEL_FROM_ZERO ? fmin(least, high) : 0;
        most = fmax(most, high);
    }
    for (size_t i = 0; i < count && least > 0.1 * most; ++i) {
        panels[i].unit_of = most;
    }
}

/* Logarithmic durations need no more than four decades: below a minute nobody waits. */
static void logarithmic_axis(Panel *panel, double low, double high)
{
    const bool durations = panel->kind == QUANTITY_HOURS || panel->kind == QUANTITY_MINUTES;
    const double hour = panel->kind == QUANTITY_MINUTES ? 60 : 1;
    low = fmax(low, high / 1e4);
    panel->ticks = durations ? ticks_durations(low / hour, high / hour) : ticks_powers(low, high);
    for (size_t i = 0; i < panel->ticks.count && durations; ++i) {
        panel->ticks.at[i] *= hour;
    }
}

static void value_axis(Panel *panel, Language language)
{
    double low, high;
    find_range(panel, &low, &high);
    const size_t wanted = (size_t)fmax(2, fmin(7, (panel->bottom - panel->top) / 34 + 1));
    if (panel->scale == PANEL_SHARE) {
        high = 1;
    }
    if (panel->scale == PANEL_LOGARITHMIC && !(low > 0 && low < high)) {
        panel->scale = PANEL_FROM_ZERO;
    }
    panel->shown = quantity_scale(language, panel->kind, fmax(high, panel->unit_of));
    if (panel->scale == PANEL_LOGARITHMIC) {
        logarithmic_axis(panel, low, high);
    } else {
        const double factor = panel->shown.factor;
        panel->ticks =
            ticks_linear(0, high > 0 ? high / factor : 1, panel->scale == PANEL_SHARE ? 5 : wanted);
        for (size_t i = 0; i < panel->ticks.count; ++i) {
            panel->ticks.at[i] *= factor;
        }
    }
    panel->low = panel->ticks.at[0];
    panel->high = panel->ticks.at[panel->ticks.count - 1];
}

bool panel_cuts_bands(const Panel *panel, const View *view, double plot_height)
{
    Panel tried = *panel;
    tried.top = 0;
    tried.bottom = plot_height;
    value_axis(&tried, view->language);
    for (size_t i = 0; i < panel->line_count; ++i) {
        const Series *series = &panel->lines[i].series;
        const bool has_spread = panel_shows_spread(panel, series->strategy);
        for (size_t j = 0; j < series->count; ++j) {
            const SeriesPoint *point = &series->points[j];
            const bool cut = (!panel->without_bands && point->high > tried.high) ||
                             (has_spread && point->spread_high > tried.high); /* false for NAN */
            if (cut && point->t_h <= view->shown_h) {
                return true;
            }
        }
    }
    return false;
}

const char *panel_tick_label(const Panel *panel, size_t tick, char out[QUANTITY_TEXT])
{
    const double value = panel->ticks.at[tick];
    if (panel->scale == PANEL_LOGARITHMIC) {
        const double seconds = value * (panel->kind == QUANTITY_HOURS ? 3600 : 60);
        if ((panel->kind == QUANTITY_HOURS || panel->kind == QUANTITY_MINUTES) && seconds < 59) {
            snprintf(out, QUANTITY_TEXT, "%.0f\u202fs", seconds);
            return out;
        }
        const QuantityScale scale = quantity_scale(panel->shown.language, panel->kind, value);
        char number[QUANTITY_TEXT];
        snprintf(out, QUANTITY_TEXT, "%s%.40s%s", scale.prefix, quantity_tick(number, value, scale),
                 scale.suffix);
        return out;
    }
    /* The unit stands once, at the top; the sign for per cent is short enough to stand everywhere.
     */
    if (tick + 1 == panel->ticks.count || panel->kind == QUANTITY_SHARE) {
        char number[QUANTITY_TEXT];
        snprintf(out, QUANTITY_TEXT, "%s%.40s%s", panel->shown.prefix,
                 quantity_tick(number, value, panel->shown), panel->shown.suffix);
        return out;
    }
    return quantity_tick(out, value, panel->shown);
}

static void make_room_for_values(Panel *panel, TextMeasure *measure)
{
    double widest = 0;
    for (size_t i = 0; i < panel->ticks.count; ++i) {
        char label[QUANTITY_TEXT];
        widest = fmax(widest, text_width(measure, panel_tick_label(panel, i, label),
                                         (TextFace){PANEL_AXIS_PT, false}));
    }
    panel->left += fmax(0, widest + 12 - PANEL_VALUE_ROOM);
}

static size_t name_lines(const char *name)
{
    return strchr(name, '\n') ? 2 : 1;
}

double panel_label_height(const char *name, bool notes)
{
    return 14 * (double)name_lines(name) + (notes ? 13 : 0) + 3;
}

/* Names in as many lines as the height of the panel allows for all of them. */
static void fit_names(Panel *panel, const View *view, TextMeasure *measure, size_t lines_max)
{
    const char **names = arena_allocate(view->arena, panel->line_count, sizeof *names);
    for (size_t i = 0; i < panel->line_count; ++i) {
        TextBuilder name = {0};
        text_wrap(measure, &name, panel->lines[i].series.strategy->name,
                  (TextFace){PANEL_LABEL_PT, true}, PANEL_LABEL_ROOM - 2 * PANEL_LABEL_GAP,
                  lines_max);
        names[i] = view_keep(view, &name);
    }
    panel->names = names;
}

static double labels_height(const Panel *panel, bool notes)
{
    double height = 0;
    for (size_t i = 0; i < panel->line_count; ++i) {
        height += panel_label_height(panel->names[i], notes);
    }
    return height;
}

double panel_height_for_labels(const Panel *panel, const View *view, TextMeasure *measure)
{
    Panel tried = *panel;
    fit_names(&tried, view, measure, 2);
    return labels_height(&tried, true) - PANEL_LABEL_OVERHANG;
}

static void choose_labels(Panel *panel, const View *view, TextMeasure *measure)
{
    const double room = panel->bottom - panel->top + PANEL_LABEL_OVERHANG;
    fit_names(panel, view, measure, 2);
    panel->notes = panel->labels == LABELS_NAMES_AND_NOTES && labels_height(panel, true) <= room;
    if (!panel->notes && labels_height(panel, false) > room) {
        fit_names(panel, view, measure, 1);
    }
}

void panel_prepare(Panel *panel, const View *view, TextMeasure *measure)
{
    panel->title_left = panel->left - PANEL_VALUE_ROOM + 8;
    panel->end_h = view->shown_h;
    value_axis(panel, view->language);
    make_room_for_values(panel, measure);
    panel->dates = time_ticks(view->start, panel->end_h,
                              (size_t)fmax(2, (panel->right - panel->left) / 48), view->language);
    choose_labels(panel, view, measure);
}

double panel_x(const Panel *panel, double t_h)
{
    return panel->left + (panel->right - panel->left) * t_h / panel->end_h;
}

double panel_y(const Panel *panel, double value)
{
    double share;
    if (panel->scale == PANEL_LOGARITHMIC) {
        share = value > 0 ? log(value / panel->low) / log(panel->high / panel->low) : 0;
    } else {
        share = (value - panel->low) / (panel->high - panel->low);
    }
    return panel->bottom - (panel->bottom - panel->top) * fmin(fmax(share, 0), 1);
}
