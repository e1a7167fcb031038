#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

void report_add(TextBuilder *out, const View *view, const char *english)
{
    text_add(out, view_phrase(view, english));
}

void report_say(TextBuilder *out, const View *view, const char *english, ...)
{
    char text[2048];
    va_list arguments;
    va_start(arguments, english);
    vsnprintf(text, sizeof text, view_phrase(view, english), arguments);
    va_end(arguments);
    markup_text(out, text);
}

void report_say_of(TextBuilder *out, const View *view, const char *english, const char *what)
{
    const char *words = view_phrase(view, english), *place = strstr(words, "%s");
    TextBuilder text = {0};
    text_add_bytes(&text, words, place ? (size_t)(place - words) : strlen(words));
    text_add(&text, place ? what : "");
    text_add(&text, place ? place + 2 : "");
    markup_text(out, text.text);
    text_deinit(&text);
}

void report_table_begin(TextBuilder *out, const char *caption)
{
    text_add(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    markup_text(out, caption);
    text_add(out, "\"><table>\n<caption>");
    markup_text(out, caption);
    text_add(out, "</caption>\n");
}

void report_table_end(TextBuilder *out)
{
    text_add(out, "</table></div>\n");
}

void report_strategy_heads(TextBuilder *out, const View *view)
{
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        text_add_format(out, "<th scope=\"col\" class=\"c%06X\">", (unsigned)strategy->text);
        markup_text(out, strategy->name);
        if (strategy == view->baseline) {
            report_add(out, view, "<small>baseline</small>");
        }
        text_add(out, "</th>");
    }
}

/* Change against the baseline, in per cent where that has a meaning. */
static void change_text(char out[QUANTITY_TEXT], const ComparisonRow *row, QuantityScale scale)
{
    if (!(row->baseline_mean > 0)) {
        char number[QUANTITY_TEXT];
        snprintf(out, QUANTITY_TEXT, "%.30s%s", quantity_signed(number, row->difference, scale),
                 scale.suffix);
        return;
    }
    const double ratio = row->strategy_mean / row->baseline_mean;
    if (ratio > 10) {
        char times[QUANTITY_TEXT];
        snprintf(out, QUANTITY_TEXT, "\u00d7\u202f%.40s",
                 quantity_plain(times, ratio, 3, scale.language));
        return;
    }
    quantity_change(out, ratio - 1, scale.language);
}

void report_difference(TextBuilder *out, const View *view, const ComparisonRow *row,
                       QuantityScale scale)
{
    char change[QUANTITY_TEXT], low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    change_text(change, row, scale);
    const bool lower = row->ci_high<0, higher = row->ci_low> 0;
    text_add_format(out, "<span class=\"%s\">%s%s</span>",
                    lower    ? "lower"
                    : higher ? "higher"
                             : "unclear",
                    lower    ? "\u25bc\u202f"
                    : higher ? "\u25b2\u202f"
                             : "",
                    change);
    if (!isnan(row->ci_low) && !isnan(row->ci_high)) {
        text_add_format(out, view_phrase(view, "<small>%s to %s</small>"),
                        quantity_signed(low, row->ci_low, scale),
                        quantity_signed(high, row->ci_high, scale));
    }
}

void report_interval(TextBuilder *out, const View *view, ReportInterval interval, QuantityKind kind,
                     QuantityScale scale)
{
    char low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    if (isnan(interval.low) || isnan(interval.high)) {
        return;
    }
    const double most = kind == QUANTITY_SHARE ? 1 : INFINITY;
    text_add_format(out, view_phrase(view, "<small>%s to %s</small>"),
                    quantity_number(low, fmax(interval.low, 0), scale),
                    quantity_number(high, fmin(interval.high, most), scale));
}

void report_metric_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                        const ViewMetric *metric, QuantityScale scale)
{
    const SummaryRow *row =
        results_summary(view->results, strategy->id, metric->scope, metric->id, metric->metric);
    char text[QUANTITY_TEXT];
    if (!row || isnan(row->mean)) {
        text_add_format(out, "<td>%s</td>",
                        row && row->censored > 0 ? view_phrase(view, "not within the run")
                                                 : "\u2013");
        return;
    }
    text_add_format(out, "<td><b>%s</b>", quantity_text(text, row->mean, scale));
    report_interval(out, view, (ReportInterval){row->ci_low, row->ci_high}, metric->kind, scale);
    if (row->censored > 0) {
        text_add_format(out,
                        view_phrase(view, "<small class=\"censored\">without %.0f of %.0f</small>"),
                        row->censored, row->n + row->censored);
    }
    const ComparisonRow *difference =
        results_comparison(view->results, strategy->id, metric->scope, metric->id, metric->metric);
    if (difference && !strategy->undisturbed && !isnan(difference->difference)) {
        report_difference(out, view, difference, scale);
    }
    text_add(out, "</td>");
}

void report_metric_row(TextBuilder *out, const View *view, const char *label,
                       const ViewMetric *metric)
{
    double largest = -1;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        largest = fmax(largest, view_mean(view, view->strategies[i].id, metric->scope, metric->id,
                                          metric->metric));
    }
    if (largest < 0) {
        return;
    }
    const QuantityScale scale = view_scale(view, metric->kind, largest);
    text_add(out, "<tr><th scope=\"row\">");
    markup_text(out, label);
    text_add(out, "</th>");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        report_metric_cell(out, view, &view->strategies[i], metric, scale);
    }
    text_add(out, "</tr>\n");
}
