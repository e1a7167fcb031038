/* decision-map: over two factors, which strategy is best, how clearly, where that is open, and the
 * break-even with its band. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "plots/gallery_build.h"
#include "plots/sweep_frame.h"
#include "study/decision_words.h"

enum { LABEL_PT = 12, SMALL_PT = 10, LEGEND_LINE = 16, SWATCH = 30 };

static const double seam = 0.3;
static const double plot_height = 380, legend_room = 196, hatch_step = 7;
static const double clear_share = 0.33, some_share = 0.1; /* of the largest advantage on the map */

typedef struct MapLabel {
    size_t strategy;
    const char *text;
    double x, y;
} MapLabel;

typedef struct LegendItem {
    size_t strategy; /* SIZE_MAX: undecided */
    const char *name, *note;
} LegendItem;

typedef struct MapChart {
    const View *view;
    const DecisionMap *map;
    SweepFrame frame;
    double *x_edges, *y_edges; /* [columns + 1], [rows + 1]: in points on the page */
    double largest;            /* advantage of a best strategy over its second, decided */
    size_t label_count, item_count;
    MapLabel *labels;
    LegendItem *items;
    bool has_line;
} MapChart;

static const Decision *decision_at(const MapChart *chart, size_t row, size_t column)
{
    return &chart->map->decisions[row * chart->map->columns + column];
}

/* Edges half way between coordinates, and half a step beyond the outer ones. */
static void find_edges(const double *at, size_t count, double *edges)
{
    for (size_t i = 1; i < count; ++i) {
        edges[i] = (at[i - 1] + at[i]) / 2;
    }
    edges[0] = count > 1 ? at[0] - (at[1] - at[0]) / 2 : at[0] - 0.5;
    edges[count] =
        count > 1 ? at[count - 1] + (at[count - 1] - at[count - 2]) / 2 : at[count - 1] + 0.5;
}

static size_t tint_of(const MapChart *chart, const Decision *decision)
{
    const double share = fabs(decision->difference) / chart->largest;
    return !decision->is_decided || share < some_share ? 3 : share < clear_share ? 2 : 1;
}

/* Tints, that a dark page knows too; words can be read on all but the full colour. */
static Colour shade_of(const MapChart *chart, size_t strategy, size_t tint)
{
    return palette_tint(chart->view->strategies[strategy].line, tint);
}

/* Lines at 45 degrees that go on from place to place. */
static void hatch(Chart *page, double left, double top, double right, double bottom)
{
    const ChartPen pen = {0.8, COLOUR_AXIS, false};
    const double first = ceil((left + top) / hatch_step) * hatch_step;
    const double steps = ceil((right + bottom - first) / hatch_step);
    for (size_t i = 0; (double)i < steps; ++i) {
        const double sum = first + hatch_step * (double)i;
        const double x0 = fmax(left, sum - bottom), x1 = fmin(right, sum - top);
        if (x1 > x0) {
            chart_segment(page, x0, sum - x0, x1, sum - x1, pen);
        }
    }
}

static void draw_places(Chart *page, const MapChart *chart)
{
    for (size_t row = 0; row < chart->map->rows; ++row) {
        for (size_t column = 0; column < chart->map->columns; ++column) {
            const Decision *decision = decision_at(chart, row, column);
            const double left = chart->x_edges[column], right = chart->x_edges[column + 1],
                         bottom = chart->y_edges[row], top = chart->y_edges[row + 1];
            if (decision->best != SIZE_MAX) {
                /* A little wider: else hairlines of the page show between neighbours. */
                chart_rectangle(page, left - seam, top - seam, right + seam, bottom + seam,
                                shade_of(chart, decision->best, tint_of(chart, decision)));
            }
            if (!decision->is_decided) {
                hatch(page, left, top, right, bottom);
            }
        }
    }
}

static double clip(const SweepFrame *frame, double coordinate)
{
    return fmin(fmax(sweep_frame_x(frame, coordinate), frame->left), frame->right);
}

/* Whether the break-even `next` continues that of the row below. */
static bool continues(const MapBreakEven *below, const MapBreakEven *next)
{
    return next->row == below->row + 1 && next->better_below == below->better_below &&
           next->better_above == below->better_above;
}

static const MapBreakEven *find_next(const DecisionMap *map, const MapBreakEven *below)
{
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *next = &map->break_evens[i];
        if (decision_says(next) && continues(below, next)) {
            return next;
        }
    }
    return NULL;
}

static double row_y(const MapChart *chart, size_t row)
{
    return (chart->y_edges[row] + chart->y_edges[row + 1]) / 2;
}

static void draw_band_piece(Chart *page, const MapChart *chart, const MapBreakEven *from,
                            const MapBreakEven *to)
{
    const SweepFrame *frame = &chart->frame;
    const double y0 = row_y(chart, from->row), y1 = row_y(chart, to->row);
    const ChartPoint corners[] = {{clip(frame, from->place.low), y0},
                                  {clip(frame, from->place.high), y0},
                                  {clip(frame, to->place.high), y1},
                                  {clip(frame, to->place.low), y1}};
    chart_area(page, corners, 4, COLOUR_INK, 0.16);
}

static void draw_line_piece(Chart *page, const MapChart *chart, const MapBreakEven *from,
                            const MapBreakEven *to, ChartPen pen)
{
    chart_segment(page, clip(&chart->frame, from->place.at), row_y(chart, from->row),
                  clip(&chart->frame, to->place.at), row_y(chart, to->row), pen);
}

/* A break-even that no row above goes on with, and none below led to, stands alone in its row. */
static void draw_alone(Chart *page, const MapChart *chart, const MapBreakEven *found, ChartPen pen)
{
    const double x = clip(&chart->frame, found->place.at);
    chart_segment(page, x, chart->y_edges[found->row], x, chart->y_edges[found->row + 1], pen);
}

static bool is_led_to(const DecisionMap *map, const MapBreakEven *found)
{
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *below = &map->break_evens[i];
        if (decision_says(below) && continues(below, found) && find_next(map, below) == found) {
            return true;
        }
    }
    return false;
}

static void draw_break_evens(Chart *page, const MapChart *chart)
{
    const DecisionMap *map = chart->map;
    const ChartPen halo = {4.5, COLOUR_PAGE, false}, ink = {2, COLOUR_INK, false};
    for (int layer = 0; layer < 3; ++layer) {
        for (size_t i = 0; i < map->break_even_count; ++i) {
            const MapBreakEven *found = &map->break_evens[i];
            if (!decision_says(found)) {
                continue;
            }
            const MapBreakEven *next = find_next(map, found);
            if (layer == 0 && next) {
                draw_band_piece(page, chart, found, next);
            } else if (layer > 0 && next) {
                draw_line_piece(page, chart, found, next, layer == 1 ? halo : ink);
            } else if (layer > 0 && !is_led_to(map, found)) {
                draw_alone(page, chart, found, layer == 1 ? halo : ink);
            }
        }
    }
}

static void draw_legend_swatch(Chart *page, const MapChart *chart, const LegendItem *item, double x,
                               double y)
{
    if (item->strategy == SIZE_MAX) {
        chart_rectangle(page, x, y - 6, x + SWATCH, y + 6, COLOUR_GRID);
        hatch(page, x, y - 6, x + SWATCH, y + 6);
        return;
    }
    for (size_t tint = 1; tint <= 3; ++tint) {
        const double part = SWATCH / 3.0;
        chart_rectangle(page, x + part * (double)(3 - tint), y - 6, x + part * (double)(4 - tint),
                        y + 6, shade_of(chart, item->strategy, tint));
    }
}

static void draw_legend_line(Chart *page, const MapChart *chart, double x, double y)
{
    const ChartPoint band[] = {{x, y - 6}, {x + SWATCH, y - 6}, {x + SWATCH, y + 6}, {x, y + 6}};
    chart_area(page, band, 4, COLOUR_INK, 0.16);
    chart_segment(page, x, y, x + SWATCH, y, (ChartPen){2, COLOUR_INK, false});
    chart_text(page, x + SWATCH + 8, y, (ChartText){SMALL_PT + 1, true, ALIGN_LEFT, COLOUR_INK},
               view_phrase(chart->view, "Break-even"));
    chart_text(page, x + SWATCH + 8, y + 14, (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET},
               view_phrase(chart->view, "with its interval in each row"));
}

static void draw_legend(Chart *page, const MapChart *chart)
{
    const double x = chart->frame.right + 18;
    double y = chart->frame.top + 8;
    for (size_t i = 0; i < chart->item_count; ++i) {
        const LegendItem *item = &chart->items[i];
        draw_legend_swatch(page, chart, item, x, y);
        const Colour colour = item->strategy == SIZE_MAX
                                  ? (Colour)COLOUR_INK
                                  : chart->view->strategies[item->strategy].text;
        y = sweep_draw_lines(page, x + SWATCH + 8, y,
                             (ChartText){SMALL_PT + 1, true, ALIGN_LEFT, colour}, item->name, 14);
        y = sweep_draw_lines(page, x + SWATCH + 8, y,
                             (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET}, item->note,
                             13) +
            8;
    }
    if (chart->has_line) {
        draw_legend_line(page, chart, x, y);
    }
}

static void draw_map(Chart *page, const void *what)
{
    const MapChart *chart = what;
    draw_places(page, chart);
    draw_break_evens(page, chart);
    sweep_frame_draw_axes(page, &chart->frame);
    for (size_t i = 0; i < chart->label_count; ++i) {
        const MapLabel *label = &chart->labels[i];
        chart_text(page, label->x, label->y, (ChartText){LABEL_PT, true, ALIGN_CENTRE, COLOUR_INK},
                   label->text);
    }
    draw_legend(page, chart);
}

/* How far left and right of a place its strategy is decided without a break. */
static void find_run(const MapChart *chart, size_t row, size_t column, size_t *first, size_t *last)
{
    const size_t best = decision_at(chart, row, column)->best;
    *first = *last = column;
    while (*first > 0 && decision_at(chart, row, *first - 1)->is_decided &&
           decision_at(chart, row, *first - 1)->best == best) {
        --*first;
    }
    while (*last + 1 < chart->map->columns && decision_at(chart, row, *last + 1)->is_decided &&
           decision_at(chart, row, *last + 1)->best == best) {
        ++*last;
    }
}

static double room_at(const MapChart *chart, size_t strategy, size_t row, double *middle)
{
    double widest = 0;
    for (size_t column = 0; column < chart->map->columns; ++column) {
        const Decision *decision = decision_at(chart, row, column);
        size_t first, last;
        if (!decision->is_decided || decision->best != strategy) {
            continue;
        }
        find_run(chart, row, column, &first, &last);
        const double width = chart->x_edges[last + 1] - chart->x_edges[first];
        if (width > widest) {
            widest = width;
            *middle = (chart->x_edges[last + 1] + chart->x_edges[first]) / 2;
        }
    }
    return widest;
}

/* Where a row, with those above and below, has most room for the strategy's name. */
static void place_label(MapChart *chart, const GalleryBuild *build, size_t strategy)
{
    const size_t rows = chart->map->rows;
    double best_room = 0;
    MapLabel label = {.strategy = strategy, .text = chart->view->strategies[strategy].name};
    for (size_t row = 0; row < rows; ++row) {
        double middle = 0, other;
        const double room = room_at(chart, strategy, row, &middle);
        const double below = row > 0 ? room_at(chart, strategy, row - 1, &other) : room;
        const double above = row + 1 < rows ? room_at(chart, strategy, row + 1, &other) : room;
        const double least =
            fmin(room, fmin(below, above)); /* of three rows: room above and below */
        const double centred = fabs((double)row - (double)(rows - 1) / 2) / (double)rows;
        if (least * (1 - 0.3 * centred) > best_room) {
            best_room = least * (1 - 0.3 * centred);
            label.x = middle;
            label.y = row_y(chart, row);
        }
    }
    const double width = text_width(build->measure, label.text, (TextFace){LABEL_PT, true});
    if (best_room > width + 24) {
        chart->labels[chart->label_count++] = label;
    }
}

static const char *wrapped(const GalleryBuild *build, const char *text, double size_pt, bool bold)
{
    TextBuilder lines = {0};
    text_wrap(build->measure, &lines, text, (TextFace){size_pt, bold},
              legend_room - SWATCH - 8 - 18 - 6, 3);
    return view_keep(build->view, &lines);
}

static size_t count_best(const DecisionMap *map, size_t strategy)
{
    size_t count = 0;
    for (size_t i = 0; i < map->rows * map->columns; ++i) {
        count += map->decisions[i].best == strategy;
    }
    return count;
}

static void add_strategy(MapChart *chart, const GalleryBuild *build, size_t strategy)
{
    const size_t all = chart->map->rows * chart->map->columns;
    const size_t decided = decision_count(chart->map, strategy),
                 best = count_best(chart->map, strategy);
    if (best == 0) {
        return;
    }
    const char *note = decided > 0 ? gallery_text(build, "best at %zu of %zu places", decided, all)
                       : best == 1
                           ? gallery_text(build, "better mean at 1 place, not decided")
                           : gallery_text(build, "better mean at %zu places, none decided", best);
    chart->items[chart->item_count++] = (LegendItem){
        strategy, wrapped(build, chart->view->strategies[strategy].name, SMALL_PT + 1, true),
        wrapped(build, note, SMALL_PT, false)};
}

static void add_undecided(MapChart *chart, const GalleryBuild *build)
{
    const size_t count = decision_count(chart->map, SWEEP_NONE);
    if (count > 0) {
        const char *note =
            gallery_text(build, "at %zu of %zu places; its colour is that of the better mean",
                         count, chart->map->rows * chart->map->columns);
        chart->items[chart->item_count++] = (LegendItem){SIZE_MAX, gallery_text(build, "Undecided"),
                                                         wrapped(build, note, SMALL_PT, false)};
    }
}

static void fill_labels(MapChart *chart, const GalleryBuild *build)
{
    const size_t strategies = chart->view->strategy_count;
    chart->labels = arena_allocate(build->view->arena, strategies, sizeof *chart->labels);
    chart->items = arena_allocate(build->view->arena, strategies + 1, sizeof *chart->items);
    for (size_t s = 0; s < strategies; ++s) {
        place_label(chart, build, s);
        add_strategy(chart, build, s);
    }
    add_undecided(chart, build);
    for (size_t i = 0; i < chart->map->break_even_count; ++i) {
        chart->has_line = chart->has_line || decision_says(&chart->map->break_evens[i]);
    }
}

static const char *map_title(const GalleryBuild *build, const DecisionMap *map)
{
    return decision_count(map, SWEEP_NONE) == map->rows * map->columns
               ? gallery_text(build,
                              "At none of the %zu places is a strategy clearly better than all "
                              "others",
                              map->rows * map->columns)
               : sweep_row_title(build, map, sweep_leading_row(map));
}

static void lay_out(MapChart *chart, const GalleryBuild *build, double top)
{
    const DecisionMap *map = chart->map;
    Arena *arena = build->view->arena;
    double *x = arena_allocate(arena, map->columns + 1, sizeof *x);
    double *y = arena_allocate(arena, map->rows + 1, sizeof *y);
    find_edges(map->x_at, map->columns, x);
    find_edges(map->y_at, map->rows, y);
    SweepFrame *frame = &chart->frame;
    frame->top = top + 20;
    frame->bottom = frame->top + plot_height;
    frame->left = FIGURE_MARGIN + 44;
    frame->right = build->view->width - FIGURE_MARGIN - legend_room;
    frame->x = sweep_axis(build->view, build->measure, map->x, x[0], x[map->columns],
                          frame->right - frame->left);
    frame->y = sweep_axis(build->view, build->measure, map->y, y[0], y[map->rows],
                          frame->bottom - frame->top);
    for (size_t i = 0; i <= map->columns; ++i) {
        x[i] = sweep_frame_x(frame, x[i]);
    }
    for (size_t i = 0; i <= map->rows; ++i) {
        y[i] = sweep_frame_y(frame, y[i]);
    }
    chart->x_edges = x;
    chart->y_edges = y;
    for (size_t i = 0; i < map->rows * map->columns; ++i) {
        const Decision *decision = &map->decisions[i];
        if (decision->is_decided) {
            chart->largest = fmax(chart->largest, fabs(decision->difference));
        }
    }
    chart->largest = chart->largest > 0 ? chart->largest : 1;
    fill_labels(chart, build);
}

static const char *map_subtitle(const GalleryBuild *build, const SweepMetric *metric)
{
    const char *words = sweep_metric_words(build->view, metric);
    return metric->direction == METRIC_HIGHER_IS_BETTER
               ? gallery_text(build,
                              "Strategy with the highest mean %s; the stronger the colour, the "
                              "larger its lead over the second",
                              words)
               : gallery_text(build,
                              "Strategy with the lowest mean %s; the stronger the colour, the "
                              "larger its lead over the second",
                              words);
}

static const char *map_footnote(const GalleryBuild *build, const DecisionMap *map)
{
    char level[QUANTITY_TEXT];
    TextBuilder text = {0};
    text_add_format(
        &text,
        view_phrase(build->view,
                    "Hatched: not decided. With a probability of %s\u202f%% no decided place of "
                    "the map is wrong (paired t tests with Holm's correction)"),
        view_number(build->view, level, 100 * map->data->confidence, 4));
    if (map->is_smoothed) {
        text_add(&text,
                 view_phrase(build->view, ", smoothed by local lines through scattered points"));
    }
    text_add_format(&text, ". %s", sweep_footnote(build->view));
    return view_keep(build->view, &text);
}

void chart_decision_map(GalleryBuild *build)
{
    const View *view = build->view;
    const DecisionMap *map = &view->sweep->map;
    if (!view->sweep->has_map || !view->sweep->decides || map->y == SWEEP_NONE || map->rows < 2) {
        return; /* a line is in the chart `sweep` */
    }
    MapChart *chart = arena_allocate(view->arena, 1, sizeof *chart);
    *chart = (MapChart){.view = view, .map = map};
    const FigureText text = {
        .name = "decision-map",
        .title = map_title(build, map),
        .subtitle = map_subtitle(build, &map->data->metrics[map->metric]),
        .footnote = map_footnote(build, map),
        .caption = gallery_text(build, "Where which strategy is best, over %s and %s",
                                map->data->factors[map->x].name, map->data->factors[map->y].name)};
    const Figure *figure =
        gallery_add(build, &text, 20 + plot_height + SWEEP_AXIS_ROOM, draw_map, chart);
    lay_out(chart, build, figure->top);
}
