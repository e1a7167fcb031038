/* The tables that stand in the open: the comparison, and the processes against what they can bear.
 */
#include <math.h>

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

/* Median, 95th percentile over replications, and the mean share of insurers over their limit. */
static void add_process_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                             const char *service, QuantityScale scale, bool limited)
{
    const SummaryRow *down =
        results_summary(view->results, strategy->id, "service", service, "downtime_h");
    char median[QUANTITY_TEXT], high[QUANTITY_TEXT], share[QUANTITY_TEXT];
    if (!down || isnan(down->p50)) {
        text_add(out, "<td>\u2013</td>");
        return;
    }
    text_add_format(out, "<td><b>%s</b><small>95\u202f%%: %s</small>",
                    quantity_text(median, down->p50, scale), quantity_text(high, down->p95, scale));
    const double breached = view_mean(view, strategy->id, "service", service, "mtpd_breached");
    if (limited && !isnan(breached)) {
        text_add_format(out, view_phrase(view, "<span class=\"%s\">over limit: %s</span>"),
                        breached > 0 ? "higher" : "lower",
                        view_quantity(view, share, breached, QUANTITY_SHARE));
    }
    text_add(out, "</td>");
}

static double longest_downtime(const View *view, const char *service)
{
    double longest = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const SummaryRow *row = results_summary(view->results, view->strategies[i].id, "service",
                                                service, "downtime_h");
        longest = row ? fmax(longest, row->p95) : longest;
    }
    return longest;
}

void report_processes(TextBuilder *out, const View *view)
{
    report_add(
        out, view,
        "<p>For each service the time down (mean over the insured): median and 95th percentile "
        "over the replications; and, where the scenario gives a maximum tolerable period of "
        "disruption (MTPD), the share of insurers whose longest disruption exceeds it, which is "
        "the probability that an insurer drawn at random is over its limit.</p>\n");
    report_table_begin(
        out, view_phrase(view, "Processes against their maximum tolerable period of disruption"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Process</th><th scope=\"col\">MTPD</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->service_count; ++i) {
        const char *service = view->services[i];
        const double limit_h = results_cell_number(view->results, "services", service, "mtpd_h");
        const QuantityScale scale =
            view_scale(view, QUANTITY_HOURS, longest_downtime(view, service));
        const QuantityScale limit_scale = view_scale(view, QUANTITY_HOURS, limit_h);
        char limit[QUANTITY_TEXT];
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, view_name(view, "services", service));
        text_add_format(out, "</th><td>%s%s</td>", quantity_tick(limit, limit_h, limit_scale),
                        isnan(limit_h) ? "" : limit_scale.suffix);
        for (size_t j = 0; j < view->strategy_count; ++j) {
            add_process_cell(out, view, &view->strategies[j], service, scale, !isnan(limit_h));
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
