#include "plots/name_lines.h"

#include <stdio.h>
#include <string.h>

const char *name_lines_fit(const View *view, TextMeasure *measure, const char *name, TextFace face,
                           double width)
{
    TextBuilder fitted = {0};
    text_wrap(measure, &fitted, name, face, width, 2);
    return view_keep(view, &fitted);
}

size_t name_lines_count(const char *fitted)
{
    return strchr(fitted, '\n') ? 2 : 1;
}

void name_lines_draw(Chart *chart, double x, double y, ChartText style, const char *fitted)
{
    const char *second = strchr(fitted, '\n');
    if (!second) {
        chart_text(chart, x, y, style, fitted);
        return;
    }
    char first[DRAWN_TEXT];
    snprintf(first, sizeof first, "%.*s", (int)(second - fitted), fitted);
    chart_text(chart, x, y - NAME_LINE_HEIGHT / 2., style, first);
    chart_text(chart, x, y + NAME_LINE_HEIGHT / 2., style, second + 1);
}
