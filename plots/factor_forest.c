#include "plots/factor_forest.h"

#include <math.h>
#include <string.h>

#include "plots/sweep_frame.h"

enum { COLUMNS = 3, NAME_WIDTH = 166, NAME_GAP = 22, NAME_PT = 12, SMALL_PT = 10 };

static const double row_height = 32, foot_height = 44, line_height = 14, bar_half = 6.5;

static size_t columns_of(const FactorForest *forest)
{
    return forest->cell_count < 1 ? 1 : forest->cell_count < COLUMNS ? forest->cell_count : COLUMNS;
}

static double cell_width(const FactorForest *forest)
{
    return (forest->view->width - 2.0 * FIGURE_MARGIN - forest->name_width) /
           (double)columns_of(forest);
}

void factor_forest_names(FactorForest *forest, const GalleryBuild *build, const size_t *order)
{
    const SweepData *data = forest->view->sweep->data;
    Arena *arena = forest->view->arena;
    forest->names = arena_allocate(arena, forest->row_count, sizeof *forest->names);
    forest->notes = arena_allocate(arena, forest->row_count, sizeof *forest->notes);
    for (size_t i = 0; i < forest->row_count; ++i) {
        TextBuilder name = {0};
        text_fit(build->measure, &name, data->factors[order[i]].name, (TextFace){NAME_PT, true},
                 NAME_WIDTH);
        forest->names[i] = view_keep(build->view, &name);
        forest->notes[i] = "";
    }
}

/* The names take the room that they need, and the cells what is left. */
static void find_name_width(FactorForest *forest, const GalleryBuild *build)
{
    double widest = 0;
    for (size_t i = 0; i < forest->row_count; ++i) {
        widest =
            fmax(widest, text_width(build->measure, forest->names[i], (TextFace){NAME_PT, true}));
        widest =
            fmax(widest, text_width(build->measure, forest->notes[i], (TextFace){SMALL_PT, false}));
    }
    forest->name_width = widest + NAME_GAP;
}

static void wrap_titles(FactorForest *forest, const GalleryBuild *build)
{
    forest->titles =
        arena_allocate(forest->view->arena, forest->cell_count, sizeof *forest->titles);
    forest->title_height = 10 + line_height;
    for (size_t s = 0; s < forest->cell_count; ++s) {
        TextBuilder title = {0};
        if (text_wrap(build->measure, &title, forest->view->strategies[s].name,
                      (TextFace){NAME_PT, true}, cell_width(forest) - 22, 2) > 1) {
            forest->title_height = 10 + 2 * line_height;
        }
        forest->titles[s] = view_keep(build->view, &title);
    }
}

static void widen(FactorForest *forest, double value)
{
    forest->from = fmin(forest->from, value); /* passes over NAN */
    forest->to = fmax(forest->to, value);
}

static void widen_to_mark(FactorForest *forest, const ForestMark *mark)
{
    const double values[] = {mark->bar_low,
                             mark->bar_high,
                             mark->bar_low - mark->low_half,
                             mark->bar_low + mark->low_half,
                             mark->bar_high - mark->high_half,
                             mark->bar_high + mark->high_half,
                             mark->dot,
                             mark->dot_low,
                             mark->dot_high,
                             mark->ring};
    for (size_t k = 0; k < sizeof values / sizeof *values; ++k) {
        widen(forest, values[k]);
    }
}

static void widen_to_all(FactorForest *forest)
{
    forest->from = INFINITY;
    forest->to = -(double)INFINITY;
    for (size_t s = 0; s < forest->cell_count; ++s) {
        widen(forest, forest->bases[s]);
        for (size_t i = 0; i < forest->row_count; ++i) {
            widen_to_mark(forest, &forest->marks[s * forest->row_count + i]);
        }
    }
}

static void find_axis(FactorForest *forest)
{
    if (!(forest->to > forest->from)) {
        widen_to_all(forest);
    }
    if (!(forest->to > forest->from)) {
        forest->from = 0;
        forest->to = 1;
    }
    const double room = 0.04 * (forest->to - forest->from), factor = forest->scale.factor;
    forest->low = (forest->from - room) / factor;
    forest->high = (forest->to + room) / factor;
    const Ticks ticks = ticks_linear(forest->low, forest->high, 6);
    for (size_t i = 0; i < ticks.count; ++i) {
        if (ticks.at[i] >= forest->low && ticks.at[i] <= forest->high) {
            forest->ticks.at[forest->ticks.count++] = ticks.at[i];
        }
    }
}

typedef struct CellPlace {
    double left, right, top, bottom; /* of the rows */
} CellPlace;

static double block_height(const FactorForest *forest)
{
    return forest->title_height + row_height * (double)forest->row_count + foot_height;
}

static CellPlace place_of(const FactorForest *forest, size_t cell)
{
    const double width = cell_width(forest);
    const size_t columns = columns_of(forest), block = cell / columns;
    const double left = FIGURE_MARGIN + forest->name_width + width * (double)(cell % columns);
    const double top = forest->top + block_height(forest) * (double)block + forest->title_height;
    return (CellPlace){left, left + width - 22, top, top + row_height * (double)forest->row_count};
}

static double x_at(const FactorForest *forest, const CellPlace *place, double value)
{
    return place->left + (place->right - place->left) *
                             (value / forest->scale.factor - forest->low) /
                             (forest->high - forest->low);
}

static size_t count_characters(const char *text)
{
    size_t characters = 0;
    for (; *text; ++text) {
        characters += ((unsigned char)*text & 0xC0U) != 0x80;
    }
    return characters;
}

static void draw_axis(Chart *page, const FactorForest *forest, const CellPlace *place, double base)
{
    double last_x = -INFINITY;
    for (size_t i = 0; i < forest->ticks.count; ++i) {
        const double value = forest->ticks.at[i] * forest->scale.factor,
                     x = x_at(forest, place, value);
        char label[QUANTITY_TEXT];
        chart_segment(page, x, place->top, x, place->bottom, (ChartPen){0.7, COLOUR_GRID, false});
        quantity_tick(label, value, forest->scale);
        if (x - last_x >= 12 + 6.2 * (double)count_characters(label)) {
            chart_text(page, x, place->bottom + 10,
                       (ChartText){SMALL_PT, false, ALIGN_CENTRE, COLOUR_QUIET}, label);
            last_x = x;
        }
    }
    if (!isnan(base)) {
        const double x = x_at(forest, place, base);
        chart_segment(page, x, place->top, x, place->bottom, (ChartPen){1.2, COLOUR_AXIS, false});
    }
    chart_text(page, place->left, place->bottom + 24,
               (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET}, forest->scale.unit);
}

typedef struct Bar {
    double base, end, y;
    Colour colour;
} Bar;

static void draw_bar(Chart *page, const FactorForest *forest, const CellPlace *place,
                     const Bar *bar)
{
    if (!isnan(bar->base) && !isnan(bar->end)) {
        const double x0 = x_at(forest, place, fmin(bar->base, bar->end)),
                     x1 = x_at(forest, place, fmax(bar->base, bar->end));
        chart_rectangle(page, x0, bar->y - bar_half, x1, bar->y + bar_half, bar->colour);
    }
}

/* The interval of a bar's end. */
static void draw_whisker(Chart *page, const FactorForest *forest, const CellPlace *place,
                         const Bar *bar, double half)
{
    if (!isnan(bar->end) && half > 0) {
        const double x0 = x_at(forest, place, bar->end - half),
                     x1 = x_at(forest, place, bar->end + half);
        if (x1 - x0 > 2) { /* else a speck */
            chart_segment(page, x0, bar->y, x1, bar->y, (ChartPen){1.1, COLOUR_INK, false});
        }
    }
}

static void draw_dot(Chart *page, double x, double y, Colour colour, bool is_filled)
{
    chart_dot(page, x, y, 4.2, colour);
    if (!is_filled) {
        chart_dot(page, x, y, 2.5, COLOUR_PAGE);
    }
}

/* Both bars may lie on one side of the base: the longer one first. */
static void draw_bars(Chart *page, const FactorForest *forest, const CellPlace *place, size_t cell,
                      const ForestMark *mark, double y)
{
    const double base = forest->bases[cell];
    const Colour strong = forest->view->strategies[cell].line, pale = palette_tint(strong, 2);
    const Bar low = {base, mark->bar_low, y, pale}, high = {base, mark->bar_high, y, strong};
    const bool is_low_longer = fabs(mark->bar_low - base) > fabs(mark->bar_high - base);
    if (fabs(mark->bar_high - mark->bar_low) > 0) { /* else it has one value only */
        draw_bar(page, forest, place, is_low_longer ? &low : &high);
        draw_bar(page, forest, place, is_low_longer ? &high : &low);
        draw_whisker(page, forest, place, &low, mark->low_half);
    } else {
        draw_bar(page, forest, place, &high);
    }
    draw_whisker(page, forest, place, &high, mark->high_half);
}

static void draw_mark(Chart *page, const FactorForest *forest, const CellPlace *place, size_t cell,
                      size_t row)
{
    const ForestMark *mark = &forest->marks[cell * forest->row_count + row];
    const Colour colour = forest->view->strategies[cell].line;
    const double y = place->top + row_height * ((double)row + 0.5);
    draw_bars(page, forest, place, cell, mark, y);
    if (!isnan(mark->dot_low) && !isnan(mark->dot_high)) {
        const double x0 = fmax(x_at(forest, place, mark->dot_low), place->left),
                     x1 = fmin(x_at(forest, place, mark->dot_high), place->right);
        chart_segment(page, x0, y, x1, y, (ChartPen){2, colour, false});
    }
    if (!isnan(mark->ring)) {
        draw_dot(page, x_at(forest, place, mark->ring), y, colour, false);
    }
    if (!isnan(mark->dot)) {
        draw_dot(page, x_at(forest, place, mark->dot), y, colour, mark->is_clear);
    }
}

static void draw_row_names(Chart *page, const FactorForest *forest, const CellPlace *place)
{
    for (size_t i = 0; i < forest->row_count; ++i) {
        const bool has_note = *forest->notes[i] != '\0';
        const double y = place->top + row_height * ((double)i + 0.5);
        chart_text(page, FIGURE_MARGIN, has_note ? y - 7 : y,
                   (ChartText){NAME_PT, true, ALIGN_LEFT, COLOUR_INK}, forest->names[i]);
        if (has_note) {
            chart_text(page, FIGURE_MARGIN, y + 7,
                       (ChartText){SMALL_PT, false, ALIGN_LEFT, COLOUR_QUIET}, forest->notes[i]);
        }
    }
}

static void draw_forest(Chart *page, const void *what)
{
    const FactorForest *forest = what;
    for (size_t s = 0; s < forest->cell_count; ++s) {
        const CellPlace place = place_of(forest, s);
        const double lines = strchr(forest->titles[s], '\n') ? 2 : 1;
        (void)sweep_draw_lines(
            page, place.left, place.top - 6 - line_height * (lines - 0.5),
            (ChartText){NAME_PT, true, ALIGN_LEFT, forest->view->strategies[s].text},
            forest->titles[s], line_height);
        draw_axis(page, forest, &place, forest->bases[s]);
        for (size_t i = 0; i < forest->row_count; ++i) {
            draw_mark(page, forest, &place, s, i);
        }
        if (s % columns_of(forest) == 0) {
            draw_row_names(page, forest, &place);
        }
    }
}

void factor_forest_add(GalleryBuild *build, const FigureText *text, FactorForest *forest)
{
    find_axis(forest);
    find_name_width(forest, build);
    wrap_titles(forest, build);
    const size_t columns = columns_of(forest);
    const size_t blocks = (forest->cell_count + columns - 1) / columns;
    forest->top =
        gallery_add(build, text, (double)blocks * block_height(forest), draw_forest, forest)->top;
}
