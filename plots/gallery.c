#include "plots/gallery_build.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct Gallery {
    TextMeasure *measure;
    Figure **figures; /* in the view's arena */
    size_t count;
};

static void (*const layouts[])(GalleryBuild *) = {
#define CHART(name, function) function,
#include "plots/charts.def"
#undef CHART
};

static void (*const sweep_layouts[])(GalleryBuild *) = {
#define CHART(name, function) function,
#include "plots/sweep_charts.def"
#undef CHART
};

Gallery *gallery_new(const View *view, bool svg, bool cairo, Failure *failure)
{
    if (!chart_check(svg, cairo, failure)) {
        return NULL;
    }
    TextMeasure *measure = text_measure_new(failure);
    if (!measure) {
        return NULL;
    }
    Gallery *gallery = memory_allocate(1, sizeof *gallery);
    gallery->measure = measure;
    GalleryBuild build = {view, measure, gallery};
    if (view->metric) {
        chart_metric(&build);
        return gallery;
    }
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts && !view->sweep; ++i) {
        layouts[i](&build);
    }
    for (size_t i = 0; i < sizeof sweep_layouts / sizeof *sweep_layouts && view->sweep; ++i) {
        sweep_layouts[i](&build);
    }
    return gallery;
}

size_t gallery_count(const Gallery *gallery)
{
    return gallery->count;
}

const char *gallery_name(const Gallery *gallery, size_t index)
{
    return gallery->figures[index]->page.name;
}

const char *gallery_title(const Gallery *gallery, size_t index)
{
    return gallery->figures[index]->page.title;
}

const char *gallery_caption(const Gallery *gallery, size_t index)
{
    return gallery->figures[index]->caption;
}

bool gallery_render(const Gallery *gallery, size_t index, ChartFormat format, TextBuilder *out,
                    Failure *failure)
{
    const Figure *figure = gallery->figures[index];
    return chart_render(&figure->page, format, figure_draw, figure, out, failure);
}

void gallery_free(Gallery *gallery)
{
    if (gallery) {
        text_measure_free(gallery->measure);
        free(gallery->figures);
        free(gallery);
    }
}

Figure *gallery_add(GalleryBuild *build, const FigureText *text, double height, ChartDraw draw,
                    const void *what)
{
    Gallery *gallery = build->gallery;
    Figure *figure = arena_allocate(build->view->arena, 1, sizeof *figure);
    figure->draw = draw;
    figure->what = what;
    figure_lay_out(figure, build->view, build->measure, text, height);
    gallery->figures = memory_grow(gallery->figures, gallery->count + 1, sizeof(Figure *));
    gallery->figures[gallery->count++] = figure;
    return figure;
}

static void draw_nothing(Chart *chart, const void *what)
{
    (void)chart;
    (void)what;
}

void gallery_add_empty(GalleryBuild *build, const FigureText *text)
{
    gallery_add(build, text, 4, draw_nothing, NULL);
}

const char *gallery_text(const GalleryBuild *build, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, phrase(build->view->language, format), arguments);
    va_end(arguments);
    return arena_copy_text(build->view->arena, text, strlen(text));
}

const char *gallery_footnote(const GalleryBuild *build, bool censored)
{
    TextBuilder builder = {0};
    view_add_method(build->view, &builder);
    text_add(&builder, ".");
    if (censored) {
        text_add_format(
            &builder,
            view_phrase(build->view,
                        " Dashed: over %.0f\u202f%% of what arrived then was not finished when the "
                        "run ended, so the true values may be higher."),
            100 * SERIES_CENSORED);
    }
    text_add_format(&builder, view_phrase(build->view, " Scenario: %s"), build->view->title);
    return view_keep(build->view, &builder);
}

const char *gallery_time_footnote(const GalleryBuild *build, bool censored)
{
    const View *view = build->view;
    const char *footnote = gallery_footnote(build, censored);
    char shown[TIME_LABEL], end[TIME_LABEL];
    return view->shown_h < view->horizon_h
               ? gallery_text(build,
                              "Shown until %s, when all has long been back to normal; the run goes "
                              "on until %s. %s",
                              view_date(view, shown, view->shown_h),
                              view_date(view, end, view->horizon_h), footnote)
               : footnote;
}

const char *gallery_confidence(const GalleryBuild *build)
{
    const double confidence = build->view->run->confidence;
    char level[QUANTITY_TEXT];
    return isnan(confidence) ? gallery_text(build, "confidence")
                             : gallery_text(build, "%s\u202f%% confidence",
                                            view_number(build->view, level, 100 * confidence, 4));
}

const char *gallery_bands(const GalleryBuild *build)
{
    if (!view_has_bands(build->view)) {
        return gallery_text(build, "too few replications for bands");
    }
    const char *level = gallery_confidence(build);
    switch (panel_spread_for(build->view)) {
    case SPREAD_NONE:
    case SPREAD_BANDS:
        break;
    case SPREAD_BASELINE:
        return gallery_text(build,
                            "bands: %s intervals of the mean; thin lines: 5th to 95th percentile "
                            "over the replications under \u201c%s\u201d",
                            level, build->view->baseline ? build->view->baseline->name : "");
    case SPREAD_ALL:
        return gallery_text(build,
                            "bands: %s intervals of the mean; thin lines: 5th to 95th percentile "
                            "over the replications",
                            level);
    }
    return gallery_text(build, "bands: %s intervals of the mean", level);
}

const char *gallery_finding(const GalleryBuild *build, const ViewMetric *metric)
{
    const FindingCase finding = view_finding(build->view, metric);
    TextBuilder builder = {0};
    finding_text(&builder, &finding);
    return view_keep(build->view, &builder);
}

void panel_set_draw(Chart *chart, const void *what)
{
    const PanelSet *set = what;
    for (size_t i = 0; i < set->count; ++i) {
        panel_draw(chart, &set->panels[i]);
    }
}
