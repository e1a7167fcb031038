/* Charts and report at the end of `compare` and `sweep`. */
#ifndef CLI_DRAWING_H
#define CLI_DRAWING_H

#include "base/failure.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "cli/progress_line.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Drawing {
    size_t charts; /* files */
    bool report;
} Drawing;

/* Draws what the arguments ask for from the result files in `out`: nothing with --no-charts, and no
 * more than is begun after an interrupt, when the results are what counts. */
bool drawing_do(Drawing *drawing, const Arguments *arguments, const char *out,
                ProgressLine *progress, Failure *failure);

/* Appends where report and charts are; `beside` is said of the charts, "" for nothing. */
void drawing_say(const Drawing *drawing, const Arguments *arguments, const char *out,
                 const char *beside, TextBuilder *text);

/* Appends what an interrupt has left of whole results, "the results" and `of_what` of them, in
 * `out`: where `of_what` is "" and nothing is undrawn it came too late to leave anything out. */
void drawing_say_interrupted(const Drawing *drawing, const Arguments *arguments, const char *out,
                             const char *of_what, TextBuilder *text);

#endif
