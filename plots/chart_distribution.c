/* distribution-METRIC: how a total varies from replication to replication, as dots. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "plots/gallery_build.h"
#include "plots/name_lines.h"

enum { NAME_PT = 12, SMALL_PT = 10, NAME_WIDTH = 226, DOTS_MAX = 60, FOOT = 30 };

static const double dot_radius = 2.6, row_padding = 16;

typedef struct DotRow {
    const ViewStrategy *strategy;
    const char *name;
    size_t count;
    double *values; /* ascending; at most DOTS_MAX, then quantiles at even steps */
    double p05, p50, p95;
    double height;
} DotRow;

typedef struct DotPlot {
    size_t count;
    DotRow *rows;
    QuantityScale scale;
    Ticks ticks;
    double low, high, top, width; /* width: of the page */
} DotPlot;

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double dot_x(const DotPlot *plot, double value)
{
    const double left = FIGURE_MARGIN + NAME_WIDTH, right = plot->width - FIGURE_MARGIN - 24;
    return left + (right - left) * (value - plot->low) / (plot->high - plot->low);
}

/* Dots that would touch are stacked: how many earlier ones of the same column lie below. */
static size_t level_of(const DotPlot *plot, const DotRow *row, size_t index)
{
    const double width = 2 * dot_radius + 0.6;
    const double column = floor(dot_x(plot, row->values[index]) / width);
    size_t level = 0;
    while (level < index && floor(dot_x(plot, row->values[index - level - 1]) / width) >= column) {
        ++level;
    }
    return level;
}

static size_t highest_level(const DotPlot *plot, const DotRow *row)
{
    size_t highest = 0;
    for (size_t i = 0; i < row->count; ++i) {
        const size_t level = level_of(plot, row, i);
        highest = level > highest ? level : highest;
    }
    return highest;
}

static void draw_row(Chart *chart, const DotPlot *plot, const DotRow *row, double bottom)
{
    const double width = 2 * dot_radius + 0.6;
    name_lines_draw(chart, FIGURE_MARGIN, bottom - row->height / 2 + 4,
                    (ChartText){NAME_PT, true, ALIGN_LEFT, row->strategy->text}, row->name);
    chart_segment(chart, dot_x(plot, row->p05), bottom - 4, dot_x(plot, row->p95), bottom - 4,
                  (ChartPen){1.2, row->strategy->line, false});
    chart_segment(chart, dot_x(plot, row->p50), bottom - 8, dot_x(plot, row->p50), bottom,
                  (ChartPen){2, COLOUR_INK, false});
    for (size_t i = 0; i < row->count; ++i) {
        const double column = floor(dot_x(plot, row->values[i]) / width);
        chart_dot(chart, (column + 0.5) * width,
                  bottom - 11 - dot_radius - width * (double)level_of(plot, row, i), dot_radius,
                  row->strategy->line);
    }
}

static void draw_dots(Chart *chart, const void *what)
{
    const DotPlot *plot = what;
    double bottom = plot->top;
    for (size_t i = 0; i < plot->count; ++i) {
        bottom += plot->rows[i].height;
    }
    for (size_t i = 0; i < plot->ticks.count; ++i) {
        const double x = dot_x(plot, plot->ticks.at[i] * plot->scale.factor);
        char label[QUANTITY_TEXT];
        chart_segment(chart, x, plot->top, x, bottom + 4, (ChartPen){0.7, COLOUR_GRID, false});
        quantity_tick(label, plot->ticks.at[i] * plot->scale.factor, plot->scale);
        chart_text(chart, x, bottom + 14, (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET},
                   label);
    }
    bottom = plot->top;
    for (size_t i = 0; i < plot->count; ++i) {
        bottom += plot->rows[i].height;
        draw_row(chart, plot, &plot->rows[i], bottom);
    }
}

/* All values, or quantiles at even steps where they are too many to be dots. */
static void fill_row(const GalleryBuild *build, DotRow *row, const double *values, size_t count)
{
    double *sorted = memory_allocate(count, sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_value);
    row->count = count > DOTS_MAX ? DOTS_MAX : count;
    row->values = arena_allocate(build->view->arena, row->count, sizeof *row->values);
    for (size_t i = 0; i < row->count; ++i) {
        row->values[i] = sorted[(2 * i + 1) * count / (2 * row->count)];
    }
    free(sorted);
}

static DotPlot *dot_plot(const GalleryBuild *build, const ViewMetric *metric, size_t *most)
{
    const View *view = build->view;
    DotPlot *plot = arena_allocate(view->arena, 1, sizeof *plot);
    plot->rows = arena_allocate(view->arena, view->strategy_count, sizeof *plot->rows);
    double low = INFINITY, high = -INFINITY;
    *most = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        size_t count;
        const double *values = results_replications(view->results, strategy->id, metric->scope,
                                                    metric->id, metric->metric, &count);
        const SummaryRow *summary =
            results_summary(view->results, strategy->id, metric->scope, metric->id, metric->metric);
        if (!count || !summary || strategy->undisturbed) {
            continue;
        }
        DotRow *row = &plot->rows[plot->count++];
        *row = (DotRow){.strategy = strategy,
                        .name = name_lines_fit(view, build->measure, strategy->name,
                                               (TextFace){NAME_PT, true}, NAME_WIDTH - 8),
                        .p05 = summary->p05,
                        .p50 = summary->p50,
                        .p95 = summary->p95};
        fill_row(build, row, values, count);
        low = fmin(low, row->values[0]);
        high = fmax(high, row->values[row->count - 1]);
        *most = count > *most ? count : *most;
    }
    if (!plot->count || !(high > 0)) {
        return NULL;
    }
    plot->width = view->width;
    plot->scale = view_scale(build->view, metric->kind, high);
    plot->ticks = ticks_linear(fmin(low, 0) / plot->scale.factor, high / plot->scale.factor, 7);
    plot->low = plot->ticks.at[0] * plot->scale.factor;
    plot->high = plot->ticks.at[plot->ticks.count - 1] * plot->scale.factor;
    for (size_t i = 0; i < plot->count; ++i) {
        DotRow *row = &plot->rows[i];
        const double dots = (2 * dot_radius + 0.6) * (double)(highest_level(plot, row) + 1);
        row->height =
            row_padding + fmax(12 + dots, NAME_LINE_HEIGHT * (double)name_lines_count(row->name));
    }
    return plot;
}

void gallery_add_distribution(GalleryBuild *build, const ViewMetric *metric, const char *label)
{
    size_t most;
    DotPlot *plot = dot_plot(build, metric, &most);
    if (!plot) {
        return;
    }
    const FigureText text = {
        .name = view_text(build->view, "distribution-%s", metric->metric),
        .title = gallery_finding(build, metric),
        .subtitle = gallery_text(
            build, "%s%s%s; each dot is %s; line: 5th to 95th percentile, black: median", label,
            plot->scale.unit[0] ? ", " : "", plot->scale.unit,
            most > DOTS_MAX ? gallery_text(build, "a sixtieth of the replications")
                            : gallery_text(build, "one replication")),
        .footnote = gallery_footnote(build, false),
        .caption = gallery_text(
            build,
            "Spread over the replications: what could happen, not how well the mean is known")};
    double height = FOOT;
    for (size_t i = 0; i < plot->count; ++i) {
        height += plot->rows[i].height;
    }
    plot->top = gallery_add(build, &text, height, draw_dots, plot)->top;
}

void chart_distribution(GalleryBuild *build)
{
    const ViewMetric lost = {"total",
                             "all",
                             "insured_hours_lost",
                             QUANTITY_COUNT,
                             gallery_text(build, "the insured-hours lost"),
                             gallery_text(build, "No service was lost")};
    const ViewMetric cost = {"total",
                             "all",
                             "cost_total_eur",
                             QUANTITY_EURO,
                             gallery_text(build, "the total cost"),
                             gallery_text(build, "No cost arose")};
    gallery_add_distribution(build, &lost, gallery_text(build, "Insured-hours lost"));
    gallery_add_distribution(build, &cost, gallery_text(build, "Total cost"));
}
