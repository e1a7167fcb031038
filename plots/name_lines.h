/* A name beside its row, in up to two lines: what does not fit in one is wrapped before it is
 * shortened. */
#ifndef PLOTS_NAME_LINES_H
#define PLOTS_NAME_LINES_H

#include "plots/chart.h"
#include "plots/text_measure.h"
#include "plots/view.h"

enum { NAME_LINE_HEIGHT = 13 };

/* The name as it fits, its lines separated by '\n'. In the view's arena. */
const char *name_lines_fit(const View *view, TextMeasure *measure, const char *name, TextFace face,
                           double width);

size_t name_lines_count(const char *fitted); /* 1 or 2 */

/* Draws what was fitted; y is the middle of the lines together. */
void name_lines_draw(Chart *chart, double x, double y, ChartText style, const char *fitted);

#endif
