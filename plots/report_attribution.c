/* What the incident is made of: the attack's part, the response's, the backlog's; who waits
 * longest; and what would shorten it most. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

enum { PATHS_SHOWN = 8 };

typedef struct Measure {
    const char *metric, *label;
    QuantityKind kind;
} Measure;

static const Measure measures[] = {
    {"insured_hours_lost", "Insured-hours lost", QUANTITY_COUNT},
    {"cost_total_eur", "Total cost", QUANTITY_EURO},
    {"records_stolen", "Records stolen", QUANTITY_COUNT},
    {"crew_hours", "Crew hours", QUANTITY_COUNT},
};

static const AttributionRow *part_of(const View *view, const char *strategy, const char *metric,
                                     const char *part)
{
    return coupled_part(results_coupled(view->results), strategy, "total", "all", metric, part);
}

/* "The response prevented more than it caused": true, false, or not to be told. */
static void add_claim(TextBuilder *out, const View *view, const ViewStrategy *strategy)
{
    const AttributionRow *caused =
        part_of(view, strategy->id, "insured_hours_lost", "response_alone");
    const AttributionRow *prevented =
        part_of(view, strategy->id, "insured_hours_lost", "prevented");
    const AttributionRow *net =
        part_of(view, strategy->id, "insured_hours_lost", "net_of_response");
    if (!caused || !prevented || !net || isnan(net->mean) ||
        (fabs(caused->mean) + fabs(prevented->mean) <= 0)) {
        return; /* not known, or no response at all */
    }
    const QuantityScale scale =
        view_scale(view, QUANTITY_COUNT,
                   fmax(fabs(prevented->mean), fmax(fabs(caused->mean), fabs(net->mean))));
    char a[QUANTITY_TEXT], b[QUANTITY_TEXT], low[QUANTITY_TEXT], high[QUANTITY_TEXT],
        level[QUANTITY_TEXT];
    const char *verdict = net->ci_high < 0 ? "it prevented more than it caused"
                          : net->ci_low > 0
                              ? "it caused more than it prevented"
                              : "whether it prevented more than it caused is not clear";
    text_add(out, "<li>");
    report_say(
        out, view,
        "\u201c%s\u201d prevented %s insured-hours and caused %s itself: %s (net %s to %s%s, "
        "%s\u202f%% interval).",
        strategy->name, quantity_text(a, prevented->mean, scale),
        quantity_text(b, caused->mean, scale), view_phrase(view, verdict),
        quantity_signed(low, net->ci_low, scale), quantity_signed(high, net->ci_high, scale),
        scale.suffix, view_number(view, level, 100 * view->run->confidence, 4));
    text_add(out, "</li>\n");
}

static void add_part_cell(TextBuilder *out, const AttributionRow *row, const View *view,
                          QuantityScale scale)
{
    char text[QUANTITY_TEXT], low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    if (!row || isnan(row->mean)) {
        text_add(out, "<td>\u2013</td>");
        return;
    }
    text_add_format(out, "<td><b>%s</b>", quantity_text(text, row->mean, scale));
    if (!isnan(row->ci_low)) {
        text_add_format(out, view_phrase(view, "<small>%s to %s</small>"),
                        quantity_number(low, row->ci_low, scale),
                        quantity_number(high, row->ci_high, scale));
    }
    text_add(out, "</td>");
}

static void add_measure_rows(TextBuilder *out, const View *view, const Measure *measure)
{
    static const struct {
        const char *part, *label;
    } parts[] = {{"both", "%s: added by the incident"},
                 {"attack", "%s: part of the attack"},
                 {"response", "%s: part of the response"},
                 {"attack_alone", "%s: attack without a response"},
                 {"response_alone", "%s: response without an attack"}};
    double largest = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const AttributionRow *row =
            part_of(view, view->strategies[i].id, measure->metric, "attack_alone");
        largest = row ? fmax(largest, fabs(row->mean)) : largest;
    }
    if (!(largest > 0)) {
        return;
    }
    const QuantityScale scale = view_scale(view, measure->kind, largest);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; ++i) {
        text_add(out, "<tr><th scope=\"row\">");
        report_say_of(out, view, parts[i].label, view_phrase(view, measure->label));
        text_add(out, "</th>");
        for (size_t j = 0; j < view->strategy_count; ++j) {
            if (!view->strategies[j].undisturbed) {
                add_part_cell(out,
                              part_of(view, view->strategies[j].id, measure->metric, parts[i].part),
                              view, scale);
            }
        }
        text_add(out, "</tr>\n");
    }
}

static void add_strategy_heads(TextBuilder *out, const View *view)
{
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        if (!strategy->undisturbed) {
            text_add_format(out, "<th scope=\"col\" class=\"c%06X\">", (unsigned)strategy->text);
            markup_text(out, strategy->name);
            text_add(out, "</th>");
        }
    }
    text_add(out, "</tr></thead>\n<tbody>\n");
}

static void add_parts(TextBuilder *out, const View *view)
{
    report_add(
        out, view,
        "<p>Each strategy was run four times under the same random numbers: with the attack "
        "and the response, with the attack alone (nothing is isolated), with the response "
        "alone (the notice is a false alarm), and with neither. The parts of attack and "
        "response are means over the two orders in which they can be added; they sum to what "
        "the incident adds.</p>\n<ul>\n");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        add_claim(out, view, &view->strategies[i]);
    }
    text_add(out, "</ul>\n");
    report_table_begin(out, view_phrase(view, "What the attack did and what the response"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Measure</th>");
    add_strategy_heads(out, view);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; ++i) {
        add_measure_rows(out, view, &measures[i]);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

static const AttributionRow *waiting_part(const View *view, size_t strategy, size_t service,
                                          const char *part)
{
    return coupled_part(results_coupled(view->results), view->strategies[strategy].id, "service",
                        view->services[service], "waiting_h", part);
}

static double largest_waiting(const View *view, size_t service)
{
    double largest = 0;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const AttributionRow *during = waiting_part(view, i, service, "during_outage"),
                             *after = waiting_part(view, i, service, "after_restoration");
        largest =
            during && after ? fmax(largest, fmax(fabs(during->mean), fabs(after->mean))) : largest;
    }
    return largest;
}

static void add_waiting_row(TextBuilder *out, const View *view, size_t service, bool after)
{
    const QuantityScale scale = view_scale(view, QUANTITY_COUNT, largest_waiting(view, service));
    text_add(out, "<tr><th scope=\"row\">");
    report_say_of(out, view,
                  after ? "%s: after the technical restoration" : "%s: during the outage",
                  view_name(view, "services", view->services[service]));
    text_add(out, "</th>");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        if (!view->strategies[i].undisturbed) {
            add_part_cell(
                out, waiting_part(view, i, service, after ? "after_restoration" : "during_outage"),
                view, scale);
        }
    }
    text_add(out, "</tr>\n");
}

static void add_waiting(TextBuilder *out, const View *view)
{
    report_add(
        out, view,
        "<h3>Backlog after the technical restoration</h3>\n<p>Hours that requests wait in all "
        "more than undisturbed, until the last insurer has the process back and from there "
        "on.</p>\n");
    report_table_begin(out, view_phrase(view, "Hours of waiting that the incident adds"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Process</th>");
    add_strategy_heads(out, view);
    for (size_t i = 0; i < view->service_count; ++i) {
        if (largest_waiting(view, i) > 0) {
            add_waiting_row(out, view, i, false);
            add_waiting_row(out, view, i, true);
        }
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

static int by_difference(const void *a, const void *b)
{
    const double x = (*(const CriticalPathRow *const *)a)->difference,
                 y = (*(const CriticalPathRow *const *)b)->difference;
    return (x > y) - (x < y);
}

/* "Crew: Operations Munich". */
static void add_factor(TextBuilder *out, const View *view, const CriticalPathRow *row)
{
    static const struct {
        const char *kind, *table, *label;
    } kinds[] = {{"crew", "crews", "Crew %s"},
                 {"system", "systems", "System %s"},
                 {"zone", "zones", "Zone %s"},
                 {"datacentre", "datacentres", "Base work in %s"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
        if (strcmp(row->kind, kinds[i].kind) == 0) {
            report_say_of(out, view, kinds[i].label, view_name(view, kinds[i].table, row->id));
        }
    }
}

static void add_path_row(TextBuilder *out, const View *view, const CriticalPathRow *row)
{
    char change[QUANTITY_TEXT], low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    const QuantityScale scale = view_scale(view, QUANTITY_COUNT, fabs(row->ci_low));
    text_add(out, "<tr><th scope=\"row\">");
    add_factor(out, view, row);
    text_add_format(out, "</th><td><b>%s</b></td><td>",
                    quantity_change(change, row->difference / row->mean, view->language));
    text_add_format(out, view_phrase(view, "%s to %s%s"), quantity_signed(low, row->ci_low, scale),
                    quantity_signed(high, row->ci_high, scale), scale.suffix);
    text_add(out, "</td></tr>\n");
}

static void add_critical_path(TextBuilder *out, const View *view)
{
    const CoupledResults *coupled = results_coupled(view->results);
    const CriticalPathRow **rows =
        arena_allocate(view->arena, coupled->critical_path_count + 1, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < coupled->critical_path_count && view->baseline; ++i) {
        const CriticalPathRow *row = &coupled->critical_path[i];
        if (strcmp(row->strategy, view->baseline->id) == 0 &&
            strcmp(row->metric, "insured_hours_lost") == 0 && row->mean > 0) {
            rows[count++] = row;
        }
    }
    if (!count) {
        return;
    }
    qsort(rows, count, sizeof *rows, by_difference);
    report_add(out, view,
               "<h3>What would shorten the outage most</h3>\n<p>Change of the insured-hours lost "
               "under the baseline where one crew or the work on one system is a tenth faster; all "
               "else, and all random numbers, as they were.</p>\n");
    report_table_begin(out, view_phrase(view, "The critical path: a tenth faster"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Faster</th><th scope=\"col\">Change</th><th "
               "scope=\"col\">Insured-hours, interval</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count && i < PATHS_SHOWN; ++i) {
        add_path_row(out, view, rows[i]);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

void report_attribution(TextBuilder *out, const View *view)
{
    const CoupledResults *coupled = results_coupled(view->results);
    if (coupled->attribution_count) {
        add_parts(out, view);
        add_waiting(out, view);
    } else {
        report_add(out, view,
                   "<p>Not asked for: <code>compare --attribution</code> runs attack and response "
                   "apart, <code>--critical-path</code> finds what would shorten the outage "
                   "most.</p>\n");
    }
    report_fairness(out, view);
    add_critical_path(out, view);
}
