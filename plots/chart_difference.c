/* difference: paired differences to the baseline with their intervals, each measure on its own
 * scale. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "plots/gallery_build.h"
#include "plots/headline.h"
#include "plots/mark.h"
#include "plots/name_lines.h"

enum { COLUMNS = 3, NAME_WIDTH = 165, NUMBER_WIDTH = 52, NAME_PT = 11, SMALL_PT = 10 };

static const double one_line = 17, two_lines = 29, head_height = 38, foot_height = 30;

typedef struct ForestRow {
    const ViewStrategy *strategy;
    const char *name;                                  /* as it fits */
    double difference, ci_low, ci_high, baseline_mean; /* NAN where there is none */
} ForestRow;

typedef struct ForestCell {
    const char *label, *against; /* "Total cost", in up to two lines; "baseline €3.2 million" */
    const char *unit;            /* of the axis */
    QuantityScale scale;
    Ticks ticks;      /* in units of the scale */
    double low, high; /* of the axis, likewise */
    ForestRow *rows;
} ForestCell;

typedef struct Forest {
    size_t cell_count, row_count;
    ForestCell *cells;
    double top, row_height, head_height, width; /* width: of the page */
} Forest;

static void find_axis(const GalleryBuild *build, ForestCell *cell, size_t row_count,
                      QuantityKind kind)
{
    double low = 0, high = 0;
    for (size_t i = 0; i < row_count; ++i) {
        const ForestRow *row = &cell->rows[i];
        low = fmin(low, fmin(row->ci_low, row->difference)); /* NAN is ignored */
        high = fmax(high, fmax(row->ci_high, row->difference));
    }
    cell->scale = view_scale(build->view, kind, fmax(-low, high));
    cell->unit = cell->scale.unit;
    if (kind == QUANTITY_COUNT && cell->scale.suffix[0]) { /* the short word, behind its blank */
        cell->unit = cell->scale.suffix + strlen("\u00a0");
    } else if (kind == QUANTITY_SHARE) {
        cell->unit = gallery_text(build, "points"); /* of per cent */
    } else if (kind == QUANTITY_EURO) {
        cell->unit = cell->scale.factor >= 1e9   ? gallery_text(build, "\u20ac billion")
                     : cell->scale.factor >= 1e6 ? gallery_text(build, "\u20ac million")
                                                 : "\u20ac";
    }
    low /= cell->scale.factor;
    high /= cell->scale.factor;
    const double room = (high > low ? high - low : 1) * 0.06;
    cell->low = low - room;
    cell->high = high + room;
    const Ticks ticks = ticks_linear(cell->low, cell->high, 6);
    for (size_t i = 0; i < ticks.count; ++i) {
        if (ticks.at[i] >= cell->low && ticks.at[i] <= cell->high) {
            cell->ticks.at[cell->ticks.count++] = ticks.at[i];
        }
    }
}

static void fill_cell(const GalleryBuild *build, ForestCell *cell, const Headline *headline,
                      size_t row_count)
{
    const View *view = build->view;
    const ViewMetric *metric = &headline->metric;
    size_t row = 0;
    cell->rows = arena_allocate(view->arena, row_count, sizeof *cell->rows);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        if (strategy->undisturbed || strategy == view->baseline) {
            continue;
        }
        const ComparisonRow *found = results_comparison(view->results, strategy->id, metric->scope,
                                                        metric->id, metric->metric);
        ForestRow *filled = &cell->rows[row++];
        *filled = (ForestRow){.strategy = strategy,
                              .name = name_lines_fit(view, build->measure, strategy->name,
                                                     (TextFace){NAME_PT, true}, NAME_WIDTH - 14),
                              .difference = NAN,
                              .ci_low = NAN,
                              .ci_high = NAN,
                              .baseline_mean = NAN};
        if (found) {
            filled->difference = found->difference;
            filled->ci_low = found->ci_low;
            filled->ci_high = found->ci_high;
            filled->baseline_mean = found->baseline_mean;
        }
    }
    char mean[QUANTITY_TEXT];
    view_quantity(view, mean,
                  view_mean(view, view->baseline->id, metric->scope, metric->id, metric->metric),
                  metric->kind);
    TextBuilder against = {0};
    const double width = (view->width - 2.0 * FIGURE_MARGIN - NAME_WIDTH) / COLUMNS - 12;
    text_fit(build->measure, &against, gallery_text(build, "baseline %s", mean),
             (TextFace){SMALL_PT, false}, width);
    cell->label =
        name_lines_fit(view, build->measure, headline->label, (TextFace){NAME_PT, true}, width);
    cell->against = view_keep(view, &against);
    find_axis(build, cell, row_count, metric->kind);
}

/* Change in per cent of the baseline; the difference itself where the baseline is 0. */
static void row_number(char out[QUANTITY_TEXT], const ForestRow *row, QuantityScale scale)
{
    if (isnan(row->difference)) {
        snprintf(out, QUANTITY_TEXT, "\u2013");
    } else if (row->baseline_mean > 0) {
        const double ratio = row->difference / row->baseline_mean;
        if (ratio > 9.995) {
            char times[QUANTITY_TEXT];
            snprintf(out, QUANTITY_TEXT, "\u00d7%.48s",
                     quantity_plain(times, ratio + 1, 3, scale.language));
            return;
        }
        quantity_change(out, ratio, scale.language);
    } else {
        quantity_signed(out, row->difference, scale);
    }
}

static double x_at(const ForestCell *cell, double left, double right, double value)
{
    return left + (right - left) * (value - cell->low) / (cell->high - cell->low);
}

static void draw_row(Chart *chart, const ForestCell *cell, const ForestRow *row, double left,
                     double right, double y)
{
    const bool clear = row->ci_high < 0 || row->ci_low > 0;
    const double factor = cell->scale.factor;
    char number[QUANTITY_TEXT];
    row_number(number, row, cell->scale);
    chart_text(chart, right + NUMBER_WIDTH - 6, y,
               (ChartText){NAME_PT, clear, ALIGN_RIGHT, clear ? row->strategy->text : COLOUR_QUIET},
               number);
    if (isnan(row->difference)) {
        return;
    }
    const double x = x_at(cell, left, right, row->difference / factor);
    if (!isnan(row->ci_low) && !isnan(row->ci_high)) {
        chart_segment(chart, x_at(cell, left, right, row->ci_low / factor), y,
                      x_at(cell, left, right, row->ci_high / factor), y,
                      (ChartPen){2, row->strategy->line, false});
    }
    mark_draw(chart, x, y, 4, row->strategy->mark, row->strategy->line);
    if (!clear) {
        mark_draw(chart, x, y, 2.2, row->strategy->mark, COLOUR_PAGE);
    }
}

/* Half the width of a tick's label, which it writes; the blank between thousands is narrow. */
static double tick_label(char label[QUANTITY_TEXT], const ForestCell *cell, size_t tick)
{
    double half = 0;
    quantity_tick(label, cell->ticks.at[tick] * cell->scale.factor, cell->scale);
    for (const char *at = label; *at; at += text_character_bytes(at, strlen(at))) {
        half += strncmp(at, "\u202f", strlen("\u202f")) == 0 ? 1 : 2.8;
    }
    return half;
}

/* Of how many ticks one has a label, so that none touches the next. */
static size_t label_stride(const ForestCell *cell, double left, double right)
{
    double widest = 24;
    for (size_t i = 0; i < cell->ticks.count; ++i) {
        char label[QUANTITY_TEXT];
        widest = fmax(widest, 2 * tick_label(label, cell, i));
    }
    if (cell->ticks.count < 2) {
        return 1;
    }
    const double step =
        x_at(cell, left, right, cell->ticks.at[1]) - x_at(cell, left, right, cell->ticks.at[0]);
    return (size_t)ceil((widest + 4) / step);
}

static void draw_axis(Chart *chart, const ForestCell *cell, double left, double right, double top,
                      double bottom)
{
    const double zero = x_at(cell, left, right, 0);
    const size_t stride = label_stride(cell, left, right);
    size_t of_zero = 0; /* the tick that has a label for certain */
    while (of_zero + 1 < cell->ticks.count && cell->ticks.at[of_zero] < 0) {
        ++of_zero;
    }
    for (size_t i = 0; i < cell->ticks.count; ++i) {
        const double x = x_at(cell, left, right, cell->ticks.at[i]);
        char label[QUANTITY_TEXT];
        chart_segment(chart, x, top, x, bottom, (ChartPen){0.7, COLOUR_GRID, false});
        /* What lies at the edge may reach a little into the gap to the left, a long number not. */
        const double half = tick_label(label, cell, i);
        if ((i + stride - of_zero % stride) % stride == 0 && x >= left + half - 6 &&
            (!cell->unit[0] || x + half <= right)) { /* the unit stands to the right */
            chart_text(chart, x, bottom + 9,
                       (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET}, label);
        }
    }
    chart_segment(chart, zero, top, zero, bottom, (ChartPen){1.2, COLOUR_AXIS, false});
    chart_text(chart, right + NUMBER_WIDTH - 6, bottom + 9,
               (ChartText){SMALL_PT, false, ALIGN_RIGHT, COLOUR_QUIET}, cell->unit);
}

static double block_height(const Forest *forest)
{
    return forest->head_height + forest->row_height * (double)forest->row_count + foot_height;
}

static void draw_cell(Chart *chart, const Forest *forest, size_t index)
{
    const ForestCell *cell = &forest->cells[index];
    const double width = (forest->width - 2.0 * FIGURE_MARGIN - NAME_WIDTH) / COLUMNS;
    const double left = FIGURE_MARGIN + NAME_WIDTH + width * (double)(index % COLUMNS);
    const size_t row_of_cells = index / COLUMNS;
    const double top = forest->top + block_height(forest) * (double)row_of_cells;
    const double right = left + width - NUMBER_WIDTH, first = top + forest->head_height;
    const double bottom = first + forest->row_height * (double)forest->row_count;
    const double label_up = NAME_LINE_HEIGHT / 2. * (double)(name_lines_count(cell->label) - 1);
    name_lines_draw(chart, left, first - 26 - label_up,
                    (ChartText){NAME_PT, true, ALIGN_LEFT, COLOUR_INK}, cell->label);
    chart_text(chart, left, first - 12, (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET},
               cell->against);
    draw_axis(chart, cell, left, right, first, bottom);
    for (size_t i = 0; i < forest->row_count; ++i) {
        const ForestRow *row = &cell->rows[i];
        const double y = first + forest->row_height * ((double)i + 0.5);
        if (index % COLUMNS == 0) {
            name_lines_draw(chart, FIGURE_MARGIN, y,
                            (ChartText){NAME_PT, true, ALIGN_LEFT, row->strategy->text}, row->name);
        }
        draw_row(chart, cell, row, left, right, y);
    }
}

static void draw_forest(Chart *chart, const void *what)
{
    const Forest *forest = what;
    for (size_t i = 0; i < forest->cell_count; ++i) {
        draw_cell(chart, forest, i);
    }
}

static void count_clear(const Forest *forest, size_t row, size_t *lower, size_t *higher)
{
    *lower = *higher = 0;
    for (size_t i = 0; i < forest->cell_count; ++i) {
        const ForestRow *found = &forest->cells[i].rows[row];
        *lower += found->ci_high < 0 ? 1 : 0;
        *higher += found->ci_low > 0 ? 1 : 0;
    }
}

/* Whether a row is a better subject for the title: clearly lower on more measures, higher on fewer,
 * and at last lower on the first. */
static bool is_better(const Forest *forest, size_t row, size_t than)
{
    size_t lower, higher, than_lower, than_higher;
    count_clear(forest, row, &lower, &higher);
    count_clear(forest, than, &than_lower, &than_higher);
    if (lower != than_lower) {
        return lower > than_lower;
    }
    if (higher != than_higher) {
        return higher < than_higher;
    }
    return forest->cells[0].rows[row].difference < forest->cells[0].rows[than].difference;
}

/* The strategy that is clearly lower on most measures, and where it pays for that. */
static const char *forest_title(const GalleryBuild *build, const Forest *forest)
{
    size_t best = 0, most, worse;
    for (size_t i = 1; i < forest->row_count; ++i) {
        best = is_better(forest, i, best) ? i : best;
    }
    count_clear(forest, best, &most, &worse);
    const char *baseline = build->view->baseline->name;
    if (!most) {
        return gallery_text(
            build, "No strategy is clearly better than \u201c%s\u201d on any of %zu measures",
            baseline, forest->cell_count);
    }
    const char *name = forest->cells[0].rows[best].strategy->name;
    if (!worse) {
        return gallery_text(build,
                            "\u201c%s\u201d is clearly lower than \u201c%s\u201d on %zu of %zu "
                            "measures of harm, and higher on none",
                            name, baseline, most, forest->cell_count);
    }
    return gallery_text(build,
                        "\u201c%s\u201d is clearly lower than \u201c%s\u201d on %zu of %zu "
                        "measures of harm, and higher on %zu",
                        name, baseline, most, forest->cell_count, worse);
}

/* The strategies beside the baseline. */
static size_t count_others(const View *view)
{
    size_t others = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        others += view->strategies[i].undisturbed || &view->strategies[i] == view->baseline ? 0 : 1;
    }
    return others;
}

/* Whether any strategy has a difference: a measure that is undefined under the baseline has none.
 */
static bool is_compared(const View *view, const ViewMetric *metric)
{
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ComparisonRow *row = results_comparison(view->results, view->strategies[i].id,
                                                      metric->scope, metric->id, metric->metric);
        if (row && !view->strategies[i].undisturbed && !isnan(row->difference)) {
            return true;
        }
    }
    return false;
}

static Forest *forest_of(const GalleryBuild *build, const Headline *rows, size_t count)
{
    const View *view = build->view;
    Forest *forest = arena_allocate(view->arena, 1, sizeof *forest);
    *forest = (Forest){.row_count = count_others(view),
                       .width = view->width,
                       .head_height = head_height,
                       .row_height = one_line};
    forest->cells = arena_allocate(view->arena, count, sizeof *forest->cells);
    for (size_t i = 0; i < count && forest->row_count; ++i) {
        if (!is_compared(view, &rows[i].metric)) {
            continue;
        }
        ForestCell *cell = &forest->cells[forest->cell_count++];
        fill_cell(build, cell, &rows[i], forest->row_count);
        if (name_lines_count(cell->label) > 1) {
            forest->head_height = head_height + NAME_LINE_HEIGHT;
        }
    }
    for (size_t i = 0; i < forest->row_count && forest->cell_count; ++i) {
        forest->row_height =
            name_lines_count(forest->cells[0].rows[i].name) > 1 ? two_lines : forest->row_height;
    }
    return forest;
}

/* A difference of one pair of replications, as of moments that the horizon hides in the others, has
 * no interval. */
static const char *forest_footnote(const GalleryBuild *build, const Forest *forest)
{
    bool single = false;
    for (size_t i = 0; i < forest->cell_count * forest->row_count; ++i) {
        const ForestRow *row = &forest->cells[i / forest->row_count].rows[i % forest->row_count];
        single = single || (!isnan(row->difference) && isnan(row->ci_low));
    }
    const char *footnote = gallery_footnote(build, false);
    return single
               ? gallery_text(build,
                              "Hollow: the interval covers 0, or there is none as only one "
                              "replication has a value, so the difference is not clear. %s",
                              footnote)
               : gallery_text(build,
                              "Hollow: the interval covers 0, so the difference is not clear. %s",
                              footnote);
}

void gallery_add_forest(GalleryBuild *build, const char *name, const char *title,
                        const Headline *rows, size_t count)
{
    const View *view = build->view;
    if (!view->baseline) {
        return;
    }
    Forest *forest = forest_of(build, rows, count);
    if (!forest->cell_count) {
        return;
    }
    const FigureText text = {
        .name = name,
        .title = title ? title : forest_title(build, forest),
        .subtitle =
            gallery_text(build,
                         "Difference to \u201c%s\u201d (line at 0) with its %s interval, paired by "
                         "replication; each measure on its own scale; left of 0 is less harm",
                         view->baseline->name, gallery_confidence(build)),
        .footnote = forest_footnote(build, forest),
        .caption =
            gallery_text(build, "Numbers at the right: change in per cent of the baseline's mean")};
    const size_t blocks = (forest->cell_count + COLUMNS - 1) / COLUMNS;
    forest->top =
        gallery_add(build, &text, (double)blocks * block_height(forest), draw_forest, forest)->top;
}

void chart_difference(GalleryBuild *build)
{
    size_t count;
    const Headline *rows = headlines(build->view, &count);
    gallery_add_forest(build, "difference", NULL, rows, count);
}
