/* All charts of a result folder, laid out and ready to be drawn.
 *
 * A build without PLplot has an empty gallery.
 */
#ifndef PLOTS_GALLERY_H
#define PLOTS_GALLERY_H

#include "base/failure.h"
#include "plots/chart.h"
#include "plots/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Room that drawing gets without touching its end, most of it addresses only: bitmaps of a page,
 * fonts, and the stacks and heaps of pango's threads. Below it fontconfig leaves fonts out without
 * a word, glib aborts and PLplot crashes. */
enum { DRAWING_ROOM_BYTES = 256 << 20 };

/* Longer than any chart takes, under any checker: one that has lost its memory may never end. */
enum { DRAWING_SECONDS = 900 };

typedef struct Gallery Gallery;

/* Lays out the charts; NULL where this machine cannot draw (`svg`, `cairo`: what is going to be
 * drawn). The view must outlive the gallery. */
Gallery *gallery_new(const View *view, bool svg, bool cairo, Failure *failure);

size_t gallery_count(const Gallery *gallery);
const char *gallery_name(const Gallery *gallery, size_t index);    /* "delay-eau" */
const char *gallery_title(const Gallery *gallery, size_t index);   /* the finding */
const char *gallery_caption(const Gallery *gallery, size_t index); /* how to read it */

/* Appends the bytes of one chart to `out`. */
bool gallery_render(const Gallery *gallery, size_t index, ChartFormat format, TextBuilder *out,
                    Failure *failure);

void gallery_free(Gallery *gallery);

#endif
