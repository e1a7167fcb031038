/* The processes: against what they can bear, and when they are back to normal. */
#include <math.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

/* "over MTPD: 12 %", in the colour of what it means; nothing where the service has no limit. */
static void add_breach(TextBuilder *out, const View *view, const char *words, double share)
{
    char text[QUANTITY_TEXT];
    if (!isnan(share)) {
        text_add_format(out, "<span class=\"%s\">%s %s</span>", share > 0 ? "higher" : "lower",
                        view_phrase(view, words), view_quantity(view, text, share, QUANTITY_SHARE));
    }
}

/* Median, 95th percentile over replications, and the mean shares of insurers over their limits. */
static void add_process_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                             const char *service, QuantityScale scale)
{
    const SummaryRow *down =
        results_summary(view->results, strategy->id, "service", service, "downtime_h");
    char median[QUANTITY_TEXT], high[QUANTITY_TEXT];
    if (!down || isnan(down->p50)) {
        text_add(out, "<td>\u2013</td>");
        return;
    }
    text_add_format(out, "<td><b>%s</b><small>%s %s</small>",
                    quantity_text(median, down->p50, scale), view_phrase(view, "95\u202f%:"),
                    quantity_text(high, down->p95, scale));
    add_breach(out, view,
               "over MTPD:", view_mean(view, strategy->id, "service", service, "mtpd_breached"));
    add_breach(out, view,
               "over RTO:", view_mean(view, strategy->id, "service", service, "rto_missed"));
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

static void add_limit(TextBuilder *out, const View *view, const char *service, const char *column)
{
    const double limit_h = results_cell_number(view->results, "services", service, column);
    const QuantityScale scale = view_scale(view, QUANTITY_HOURS, limit_h);
    char limit[QUANTITY_TEXT];
    text_add_format(out, "<td>%s%s</td>", quantity_tick(limit, limit_h, scale),
                    isnan(limit_h) ? "" : scale.suffix);
}

static void add_limits(TextBuilder *out, const View *view)
{
    report_add(out, view,
               "<p>For each process the time down (mean over the insured): median and 95th "
               "percentile over the replications. Where the scenario gives a maximum tolerable "
               "period of disruption (MTPD) or a recovery time objective (RTO): the share of "
               "insurers whose longest disruption exceeds it, which is the probability that an "
               "insurer drawn at random is over it.</p>\n");
    report_table_begin(
        out, view_phrase(view, "Processes against their maximum tolerable period of disruption"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Process</th><th scope=\"col\">MTPD</th><th "
               "scope=\"col\">RTO</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->service_count; ++i) {
        const char *service = view->services[i];
        const QuantityScale scale =
            view_scale(view, QUANTITY_HOURS, longest_downtime(view, service));
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, view_name(view, "services", service));
        text_add(out, "</th>");
        add_limit(out, view, service, "mtpd_h");
        add_limit(out, view, service, "rto_h");
        for (size_t j = 0; j < view->strategy_count; ++j) {
            add_process_cell(out, view, &view->strategies[j], service, scale);
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

/* Two rows for each process: when its systems are back, and when its backlog is worked off. */
static void add_normal(TextBuilder *out, const View *view)
{
    report_add(out, view,
               "<h3>Restored is not yet back to normal</h3>\n<p>Time from the start until the last "
               "insurer has the process back (technical restoration), and until the last request "
               "that came in before that has been started (normal service).</p>\n");
    report_table_begin(out, view_phrase(view, "Technical restoration and normal service"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Process</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->service_count; ++i) {
        const char *service = view->services[i], *name = view_name(view, "services", service);
        const ViewMetric restored = {"service", service, "restored_h", QUANTITY_HOURS, "", ""};
        const ViewMetric normal = {"service", service, "normal_h", QUANTITY_HOURS, "", ""};
        report_metric_row(out, view, view_text(view, view_phrase(view, "%s: restored"), name),
                          &restored);
        report_metric_row(out, view, view_text(view, view_phrase(view, "%s: normal service"), name),
                          &normal);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

void report_processes(TextBuilder *out, const View *view)
{
    add_limits(out, view);
    add_normal(out, view);
}
