/* The charts, inline, each with its caption and, folded up, its numbers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

enum { CURVE_ROWS = 13 };

typedef struct NamedMetric {
    const char *metric, *label;
    QuantityKind kind;
} NamedMetric;

static const NamedMetric service_metrics[] = {
    {"requests", "Requests", QUANTITY_COUNT},
    {"lost", "Lost", QUANTITY_COUNT},
    {"waiting_at_end", "Unfinished at the end", QUANTITY_COUNT},
    {"delay_mean_h", "Mean delay", QUANTITY_HOURS},
    {"delay_p50_h", "Median delay", QUANTITY_HOURS},
    {"delay_p95_h", "95th percentile of the delay", QUANTITY_HOURS},
    {"wait_p50_h", "Median wait", QUANTITY_HOURS},
    {"wait_p95_h", "95th percentile of the wait", QUANTITY_HOURS},
    {"backlog_mean", "Mean backlog", QUANTITY_COUNT},
    {"backlog_max", "Largest backlog", QUANTITY_COUNT},
    {"downtime_h", "Time down, mean over the insured", QUANTITY_HOURS},
    {"restored_h", "Last return to up", QUANTITY_HOURS},
    {"clear_h", "Backlog cleared, from the first moment down", QUANTITY_HOURS},
};

static const NamedMetric channel_metrics[] = {
    {"contacts", "First contacts", QUANTITY_COUNT},
    {"attempts", "Attempts", QUANTITY_COUNT},
    {"generated", "Contacts about waiting requests", QUANTITY_COUNT},
    {"abandon_share", "Abandoned, of attempts", QUANTITY_SHARE},
    {"turned_away", "Turned away", QUANTITY_COUNT},
    {"service_level", "Answered in time", QUANTITY_SHARE},
    {"wait_mean_min", "Mean wait", QUANTITY_MINUTES},
    {"wait_p95_min", "95th percentile of the wait", QUANTITY_MINUTES},
    {"queue_mean", "Mean queue", QUANTITY_COUNT},
    {"queue_max", "Longest queue", QUANTITY_COUNT},
};

static const NamedMetric cost_metrics[] = {
    {"cost_outage_eur", "Outage: delay, loss, downtime", QUANTITY_EURO},
    {"cost_support_eur", "Support: contacts, additional agents", QUANTITY_EURO},
    {"cost_restoration_eur", "Restoration: crews, destroyed data centres", QUANTITY_EURO},
    {"cost_theft_eur", "Theft: stolen records", QUANTITY_EURO},
    {"cost_total_eur", "Total", QUANTITY_EURO},
};

static void open_table(TextBuilder *out, const View *view, const char *caption, const char *first)
{
    report_table_begin(out, caption);
    text_add_format(out, "<thead><tr><th scope=\"col\">%s</th>", first);
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
}

static void add_metric_table(TextBuilder *out, const View *view, const char *scope, const char *id,
                             const NamedMetric *metrics, size_t count)
{
    open_table(out, view, view_phrase(view, "Numbers over the whole run"),
               view_phrase(view, "Measure"));
    for (size_t i = 0; i < count; ++i) {
        const ViewMetric metric = {scope, id, metrics[i].metric, metrics[i].kind, "", ""};
        report_metric_row(out, view, view_phrase(view, metrics[i].label), &metric);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

static double curve_peak(const View *view, const char *scope, const char *id, const char *metric)
{
    double peak = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const CurveView curve =
            results_curve(view->results, view->strategies[i].id, scope, id, metric);
        for (size_t j = 0; j < curve.count; ++j) {
            peak = fmax(peak, curve.points[j].mean);
        }
    }
    return peak;
}

static void add_curve_row(TextBuilder *out, const View *view, const CurveView *name, size_t index,
                          QuantityKind kind, QuantityScale scale)
{
    const CurveView reference =
        results_curve(view->results, name->strategy, name->scope, name->id, name->metric);
    char date[TIME_LABEL];
    text_add(out, "<tr><th scope=\"row\">");
    markup_text(out, view_date(view, date, reference.points[index].t_h));
    if (view->start_known) {
        const CivilMoment moment = civil_moment_after(view->start, reference.points[index].t_h);
        text_add_format(out, " %02d:%02d", moment.hour, moment.minute);
    }
    text_add(out, "</th>");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const CurveView curve = results_curve(view->results, view->strategies[i].id, name->scope,
                                              name->id, name->metric);
        char mean[QUANTITY_TEXT];
        if (index >= curve.count || isnan(curve.points[index].mean)) {
            text_add(out, "<td>\u2013</td>");
            continue;
        }
        const CurvePoint *point = &curve.points[index];
        text_add_format(out, "<td>%s", quantity_text(mean, point->mean, scale));
        report_interval(out, view, (ReportInterval){point->ci_low, point->ci_high}, kind, scale);
        text_add(out, "</td>");
    }
    text_add(out, "</tr>\n");
}

/* The curve at a dozen instants, whole days apart where the run is long enough. */
static void add_curve_table(TextBuilder *out, const View *view, const char *caption, CurveView name,
                            QuantityKind kind)
{
    const CurveView curve =
        results_curve(view->results, name.strategy, name.scope, name.id, name.metric);
    if (!curve.count) {
        return;
    }
    const QuantityScale scale =
        view_scale(view, kind, curve_peak(view, name.scope, name.id, name.metric));
    const double sample_h = curve.count > 1 ? curve.points[1].t_h - curve.points[0].t_h : 1;
    size_t step = (curve.count + CURVE_ROWS - 2) / (CURVE_ROWS - 1);
    const double day = 24 / sample_h;
    if ((double)step >= day && day >= 1) {
        step = (size_t)(ceil((double)step / day) * day);
    }
    open_table(out, view, caption, "Time");
    for (size_t i = 0; i < curve.count; i += step ? step : 1) {
        add_curve_row(out, view, &name, i, kind, scale);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

/* What follows `prefix` in the chart's name, or NULL. */
static const char *after(const char *chart, const char *prefix)
{
    const size_t length = strlen(prefix);
    return strncmp(chart, prefix, length) == 0 ? chart + length : NULL;
}

void report_numbers(TextBuilder *out, const View *view, const char *chart)
{
    const char *first = view->strategy_count ? view->strategies[0].id : "";
    const char *id;
    if ((id = after(chart, "delay-"))) {
        add_metric_table(out, view, "service", id, service_metrics,
                         sizeof service_metrics / sizeof *service_metrics);
        add_curve_table(out, view, view_phrase(view, "Median delay by time of arrival"),
                        (CurveView){first, "service", id, "delay_p50_h", 0, NULL}, QUANTITY_HOURS);
    } else if ((id = after(chart, "backlog-"))) {
        add_curve_table(out, view, view_phrase(view, "Requests waiting"),
                        (CurveView){first, "service", id, "backlog", 0, NULL}, QUANTITY_COUNT);
    } else if ((id = after(chart, "wait-"))) {
        add_metric_table(out, view, "channel", id, channel_metrics,
                         sizeof channel_metrics / sizeof *channel_metrics);
    } else if (strcmp(chart, "availability") == 0) {
        add_curve_table(out, view, view_phrase(view, "Share of the insured with all services back"),
                        (CurveView){first, "total", "all", "insured_restored_share", 0, NULL},
                        QUANTITY_SHARE);
    } else if (strcmp(chart, "support-backlog") == 0) {
        for (size_t i = 0; i < view->channel_count; ++i) {
            add_curve_table(out, view, view_name(view, "channels", view->channels[i]),
                            (CurveView){first, "channel", view->channels[i], "queue", 0, NULL},
                            QUANTITY_COUNT);
        }
    } else if (strcmp(chart, "cost") == 0) {
        add_metric_table(out, view, "total", "all", cost_metrics,
                         sizeof cost_metrics / sizeof *cost_metrics);
    }
}

static bool add_chart(TextBuilder *out, const View *view, const Gallery *gallery, size_t index,
                      Failure *failure)
{
    TextBuilder svg = {0};
    if (!gallery_render(gallery, index, CHART_SVG, &svg, failure)) {
        text_deinit(&svg);
        return false;
    }
    const char *name = gallery_name(gallery, index);
    text_add_format(out,
                    "<figure id=\"chart-%s\">\n<div class=\"scroll chart\" tabindex=\"0\" "
                    "role=\"region\" aria-label=\"%s",
                    name, view_phrase(view, "Chart: "));
    markup_text(out, gallery_title(gallery, index));
    text_add(out, "\">\n");
    text_add_bytes(out, svg.text, svg.length);
    text_add(out, "</div>\n<figcaption>");
    markup_text(out, gallery_caption(gallery, index));
    text_add(out, ".</figcaption>\n");
    text_deinit(&svg);
    TextBuilder numbers = {0};
    if (view->results) { /* those of a sweep stand in tables of their own */
        report_numbers(&numbers, view, name);
    }
    if (numbers.length) {
        report_add(out, view, "<details><summary>The numbers</summary>\n");
        text_add_bytes(out, numbers.text, numbers.length);
        text_add(out, "</details>\n");
    }
    text_deinit(&numbers);
    text_add(out, "</figure>\n");
    return true;
}

/* Without curves the tables stand alone that else belong to the charts over time. */
static void add_tables_without_charts(TextBuilder *out, const View *view)
{
    report_add(out, view,
               "<p>Charts over time are left out: this run kept no curves "
               "(<code>--no-curves</code>).</p>\n");
    for (size_t i = 0; i < view->service_count + view->channel_count; ++i) {
        const bool is_service = i < view->service_count;
        const char *id = is_service ? view->services[i] : view->channels[i - view->service_count];
        text_add(out, "<details><summary>");
        markup_text(out, view_name(view, is_service ? "services" : "channels", id));
        text_add(out, "</summary>\n");
        if (is_service) {
            add_metric_table(out, view, "service", id, service_metrics,
                             sizeof service_metrics / sizeof *service_metrics);
        } else {
            add_metric_table(out, view, "channel", id, channel_metrics,
                             sizeof channel_metrics / sizeof *channel_metrics);
        }
        text_add(out, "</details>\n");
    }
}

bool report_charts(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure)
{
    report_add(out, view,
               "<section id=\"charts\" aria-labelledby=\"charts-heading\">\n<h2 "
               "id=\"charts-heading\">Charts</h2>\n");
    if (view->run && !view->run->has_curves) {
        add_tables_without_charts(out, view);
    }
    for (size_t i = 0; i < gallery_count(gallery); ++i) {
        if (!add_chart(out, view, gallery, i, failure)) {
            return false;
        }
    }
    text_add(out, "</section>\n");
    return true;
}
