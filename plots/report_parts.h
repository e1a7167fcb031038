/* The sections of report.html: each appends its HTML. */
#ifndef PLOTS_REPORT_PARTS_H
#define PLOTS_REPORT_PARTS_H

#include "base/failure.h"
#include "base/text.h"
#include "plots/gallery.h"
#include "plots/view.h"

#include <stdbool.h>

/* The style sheet, light and dark, screen and paper. */
void report_style(TextBuilder *out, Palette palette);

/* The answer in words: which response hurts least, how sure, and what it costs elsewhere. */
void report_finding(TextBuilder *out, const View *view);

/* Headline measures by strategy, with intervals and differences to the baseline. */
void report_comparison(TextBuilder *out, const View *view);

/* Services against their maximum tolerable period of disruption and recovery time objective, and
 * when they are back and back to normal. */
void report_processes(TextBuilder *out, const View *view);

/* What is back when reports to the authority are due; nothing where no attack is noticed. */
void report_clocks(TextBuilder *out, const View *view);

/* What the attack did and what the response, the backlog, the insurers' shares, and the critical
 * path. */
void report_attribution(TextBuilder *out, const View *view);
void report_fairness(TextBuilder *out, const View *view);

/* Which crews work waits for. */
void report_crews(TextBuilder *out, const View *view);

/* Zones hit, systems and insurers that are last. */
void report_reasons(TextBuilder *out, const View *view);

/* Every chart with its caption and its numbers. */
bool report_charts(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure);

/* The numbers of one chart as tables; nothing where it has none. */
void report_numbers(TextBuilder *out, const View *view, const char *chart);

/* How it was computed, what it leaves out, what it assumes, and the run's record. */
void report_method(TextBuilder *out, const View *view);
void report_limits(TextBuilder *out, const View *view);
void report_assumptions(TextBuilder *out, const View *view);
void report_record(TextBuilder *out, const View *view);

/* Appends a phrase in the view's language: as it is (it may hold tags), and formatted and escaped.
 */
void report_add(TextBuilder *out, const View *view, const char *english);
void report_say(TextBuilder *out, const View *view, const char *english, ...)
    ATTRIBUTE_PRINTF(3, 4);

/* Appends a phrase that holds one "%s", escaped; for phrases from tables. */
void report_say_of(TextBuilder *out, const View *view, const char *english, const char *what);

/* A table's beginning (in a box that scrolls by itself) and end. `caption` is plain text. */
void report_table_begin(TextBuilder *out, const char *caption);
void report_table_end(TextBuilder *out);

/* Head cells: one for each strategy, in its colour. */
void report_strategy_heads(TextBuilder *out, const View *view);

/* The interval of what cannot be below 0, nor a share over 1: up to there. Student's, of few and
 * skewed values, may reach beyond; cut, it holds what is possible of it and covers as much. */
typedef struct ReportInterval {
    double low, high; /* NAN: there is none, and nothing is added */
} ReportInterval;

void report_interval(TextBuilder *out, const View *view, ReportInterval interval, QuantityKind kind,
                     QuantityScale scale);

/* A cell with mean and interval of a metric under a strategy and, in a line of its own, its
 * difference to the baseline. */
void report_metric_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                        const ViewMetric *metric, QuantityScale scale);

/* In a cell: the change against the baseline, coloured where its interval leaves out 0, with the
 * interval. */
void report_difference(TextBuilder *out, const View *view, const ComparisonRow *row,
                       QuantityScale scale);

/* A row: the label and a cell for each strategy. Nothing where no strategy has a value. */
void report_metric_row(TextBuilder *out, const View *view, const char *label,
                       const ViewMetric *metric);

#endif
