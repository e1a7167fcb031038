/* All charts of a result folder, and whether this build can draw them. */
#ifndef PLOTS_CHARTS_H
#define PLOTS_CHARTS_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ChartOptions {
    bool svg, pdf, png;
    const char *only; /* NULL, or the one chart to draw ("delay-eau") */
} ChartOptions;

/* False where the program was built without PLplot: charts_draw then fails with a message that says
 * so. */
bool charts_available(void);

/* Draws the charts into `out`/charts from the result files in `out`, and says in *count how many
 * files were written. Call it from one thread only (PLplot is not thread-safe). */
bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure);

#endif
