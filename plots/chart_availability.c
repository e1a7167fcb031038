/* availability: the share of insured who have all their services back, and each service's share of
 * time up. */
#include <math.h>

#include "plots/gallery_build.h"

enum { GRID_COLUMNS = 3, GRID_PLOT = 74, MAIN_PLOT = 210 };

/* "90 % back on 18 May": when the mean share is at 0.9 for good. */
static const char *back_note(const GalleryBuild *build, const Series *series)
{
    double back_h = NAN;
    bool back = false;
    for (size_t i = 0; i < series->count; ++i) {
        if (series->points[i].value < 0.9) {
            back = false;
        } else if (!back) {
            back = true;
            back_h = series->points[i].t_h;
        }
    }
    if (!back) {
        return "90\u202f% not back by the end";
    }
    char date[TIME_LABEL];
    return series->count && back_h <= series->points[0].t_h
               ? "90\u202f% and more all the time"
               : gallery_text(build, "90\u202f%% back on %s", view_date(build->view, date, back_h));
}

static void add_share_lines(const GalleryBuild *build, Panel *panel, const char *scope,
                            const char *id, const char *metric)
{
    const View *view = build->view;
    PanelLine *lines = arena_allocate(view->arena, view->strategy_count, sizeof *lines);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        const CurveView curve = results_curve(view->results, strategy->id, scope, id, metric);
        /* States need no averaging over the day: what is down at night is down. */
        const Series series = series_read(view, strategy, &curve, NULL, view->horizon_h / 400);
        if (series.count) {
            lines[panel->line_count++] = (PanelLine){series, back_note(build, &series)};
        }
    }
    panel->lines = lines;
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

static void place_grid(PanelSet *set, double top)
{
    const double width = FIGURE_WIDTH - 2.0 * FIGURE_MARGIN, gap = 18;
    const double cell = (width - gap * (GRID_COLUMNS - 1)) / GRID_COLUMNS;
    for (size_t i = 1; i < set->count; ++i) {
        const double left = FIGURE_MARGIN + (double)((i - 1) % GRID_COLUMNS) * (cell + gap);
        const double row_top = top + (double)((i - 1) / GRID_COLUMNS) * grid_row_height();
        place(&set->panels[i], left, row_top, left + cell - 10, GRID_PLOT);
    }
}

static const char *fitted(const GalleryBuild *build, const char *name)
{
    TextBuilder builder = {0};
    text_fit(build->measure, &builder, name, 12, true, 205);
    return view_keep(build->view, &builder);
}

static PanelSet *availability_panels(const GalleryBuild *build)
{
    const View *view = build->view;
    PanelSet *set = arena_allocate(view->arena, 1, sizeof *set);
    set->panels = arena_allocate(view->arena, view->service_count + 1, sizeof *set->panels);
    set->panels[0] = (Panel){.title = "Insured who have all their services back, share",
                             .kind = QUANTITY_SHARE,
                             .scale = PANEL_SHARE,
                             .labels = LABELS_NAMES_AND_NOTES,
                             .shade_loss = true};
    add_share_lines(build, &set->panels[0], "total", "all", "insured_restored_share");
    set->count = 1;
    for (size_t i = 0; i < view->service_count; ++i) {
        Panel *panel = &set->panels[set->count];
        *panel = (Panel){.title = fitted(build, view_name(view, "services", view->services[i])),
                         .kind = QUANTITY_SHARE,
                         .scale = PANEL_SHARE};
        add_share_lines(build, panel, "service", view->services[i], "up");
        set->count += panel->line_count ? 1 : 0;
    }
    return set;
}

void chart_availability(GalleryBuild *build)
{
    PanelSet *set = availability_panels(build);
    const ViewMetric metric = {"total",
                               "all",
                               "insured_hours_lost",
                               QUANTITY_COUNT,
                               "the insured-hours lost",
                               "No hour of service was lost"};
    const FigureText text = {
        .name = "availability",
        .title = gallery_finding(build, &metric),
        .subtitle = gallery_text(
            build,
            "Above: share of the insured with all services back; below: share of the insured "
            "with each service up; bands: %s intervals",
            gallery_confidence(build)),
        .footnote = gallery_footnote(build, false),
        .caption = "The shaded area above a line is what the insured lose: the larger, the worse. "
                   "An insured-hour is one"
                   " hour in which any service of one insured person is down"};
    if (!set->panels[0].line_count) {
        gallery_add_empty(build, &text);
        return;
    }
    const size_t rows = (set->count - 1 + GRID_COLUMNS - 1) / GRID_COLUMNS;
    const double main_height = PANEL_TITLE_ROOM + MAIN_PLOT + PANEL_DATE_ROOM;
    const Figure *figure = gallery_add(build, &text, main_height + (double)rows * grid_row_height(),
                                       panel_set_draw, set);
    place(&set->panels[0], FIGURE_MARGIN, figure->top,
          FIGURE_WIDTH - FIGURE_MARGIN - PANEL_LABEL_ROOM, MAIN_PLOT);
    place_grid(set, figure->top + main_height);
    for (size_t i = 0; i < set->count; ++i) {
        panel_prepare(&set->panels[i], build->view, build->measure);
    }
}
