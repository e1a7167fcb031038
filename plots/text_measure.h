/* How wide a text is on a page, and how to make it fit. Measured with cairo in the font that PDF
 * and PNG use. */
#ifndef PLOTS_TEXT_MEASURE_H
#define PLOTS_TEXT_MEASURE_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define PLOTS_FONT "Open Sans"

typedef struct TextMeasure TextMeasure;

typedef struct TextFace {
    double size_pt;
    bool bold;
} TextFace;

/* NULL, and `failure` set, where this machine has no font at all. Free with text_measure_free. */
TextMeasure *text_measure_new(Failure *failure);
void text_measure_free(TextMeasure *measure);

/* Width in points. */
double text_width(TextMeasure *measure, const char *text, TextFace face);

/* Appends `text` to `out` if it is at most `width` wide, else as much of its beginning and its end
 * as fits, about two to one, with an ellipsis between. */
void text_fit(TextMeasure *measure, TextBuilder *out, const char *text, TextFace face,
              double width);

/* Breaks `text` at blanks into lines at most `width` wide and appends them to `out`, separated by
 * '\n'; at most `lines_max`, the last with what is left, fitted. Returns how many. */
size_t text_wrap(TextMeasure *measure, TextBuilder *out, const char *text, TextFace face,
                 double width, size_t lines_max);

/* `text` as a chart can draw it: valid UTF-8, no control characters, at most 200 characters.
 * Returns `out`. */
enum { DRAWN_TEXT = 820 };
const char *text_drawable(char out[DRAWN_TEXT], const char *text);

#endif
