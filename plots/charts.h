/* All charts of a result folder, and whether this build can draw them. */
#ifndef PLOTS_CHARTS_H
#define PLOTS_CHARTS_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ChartOptions {
    bool svg, pdf, png;
    const char *only;   /* NULL, or the one chart to draw ("delay-eau") */
    bool *only_unknown; /* NULL, or set to true where the results have no chart of this name */
    size_t processes;   /* draw in this many at most; 0: one for each core */
} ChartOptions;

/* False where the program was built without PLplot: charts_draw then fails with a message that says
 * so. */
bool charts_available(void);

/* Draws the charts into `out`/charts from the result files in `out`, and says in *count how many
 * files were written. PLplot is not thread-safe, so the drawing is shared by processes; call it
 * while no other thread runs, and not after a drawing in this process: text of PDF and PNG is set
 * by pango, which may start threads. The files are the same whatever their number. */
bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure);

#endif
