#include "plots/figure.h"

#include <string.h>

enum { TITLE_PT = 17, SUBTITLE_PT = 12, FOOTNOTE_PT = 10 };

static const double title_line = 23, subtitle_line = 16, footnote_line = 13.5;

static const char *wrap(const View *view, TextMeasure *measure, const char *text, int size_pt,
                        size_t lines_max, size_t *lines)
{
    TextBuilder builder = {0};
    /* A reader's own font may be a tenth wider than ours in an SVG. */
    *lines = text_wrap(measure, &builder, text, (TextFace){size_pt, size_pt >= TITLE_PT},
                       (view->width - 2.0 * FIGURE_MARGIN) * 0.95, lines_max);
    return view_keep(view, &builder);
}

void figure_lay_out(Figure *figure, const View *view, TextMeasure *measure, const FigureText *text,
                    double content_height)
{
    size_t title_lines, subtitle_lines, footnote_lines;
    figure->heading = wrap(view, measure, text->title, TITLE_PT, 4, &title_lines);
    figure->subtitle = wrap(view, measure, text->subtitle, SUBTITLE_PT, 4, &subtitle_lines);
    figure->footnote = wrap(view, measure, text->footnote, FOOTNOTE_PT, 4, &footnote_lines);
    figure->caption = text->caption;
    figure->top =
        16 + title_line * (double)title_lines + subtitle_line * (double)subtitle_lines + 10;
    figure->bottom = figure->top + content_height;
    TextBuilder description = {0};
    text_add_format(&description, "%s. %s. %s", text->subtitle, text->caption, text->footnote);
    figure->page = (ChartPage){
        .name = text->name,
        .title = text->title,
        .description = view_keep(view, &description),
        .width = view->width,
        .height = (double)(int)(figure->bottom + 10 + footnote_line * (double)footnote_lines + 12)};
}

/* Draws lines from the middle of the first at y; returns the height behind the last. */
static double draw_lines(Chart *chart, double y, double line_height, ChartText style,
                         const char *text)
{
    while (*text) {
        char line[DRAWN_TEXT];
        size_t length = strcspn(text, "\n");
        const size_t kept = length < sizeof line ? length : sizeof line - 1;
        memcpy(line, text, kept);
        line[kept] = '\0';
        chart_text(chart, FIGURE_MARGIN, y, style, line);
        y += line_height;
        text += length + (text[length] == '\n');
    }
    return y;
}

void figure_draw(Chart *chart, const void *what)
{
    const Figure *figure = what;
    const ChartText title = {TITLE_PT, true, ALIGN_LEFT, COLOUR_INK};
    const ChartText subtitle = {SUBTITLE_PT, false, ALIGN_LEFT, COLOUR_QUIET};
    const ChartText footnote = {FOOTNOTE_PT, false, ALIGN_LEFT, COLOUR_QUIET};
    const double y = draw_lines(chart, 16 + title_line / 2, title_line, title, figure->heading);
    draw_lines(chart, y - (title_line - subtitle_line) / 2 + 2, subtitle_line, subtitle,
               figure->subtitle);
    draw_lines(chart, figure->bottom + 10 + footnote_line / 2, footnote_line, footnote,
               figure->footnote);
    figure->draw(chart, figure->what);
}
