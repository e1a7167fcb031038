/* The report of a sweep: what it answers in words and tables, its charts, and how it was run. */
#ifndef PLOTS_REPORT_SWEEP_H
#define PLOTS_REPORT_SWEEP_H

#include "base/failure.h"
#include "base/text.h"
#include "plots/gallery.h"
#include "plots/view.h"

#include <stdbool.h>

/* Appends the body of the page, <main> and its sections; `gallery` NULL where there are no charts.
 */
bool report_sweep(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure);

/* Appends what stands under the title: factors, points, strategies. */
void report_sweep_facts(TextBuilder *out, const View *view);

#endif
