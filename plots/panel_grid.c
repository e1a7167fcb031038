/* A large panel over a grid of small ones. */
#include "plots/gallery_build.h"
#include "plots/strategy_key.h"

enum { GRID_PLOT = 74 };

static const double grid_gap = 18, cell_wanted = 200;

static size_t grid_columns(double page_width)
{
    const double columns = (page_width - 2 * FIGURE_MARGIN + grid_gap) / (cell_wanted + grid_gap);
    return columns < 3 ? 3 : (size_t)columns;
}

static double cell_width(double page_width)
{
    const double columns = (double)grid_columns(page_width);
    return (page_width - 2 * FIGURE_MARGIN - grid_gap * (columns - 1)) / columns;
}

static void place(Panel *panel, double left, double top, double right, double height)
{
    panel->left = left + PANEL_VALUE_ROOM - 8;
    panel->top = top + PANEL_TITLE_ROOM;
    panel->right = right;
    panel->bottom = panel->top + height;
}

static double grid_row_height(void)
{
    return PANEL_TITLE_ROOM + GRID_PLOT + PANEL_DATE_ROOM;
}

/* The panels from `first` on, in rows. */
static void place_grid(PanelSet *set, size_t first, double top, double page_width)
{
    const double cell = cell_width(page_width);
    const size_t columns = grid_columns(page_width);
    for (size_t i = first; i < set->count; ++i) {
        const double left = FIGURE_MARGIN + (double)((i - first) % columns) * (cell + grid_gap);
        const size_t row = (i - first) / columns;
        const double row_top = top + (double)row * grid_row_height();
        place(&set->panels[i], left, row_top, left + cell - 10, GRID_PLOT);
    }
}

const char *gallery_fit_small(const GalleryBuild *build, const char *name)
{
    TextBuilder builder = {0};
    text_fit(build->measure, &builder, name, (TextFace){12, true},
             cell_width(build->view->width) * 0.95);
    return view_keep(build->view, &builder);
}

Figure *gallery_add_grid(GalleryBuild *build, const FigureText *text, PanelSet *set,
                         double plot_height)
{
    const size_t rows =
        (set->count - 1 + grid_columns(build->view->width) - 1) / grid_columns(build->view->width);
    const double main_height = PANEL_TITLE_ROOM + plot_height + PANEL_DATE_ROOM;
    Figure *figure = gallery_add(build, text, main_height + (double)rows * grid_row_height(),
                                 panel_set_draw, set);
    place(&set->panels[0], FIGURE_MARGIN, figure->top,
          build->view->width - FIGURE_MARGIN - PANEL_LABEL_ROOM, plot_height);
    place_grid(set, 1, figure->top + main_height, build->view->width);
    for (size_t i = 0; i < set->count; ++i) {
        panel_prepare(&set->panels[i], build->view, build->measure);
    }
    return figure;
}

typedef struct SmallFigure {
    StrategyKey key;
    const PanelSet *set;
} SmallFigure;

static void draw_small(Chart *chart, const void *what)
{
    const SmallFigure *small = what;
    strategy_key_draw(chart, &small->key);
    panel_set_draw(chart, small->set);
}

void gallery_add_small(GalleryBuild *build, const FigureText *text, PanelSet *set)
{
    const size_t rows =
        (set->count + grid_columns(build->view->width) - 1) / grid_columns(build->view->width);
    SmallFigure *small = arena_allocate(build->view->arena, 1, sizeof *small);
    *small = (SmallFigure){strategy_key(build->view, build->measure, true), set};
    const Figure *figure = gallery_add(
        build, text, small->key.height + 4 + (double)rows * grid_row_height(), draw_small, small);
    small->key.top = figure->top;
    place_grid(set, 0, figure->top + small->key.height + 4, build->view->width);
    for (size_t i = 0; i < set->count; ++i) {
        panel_prepare(&set->panels[i], build->view, build->measure);
    }
}
