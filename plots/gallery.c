#include "plots/gallery_build.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    TextBuilder builder = {0};
    text_add(&builder, text);
    return view_keep(build->view, &builder);
}

const char *gallery_footnote(const GalleryBuild *build, bool censored)
{
    TextBuilder builder = {0};
    view_add_method(build->view, &builder);
    text_add(&builder, ".");
    if (censored) {
        text_add_format(
            &builder,
            " Dashed: over %.0f\u202f%% of what arrived then was not finished when the run ended,"
            " so the true values may be higher.",
            100 * SERIES_CENSORED);
    }
    text_add_format(&builder, " Scenario: %s", build->view->title);
    return view_keep(build->view, &builder);
}

const char *gallery_confidence(const GalleryBuild *build)
{
    const double confidence = build->view->run->confidence;
    return isnan(confidence) ? "confidence"
                             : gallery_text(build, "%.4g\u202f%% confidence", 100 * confidence);
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
