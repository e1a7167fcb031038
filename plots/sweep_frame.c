#include "plots/sweep_frame.h"

#include "study/decision_words.h"

#include <string.h>

enum { AXIS_PT = 11 };

double sweep_frame_x(const SweepFrame *frame, double coordinate)
{
    return frame->left + (coordinate - frame->x.low) / (frame->x.high - frame->x.low) *
                             (frame->right - frame->left);
}

double sweep_frame_y(const SweepFrame *frame, double coordinate)
{
    return frame->bottom - (coordinate - frame->y.low) / (frame->y.high - frame->y.low) *
                               (frame->bottom - frame->top);
}

void sweep_frame_draw_x(Chart *page, const SweepFrame *frame)
{
    const ChartPen axis = {1, COLOUR_AXIS, false};
    const ChartText style = {AXIS_PT, false, ALIGN_CENTRE, COLOUR_QUIET};
    chart_segment(page, frame->left, frame->bottom, frame->right, frame->bottom, axis);
    for (size_t i = 0; i < frame->x.count; ++i) {
        const double x = sweep_frame_x(frame, frame->x.at[i]);
        chart_segment(page, x, frame->bottom, x, frame->bottom + 4, axis);
        chart_text(page, x, frame->bottom + 13, style, frame->x.labels[i]);
    }
    chart_text(page, frame->right, frame->bottom + 30,
               (ChartText){AXIS_PT, true, ALIGN_RIGHT, COLOUR_INK}, frame->x.title);
}

void sweep_frame_draw_axes(Chart *page, const SweepFrame *frame)
{
    const ChartPen axis = {1, COLOUR_AXIS, false};
    sweep_frame_draw_x(page, frame);
    chart_segment(page, frame->left, frame->top, frame->left, frame->bottom, axis);
    for (size_t i = 0; i < frame->y.count; ++i) {
        const double y = sweep_frame_y(frame, frame->y.at[i]);
        chart_segment(page, frame->left - 4, y, frame->left, y, axis);
        chart_text(page, frame->left - 8, y, (ChartText){AXIS_PT, false, ALIGN_RIGHT, COLOUR_QUIET},
                   frame->y.labels[i]);
    }
    chart_text(page, FIGURE_MARGIN, frame->top - 12,
               (ChartText){AXIS_PT, true, ALIGN_LEFT, COLOUR_INK}, frame->y.title);
}

double sweep_draw_lines(Chart *page, double x, double y, ChartText style, const char *text,
                        double line_height)
{
    while (*text) {
        char line[DRAWN_TEXT];
        const size_t length = strcspn(text, "\n");
        const size_t kept = length < sizeof line ? length : sizeof line - 1;
        memcpy(line, text, kept);
        line[kept] = '\0';
        chart_text(page, x, y, style, line);
        y += line_height;
        text += length + (text[length] == '\n');
    }
    return y;
}

/* Numbers keep together with their per cent, also where a line ends. */
static void bind_per_cent(TextBuilder *out, const char *text)
{
    for (const char *at = text; *at;) {
        const char *blank = strstr(at, " %");
        const size_t length = blank ? (size_t)(blank - at) : strlen(at);
        text_add_bytes(out, at, length);
        text_add(out, blank ? "\u202f" : "");
        at += length + (blank ? 1 : 0);
    }
}

const char *sweep_row_title(const GalleryBuild *build, const DecisionMap *map, size_t row)
{
    TextBuilder words = {0}, title = {0};
    decision_say_row(map, row, sweep_wording(build->view), &words);
    char *end = words.text ? strstr(words.text, ". ") : NULL; /* the first sentence */
    if (!end && words.text && words.length > 0 && words.text[words.length - 1] == '.') {
        end = words.text + words.length - 1;
    }
    if (end) {
        *end = '\0';
    }
    bind_per_cent(&title, words.text ? words.text : "");
    text_deinit(&words);
    return view_keep(build->view, &title);
}
