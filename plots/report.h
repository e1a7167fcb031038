/* report.html: one self-contained page with the finding, the comparison, the charts, the
 * assumptions and the record. */
#ifndef PLOTS_REPORT_H
#define PLOTS_REPORT_H

#include "base/failure.h"
#include "plots/view.h"

#include <stdbool.h>

/* Writes `out`/report.html from the result files in `out`. Without PLplot the page has its tables
 * but no charts. */
bool report_write(const char *out, const ViewOptions *options, Failure *failure);

#endif
