/* All charts of a result folder, and whether this build can draw them. */
#ifndef PLOTS_CHARTS_H
#define PLOTS_CHARTS_H

#include "base/failure.h"
#include "plots/view.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ChartOptions {
    bool svg, pdf, png;
    ViewOptions look;
    const char *only;               /* NULL, or the one chart to draw ("delay-eau") */
    size_t processes;               /* draw in this many at most; 0: one for each core */
    const atomic_bool *interrupted; /* once true no further chart is begun; may be NULL */
} ChartOptions;

/* False where the program was built without PLplot: charts_draw then fails with a message that says
 * so. */
bool charts_available(void);

/* Draws the charts into `out`/charts from the result files in `out`, and says in *count how many
 * files were written. PLplot is not thread-safe, so the drawing is shared by processes; call it
 * while no other thread runs. None of it happens in the calling process, which a library that
 * crashes would take along, and where pango would start threads. The files are the same whatever
 * their number. A failure is of the input where the results have no chart of the name `only`. */
bool charts_draw(const char *out, const ChartOptions *options, size_t *count, Failure *failure);

#endif
