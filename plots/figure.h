/* A chart with its words: the finding as a bold title, measure and unit under it, method in a
 * footnote.
 *
 *     title (up to 3 lines)
 *     subtitle (up to 3 lines)
 *     ------------------------ top
 *     what the chart draws
 *     ------------------------ bottom
 *     footnote (up to 3 lines)
 */
#ifndef PLOTS_FIGURE_H
#define PLOTS_FIGURE_H

#include "plots/chart.h"
#include "plots/text_measure.h"
#include "plots/view.h"

enum { FIGURE_MARGIN = 20 };

typedef struct Figure {
    ChartPage page;
    const char *heading, *subtitle, *footnote; /* lines separated by '\n' */
    const char *caption;                       /* how to read it: beside the chart in a report */
    double top, bottom;                        /* of what is drawn between the words */
    ChartDraw draw;
    const void *what;
} Figure;

typedef struct FigureText {
    const char *name, *title, *subtitle, *footnote, *caption;
} FigureText;

/* Breaks the words into lines, and makes the page as high as they and `content_height` need. */
void figure_lay_out(Figure *figure, const View *view, TextMeasure *measure, const FigureText *text,
                    double content_height);

/* Draws the whole page; `figure` is a Figure. A ChartDraw. */
void figure_draw(Chart *chart, const void *figure);

#endif
