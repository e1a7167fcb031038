/* The PNG of a page drawn by cairo.
 *
 * cairo's own writer tries every filter on every row and packs at zlib's default level. A chart is
 * flat colour and thin lines, for which no filter packs best: over the charts of a scenario this
 * takes a quarter of the time (0.23 s against 0.84 s for 19 charts) and gives files of the same
 * size (3.2 MB against 3.3 MB).
 */
#ifndef PLOTS_PNG_PAGE_H
#define PLOTS_PNG_PAGE_H

#include "base/failure.h"
#include "base/text.h"

#include <stdbool.h>

/* An image in memory as cairo has it: rows of 32-bit pixels 0x00RRGGBB, `stride` bytes apart. */
typedef struct PngPixels {
    const unsigned char *bytes;
    int width, height, stride;
} PngPixels;

/* Appends the file's bytes to `out`. `name` is the chart's, for the message. */
bool png_page(TextBuilder *out, const char *name, const PngPixels *pixels, Failure *failure);

#endif
