/* What stands behind the numbers: method, assumptions with the tags of their sources, limits, the
 * run's record. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"

/* Of an event that came in no replication: the largest probability under which that was to be
 * expected with 1 - confidence; about 3 / n at 95 %. The two of a pair may well share what brings
 * it. */
static double unseen_probability(const RunRecord *run)
{
    const double independent = (double)run->replications / (run->antithetic ? 2 : 1);
    return 1 - pow(1 - run->confidence, 1 / independent);
}

void report_method(TextBuilder *out, const View *view)
{
    const RunRecord *run = view->run;
    char level[QUANTITY_TEXT], unseen[QUANTITY_TEXT];
    report_add(
        out, view,
        "<p>Every strategy is simulated event by event, replication by replication: the attack "
        "spreads over the links between zones, is noticed and contained as the strategy says; "
        "crews restore zones and systems; requests queue at every service of every insurer, and "
        "people call the support desks. In each replication all strategies meet the same demand, "
        "the same attack and the same durations of work (common random numbers), so that their "
        "difference shows the response and not chance. \u201cUndisturbed\u201d is the same demand "
        "with neither attack nor outage.</p>\n<p>");
    report_say(
        out, view,
        "Intervals are Student\u2019s over %zu replications, at %s\u202f%%; differences are paired "
        "by replication. The mean of a ratio (a share, a mean delay) is the ratio of totals with a "
        "delta-method interval. Each interval holds by itself: of twenty independent ones at "
        "95\u202f%% one is expected to miss. It misses more often, and mostly lies too low, where "
        "a few replications are far off the others (a rare catastrophe, a very skewed duration); "
        "what came in none of %zu replications may still have a probability of up to %s\u202f%%.",
        run->replications, view_number(view, level, 100 * run->confidence, 4), run->replications,
        view_number(view, unseen, 100 * unseen_probability(run), 2));
    report_say(out, view,
               " Where an interval reaches below 0, or that of a share over 100\u202f%%, and the "
               "quantity itself cannot, it is shown up to there; the CSV files hold it whole.");
    if (run->antithetic) {
        report_say(out, view,
                   " The replications are %zu antithetic pairs: the second of each meets the "
                   "mirrored chance of the first, long where that is short. So intervals are over "
                   "the means of the pairs.",
                   run->replications / 2);
    }
    text_add(out, "</p>\n");
}

static double curve_censored(const View *view, const char *strategy, const char *service)
{
    const CurveView curve =
        results_curve(view->results, strategy, "service", service, "delay_p50_h");
    double largest = 0;
    for (size_t i = 0; i < curve.count; ++i) {
        largest = fmax(largest, curve.points[i].censored_share);
    }
    return largest;
}

/* The largest share of a delay curve's arrivals that were not finished at the end, and the service.
 */
static double largest_censored(const View *view, const char **service)
{
    double largest = 0;
    for (size_t i = 0; i < view->service_count; ++i) {
        for (size_t j = 0; j < view->strategy_count; ++j) {
            const double censored = curve_censored(view, view->strategies[j].id, view->services[i]);
            if (censored > largest) {
                largest = censored;
                *service = view->services[i];
            }
        }
    }
    return largest;
}

static size_t censored_rows(const View *view)
{
    size_t count, censored = 0;
    const SummaryRow *rows = results_summary_rows(view->results, &count);
    for (size_t i = 0; i < count; ++i) {
        censored += rows[i].censored > 0 ? 1 : 0;
    }
    return censored;
}

void report_limits(TextBuilder *out, const View *view)
{
    const char *service = NULL;
    const double censored = largest_censored(view, &service);
    char share[QUANTITY_TEXT], days[QUANTITY_TEXT];
    text_add(out, "<ul>\n<li>");
    report_say(out, view,
               "The run ends after %s days. What is not finished then has no delay yet and is "
               "missing from delays and waits. ",
               view_number(view, days, view->horizon_h / 24, 4));
    if (censored > 0 && service) {
        report_say(out, view,
                   "The worst case is %s: of what arrived at one time up to %s was unfinished. "
                   "Curves are dashed where that is over 5\u202f%%. ",
                   view_name(view, "services", service),
                   view_quantity(view, share, censored, QUANTITY_SHARE));
    }
    const size_t rows = censored_rows(view);
    if (rows) {
        report_say(out, view,
                   "%zu rows of summary.csv are means over those replications alone in which the "
                   "event happened before the end; the column censored counts the others, and the "
                   "true means are higher.",
                   rows);
    }
    report_add(out, view,
               "</li>\n<li>Intervals say how well the simulation knows its own mean. They do not "
               "say how well the model knows the world: that depends on the assumptions "
               "above.</li>\n<li>Results of a model compare responses under the same assumptions; "
               "they are no forecast of an incident.</li>\n</ul>\n");
}

/* The tag with which a note begins or that stands in it: F found, D derived, R recalled, A assumed;
 * 0 for none. */
static char note_tag(const char *note)
{
    for (const char *at = note; *at; ++at) {
        const bool begins = at == note || !isalnum((unsigned char)at[-1]);
        if (begins && strchr("FDRA", *at) &&
            (at[1] == ':' || at[1] == ')' || at[1] == ';' || at[1] == ',' || !at[1] ||
             (at[1] == ' ' && at[2] == 'S') || (at == note && at[1] == ' '))) {
            return *at;
        }
    }
    return strstr(note, "assumed") ? 'A' : 0;
}

static const char *tag_word(char tag)
{
    switch (tag) {
    case 'F':
        return "found";
    case 'D':
        return "derived";
    case 'R':
        return "recalled";
    case 'A':
        return "assumed";
    default:
        return "note";
    }
}

/* Cells of one row of the scenario: from `first` on, as long as table and id stay. */
static size_t row_end(const ModelCell *cells, size_t first, size_t count)
{
    size_t end = first + 1;
    while (end < count && cells[end].table == cells[first].table &&
           cells[end].id == cells[first].id && cells[first].id[0]) {
        ++end;
    }
    return end;
}

static void add_cells(TextBuilder *out, const ModelCell *cells, size_t first, size_t end)
{
    bool any = false;
    for (size_t i = first; i < end; ++i) {
        if (cells[i].value[0] && strcmp(cells[i].column, "name") != 0) {
            text_add(out, any ? "; " : "");
            markup_format(out, "%.200s\u00a0= %.600s", cells[i].column, cells[i].value);
            any = true;
        }
    }
}

static void add_assumption(TextBuilder *out, const View *view, const ModelCell *cells, size_t first,
                           size_t end)
{
    const ModelCell *cell = &cells[first];
    const char tag = note_tag(cell->note);
    text_add(out, "<tr><th scope=\"row\">");
    markup_text(out, cell->id[0] ? view_name(view, cell->table, cell->id) : cell->column);
    text_add(out, "</th><td class=\"words\">");
    if (cell->id[0]) {
        add_cells(out, cells, first, end);
    } else {
        markup_text(out, cell->value);
    }
    text_add_format(out, "</td><td class=\"words\"><span class=\"tag tag-%s\">%s</span> ",
                    tag_word(tag), view_phrase(view, tag_word(tag)));
    markup_text(out, cell->note);
    text_add(out, "</td></tr>\n");
}

typedef struct TableFacts {
    size_t rows, noted, end; /* end: the index behind the table's last cell */
} TableFacts;

static TableFacts table_facts(const ModelCell *cells, size_t first, size_t count)
{
    TableFacts facts = {0};
    size_t i = first;
    while (i < count && cells[i].table == cells[first].table) {
        facts.noted += cells[i].note[0] ? 1 : 0;
        ++facts.rows;
        i = row_end(cells, i, count);
    }
    facts.end = i;
    return facts;
}

static void add_assumption_table(TextBuilder *out, const View *view, const ModelCell *cells,
                                 size_t first, TableFacts facts)
{
    text_add(out, "<details><summary>");
    report_say(out, view, "%s.csv: %zu of %zu rows say where they come from", cells[first].table,
               facts.noted, facts.rows);
    text_add(out, "</summary>\n");
    report_table_begin(out, cells[first].table);
    report_add(out, view,
               "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th><th "
               "scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
    for (size_t i = first; i < facts.end;) {
        const size_t end = row_end(cells, i, facts.end);
        if (cells[i].note[0]) {
            add_assumption(out, view, cells, i, end);
        }
        i = end;
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    text_add(out, "</details>\n");
}

void report_assumptions(TextBuilder *out, const View *view)
{
    size_t count;
    const ModelCell *cells = results_model_cells(view->results, &count);
    report_add(
        out, view,
        "<p>Each number of the scenario carries where it comes from: <span class=\"tag "
        "tag-found\">found</span> in a source, <span class=\"tag tag-derived\">derived</span> from "
        "sources by arithmetic, <span class=\"tag tag-recalled\">recalled</span> from the "
        "literature, or <span class=\"tag tag-assumed\">assumed</span>: worth a sweep before a "
        "decision rests on it. The README of the scenario lists the sources.</p>\n");
    for (size_t i = 0; i < count;) {
        const TableFacts facts = table_facts(cells, i, count);
        if (facts.noted) {
            add_assumption_table(out, view, cells, i, facts);
        }
        i = facts.end;
    }
    if (!count) {
        report_add(out, view, "<p>These results hold no model.csv.</p>\n");
    }
}

static void add_fact(TextBuilder *out, const char *name, const char *value)
{
    if (value[0]) {
        text_add_format(out, "<div><dt>%s</dt><dd>", name);
        markup_text(out, value);
        text_add(out, "</dd></div>\n");
    }
}

static void add_figure_fact(TextBuilder *out, const View *view, const char *name, double value,
                            const char *unit)
{
    if (!isnan(value)) {
        char number[QUANTITY_TEXT];
        TextBuilder text = {0};
        text_add_format(&text, "%s%s", view_number(view, number, value, value < 1000 ? 3 : 12),
                        unit);
        add_fact(out, view_phrase(view, name), text.text);
        text_deinit(&text);
    }
}

void report_record(TextBuilder *out, const View *view)
{
    const RunRecord *run = view->run;
    report_add(out, view,
               "<p>The same command with the same files gives the same numbers, bit for bit, on "
               "any number of threads:</p>\n<pre tabindex=\"0\"><code>");
    markup_text(out, run->command_line);
    text_add(out, "</code></pre>\n<dl class=\"facts\">\n");
    add_fact(out, view_phrase(view, "Program"), run->version);
    add_fact(out, view_phrase(view, "Scenario"), run->scenario);
    add_fact(out, view_phrase(view, "Seed"), run->seed);
    add_figure_fact(out, view, "Replications", (double)run->replications, "");
    add_figure_fact(out, view, "Requests simulated", run->requests, "");
    add_figure_fact(out, view, "Contacts simulated", run->contacts, "");
    add_figure_fact(out, view, "Events", run->events, "");
    add_figure_fact(out, view, "Step of the curves", run->sample_h, "\u202fh");
    add_figure_fact(out, view, "Time taken", run->wall_s, "\u202fs");
    add_figure_fact(out, view, "Processor time", run->cpu_s, "\u202fs");
    text_add(out, "</dl>\n");
    if (!run->input_count) {
        return;
    }
    report_add(out, view, "<details><summary>Files of the scenario and their SHA-256</summary>\n");
    report_table_begin(out, view_phrase(view, "Input files"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">File</th><th "
               "scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < run->input_count; ++i) {
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, run->inputs[i].file);
        text_add(out, "</th><td class=\"words\"><code>");
        markup_text(out, run->inputs[i].sha256);
        text_add(out, "</code></td></tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    text_add(out, "</details>\n");
}
