/* How the burden is shared between the insurers: how far apart the ends are, and who waits longest.
 */
#include <math.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

typedef struct Burden { /* as in fairness.csv */
    const char *scope, *id, *metric;
} Burden;

static const FairnessRow *part_of(const View *view, const char *strategy, Burden burden,
                                  const char *part)
{
    return fairness_find(results_fairness(view->results), strategy, burden.scope, burden.id,
                         burden.metric, part);
}

static double mean_of_part(const View *view, const char *strategy, Burden burden, const char *part)
{
    const FairnessRow *row = part_of(view, strategy, burden, part);
    return row ? row->mean : (double)NAN;
}

/* The largest burden of an insurer under any strategy; 0 where there is none. */
static double largest_of(const View *view, Burden burden)
{
    double largest = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        largest = fmax(largest, mean_of_part(view, view->strategies[i].id, burden, "most"));
    }
    return largest;
}

static void add_who(TextBuilder *out, const View *view, const char *strategy, Burden burden)
{
    const FairnessRow *who = part_of(view, strategy, burden, "longest");
    char share[QUANTITY_TEXT];
    if (!who) {
        return;
    }
    QuantityScale whole = view_scale(view, QUANTITY_SHARE, 1);
    whole.decimals = 0;
    text_add(out, "<small class=\"who\">");
    report_say(out, view, "most often %s, %s", view_name(view, "insurers", who->insurer),
               quantity_text(share, who->mean, whole));
    text_add(out, "</small>");
}

static void add_cell(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                     Burden burden, QuantityScale scale)
{
    const FairnessRow *spread = part_of(view, strategy->id, burden, "spread");
    char text[QUANTITY_TEXT], least[QUANTITY_TEXT], most[QUANTITY_TEXT];
    if (!spread || isnan(spread->mean)) {
        text_add(out, "<td>\u2013</td>");
        return;
    }
    text_add_format(out, "<td><b>%s</b>", quantity_text(text, spread->mean, scale));
    text_add_format(
        out, view_phrase(view, "<small>%s to %s</small>"),
        quantity_number(least, mean_of_part(view, strategy->id, burden, "least"), scale),
        quantity_number(most, mean_of_part(view, strategy->id, burden, "most"), scale));
    add_who(out, view, strategy->id, burden);
    if (view->baseline && !strategy->undisturbed && !isnan(spread->difference)) {
        const double baseline = mean_of_part(view, view->baseline->id, burden, "spread");
        const ComparisonRow paired = {.n = spread->n,
                                      .baseline_mean = baseline,
                                      .strategy_mean = baseline + spread->difference,
                                      .difference = spread->difference,
                                      .ci_low = spread->difference_low,
                                      .ci_high = spread->difference_high};
        report_difference(out, view, &paired, scale);
    }
    text_add(out, "</td>");
}

static void add_row(TextBuilder *out, const View *view, const char *label, Burden burden)
{
    const double largest = largest_of(view, burden);
    if (largest <= 0) {
        return;
    }
    const QuantityScale scale = view_scale(view, QUANTITY_HOURS, largest);
    text_add(out, "<tr><th scope=\"row\">");
    markup_text(out, label);
    text_add(out, "</th>");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        add_cell(out, view, &view->strategies[i], burden, scale);
    }
    text_add(out, "</tr>\n");
}

/* The process whose insurers are furthest apart under the baseline, in words. */
static void add_sentence(TextBuilder *out, const View *view)
{
    const char *widest = NULL;
    double spread = 0;
    for (size_t i = 0; view->baseline && i < view->service_count; ++i) {
        const double own =
            mean_of_part(view, view->baseline->id,
                         (Burden){"service", view->services[i], "delay_mean_h"}, "spread");
        if (own > spread) {
            widest = view->services[i];
            spread = own;
        }
    }
    if (!widest) {
        return;
    }
    const Burden burden = {"service", widest, "delay_mean_h"};
    char most[QUANTITY_TEXT], least[QUANTITY_TEXT];
    text_add(out, "<p><b>");
    report_say(out, view,
               "Under \u201c%s\u201d a request for \u201c%s\u201d is delayed by %s at the insurer "
               "that waits longest and by %s at the one that waits least.",
               view->baseline->name, view_name(view, "services", widest),
               view_quantity(view, most, mean_of_part(view, view->baseline->id, burden, "most"),
                             QUANTITY_HOURS),
               view_quantity(view, least, mean_of_part(view, view->baseline->id, burden, "least"),
                             QUANTITY_HOURS));
    text_add(out, "</b></p>\n");
}

void report_fairness(TextBuilder *out, const View *view)
{
    if (!results_fairness(view->results)->count) {
        return;
    }
    report_add(out, view,
               "<h3>How the burden is shared</h3>\n<p>The distance between the most and the least "
               "burdened insurer of a replication, below it their own values, all as means over "
               "the replications; then who is the most burdened one most often, and in which share "
               "of the replications. Every insurer counts the same. Insurers differ undisturbed, "
               "too; requests that are not served when the run ends are missing from a "
               "delay.</p>\n");
    add_sentence(out, view);
    report_table_begin(
        out, view_phrase(view, "Distance between the most and the least burdened insurer"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Measure</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    add_row(out, view, view_phrase(view, "Time with any service down"),
            (Burden){"insurer", "all", "downtime_h"});
    for (size_t i = 0; i < view->service_count; ++i) {
        const char *name = view_name(view, "services", view->services[i]);
        add_row(out, view, view_text(view, view_phrase(view, "%s: mean delay"), name),
                (Burden){"service", view->services[i], "delay_mean_h"});
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
