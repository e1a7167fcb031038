#include "plots/text_measure.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { DRAWN_CHARACTERS = 200 };

/* Measured at a large size and scaled: widths at a small one are rounded to whole units by the
 * font's hinting. */
static const double measured_size = 100;

struct TextMeasure {
    cairo_surface_t *surface;
    cairo_t *cairo;
};

/* Without any font cairo falls back on its built-in one, which it implements as a user font; what
 * PLplot draws then are empty boxes, without an error. */
static bool font_is_there(cairo_t *cairo)
{
    cairo_select_font_face(cairo, PLOTS_FONT, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_scaled_font_t *font = cairo_get_scaled_font(cairo);
    return cairo_scaled_font_status(font) == CAIRO_STATUS_SUCCESS &&
           cairo_scaled_font_get_type(font) != CAIRO_FONT_TYPE_USER;
}

TextMeasure *text_measure_new(Failure *failure)
{
    TextMeasure *measure = memory_allocate(1, sizeof *measure);
    measure->surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    measure->cairo = cairo_create(measure->surface);
    if (!font_is_there(measure->cairo)) {
        failure_set(failure, "charts: this machine has no fonts; install one (fonts-open-sans)");
        text_measure_free(measure);
        return NULL;
    }
    return measure;
}

void text_measure_free(TextMeasure *measure)
{
    if (measure) {
        cairo_destroy(measure->cairo);
        cairo_surface_destroy(measure->surface);
        free(measure);
    }
}

double text_width(TextMeasure *measure, const char *text, TextFace face)
{
    char drawn[DRAWN_TEXT];
    cairo_text_extents_t extents;
    cairo_select_font_face(measure->cairo, PLOTS_FONT, CAIRO_FONT_SLANT_NORMAL,
                           face.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(measure->cairo, measured_size);
    cairo_text_extents(measure->cairo, text_drawable(drawn, text), &extents);
    return extents.x_advance * face.size_pt / measured_size;
}

/* Bytes of the character that begins at `text`. */
static size_t character_bytes(const char *text)
{
    size_t bytes = 1;
    while (((unsigned char)text[bytes] & 0xC0U) == 0x80) {
        ++bytes;
    }
    return bytes;
}

const char *text_drawable(char out[DRAWN_TEXT], const char *text)
{
    static const char ellipsis[] = "\u2026";
    if (!text_is_utf8(text, strlen(text))) {
        text = "?";
    }
    size_t length = 0;
    for (size_t characters = 0; *text; ++characters) {
        if (characters == DRAWN_CHARACTERS) {
            memcpy(out + length, ellipsis, sizeof ellipsis);
            return out;
        }
        const size_t bytes = character_bytes(text);
        memcpy(out + length, text, bytes);
        if ((unsigned char)out[length] < ' ' || out[length] == 0x7F) {
            out[length] = ' ';
        }
        length += bytes;
        text += bytes;
    }
    out[length] = '\0';
    return out;
}

/* `text` with what is between bytes `head` and `tail` left out. */
static void leave_out(char *out, const char *text, size_t head, size_t tail)
{
    static const char ellipsis[] = "\u2026";
    while (head > 0 && text[head - 1] == ' ') {
        --head;
    }
    while (text[tail] == ' ') {
        ++tail;
    }
    memcpy(out, text, head);
    memcpy(out + head, ellipsis, sizeof ellipsis - 1);
    memcpy(out + head + sizeof ellipsis - 1, text + tail, strlen(text + tail) + 1);
}

/* The middle goes, two of three characters from the beginning stay: names differ at their ends, and
 * a finding's number stands there. */
void text_fit(TextMeasure *measure, TextBuilder *out, const char *text, TextFace face, double width)
{
    char drawn[DRAWN_TEXT], shorter[DRAWN_TEXT + 4];
    text_drawable(drawn, text);
    if (text_width(measure, drawn, face) <= width) {
        text_add(out, drawn);
        return;
    }
    const size_t length = strlen(drawn);
    size_t head = length * 2 / 3;
    while (((unsigned char)drawn[head] & 0xC0U) == 0x80) {
        --head;
    }
    size_t tail = head;
    do {
        if (head > 1 && (head >= 2 * (length - tail) || tail == length)) {
            do {
                --head;
            } while (head > 0 && ((unsigned char)drawn[head] & 0xC0U) == 0x80);
        } else {
            tail += character_bytes(drawn + tail);
        }
        leave_out(shorter, drawn, head, tail);
    } while ((head > 1 || tail < length) && text_width(measure, shorter, face) > width);
    text_add(out, shorter);
}

/* Length of the longest beginning of `text` that ends at a blank (or at its end) and fits; at least
 * one word. */
static size_t line_length(TextMeasure *measure, const char *text, TextFace face, double width)
{
    char line[DRAWN_TEXT];
    size_t fitting = 0;
    for (size_t end = strcspn(text, " ");; end += 1 + strcspn(text + end + 1, " ")) {
        if (end >= sizeof line) {
            return fitting ? fitting : end;
        }
        memcpy(line, text, end);
        line[end] = '\0';
        if (fitting && text_width(measure, line, face) > width) {
            return fitting;
        }
        fitting = end;
        if (!text[end]) {
            return fitting;
        }
    }
}

size_t text_wrap(TextMeasure *measure, TextBuilder *out, const char *text, TextFace face,
                 double width, size_t lines_max)
{
    const char *rest = text_is_utf8(text, strlen(text)) ? text : "?";
    for (size_t lines = 1;; ++lines) {
        const size_t length = line_length(measure, rest, face, width);
        if (lines == lines_max || !rest[length]) {
            text_fit(measure, out, rest, face, width);
            return lines;
        }
        text_add_bytes(out, rest, length);
        text_add(out, "\n");
        rest += length + 1;
    }
}
