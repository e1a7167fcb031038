#include "plots/panel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/label_spread.h"

enum { AXIS_PT = 11, LABEL_PT = 12, NOTE_PT = 10, TITLE_PT = 12 };

static const double label_overhang = 18; /* labels may reach over the ends of the plot */
static const double label_gap = 12;      /* from a line's end to its label */
static const ChartText axis_text = {AXIS_PT, false, ALIGN_CENTRE, COLOUR_QUIET};

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

/* The range of all lines; bands may be cut at the top, lines not. */
static void find_range(const Panel *panel, double *low, double *high)
{
    *low = INFINITY;
    *high = 0;
    for (size_t i = 0; i < panel->line_count; ++i) {
        const Series *series = &panel->lines[i].series;
        for (size_t j = 0; j < series->count; ++j) {
            const SeriesPoint *point = &series->points[j];
            *high = fmax(*high, point->value);
            *high = fmax(*high, fmin(point->high, 1.5 * point->value)); /* fmax ignores NAN */
            if (point->value > 0) {
                *low = fmin(*low, point->value);
            }
        }
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

static void value_axis(Panel *panel)
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
    panel->shown = quantity_scale(panel->kind, high);
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

static const char *tick_label(const Panel *panel, size_t tick, char out[QUANTITY_TEXT])
{
    const double value = panel->ticks.at[tick];
    if (panel->scale == PANEL_LOGARITHMIC) {
        const QuantityScale scale = quantity_scale(panel->kind, value);
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
        widest = fmax(widest,
                      text_width(measure, tick_label(panel, i, label), (TextFace){AXIS_PT, false}));
    }
    panel->left += fmax(0, widest + 12 - PANEL_VALUE_ROOM);
}

static size_t name_lines(const char *name)
{
    return strchr(name, '\n') ? 2 : 1;
}

static double label_height(const char *name, bool notes)
{
    return 14 * (double)name_lines(name) + (notes ? 13 : 0) + 3;
}

/* Names in as many lines as the height of the panel allows for all of them. */
static void fit_names(Panel *panel, const View *view, TextMeasure *measure, size_t lines_max)
{
    const char **names = arena_allocate(view->arena, panel->line_count, sizeof *names);
    for (size_t i = 0; i < panel->line_count; ++i) {
        TextBuilder name = {0};
        text_wrap(measure, &name, panel->lines[i].series.strategy->name, (TextFace){LABEL_PT, true},
                  PANEL_LABEL_ROOM - 2 * label_gap, lines_max);
        names[i] = view_keep(view, &name);
    }
    panel->names = names;
}

static double labels_height(const Panel *panel, bool notes)
{
    double height = 0;
    for (size_t i = 0; i < panel->line_count; ++i) {
        height += label_height(panel->names[i], notes);
    }
    return height;
}

double panel_height_for_labels(const Panel *panel, const View *view, TextMeasure *measure)
{
    Panel tried = *panel;
    fit_names(&tried, view, measure, 2);
    return labels_height(&tried, true) - label_overhang;
}

static void choose_labels(Panel *panel, const View *view, TextMeasure *measure)
{
    const double room = panel->bottom - panel->top + label_overhang;
    fit_names(panel, view, measure, 2);
    panel->notes = panel->labels == LABELS_NAMES_AND_NOTES && labels_height(panel, true) <= room;
    if (!panel->notes && labels_height(panel, false) > room) {
        fit_names(panel, view, measure, 1);
    }
}

void panel_prepare(Panel *panel, const View *view, TextMeasure *measure)
{
    panel->title_left = panel->left - PANEL_VALUE_ROOM + 8;
    panel->end_h = view->horizon_h;
    value_axis(panel);
    make_room_for_values(panel, measure);
    panel->dates =
        time_ticks(view->start, panel->end_h, (size_t)fmax(2, (panel->right - panel->left) / 48));
    choose_labels(panel, view, measure);
}

static double x_of(const Panel *panel, double t_h)
{
    return panel->left + (panel->right - panel->left) * t_h / panel->end_h;
}

/* Values beyond the axis lie on its edge. */
static double y_of(const Panel *panel, double value)
{
    double share;
    if (panel->scale == PANEL_LOGARITHMIC) {
        share = value > 0 ? log(value / panel->low) / log(panel->high / panel->low) : 0;
    } else {
        share = (value - panel->low) / (panel->high - panel->low);
    }
    return panel->bottom - (panel->bottom - panel->top) * fmin(fmax(share, 0), 1);
}

static void draw_value_axis(Chart *chart, const Panel *panel)
{
    const ChartText style = {AXIS_PT, false, ALIGN_RIGHT, COLOUR_QUIET};
    const ChartPen grid = {0.7, COLOUR_GRID, false};
    double last_y = INFINITY;
    for (size_t i = 0; i < panel->ticks.count; ++i) {
        const double y = y_of(panel, panel->ticks.at[i]);
        chart_segment(chart, panel->left, y, panel->right, y, grid);
        if (last_y - y >= 12) {
            char label[QUANTITY_TEXT];
            chart_text(chart, panel->left - 6, y, style, tick_label(panel, i, label));
            last_y = y;
        }
    }
}

static void draw_time_axis(Chart *chart, const Panel *panel)
{
    const ChartPen axis = {0.9, COLOUR_AXIS, false};
    chart_segment(chart, panel->left, panel->bottom, panel->right, panel->bottom, axis);
    for (size_t i = 0; i < panel->dates.count; ++i) {
        const TimeTick *tick = &panel->dates.at[i];
        const double x = x_of(panel, tick->t_h);
        chart_segment(chart, x, panel->bottom, x, panel->bottom + 4, axis);
        chart_text(chart, x, panel->bottom + 13, axis_text, tick->label);
        chart_text(chart, x, panel->bottom + 26, axis_text, tick->below);
    }
}

/* A stretch of points without a gap: first..end. */
static size_t stretch_end(const Series *series, size_t first)
{
    size_t end = first + 1;
    while (end < series->count && !series->points[end].after_gap) {
        ++end;
    }
    return end;
}

static void draw_band(Chart *chart, const Panel *panel, const Series *series, size_t first,
                      size_t end)
{
    ChartPoint *outline = memory_allocate(2 * (end - first), sizeof *outline);
    size_t count = 0;
    for (size_t i = first; i < end; ++i) {
        const SeriesPoint *point = &series->points[i];
        outline[count++] = (ChartPoint){
            x_of(panel, point->t_h), y_of(panel, isnan(point->high) ? point->value : point->high)};
    }
    for (size_t i = end; i-- > first;) {
        const SeriesPoint *point = &series->points[i];
        outline[count++] = (ChartPoint){x_of(panel, point->t_h),
                                        y_of(panel, isnan(point->low) ? point->value : point->low)};
    }
    chart_area(chart, outline, count, series->strategy->line, 0.14);
    free(outline);
}

static void draw_loss(Chart *chart, const Panel *panel, const Series *series)
{
    ChartPoint *outline = memory_allocate(series->count + 2, sizeof *outline);
    for (size_t i = 0; i < series->count; ++i) {
        outline[i] =
            (ChartPoint){x_of(panel, series->points[i].t_h), y_of(panel, series->points[i].value)};
    }
    if (series->count) {
        outline[series->count] = (ChartPoint){outline[series->count - 1].x, panel->top};
        outline[series->count + 1] = (ChartPoint){outline[0].x, panel->top};
        chart_area(chart, outline, series->count + 2, series->strategy->line, 0.12);
    }
    free(outline);
}

/* The line from first to end, dashed where its values are censored. */
static void draw_stretch(Chart *chart, const Panel *panel, const Series *series, size_t first,
                         size_t end)
{
    ChartPoint *points = memory_allocate(end - first, sizeof *points);
    const double width = series->strategy->undisturbed ? 1.4 : 2;
    for (size_t from = first; from + 1 < end;) {
        const bool dashed = series->points[from + 1].censored;
        size_t count = 0, i = from;
        points[count++] =
            (ChartPoint){x_of(panel, series->points[i].t_h), y_of(panel, series->points[i].value)};
        while (i + 1 < end && series->points[i + 1].censored == dashed) {
            ++i;
            points[count++] = (ChartPoint){x_of(panel, series->points[i].t_h),
                                           y_of(panel, series->points[i].value)};
        }
        chart_line(chart, points, count, (ChartPen){width, series->strategy->line, dashed});
        from = i;
    }
    if (end - first == 1) {
        const SeriesPoint *alone = &series->points[first];
        chart_dot(chart, x_of(panel, alone->t_h), y_of(panel, alone->value), width,
                  series->strategy->line);
    }
    free(points);
}

static void draw_series(Chart *chart, const Panel *panel, const Series *series, bool bands)
{
    for (size_t first = 0; first < series->count;) {
        const size_t end = stretch_end(series, first);
        if (bands) {
            draw_band(chart, panel, series, first, end);
        } else {
            draw_stretch(chart, panel, series, first, end);
        }
        first = end;
    }
}

/* Where lines end at the same height, the line that lay above comes first. */
static size_t order_labels(const Panel *panel, size_t *order)
{
    size_t count = 0;
    for (size_t i = 0; i < panel->line_count; ++i) {
        const Series *series = &panel->lines[i].series;
        if (!series->count) {
            continue;
        }
        size_t j = count++;
        for (; j > 0 && panel->lines[order[j - 1]].series.mean < series->mean; --j) {
            order[j] = order[j - 1];
        }
        order[j] = i;
    }
    return count;
}

/* Whether every line ends by itself and near its label. Where lines end together, as they do when
 * all is well again, a piece of the line beside each name tells more than a fan of leaders. */
static bool leaders_help(const Panel *panel, const SpreadLabel *places, size_t count)
{
    double last_y = -INFINITY;
    for (size_t i = 0; i < count; ++i) { /* in the order of their wanted places */
        if (fabs(places[i].at - places[i].wanted) > 26 || places[i].wanted - last_y < 5) {
            return false;
        }
        last_y = places[i].wanted;
    }
    return panel->line_count > 0;
}

static void draw_leader(Chart *chart, const Panel *panel, const Series *series, double name_y,
                        bool leader)
{
    const SeriesPoint *last = &series->points[series->count - 1];
    const double label_x = panel->right + label_gap;
    if (leader) {
        const double y = y_of(panel, last->value);
        const ChartPoint path[] = {
            {x_of(panel, last->t_h) + 2, y}, {panel->right + 3, y}, {label_x + 6, name_y}};
        chart_line(chart, path, 3, (ChartPen){0.8, series->strategy->line, false});
    } else {
        chart_segment(chart, label_x - 4, name_y, label_x + 6, name_y,
                      (ChartPen){2.4, series->strategy->line, false});
    }
}

static void draw_label(Chart *chart, const Panel *panel, size_t line, const SpreadLabel *place,
                       bool leader)
{
    const Series *series = &panel->lines[line].series;
    const ChartText style = {LABEL_PT, true, ALIGN_LEFT, series->strategy->text};
    const double x = panel->right + label_gap + 10;
    double y = place->at - place->height / 2 + 8;
    draw_leader(chart, panel, series, y, leader);
    const char *name = panel->names[line], *second = strchr(name, '\n');
    char first[DRAWN_TEXT];
    snprintf(first, sizeof first, "%.*s", second ? (int)(second - name) : (int)strlen(name), name);
    chart_text(chart, x, y, style, first);
    if (second) {
        chart_text(chart, x, y += 14, style, second + 1);
    }
    if (panel->notes && panel->lines[line].note) {
        chart_text(chart, x, y + 13, (ChartText){NOTE_PT, false, ALIGN_LEFT, COLOUR_QUIET},
                   panel->lines[line].note);
    }
}

static void draw_labels(Chart *chart, const Panel *panel)
{
    size_t *order = memory_allocate(panel->line_count, sizeof *order);
    SpreadLabel *places = memory_allocate(panel->line_count, sizeof *places);
    const size_t count = order_labels(panel, order);
    for (size_t i = 0; i < count; ++i) {
        const Series *series = &panel->lines[order[i]].series;
        /* Ends closer than five points count as equal, so that the order above decides. */
        const double y = y_of(panel, series->points[series->count - 1].value);
        places[i] = (SpreadLabel){.wanted = floor(y / 5) * 5,
                                  .height = label_height(panel->names[order[i]], panel->notes)};
    }
    label_spread(places, count, panel->top - 8, panel->bottom + 10);
    const bool leaders = leaders_help(panel, places, count);
    for (size_t i = 0; i < count; ++i) {
        draw_label(chart, panel, order[i], &places[i], leaders);
    }
    free(order);
    free(places);
}

/* The reference first, so that it lies behind; then in reverse, so that the first strategy lies on
 * top. */
static void draw_all(Chart *chart, const Panel *panel, bool bands)
{
    for (size_t i = panel->line_count; i-- > 0;) {
        draw_series(chart, panel, &panel->lines[i].series, bands);
    }
}

void panel_draw(Chart *chart, const Panel *panel)
{
    if (panel->title) {
        chart_text(chart, panel->title_left, panel->top - PANEL_TITLE_ROOM + 6,
                   (ChartText){TITLE_PT, true, ALIGN_LEFT, COLOUR_INK}, panel->title);
    }
    draw_value_axis(chart, panel);
    for (size_t i = 0; i < panel->line_count; ++i) {
        if (panel->lines[i].series.strategy == panel->shaded) {
            draw_loss(chart, panel, &panel->lines[i].series);
        }
    }
    if (!panel->without_bands) {
        draw_all(chart, panel, true);
    }
    draw_time_axis(chart, panel);
    draw_all(chart, panel, false);
    if (panel->labels != LABELS_NONE) {
        draw_labels(chart, panel);
    }
}
