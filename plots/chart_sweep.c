/* sweep-METRIC: the mean of a metric over a factor, one line for each strategy, with its interval;
 * where a second factor varies, one panel for each of its levels. */
#include <math.h>
#include <stdint.h>

#include "base/memory.h"
#include "plots/gallery_build.h"
#include "plots/label_spread.h"
#include "plots/sweep_frame.h"
#include "study/decision_words.h"
#include "study/estimator.h"
#include "study/factor_value.h"

enum { AXIS_PT = 11, LABEL_PT = 12, SMALL_PT = 10, PANELS_MOST = 7, COLUMNS = 3 };

static const double large_height = 290, small_height = 92, panel_title = 20, gap = 22,
                    small_axis = 30;

typedef struct CurveDot {
    double x, mean, low, high; /* coordinate; values */
} CurveDot;

typedef struct SweepPanel {
    size_t row;        /* of the map */
    const char *title; /* "" where there is one panel */
    SweepFrame frame;
    CurveDot *dots; /* [strategy][column] */
    bool is_large;
} SweepPanel;

typedef struct SweepChart {
    const View *view;
    const DecisionMap *map;
    size_t panel_count;
    SweepPanel panels[PANELS_MOST];
    QuantityScale scale;
    Ticks ticks;      /* values */
    double low, high; /* of the value axis */
    const char **names;
    const char *mark; /* of the break-even in the large panel; "" where there is none */
} SweepChart;

static double y_at(const SweepChart *chart, const SweepPanel *panel, double value)
{
    const double share = (value - chart->low) / (chart->high - chart->low);
    return panel->frame.bottom - share * (panel->frame.bottom - panel->frame.top);
}

static void fill_dots(const SweepChart *chart, SweepPanel *panel, Arena *arena)
{
    const DecisionMap *map = chart->map;
    const size_t strategies = chart->view->strategy_count;
    panel->dots = arena_allocate(arena, strategies * map->columns, sizeof *panel->dots);
    for (size_t c = 0; c < map->columns; ++c) {
        const DecisionPlace *place = &map->places[panel->row * map->columns + c];
        Estimator *estimator = estimator_new(map->data->confidence, place->replications);
        for (size_t s = 0; s < strategies; ++s) {
            const Estimate estimate = estimate_values(
                estimator, place->values + s * place->replications, place->replications);
            panel->dots[s * map->columns + c] =
                (CurveDot){map->x_at[c], estimate.mean, estimate.ci_low, estimate.ci_high};
        }
        estimator_free(estimator);
    }
}

/* The middle row first, then others spread over the rest. */
static void choose_rows(SweepChart *chart)
{
    const size_t middle = chart->map->rows / 2, others = chart->map->rows - 1;
    const size_t chosen = others < PANELS_MOST - 1 ? others : PANELS_MOST - 1;
    chart->panels[0] = (SweepPanel){.row = middle, .is_large = true};
    for (size_t i = 0; i < chosen; ++i) {
        const size_t other = chosen > 1 ? i * (others - 1) / (chosen - 1) : 0;
        chart->panels[i + 1] = (SweepPanel){.row = other < middle ? other : other + 1};
    }
    chart->panel_count = chosen + 1;
}

static void find_range(SweepChart *chart, QuantityKind kind)
{
    double low = INFINITY, high = -(double)INFINITY;
    for (size_t p = 0; p < chart->panel_count; ++p) {
        const CurveDot *dots = chart->panels[p].dots;
        for (size_t i = 0; dots && i < chart->view->strategy_count * chart->map->columns; ++i) {
            const CurveDot *dot = &dots[i];
            low = fmin(low, dot->mean); /* passes over NAN */
            high = fmax(high, dot->mean);
            high = fmax(high, fmin(dot->high, 1.3 * fabs(dot->mean)));
        }
    }
    low = isfinite(low) ? fmin(low, 0) : 0;
    high = isfinite(high) && high > low ? high : low + 1;
    chart->scale = view_scale(chart->view, kind, fmax(high, -low));
    chart->ticks = ticks_linear(low / chart->scale.factor, high / chart->scale.factor, 7);
    chart->low = chart->ticks.at[0] * chart->scale.factor;
    chart->high = chart->ticks.at[chart->ticks.count - 1] * chart->scale.factor;
}

static void draw_values(Chart *page, const SweepChart *chart, const SweepPanel *panel)
{
    for (size_t i = 0; i < chart->ticks.count; ++i) {
        if (!panel->is_large && i % 2 == 1) {
            continue;
        }
        const double value = chart->ticks.at[i] * chart->scale.factor,
                     y = y_at(chart, panel, value);
        char number[QUANTITY_TEXT];
        chart_segment(page, panel->frame.left, y, panel->frame.right, y,
                      (ChartPen){0.7, COLOUR_GRID, false});
        chart_text(page, panel->frame.left - 8, y,
                   (ChartText){AXIS_PT, false, ALIGN_RIGHT, COLOUR_QUIET},
                   quantity_tick(number, value, chart->scale));
    }
}

/* Over the plot's edge is cut: a band's end may lie far away. */
static double y_cut(const SweepChart *chart, const SweepPanel *panel, double value)
{
    return fmin(fmax(y_at(chart, panel, value), panel->frame.top), panel->frame.bottom);
}

static void draw_band(Chart *page, const SweepChart *chart, const SweepPanel *panel,
                      const CurveDot *dots, Colour colour)
{
    for (size_t c = 0; c + 1 < chart->map->columns; ++c) {
        const CurveDot *from = &dots[c], *to = &dots[c + 1];
        if (isnan(from->low) || isnan(to->low)) {
            continue;
        }
        const double x0 = sweep_frame_x(&panel->frame, from->x),
                     x1 = sweep_frame_x(&panel->frame, to->x);
        const ChartPoint corners[] = {{x0, y_cut(chart, panel, from->low)},
                                      {x1, y_cut(chart, panel, to->low)},
                                      {x1, y_cut(chart, panel, to->high)},
                                      {x0, y_cut(chart, panel, from->high)}};
        chart_area(page, corners, 4, colour, 0.16);
    }
}

static void draw_curve(Chart *page, const SweepChart *chart, const SweepPanel *panel,
                       const CurveDot *dots, Colour colour)
{
    const ChartPen pen = {panel->is_large ? 2.2 : 1.6, colour, false};
    for (size_t c = 0; c < chart->map->columns; ++c) {
        const double x = sweep_frame_x(&panel->frame, dots[c].x),
                     y = y_cut(chart, panel, dots[c].mean);
        if (isnan(dots[c].mean)) {
            continue;
        }
        if (c + 1 < chart->map->columns && !isnan(dots[c + 1].mean)) {
            chart_segment(page, x, y, sweep_frame_x(&panel->frame, dots[c + 1].x),
                          y_cut(chart, panel, dots[c + 1].mean), pen);
        }
        if (panel->is_large && chart->map->columns <= 30) {
            chart_dot(page, x, y, 2.4, colour);
        }
    }
}

static double edge(const SweepPanel *panel, double coordinate)
{
    const double x = sweep_frame_x(&panel->frame, coordinate);
    return fmin(fmax(x, panel->frame.left), panel->frame.right);
}

static void draw_break_evens(Chart *page, const SweepChart *chart, const SweepPanel *panel)
{
    const DecisionMap *map = chart->map;
    for (size_t i = 0; i < map->break_even_count && chart->view->sweep->decides; ++i) {
        const MapBreakEven *found = &map->break_evens[i];
        if (!decision_says(found) || found->row != panel->row) {
            continue;
        }
        const double x = edge(panel, found->place.at), low = edge(panel, found->place.low),
                     high = edge(panel, found->place.high);
        const ChartPoint band[] = {{low, panel->frame.top},
                                   {high, panel->frame.top},
                                   {high, panel->frame.bottom},
                                   {low, panel->frame.bottom}};
        chart_area(page, band, 4, COLOUR_INK, 0.08);
        chart_segment(page, x, panel->frame.top, x, panel->frame.bottom,
                      (ChartPen){1.2, COLOUR_INK, true});
    }
}

static void draw_names(Chart *page, const SweepChart *chart, const SweepPanel *panel)
{
    const size_t count = chart->view->strategy_count, last = chart->map->columns - 1;
    SpreadLabel *labels = memory_allocate(count + 1, sizeof *labels);
    for (size_t s = 0; s < count; ++s) {
        const double mean = panel->dots[s * chart->map->columns + last].mean;
        double lines = 1;
        for (const char *at = chart->names[s]; *at; ++at) {
            lines += *at == '\n';
        }
        labels[s] =
            (SpreadLabel){.wanted = isnan(mean) ? panel->frame.bottom : y_cut(chart, panel, mean),
                          .height = 15 * lines + 2};
    }
    label_spread(labels, count, panel->frame.top - 8, panel->frame.bottom + 10);
    for (size_t s = 0; s < count; ++s) {
        const double half = (labels[s].height - 2 - 15) / 2;
        const double x = panel->frame.right + 12;
        if (fabs(labels[s].at - labels[s].wanted) > 4) {
            chart_segment(page, panel->frame.right + 2, labels[s].wanted, x - 2, labels[s].at,
                          (ChartPen){0.8, chart->view->strategies[s].line, false});
        }
        (void)sweep_draw_lines(
            page, x, labels[s].at - half,
            (ChartText){LABEL_PT, true, ALIGN_LEFT, chart->view->strategies[s].text},
            chart->names[s], 15);
    }
    free(labels);
}

static void draw_panel(Chart *page, const SweepChart *chart, const SweepPanel *panel)
{
    const View *view = chart->view;
    draw_values(page, chart, panel);
    draw_break_evens(page, chart, panel);
    for (size_t pass = 0; pass < 2; ++pass) {
        for (size_t s = view->strategy_count; s-- > 0;) {
            const CurveDot *dots = panel->dots + s * chart->map->columns;
            if (pass == 0) {
                draw_band(page, chart, panel, dots, view->strategies[s].line);
            } else {
                draw_curve(page, chart, panel, dots, view->strategies[s].line);
            }
        }
    }
    sweep_frame_draw_x(page, &panel->frame);
    chart_text(page, panel->frame.left, panel->frame.top - 13,
               (ChartText){panel->is_large ? LABEL_PT : AXIS_PT, true, ALIGN_LEFT, COLOUR_INK},
               panel->title);
    if (panel->is_large) {
        draw_names(page, chart, panel);
        chart_text(page, panel->frame.right, panel->frame.top - 13,
                   (ChartText){SMALL_PT, false, ALIGN_RIGHT, COLOUR_QUIET}, chart->mark);
    }
}

static void draw_sweep(Chart *page, const void *what)
{
    const SweepChart *chart = what;
    for (size_t i = 0; i < chart->panel_count; ++i) {
        draw_panel(page, chart, &chart->panels[i]);
    }
}

static const char *row_title(const GalleryBuild *build, const DecisionMap *map, size_t row)
{
    if (map->y == SWEEP_NONE) {
        return "";
    }
    const FactorScale scale = sweep_factor_scale(build->view, map->y);
    TextBuilder text = {0};
    text_add_format(&text, "%s ", map->data->factors[map->y].name);
    factor_say(&text, &scale, factor_value_at(map->data, map->y, map->y_at[row]));
    return view_keep(build->view, &text);
}

static void place_panels(SweepChart *chart, const GalleryBuild *build, double top)
{
    const DecisionMap *map = chart->map;
    const double width = build->view->width - 2.0 * FIGURE_MARGIN;
    const double cell = (width - gap * (COLUMNS - 1)) / COLUMNS;
    for (size_t i = 0; i < chart->panel_count; ++i) {
        SweepPanel *panel = &chart->panels[i];
        SweepFrame *frame = &panel->frame;
        const size_t place = i - 1, small_row = place / COLUMNS, small_column = place % COLUMNS;
        const double small_top = top + panel_title + large_height + SWEEP_AXIS_ROOM + 14 +
                                 (double)small_row * (panel_title + small_height + small_axis);
        frame->left = panel->is_large ? FIGURE_MARGIN + PANEL_VALUE_ROOM
                                      : FIGURE_MARGIN + PANEL_VALUE_ROOM - 8 +
                                            (double)small_column * (cell + gap);
        frame->right = panel->is_large ? build->view->width - FIGURE_MARGIN - PANEL_LABEL_ROOM
                                       : frame->left + cell - PANEL_VALUE_ROOM;
        frame->top = panel_title + (panel->is_large ? top : small_top);
        frame->bottom = frame->top + (panel->is_large ? large_height : small_height);
        frame->x = sweep_axis(build->view, build->measure, map->x, map->x_at[0],
                              map->x_at[map->columns - 1], frame->right - frame->left);
        panel->title = row_title(build, map, panel->row);
        frame->x.title = panel->is_large ? frame->x.title : "";
    }
}

static void fit_names(SweepChart *chart, const GalleryBuild *build)
{
    chart->names =
        arena_allocate(build->view->arena, chart->view->strategy_count, sizeof *chart->names);
    for (size_t s = 0; s < chart->view->strategy_count; ++s) {
        TextBuilder name = {0};
        text_wrap(build->measure, &name, chart->view->strategies[s].name,
                  (TextFace){LABEL_PT, true}, PANEL_LABEL_ROOM - 20, 2);
        chart->names[s] = view_keep(build->view, &name);
    }
}

static bool has_break_even(const SweepChart *chart)
{
    for (size_t i = 0; i < chart->map->break_even_count; ++i) {
        const MapBreakEven *found = &chart->map->break_evens[i];
        if (decision_says(found) && found->row == chart->panels[0].row) {
            return chart->view->sweep->decides;
        }
    }
    return false;
}

static const char *sweep_title(const GalleryBuild *build, const SweepChart *chart,
                               const char *metric)
{
    if (chart->view->sweep->decides) {
        return sweep_row_title(build, chart->map, chart->panels[0].row);
    }
    return gallery_text(build, "How %s depends on %s", metric,
                        chart->map->data->factors[chart->map->x].name);
}

void chart_sweep(GalleryBuild *build)
{
    const View *view = build->view;
    const DecisionMap *map = &view->sweep->map;
    if (!view->sweep->has_map || map->columns < 2) {
        return;
    }
    const SweepMetric *metric = &map->data->metrics[map->metric];
    const char *words = sweep_metric_words(view, metric);
    SweepChart *chart = arena_allocate(view->arena, 1, sizeof *chart);
    *chart = (SweepChart){.view = view, .map = map};
    choose_rows(chart);
    for (size_t i = 0; i < chart->panel_count; ++i) {
        fill_dots(chart, &chart->panels[i], view->arena);
    }
    find_range(chart, sweep_metric_kind(metric));
    fit_names(chart, build);
    chart->mark = has_break_even(chart)
                      ? gallery_text(build, "dashed: break-even, shaded: its interval")
                      : "";
    char level[QUANTITY_TEXT];
    const char *unit = chart->scale.unit ? chart->scale.unit : "";
    const FigureText text = {
        .name = view_text(build->view, "sweep-%s", metric->metric),
        .title = sweep_title(build, chart, sweep_metric_subject(view, metric)),
        .subtitle = gallery_text(build, "Mean %s%s over %s, with its %s\u202f%% interval", words,
                                 *unit ? view_text(view, " (%s)", unit) : "",
                                 map->data->factors[map->x].name,
                                 view_number(view, level, 100 * map->data->confidence, 4)),
        .footnote = sweep_footnote(view),
        .caption = gallery_text(build, "The %s of each strategy over %s", words,
                                map->data->factors[map->x].name)};
    const size_t small_rows = (chart->panel_count - 1 + COLUMNS - 1) / COLUMNS;
    const double height = panel_title + large_height + SWEEP_AXIS_ROOM + (small_rows > 0 ? 14 : 0) +
                          (double)small_rows * (panel_title + small_height + small_axis);
    const Figure *figure = gallery_add(build, &text, height, draw_sweep, chart);
    place_panels(chart, build, figure->top);
}
