/* Why: which zones were hit or cut, which systems and which insurers came back last. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

enum { LAST_INSURERS = 5, ZONES_SHOWN = 40 };

static bool has_scope(const View *view, const char *scope, const char *id, const char *metric)
{
    bool some = false;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        some = some || results_summary(view->results, view->strategies[i].id, scope, id, metric);
    }
    return some;
}

static void add_zone_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                          const char *zone)
{
    static const char *const metrics[] = {"compromised", "destroyed", "isolated"};
    static const char *const words[] = {"hit", "destroyed", "cut"};
    text_add(out, "<td>");
    bool any = false;
    QuantityScale whole = view_scale(view, QUANTITY_SHARE, 1);
    whole.decimals = 0;
    for (size_t i = 0; i < 3; ++i) {
        const double share = view_mean(view, strategy->id, "zone", zone, metrics[i]);
        if (share > 0) {
            char text[QUANTITY_TEXT];
            text_add_format(out, "%s%s %s", any ? "<br>" : "", view_phrase(view, words[i]),
                            quantity_text(text, share, whole));
            any = true;
        }
    }
    text_add(out, any ? "</td>" : "\u2013</td>");
}

static void add_zones(TextBuilder *out, const View *view)
{
    size_t count;
    const char *const *zones = results_ids(view->results, "zones", &count);
    if (!count || !has_scope(view, "zone", zones[0], "compromised")) {
        return;
    }
    report_add(out, view,
               "<h3>Zones that were hit, destroyed or cut off</h3>\n<p>Share of replications. What "
               "was cut without having been hit is the price of caution; what was hit without "
               "having been cut is the price of waiting.</p>\n");
    report_table_begin(out, view_phrase(view, "Zones by strategy: share of replications"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Zone</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count && i < ZONES_SHOWN; ++i) {
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, view_name(view, "zones", zones[i]));
        text_add(out, "</th>");
        for (size_t j = 0; j < view->strategy_count; ++j) {
            add_zone_cell(out, view, &view->strategies[j], zones[i]);
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    if (count > ZONES_SHOWN) {
        text_add_format(
            out,
            view_phrase(
                view, "<p class=\"note\">The first %d of %zu zones; all are in summary.csv.</p>\n"),
            ZONES_SHOWN, count);
    }
}

static void add_systems(TextBuilder *out, const View *view)
{
    size_t count;
    const char *const *systems = results_ids(view->results, "systems", &count);
    if (!count) {
        return;
    }
    report_add(out, view,
               "<h3>When each system was back everywhere</h3>\n<p>Time from the start to the "
               "return of its last instance.</p>\n");
    report_table_begin(out, view_phrase(view, "Systems: return of the last instance"));
    report_add(out, view, "<thead><tr><th scope=\"col\">System</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; ++i) {
        const ViewMetric metric = {"system", systems[i], "restored_h", QUANTITY_HOURS, "", ""};
        report_metric_row(out, view, view_name(view, "systems", systems[i]), &metric);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

typedef struct LastInsurer {
    const char *id;
    double restored_h;
} LastInsurer;

/* The insurers with the latest mean return to full service, latest first. */
static size_t find_last(const View *view, const char *strategy, LastInsurer last[LAST_INSURERS])
{
    size_t row_count, count = 0;
    const SummaryRow *rows = results_summary_rows(view->results, &row_count);
    for (size_t i = 0; i < row_count; ++i) {
        const SummaryRow *row = &rows[i];
        if (row->strategy != strategy || strcmp(row->scope, "insurer") != 0 ||
            strcmp(row->metric, "restored_h") != 0 || isnan(row->mean) || row->mean <= 0) {
            continue;
        }
        size_t j = count < LAST_INSURERS ? count++ : LAST_INSURERS;
        for (; j > 0 && last[j - 1].restored_h < row->mean; --j) {
            if (j < LAST_INSURERS) {
                last[j] = last[j - 1];
            }
        }
        if (j < LAST_INSURERS) {
            last[j] = (LastInsurer){row->id, row->mean};
        }
    }
    return count;
}

static void add_insurers(TextBuilder *out, const View *view)
{
    report_add(out, view, "<h3>Insurers that were last</h3>\n");
    report_table_begin(
        out, view_phrase(view, "The insurers whose services were back last, by strategy"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Strategy</th><th class=\"words\" "
               "scope=\"col\">Insurers and the "
               "mean time until all their services were back</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        LastInsurer last[LAST_INSURERS];
        const size_t count = find_last(view, strategy->id, last);
        if (strategy->undisturbed) {
            continue;
        }
        text_add_format(out, "<tr><th scope=\"row\" class=\"c%06X\">", (unsigned)strategy->text);
        markup_text(out, strategy->name);
        text_add(out, "</th><td class=\"words\">");
        for (size_t j = 0; j < count; ++j) {
            char time[QUANTITY_TEXT];
            text_add(out, j ? "; " : "");
            markup_format(out, "%s (%s)", view_name(view, "insurers", last[j].id),
                          view_quantity(view, time, last[j].restored_h, QUANTITY_HOURS));
        }
        text_add(out, count ? "</td></tr>\n" : view_phrase(view, "none was down</td></tr>\n"));
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

void report_reasons(TextBuilder *out, const View *view)
{
    add_zones(out, view);
    report_crews(out, view);
    add_systems(out, view);
    add_insurers(out, view);
}
