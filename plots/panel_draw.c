/* A panel's axes, bands and lines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/mark.h"
#include "plots/panel_parts.h"

static const ChartText axis_text = {PANEL_AXIS_PT, false, ALIGN_CENTRE, COLOUR_QUIET};

static void draw_value_axis(Chart *chart, const Panel *panel)
{
    const ChartText style = {PANEL_AXIS_PT, false, ALIGN_RIGHT, COLOUR_QUIET};
    const ChartPen grid = {0.7, COLOUR_GRID, false};
    double last_y = INFINITY;
    for (size_t i = 0; i < panel->ticks.count; ++i) {
        const double y = panel_y(panel, panel->ticks.at[i]);
        chart_segment(chart, panel->left, y, panel->right, y, grid);
        if (last_y - y >= 12) {
            char label[QUANTITY_TEXT];
            chart_text(chart, panel->left - 6, y, style, panel_tick_label(panel, i, label));
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
        const double x = panel_x(panel, tick->t_h);
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

/* Of a band: which of a point's bounds, and how strong. */
typedef enum BandKind { BAND_INTERVAL, BAND_INNER, BAND_OUTER } BandKind;

static double bound_of(const SeriesPoint *point, BandKind kind, bool upper)
{
    return kind == BAND_OUTER ? (upper ? point->spread_high : point->spread_low)
           : upper            ? point->high
                              : point->low;
}

static ChartPoint band_point(const Panel *panel, const SeriesPoint *point, BandKind kind,
                             bool upper)
{
    const double bound = bound_of(point, kind, upper);
    return (ChartPoint){panel_x(panel, point->t_h),
                        panel_y(panel, isnan(bound) ? point->value : bound)};
}

static bool is_wide(const Series *series, size_t first, size_t end, BandKind kind)
{
    for (size_t i = first; i < end; ++i) {
        const SeriesPoint *point = &series->points[i];
        if (bound_of(point, kind, false) < bound_of(point, kind, true)) { /* NAN: none */
            return true;
        }
    }
    return false;
}

static void draw_band(Chart *chart, const Panel *panel, const Series *series, size_t first,
                      size_t end, BandKind kind)
{
    static const double opacity[] = {
        [BAND_INTERVAL] = 0.14, [BAND_INNER] = 0.34, [BAND_OUTER] = 0.16};
    if (!is_wide(series, first, end, kind)) {
        return;
    }
    ChartPoint *outline = memory_allocate(2 * (end - first), sizeof *outline);
    size_t count = 0;
    for (size_t i = first; i < end; ++i) {
        outline[count++] = band_point(panel, &series->points[i], kind, true);
    }
    for (size_t i = end; i-- > first;) {
        outline[count++] = band_point(panel, &series->points[i], kind, false);
    }
    chart_area(chart, outline, count, series->strategy->line, opacity[kind]);
    free(outline);
}

static void draw_bands(Chart *chart, const Panel *panel, const Series *series, size_t first,
                       size_t end)
{
    if (panel->spread == SPREAD_BANDS) {
        draw_band(chart, panel, series, first, end, BAND_OUTER);
        draw_band(chart, panel, series, first, end, BAND_INNER);
    } else {
        draw_band(chart, panel, series, first, end, BAND_INTERVAL);
    }
}

static void draw_loss(Chart *chart, const Panel *panel, const Series *series)
{
    ChartPoint *outline = memory_allocate(series->count + 2, sizeof *outline);
    for (size_t i = 0; i < series->count; ++i) {
        outline[i] = (ChartPoint){panel_x(panel, series->points[i].t_h),
                                  panel_y(panel, series->points[i].value)};
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
        points[count++] = (ChartPoint){panel_x(panel, series->points[i].t_h),
                                       panel_y(panel, series->points[i].value)};
        while (i + 1 < end && series->points[i + 1].censored == dashed) {
            ++i;
            points[count++] = (ChartPoint){panel_x(panel, series->points[i].t_h),
                                           panel_y(panel, series->points[i].value)};
        }
        chart_line(chart, points, count, (ChartPen){width, series->strategy->line, dashed});
        from = i;
    }
    if (end - first == 1) {
        const SeriesPoint *alone = &series->points[first];
        chart_dot(chart, panel_x(panel, alone->t_h), panel_y(panel, alone->value), width,
                  series->strategy->line);
    }
    free(points);
}

/* Where between two values the axis ends: 0 at the first, 1 at the second. */
static double share_at_edge(const Panel *panel, double from, double to)
{
    if (panel->scale == PANEL_LOGARITHMIC && from > 0 && to > 0) {
        return log(panel->high / from) / log(to / from);
    }
    return (panel->high - from) / (to - from);
}

/* One of the two thin lines of the spread. It runs out at the edge of the axis and is broken beyond
 * it, for along the edge it would lie. */
static void draw_percentile(Chart *chart, const Panel *panel, const Series *series, bool upper)
{
    const ChartPen pen = {0.7, series->strategy->line, false};
    for (size_t i = 1; i < series->count; ++i) {
        const SeriesPoint *from = &series->points[i - 1], *to = &series->points[i];
        const double a = upper ? from->spread_high : from->spread_low;
        const double b = upper ? to->spread_high : to->spread_low;
        if (to->after_gap || isnan(a) || isnan(b) || fmin(a, b) >= panel->high) {
            continue;
        }
        const double edge = fmax(a, b) > panel->high ? share_at_edge(panel, a, b) : -1;
        const double edge_h = from->t_h + (to->t_h - from->t_h) * edge;
        const double from_h = edge >= 0 && a > b ? edge_h : from->t_h;
        const double to_h = edge >= 0 && b > a ? edge_h : to->t_h;
        chart_segment(chart, panel_x(panel, from_h), panel_y(panel, a), panel_x(panel, to_h),
                      panel_y(panel, b), pen);
    }
}

/* A mark where the line is at `at_h`, between two of its points. */
static void draw_mark_between(Chart *chart, const Panel *panel, const Series *series, size_t to,
                              double at_h)
{
    const SeriesPoint *a = &series->points[to - 1], *b = &series->points[to];
    const double share = (at_h - a->t_h) / (b->t_h - a->t_h);
    const double y = panel_y(panel, a->value) * (1 - share) + panel_y(panel, b->value) * share;
    mark_draw(chart, panel_x(panel, at_h), y, panel->labels == LABELS_NONE ? 2.2 : 3.2,
              series->strategy->mark, series->strategy->line);
}

/* Marks along the line, at other places than those of the other lines. */
static void draw_marks(Chart *chart, const Panel *panel, const Series *series, size_t line)
{
    const size_t marks = panel->labels == LABELS_NONE ? 2 : 5;
    size_t to = 1;
    for (size_t i = 0; i < marks; ++i) {
        const double at_h = panel->end_h / (double)marks *
                            ((double)i + ((double)line + 0.5) / (double)panel->line_count);
        while (to < series->count && series->points[to].t_h < at_h) {
            ++to;
        }
        if (to < series->count && series->points[to - 1].t_h <= at_h &&
            !series->points[to].after_gap) {
            draw_mark_between(chart, panel, series, to, at_h);
        }
    }
}

static void draw_series(Chart *chart, const Panel *panel, const Series *series, bool bands)
{
    for (size_t first = 0; first < series->count;) {
        const size_t end = stretch_end(series, first);
        if (bands) {
            draw_bands(chart, panel, series, first, end);
        } else {
            draw_stretch(chart, panel, series, first, end);
        }
        first = end;
    }
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
                   (ChartText){PANEL_TITLE_PT, true, ALIGN_LEFT, COLOUR_INK}, panel->title);
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
    for (size_t i = panel->line_count; i-- > 0;) {
        const Series *series = &panel->lines[i].series;
        if (panel_shows_spread(panel, series->strategy)) {
            draw_percentile(chart, panel, series, false);
            draw_percentile(chart, panel, series, true);
        }
        draw_marks(chart, panel, series, i);
    }
    if (panel->labels != LABELS_NONE) {
        panel_draw_labels(chart, panel);
    }
}
