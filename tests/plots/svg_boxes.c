#include "tests/plots/svg_boxes.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Half of a line's height without the air above and below: letters that touch are a fault, lines
 * that stand close are none. */
static const double half_height = 0.36;

static double attribute(const char *tag, const char *name, double otherwise)
{
    const char *end = strchr(tag, '>'), *at = strstr(tag, name);
    return at && at < end ? strtod(at + strlen(name), NULL) : otherwise;
}

static bool has(const char *tag, const char *end, const char *words)
{
    const char *at = strstr(tag, words);
    return at && at < end;
}

static void unescape(char *out, size_t size, const char *from, const char *to)
{
    static const char *const names[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    size_t length = 0;
    while (from < to && length + 1 < size) {
        size_t i = 0;
        while (i < 4 && strncmp(from, names[i][0], strlen(names[i][0])) != 0) {
            ++i;
        }
        out[length++] = i < 4 ? names[i][1][0] : *from;
        from += i < 4 ? strlen(names[i][0]) : 1;
    }
    out[length] = '\0';
}

/* From "<text" on. */
static void read_box(TextBox *box, const char *tag, double page_height, TextMeasure *measure)
{
    const char *end = strstr(tag, "</text>"), *span = strstr(tag, "<tspan"),
               *text = strchr(span, '>') + 1;
    const char *matrix = strstr(tag, "matrix(1 0 0 -1 ");
    double x = 0, up = 0;
    sscanf(matrix, "matrix(1 0 0 -1 %lf %lf)", &x, &up);
    const double size = attribute(tag, "font-size=\"", 0), y = page_height - up;
    unescape(box->text, sizeof box->text, text, strstr(text, "</tspan>"));
    const double width =
        text_width(measure, box->text, (TextFace){size, has(span, end, "font-weight=\"bold\"")});
    const double before = has(tag, end, "text-anchor=\"middle\"") ? width / 2
                          : has(tag, end, "text-anchor=\"end\"")  ? width
                                                                  : 0;
    box->left = x - before;
    box->right = box->left + width;
    box->top = y - half_height * size;
    box->bottom = y + half_height * size;
}

SvgBoxes svg_boxes_read(const char *svg, TextMeasure *measure)
{
    SvgBoxes boxes = {0};
    sscanf(strstr(svg, "viewBox=\"0 0 "), "viewBox=\"0 0 %lf %lf", &boxes.width, &boxes.height);
    for (const char *at = strstr(svg, "<text"); at; at = strstr(at + 1, "<text")) {
        boxes.boxes = memory_grow(boxes.boxes, boxes.count + 1, sizeof *boxes.boxes);
        read_box(&boxes.boxes[boxes.count++], at, boxes.height, measure);
    }
    return boxes;
}

void svg_boxes_free(SvgBoxes *boxes)
{
    free(boxes->boxes);
}

static bool covers(const TextBox *a, const TextBox *b)
{
    const double touch = 0.5; /* points */
    return a->left + touch < b->right && b->left + touch < a->right && a->top + touch < b->bottom &&
           b->top + touch < a->bottom;
}

const TextBox *svg_boxes_fault(const SvgBoxes *boxes, const TextBox **other)
{
    for (size_t i = 0; i < boxes->count; ++i) {
        const TextBox *box = &boxes->boxes[i];
        *other = NULL;
        if (box->left < 0 || box->right > boxes->width || box->top < 0 ||
            box->bottom > boxes->height) {
            return box;
        }
        for (size_t j = 0; j < i; ++j) {
            *other = &boxes->boxes[j];
            if (covers(box, *other)) {
                return box;
            }
        }
    }
    return NULL;
}
