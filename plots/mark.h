/* Marks: a shape for each strategy beside its colour, so that lines can be told apart in grey print
 * and by the colour-blind: disc, square, triangle, diamond, triangle on its tip, cross, saltire,
 * pentagon, in the order of palette_mark. */
#ifndef PLOTS_MARK_H
#define PLOTS_MARK_H

#include "plots/chart.h"

#include <stddef.h>

/* A mark with its middle at (x, y), about as large as a disc of `radius`; nothing where `mark` is
 * SIZE_MAX. */
void mark_draw(Chart *chart, double x, double y, double radius, size_t mark, Colour colour);

#endif
