/* The comparison: headline measures by strategy. */
#include "plots/headline.h"
#include "plots/markup.h"
#include "plots/report_parts.h"

void report_comparison(TextBuilder *out, const View *view)
{
    size_t count;
    const Headline *rows = headlines(view, &count);
    report_add(out, view,
               "<p>Mean over the replications and, below it, its interval; then the difference to "
               "the baseline with its paired interval. <span class=\"lower\">\u25bc</span> clearly "
               "lower, <span class=\"higher\">\u25b2</span> clearly higher than the baseline; "
               "<span class=\"unclear\">without a sign</span> the interval covers 0.</p>\n");
    report_table_begin(out, view_phrase(view, "Headline measures by strategy"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Measure</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; ++i) {
        report_metric_row(out, view, rows[i].label, &rows[i].metric);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
