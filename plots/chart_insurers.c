/* insurers: how the burden is shared. A row for each insurer, a mark for each strategy, the insurer
 * that is down longest under the baseline first. insurers-SERVICE: its curve at each insurer, where
 * the results hold them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/gallery_build.h"
#include "plots/mark.h"
#include "plots/mark_stack.h"
#include "plots/strategy_key.h"

enum { NAME_PT = 11, SMALL_PT = 10, NAME_WIDTH = 200, NARROW_NAME_WIDTH = 122, COLUMN_ROWS = 45 };

static const double row_height = 14, foot_height = 30;
static const double column_gap = 26;
/* Marks that would hide one another stand in lanes of their row, which are narrower where the page
 * would become too long. */
static const double mark_radius = 3.3, lane_height = 6.5, lane_least = 2, longest_page = 420;
static const char *const burden = "downtime_h";

typedef struct InsurerRow {
    const char *id, *name;
    double order_h; /* under the baseline */
    double *means_h;
    double *lanes; /* [strategy]: across the row, from its middle */
    size_t lane_count;
    double middle; /* from the top of the rows */
    size_t column;
} InsurerRow;

typedef struct InsurerPlot {
    const View *view;
    size_t count;
    InsurerRow *rows;
    QuantityScale scale;
    Ticks ticks;
    StrategyKey key;
    double high_h, top;
    double lane;    /* height of one */
    size_t columns; /* of rows: two of many, so that a page of paper holds them in a legible size */
    double height;  /* of the rows of the longest column */
    bool is_stacked;
} InsurerPlot;

static int by_order(const void *a, const void *b)
{
    const double x = ((const InsurerRow *)a)->order_h, y = ((const InsurerRow *)b)->order_h;
    return (x < y) - (x > y);
}

static double column_width(const InsurerPlot *plot)
{
    return (plot->view->width - 2.0 * FIGURE_MARGIN - column_gap * (double)(plot->columns - 1)) /
           (double)plot->columns;
}

static double column_left(const InsurerPlot *plot, size_t column)
{
    return FIGURE_MARGIN + (column_width(plot) + column_gap) * (double)column;
}

static double name_width(const InsurerPlot *plot)
{
    return plot->columns > 1 ? NARROW_NAME_WIDTH : NAME_WIDTH;
}

static double insurer_x(const InsurerPlot *plot, size_t column, double value_h)
{
    const double left = column_left(plot, column) + name_width(plot),
                 right = column_left(plot, column) + column_width(plot) - 12;
    return left + (right - left) * value_h / plot->high_h;
}

static double rows_top(const InsurerPlot *plot)
{
    return plot->top + 6 + plot->key.height;
}

static void draw_axis(Chart *chart, const InsurerPlot *plot, size_t column, double bottom)
{
    for (size_t i = 0; i < plot->ticks.count; ++i) {
        const double x = insurer_x(plot, column, plot->ticks.at[i] * plot->scale.factor);
        char label[QUANTITY_TEXT];
        chart_segment(chart, x, rows_top(plot), x, bottom + 4, (ChartPen){0.7, COLOUR_GRID, false});
        chart_text(chart, x, bottom + 13, (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET},
                   quantity_tick(label, plot->ticks.at[i] * plot->scale.factor, plot->scale));
    }
}

static void draw_mark(Chart *chart, const InsurerPlot *plot, const InsurerRow *row, size_t strategy)
{
    const ViewStrategy *of = &plot->view->strategies[strategy];
    const double x = insurer_x(plot, row->column, row->means_h[strategy]);
    const double y = rows_top(plot) + row->middle + plot->lane * row->lanes[strategy];
    if (plot->lane < lane_height && row->lane_count > 1) { /* a rim, where they overlap */
        mark_draw(chart, x, y, mark_radius + 0.8, of->mark, COLOUR_PAGE);
    }
    mark_draw(chart, x, y, mark_radius, of->mark, of->line);
}

static void draw_row(Chart *chart, const InsurerPlot *plot, const InsurerRow *row)
{
    const double y = rows_top(plot) + row->middle;
    double low = INFINITY, high = -INFINITY;
    for (size_t j = 0; j < plot->view->strategy_count; ++j) {
        low = fmin(low, row->means_h[j]);
        high = fmax(high, row->means_h[j]);
    }
    chart_text(chart, column_left(plot, row->column), y,
               (ChartText){NAME_PT, false, ALIGN_LEFT, COLOUR_INK}, row->name);
    if (low < high) {
        chart_segment(chart, insurer_x(plot, row->column, low), y,
                      insurer_x(plot, row->column, high), y, (ChartPen){1, COLOUR_AXIS, false});
    }
    for (size_t j = plot->view->strategy_count; j-- > 0;) {
        if (!isnan(row->means_h[j])) {
            draw_mark(chart, plot, row, j);
        }
    }
}

static void draw_insurers(Chart *chart, const void *what)
{
    const InsurerPlot *plot = what;
    strategy_key_draw(chart, &plot->key);
    for (size_t i = 0; i < plot->columns; ++i) {
        draw_axis(chart, plot, i, rows_top(plot) + plot->height);
    }
    for (size_t i = 0; i < plot->count; ++i) {
        draw_row(chart, plot, &plot->rows[i]);
    }
}

static InsurerRow read_row(const GalleryBuild *build, InsurerPlot *plot, const char *id)
{
    const View *view = build->view;
    TextBuilder name = {0};
    text_fit(build->measure, &name, view_name(view, "insurers", id), (TextFace){NAME_PT, false},
             name_width(plot) - 12);
    InsurerRow row = {.id = id, .name = view_keep(view, &name), .order_h = -1};
    row.means_h = arena_allocate(view->arena, view->strategy_count, sizeof *row.means_h);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        row.means_h[i] =
            strategy->undisturbed ? NAN : view_mean(view, strategy->id, "insurer", id, burden);
        plot->high_h = fmax(plot->high_h, row.means_h[i]);
        if (strategy == view->baseline && !isnan(row.means_h[i])) {
            row.order_h = row.means_h[i];
        }
    }
    return row;
}

static double height_of_row(const InsurerRow *row, double lane)
{
    return fmax(row_height, 2 * mark_radius + 4.5 + lane * (double)(row->lane_count - 1));
}

static double height_of_rows(const InsurerPlot *plot, double lane)
{
    double height = 0;
    for (size_t i = 0; i < plot->count; ++i) {
        height += height_of_row(&plot->rows[i], lane);
    }
    return height;
}

/* Rows down the first column, then the next, all about equally long. */
static void fill_columns(InsurerPlot *plot)
{
    const double share = height_of_rows(plot, plot->lane) / (double)plot->columns;
    double bottom = 0;
    size_t column = 0;
    for (size_t i = 0; i < plot->count; ++i) {
        const double height = height_of_row(&plot->rows[i], plot->lane);
        if (column + 1 < plot->columns && bottom + height / 2 > share) {
            ++column;
            bottom = 0;
        }
        plot->rows[i].column = column;
        plot->rows[i].middle = bottom + height / 2;
        bottom += height;
        plot->height = fmax(plot->height, bottom);
    }
}

/* Where rows and marks stand, once the axis is known. */
static void place_rows(InsurerPlot *plot)
{
    const View *view = plot->view;
    const double most = fmax(1.5 * row_height * (double)plot->count, longest_page);
    double *x = arena_allocate(view->arena, view->strategy_count, sizeof *x);
    for (size_t i = 0; i < plot->count; ++i) {
        InsurerRow *row = &plot->rows[i];
        row->lanes = arena_allocate(view->arena, view->strategy_count, sizeof *row->lanes);
        for (size_t j = 0; j < view->strategy_count; ++j) {
            x[j] = insurer_x(plot, 0, row->means_h[j]); /* NAN stays */
        }
        row->lane_count =
            mark_stack(view->arena, x, view->strategy_count, 2 * mark_radius, row->lanes);
        plot->is_stacked = plot->is_stacked || row->lane_count > 1;
    }
    plot->lane = lane_height;
    while (plot->lane > lane_least && height_of_rows(plot, plot->lane) > most) {
        plot->lane -= 0.5;
    }
    fill_columns(plot);
}

static InsurerPlot *insurer_plot(const GalleryBuild *build)
{
    const View *view = build->view;
    size_t count;
    const char *const *ids = results_ids(view->results, "insurers", &count);
    InsurerPlot *plot = arena_allocate(view->arena, 1, sizeof *plot);
    *plot = (InsurerPlot){.view = view, .columns = count > COLUMN_ROWS ? 2 : 1};
    plot->rows = arena_allocate(view->arena, count + 1, sizeof *plot->rows);
    for (size_t i = 0; i < count; ++i) {
        plot->rows[plot->count++] = read_row(build, plot, ids[i]);
    }
    if (count < 2 || !(plot->high_h > 0)) {
        return NULL; /* one insurer shares its burden with nobody */
    }
    qsort(plot->rows, plot->count, sizeof *plot->rows, by_order);
    plot->scale = view_scale(view, QUANTITY_HOURS, plot->high_h);
    plot->ticks = ticks_linear(0, plot->high_h / plot->scale.factor, plot->columns > 1 ? 5 : 7);
    plot->high_h = plot->ticks.at[plot->ticks.count - 1] * plot->scale.factor;
    plot->key = strategy_key(view, build->measure, false);
    place_rows(plot);
    return plot;
}

/* Who is down longest under the baseline, and how long the middle one is. */
static const char *fairness_title(const GalleryBuild *build, const InsurerPlot *plot)
{
    const View *view = build->view;
    const double longest_h = plot->rows[0].order_h, middle_h = plot->rows[plot->count / 2].order_h;
    if (!view->baseline || !(longest_h > 0)) {
        return gallery_text(build, "How long each insurer lacks a service");
    }
    char longest[QUANTITY_TEXT], middle[QUANTITY_TEXT];
    const QuantityScale scale = view_scale(view, QUANTITY_HOURS, longest_h);
    return gallery_text(build,
                        "Under \u201c%s\u201d, \u201c%s\u201d lacks a service longest, %s; the "
                        "middle insurer %s",
                        view->baseline->name, view_name(view, "insurers", plot->rows[0].id),
                        quantity_text(longest, longest_h, scale),
                        quantity_text(middle, fmax(middle_h, 0), scale));
}

/* The largest value of a curve under any strategy at any insurer: one axis for all. */
static double largest_value(const Panel *panels, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < panels[i].line_count; ++j) {
            largest = fmax(largest, panels[i].lines[j].series.peak);
        }
    }
    return largest;
}

static bool add_curve_panel(const GalleryBuild *build, PanelSet *set, const char *service,
                            const char *insurer)
{
    Panel *panel = &set->panels[set->count];
    *panel = (Panel){.kind = QUANTITY_HOURS, .without_bands = true};
    panel->title = gallery_fit_small(build, view_name(build->view, "insurers", insurer));
    const bool censored = gallery_add_lines(
        build, panel, "service", view_text(build->view, "%s@%s", service, insurer), "delay_p50_h");
    set->count += panel->line_count ? 1 : 0;
    return censored;
}

static void service_figure(GalleryBuild *build, const char *service)
{
    const View *view = build->view;
    size_t count;
    const char *const *ids = results_ids(view->results, "insurers", &count);
    PanelSet *set = arena_allocate(view->arena, 1, sizeof *set);
    set->panels = arena_allocate(view->arena, count + 1, sizeof *set->panels);
    bool censored = false;
    for (size_t i = 0; i < count; ++i) {
        censored |= add_curve_panel(build, set, service, ids[i]);
    }
    const double largest = largest_value(set->panels, set->count);
    if (set->count < 2 || !(largest > 0)) {
        return;
    }
    for (size_t i = 0; i < set->count; ++i) {
        set->panels[i].reach = largest;
    }
    const ViewMetric metric = {"service",
                               service,
                               "delay_p50_h",
                               QUANTITY_HOURS,
                               gallery_text(build, "%s of %s",
                                            gallery_text(build, "the median delay"),
                                            view_name(view, "services", service)),
                               ""};
    const FigureText text = {
        .name = view_text(view, "insurers-%s", service),
        .title = gallery_finding(build, &metric),
        .subtitle = gallery_text(build,
                                 "%s: median delay at each insurer, %s, by time of arrival; all "
                                 "on one scale",
                                 view_name(view, "services", service),
                                 view_in_unit(view, view_scale(view, QUANTITY_HOURS, largest))),
        .footnote = gallery_time_footnote(build, censored),
        .caption = gallery_text(build, "One panel for each insurer; colours and marks as in the "
                                       "other charts")};
    gallery_add_small(build, &text, set);
}

/* Who is down at the end is down longer than the run. */
static const char *insurers_footnote(const GalleryBuild *build, const InsurerPlot *plot)
{
    const char *footnote = gallery_footnote(build, false);
    double longest_h = 0;
    for (size_t i = 0; i < plot->count; ++i) {
        for (size_t j = 0; j < build->view->strategy_count; ++j) {
            longest_h = fmax(longest_h, plot->rows[i].means_h[j]);
        }
    }
    char end[QUANTITY_TEXT];
    return longest_h < 0.9 * build->view->horizon_h
               ? footnote
               : gallery_text(
                     build,
                     "The run ends after %s: what is down then counts up to there, and "
                     "its true time is longer. %s",
                     view_quantity(build->view, end, build->view->horizon_h, QUANTITY_HOURS),
                     footnote);
}

static const char *insurers_subtitle(const GalleryBuild *build, const InsurerPlot *plot)
{
    const char *measure =
        gallery_text(build, "Mean time in which any service of the insurer is down, %s",
                     view_in_unit(build->view, plot->scale));
    return plot->is_stacked
               ? gallery_text(build, "%s; marks that would meet stand one below the other", measure)
               : measure;
}

void chart_insurers(GalleryBuild *build)
{
    InsurerPlot *plot = insurer_plot(build);
    if (plot) {
        const FigureText text = {
            .name = "insurers",
            .title = fairness_title(build, plot),
            .subtitle = insurers_subtitle(build, plot),
            .footnote = insurers_footnote(build, plot),
            .caption = gallery_text(build, "Each insurer's burden under each strategy; the longest "
                                           "under the baseline first")};
        const double height = 6 + plot->key.height + plot->height + foot_height;
        plot->key.top = plot->top = gallery_add(build, &text, height, draw_insurers, plot)->top;
    }
    for (size_t i = 0; i < build->view->service_count; ++i) {
        service_figure(build, build->view->services[i]);
    }
}
