/* Where an SVG of a chart has its texts: their boxes on the page. */
#ifndef TESTS_PLOTS_SVG_BOXES_H
#define TESTS_PLOTS_SVG_BOXES_H

#include "plots/text_measure.h"

#include <stddef.h>

typedef struct TextBox {
    char text[256];
    double left, right, top, bottom; /* points from the upper left corner of the page */
} TextBox;

typedef struct SvgBoxes {
    double width, height; /* of the page */
    size_t count;
    TextBox *boxes;
} SvgBoxes;

/* Reads the texts of a page that svg_page wrote. Free with svg_boxes_free. */
SvgBoxes svg_boxes_read(const char *svg, TextMeasure *measure);
void svg_boxes_free(SvgBoxes *boxes);

/* The first text that leaves the page, or that covers another (*other); NULL where all is well. */
const TextBox *svg_boxes_fault(const SvgBoxes *boxes, const TextBox **other);

#endif
