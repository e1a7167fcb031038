/* availability: the share of insured who have all their services back, and each service's share of
 * time up. */
#include <math.h>

#include "plots/gallery_build.h"

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
        return gallery_text(build, "90\u202f%% not back by the end");
    }
    char date[TIME_LABEL];
    return series->count && back_h <= series->points[0].t_h
               ? gallery_text(build, "90\u202f%% and more all the time")
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
        const Series series = series_read(view, strategy, &curve, NULL, view->shown_h / 400);
        if (series.count) {
            lines[panel->line_count++] = (PanelLine){series, back_note(build, &series)};
        }
    }
    panel->lines = lines;
}

static PanelSet *availability_panels(const GalleryBuild *build)
{
    const View *view = build->view;
    PanelSet *set = arena_allocate(view->arena, 1, sizeof *set);
    set->panels = arena_allocate(view->arena, view->service_count + 1, sizeof *set->panels);
    set->panels[0] =
        (Panel){.title = gallery_text(build, "Insured who have all their services back, share"),
                .kind = QUANTITY_SHARE,
                .scale = PANEL_SHARE,
                .labels = LABELS_NAMES_AND_NOTES,
                .shaded = view->baseline};
    add_share_lines(build, &set->panels[0], "total", "all", "insured_restored_share");
    set->count = 1;
    for (size_t i = 0; i < view->service_count; ++i) {
        Panel *panel = &set->panels[set->count];
        *panel = (Panel){
            .title = gallery_fit_small(build, view_name(view, "services", view->services[i])),
            .kind = QUANTITY_SHARE,
            .scale = PANEL_SHARE,
            .without_bands = true};
        add_share_lines(build, panel, "service", view->services[i], "up");
        set->count += panel->line_count ? 1 : 0;
    }
    return set;
}

static const char *subtitle(const GalleryBuild *build)
{
    const char *baseline = build->view->baseline ? build->view->baseline->name : "";
    return view_has_bands(build->view)
               ? gallery_text(build,
                              "Above: share of the insured with all services back (bands: %s"
                              " intervals; shaded up to 100\u202f%%: lost under"
                              " \u201c%s\u201d); below: share with each service up",
                              gallery_confidence(build), baseline)
               : gallery_text(build,
                              "Above: share of the insured with all services back (shaded up to "
                              "100\u202f%%: lost under \u201c%s\u201d; too few replications for "
                              "bands); below: share with each service up",
                              baseline);
}

void chart_availability(GalleryBuild *build)
{
    if (!build->view->run->has_curves) {
        return;
    }
    PanelSet *set = availability_panels(build);
    const ViewMetric metric = {"total",
                               "all",
                               "insured_hours_lost",
                               QUANTITY_COUNT,
                               gallery_text(build, "the insured-hours lost"),
                               gallery_text(build, "No service was lost")};
    const FigureText text = {
        .name = "availability",
        .title = gallery_finding(build, &metric),
        .subtitle = subtitle(build),
        .footnote = gallery_time_footnote(build, false),
        .caption = gallery_text(build,
                                "The shaded area is what the insured lose under \u201c%s\u201d; "
                                "the area above any other line is the"
                                " same for that strategy. An insured-hour is one hour in which any "
                                "service of one insured"
                                " person is down",
                                build->view->baseline ? build->view->baseline->name : "")};
    if (!set->panels[0].line_count) {
        gallery_add_empty(build, &text);
        return;
    }
    gallery_add_grid(build, &text, set, 210);
}
