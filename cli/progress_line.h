/* How far the run is, on a line of standard error that keeps being rewritten. */
#ifndef CLI_PROGRESS_LINE_H
#define CLI_PROGRESS_LINE_H

#include "study/progress.h"

#include <stdbool.h>

typedef struct ProgressLine {
    bool shown;             /* only where standard error is a terminal and nobody asked for quiet */
    bool colour;            /* not where NO_COLOR is set */
    const char *one, *many; /* what is counted: "replication", "replications" */
} ProgressLine;

ProgressLine progress_line(bool quiet);

/* For WorkOrder.report; `context` is a ProgressLine. */
void progress_line_report(void *context, const Progress *progress);

/* What is being done now that takes a moment. */
void progress_line_say(const ProgressLine *line, const char *text);

/* Wipes the line: before anything else is printed. */
void progress_line_clear(const ProgressLine *line);

#endif
