/* delay-SERVICE of a sweep: the mean delay by time of arrival in two bands, for each strategy. The
 * inner one is what is not known (the factors), the outer one what a single incident may bring. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "plots/gallery_build.h"
#include "plots/label_spread.h"
#include "plots/panel_parts.h"
#include "plots/sweep_words.h"

enum { LABEL_PT = 12, NOTE_PT = 10, LABELS = 3, PLOT_HEIGHT = 240 };

/* Nights and weekends bring no requests to some services: gaps of up to four days are bridged. */
static const double bridge_h = 100;

/* Says what a band is, beside the plot, from a place within the band. */
typedef struct BandLabel {
    double t_h, value; /* where it points to */
    const char *name, *note;
} BandLabel;

typedef struct BandFigure {
    PanelSet set; /* the large one first */
    BandLabel labels[LABELS];
    Colour text;
} BandFigure;

typedef struct BandSource {
    const View *view;
    size_t service, strategy;
} BandSource;

static const DelayBand *band_at(const BandSource *source, size_t step)
{
    const SweepAnswers *answers = source->view->sweep;
    return delay_bands_at(&answers->bands, answers->data, source->strategy, source->service, step);
}

static Series read_series(const BandSource *source)
{
    const View *view = source->view;
    const DelayBands *bands = &view->sweep->bands;
    const double step_h = view->sweep->data->curves.step_h;
    SeriesPoint *points = arena_allocate(view->arena, bands->step_count, sizeof *points);
    Series series = {.strategy = &view->strategies[source->strategy],
                     .points = points,
                     .peak = NAN,
                     .peak_t_h = NAN};
    for (size_t k = 0; k < bands->step_count; ++k) {
        const DelayBand *band = band_at(source, k);
        const Uncertainty *of = &band->of;
        const double t_h = ((double)k + 0.5) * step_h;
        if (isnan(of->mean)) {
            continue;
        }
        SeriesPoint *point = &points[series.count];
        *point = (SeriesPoint){t_h,
                               of->mean,
                               of->factors.p05,
                               of->factors.p95,
                               of->both.p05,
                               of->both.p95,
                               band->unfinished > SERIES_CENSORED,
                               series.count == 0 || t_h - points[series.count - 1].t_h >
                                                        fmax(bridge_h, 2.5 * step_h)};
        ++series.count;
        series.any_censored = series.any_censored || point->censored;
        if (!(of->mean <= series.peak)) {
            series.peak = of->mean;
            series.peak_t_h = t_h;
        }
    }
    return series;
}

/* Where a label can point to: within the outer band beyond the inner one and within the inner one
 * beside the line, each where there is most room; at the line's end. */
static void place_labels(BandFigure *figure, const GalleryBuild *build, const Series *series)
{
    double room[LABELS] = {-1, -1, -1};
    const SeriesPoint *last = &series->points[series->count - 1];
    for (size_t i = 0; i < series->count; ++i) {
        const SeriesPoint *at = &series->points[i];
        const double above = fmax(at->high, at->value);
        const double rooms[LABELS] = {at->spread_high - above, at->high - at->value,
                                      at == last ? 0 : -1};
        const double places[LABELS] = {(at->spread_high + above) / 2, (at->high + at->value) / 2,
                                       at->value};
        for (size_t k = 0; k < LABELS; ++k) {
            if (rooms[k] > room[k]) {
                room[k] = rooms[k];
                figure->labels[k].t_h = at->t_h;
                figure->labels[k].value = places[k];
            }
        }
    }
    figure->labels[0].name = gallery_text(build, "A single incident");
    figure->labels[0].note = gallery_text(build, "factors and chance together");
    figure->labels[1].name = gallery_text(build, "What is not known");
    figure->labels[1].note = gallery_text(build, "the factors alone");
    figure->labels[2].name = gallery_text(build, "Mean");
    figure->labels[2].note = gallery_text(build, "over all points");
}

static void draw_labels(Chart *chart, const BandFigure *figure)
{
    const Panel *panel = &figure->set.panels[0];
    SpreadLabel places[LABELS];
    const double x = panel->right + 14;
    for (size_t k = 0; k < LABELS; ++k) {
        places[k] = (SpreadLabel){.wanted = panel_y(panel, figure->labels[k].value), .height = 34};
    }
    label_spread(places, LABELS, panel->top - 8, panel->bottom + 10);
    for (size_t k = 0; k < LABELS; ++k) {
        const BandLabel *label = &figure->labels[k];
        const double from_x = panel_x(panel, label->t_h), from_y = panel_y(panel, label->value);
        const ChartPoint path[] = {
            {from_x, from_y}, {panel->right + 2, from_y}, {x - 3, places[k].at - 7}};
        chart_dot(chart, from_x, from_y, 2.2, COLOUR_INK);
        chart_line(chart, path, 3, (ChartPen){0.7, COLOUR_QUIET, false});
        chart_text(chart, x, places[k].at - 7,
                   (ChartText){LABEL_PT, true, ALIGN_LEFT, figure->text}, label->name);
        chart_text(chart, x, places[k].at + 7,
                   (ChartText){NOTE_PT, false, ALIGN_LEFT, COLOUR_QUIET}, label->note);
    }
}

static void draw_figure(Chart *chart, const void *what)
{
    const BandFigure *figure = what;
    panel_set_draw(chart, &figure->set);
    draw_labels(chart, figure);
}

/* The baseline first, then the others in their order. */
static size_t strategy_of(const SweepData *data, size_t panel)
{
    return panel == 0 ? data->baseline : panel <= data->baseline ? panel - 1 : panel;
}

static bool fill_panels(BandFigure *figure, const GalleryBuild *build, size_t service)
{
    const View *view = build->view;
    const SweepData *data = view->sweep->data;
    bool censored = false;
    double reach = 0;
    for (size_t i = 0; i < figure->set.count; ++i) {
        Panel *panel = &figure->set.panels[i];
        const BandSource source = {view, service, strategy_of(data, i)};
        PanelLine *line = arena_allocate(view->arena, 1, sizeof *line);
        line->series = read_series(&source);
        *panel = (Panel){.title = i == 0 ? line->series.strategy->name
                                         : gallery_fit_small(build, line->series.strategy->name),
                         .kind = QUANTITY_HOURS,
                         .spread = SPREAD_BANDS,
                         .line_count = line->series.count > 0 ? 1 : 0,
                         .lines = line};
        for (size_t k = 0; k < line->series.count && i > 0; ++k) {
            const SeriesPoint *point = &line->series.points[k];
            reach = fmax(reach, fmax(point->spread_high, fmax(point->high, point->value)));
        }
        censored = censored || line->series.any_censored;
    }
    for (size_t i = 1; i < figure->set.count; ++i) {
        figure->set.panels[i].reach =
            reach; /* the small ones have one axis, so that they compare */
    }
    return censored;
}

static const char *step_words(const GalleryBuild *build)
{
    const double step_h = build->view->sweep->data->curves.step_h;
    char number[QUANTITY_TEXT];
    return step_h > 23.9 && step_h < 24.1
               ? gallery_text(build, "of what arrived in a day")
               : gallery_text(build, "of what arrived in %s hours",
                              view_number(build->view, number, step_h, 3));
}

static const char *footnote(const GalleryBuild *build, bool censored)
{
    return censored ? gallery_text(build,
                                   "%s. Dashed: over %.0f\u202f%% of what arrived then was not "
                                   "finished when the run ended",
                                   sweep_footnote(build->view), 100 * SERIES_CENSORED)
                    : sweep_footnote(build->view);
}

static void add_figure(GalleryBuild *build, size_t service)
{
    const View *view = build->view;
    const SweepService *of = &view->sweep->data->curves.services[service];
    BandFigure *figure = arena_allocate(view->arena, 1, sizeof *figure);
    figure->set.count = view->strategy_count;
    figure->set.panels = arena_allocate(view->arena, view->strategy_count, sizeof(Panel));
    const bool censored = fill_panels(figure, build, service);
    const Panel *large = &figure->set.panels[0];
    if (large->line_count == 0) {
        return; /* nothing of the service was ever served */
    }
    figure->text = large->lines[0].series.strategy->text;
    place_labels(figure, build, &large->lines[0].series);
    const FigureText text = {
        .name = view_text(view, "delay-%s", of->id),
        .title = sweep_delay_words(view, service),
        .subtitle =
            gallery_text(build,
                         "Mean delay %s, by time of arrival; bands: 5th to 95th percentile, "
                         "inner of the points' means without their noise, outer of all "
                         "replications at all points",
                         step_words(build)),
        .footnote = footnote(build, censored),
        .caption = gallery_text(build, "What better knowledge of the factors could narrow down is "
                                       "the inner band; what lies outside it is chance")};
    Figure *added = gallery_add_grid(build, &text, &figure->set, PLOT_HEIGHT);
    added->draw = draw_figure;
    added->what = figure;
}

void chart_delay_bands(GalleryBuild *build)
{
    const SweepAnswers *answers = build->view->sweep;
    const size_t services = answers->bands.step_count > 0 ? answers->data->curves.service_count : 0;
    for (size_t s = 0; s < services; ++s) {
        add_figure(build, s);
    }
}
