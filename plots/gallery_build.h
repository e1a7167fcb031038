/* What the functions that lay out charts share: one for each row of charts.def adds its figures to
 * the gallery. */
#ifndef PLOTS_GALLERY_BUILD_H
#define PLOTS_GALLERY_BUILD_H

#include "plots/figure.h"
#include "plots/gallery.h"
#include "plots/headline.h"
#include "plots/panel.h"
#include "plots/view.h"

#include <stddef.h>

typedef struct GalleryBuild {
    const View *view;
    TextMeasure *measure;
    Gallery *gallery;
} GalleryBuild;

/* Adds a figure whose content needs `height` points. Returns it: its top and bottom are known now.
 */
Figure *gallery_add(GalleryBuild *build, const FigureText *text, double height, ChartDraw draw,
                    const void *what);

/* Adds a figure that says only its title, for what nothing was measured of. */
void gallery_add_empty(GalleryBuild *build, const FigureText *text);

/* A phrase in the view's language, formatted, in its arena. */
const char *gallery_text(const GalleryBuild *build, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* The footnote: replications, scenario, and what is dashed where something is. */
const char *gallery_footnote(const GalleryBuild *build, bool censored);

/* The same of curves over time, with what is not shown where the run goes on for long. */
const char *gallery_time_footnote(const GalleryBuild *build, bool censored);

/* The confidence level in per cent: "95 %". */
const char *gallery_confidence(const GalleryBuild *build);

/* What bands and thin lines are: "bands: 95 % confidence intervals of the mean; thin lines: ...",
 * or why there are none. */
const char *gallery_bands(const GalleryBuild *build);

/* The finding of a metric. In the view's arena. */
const char *gallery_finding(const GalleryBuild *build, const ViewMetric *metric);

/* Figures of single charts in a column or a grid are panels drawn one after the other. */
typedef struct PanelSet {
    size_t count;
    Panel *panels;
} PanelSet;

void panel_set_draw(Chart *chart, const void *set);

/* Adds a figure of a large panel, the set's first, over a grid of small ones without labels of
 * their own. Returns it, for those who draw more than the panels. */
Figure *gallery_add_grid(GalleryBuild *build, const FigureText *text, PanelSet *set,
                         double plot_height);

/* Adds a figure of small panels alone, with a key of the strategies above them. */
void gallery_add_small(GalleryBuild *build, const FigureText *text, PanelSet *set);

/* Gives the panel a line for each strategy that has the curve; returns whether any value of it is
 * censored. */
bool gallery_add_lines(const GalleryBuild *build, Panel *panel, const char *scope, const char *id,
                       const char *metric);

/* A name cut to the width of a small panel. */
const char *gallery_fit_small(const GalleryBuild *build, const char *name);

/* Adds a forest plot of the measures that any strategy can be compared on; nothing where there is
 * none. `title` NULL: what it shows, in words. */
void gallery_add_forest(GalleryBuild *build, const char *name, const char *title,
                        const Headline *rows, size_t count);

/* Adds distribution-METRIC; nothing where the results hold no value of each replication. */
void gallery_add_distribution(GalleryBuild *build, const ViewMetric *metric, const char *label);

/* The charts of one metric, in place of all others. */
void chart_metric(GalleryBuild *build);

#define CHART(name, function) void function(GalleryBuild *build);
#include "plots/charts.def"
#include "plots/sweep_charts.def"
#undef CHART

#endif
