/* A page to draw on, in points from its upper left corner, that becomes SVG, PDF or PNG.
 *
 * PLplot draws; only this file pair knows it. A chart is a function that draws on the page and is
 * run once for each format, so that all formats have the same layout. Not thread-safe, because
 * PLplot is not.
 */
#ifndef PLOTS_CHART_H
#define PLOTS_CHART_H

#include "base/failure.h"
#include "base/text.h"
#include "plots/palette.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Chart Chart;

typedef enum ChartFormat { CHART_SVG, CHART_PDF, CHART_PNG } ChartFormat;

typedef struct ChartPage {
    const char *name; /* "delay-eau": makes the ids in an SVG its own */
    const char *title,
        *description;     /* for those who do not see it, and for the document's properties */
    double width, height; /* points */
} ChartPage;

typedef struct ChartPoint {
    double x, y;
} ChartPoint;

typedef enum ChartAlign { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } ChartAlign;

typedef struct ChartText {
    double size_pt; /* whole points: the SVG driver cuts fractions off */
    bool bold;
    ChartAlign align;
    Colour colour;
} ChartText;

typedef struct ChartPen {
    double width; /* points */
    Colour colour;
    bool dashed;
} ChartPen;

typedef void (*ChartDraw)(Chart *chart, const void *what);

/* Whether this machine's PLplot has what it takes; says what is missing. */
bool chart_check(bool svg, bool cairo, Failure *failure);

/* Draws, and appends the file's bytes to `out`. */
bool chart_render(const ChartPage *page, ChartFormat format, ChartDraw draw, const void *what,
                  TextBuilder *out, Failure *failure);

/* Text with its middle at height y. */
void chart_text(Chart *chart, double x, double y, ChartText style, const char *text);

void chart_line(Chart *chart, const ChartPoint *points, size_t count, ChartPen pen);
void chart_segment(Chart *chart, double x0, double y0, double x1, double y1, ChartPen pen);

/* Fills a polygon; opacity 0..1. */
void chart_area(Chart *chart, const ChartPoint *points, size_t count, Colour colour,
                double opacity);
void chart_rectangle(Chart *chart, double x0, double y0, double x1, double y1, Colour colour);

/* A disc. */
void chart_dot(Chart *chart, double x, double y, double radius, Colour colour);

#endif
