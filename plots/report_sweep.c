#include "plots/report_sweep.h"

#include <math.h>
#include <string.h>

#include "plots/markup.h"
#include "plots/report_parts.h"
#include "plots/sweep_words.h"
#include "study/decision_words.h"

enum { ROWS_SAID = 9 };

void report_sweep_facts(TextBuilder *out, const View *view)
{
    const SweepData *data = view->sweep->data;
    report_add(out, view, "A sweep: ");
    report_say(out, view, data->factor_count == 1 ? "%zu factor, " : "%zu factors, ",
               data->factor_count);
    report_say(out, view, data->point_count == 1 ? "%zu point (%s), " : "%zu points (%s), ",
               data->point_count, sweep_design_name(data->design));
    report_say(out, view, data->strategy_count == 1 ? "%zu strategy" : "%zu strategies",
               data->strategy_count);
}

static void open_section(TextBuilder *out, const View *view, const char *id, const char *heading)
{
    text_add_format(out,
                    "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">%s"
                    "</h2>\n",
                    id, id, id, view_phrase(view, heading));
}

static void add_sentence(TextBuilder *out, const View *view, size_t row)
{
    TextBuilder words = {0};
    decision_say_row(&view->sweep->map, row, sweep_wording(view), &words);
    text_add(out, "<li>");
    markup_text(out, words.text ? words.text : "");
    text_add(out, "</li>\n");
    text_deinit(&words);
}

static void add_decision(TextBuilder *out, const View *view)
{
    const DecisionMap *map = &view->sweep->map;
    const SweepMetric *metric = &map->data->metrics[map->metric];
    const size_t all = map->rows * map->columns,
                 said = map->rows < ROWS_SAID ? map->rows : ROWS_SAID;
    char level[QUANTITY_TEXT];
    (void)view_number(view, level, 100 * map->data->confidence, 4);
    text_add(out, "<p>");
    report_say(out, view,
               "By the %s (%s is better), at %zu places: ", sweep_metric_words(view, metric),
               sweep_metric_better(view, metric), all);
    for (size_t s = 0; s < view->strategy_count; ++s) {
        const size_t count = decision_count(map, s);
        if (count > 0) {
            report_say(out, view, "\u201c%s\u201d at %zu, ", view->strategies[s].name, count);
        }
    }
    report_say(out, view,
               "undecided at %zu. With a probability of %s\u202f%% no decided place is wrong; "
               "the intervals hold the break-even with %s\u202f%%.",
               decision_count(map, SWEEP_NONE), level, level);
    text_add(out, "</p>\n<ul>\n");
    for (size_t i = 0; i < said; ++i) {
        add_sentence(out, view, said < 2 ? 0 : i * (map->rows - 1) / (said - 1));
    }
    text_add(out, "</ul>\n");
}

static void add_paragraph(TextBuilder *out, const char *kind, const char *words)
{
    if (words) {
        text_add_format(out, "<p%s>", kind);
        markup_text(out, words);
        const size_t length = strlen(words);
        text_add(out, length > 0 && words[length - 1] == '.' ? "</p>\n" : ".</p>\n");
    }
}

/* The answer first: where which strategy is better, which is best on the whole, what matters most,
 * and how much nobody knows. */
static void add_finding(TextBuilder *out, const View *view)
{
    const SweepAnswers *answers = view->sweep;
    const bool has_map = answers->has_map && answers->decides;
    const char *best = sweep_best_words(view);
    open_section(out, view, "finding", "The finding");
    if (has_map) {
        TextBuilder words = {0};
        decision_say_row(&answers->map, sweep_leading_row(&answers->map), sweep_wording(view),
                         &words);
        text_add(out, "<p class=\"lead\">");
        markup_text(out, words.text);
        text_add(out, "</p>\n");
        text_deinit(&words);
    }
    add_paragraph(out, has_map ? "" : " class=\"lead\"", best);
    add_paragraph(out, has_map || best ? "" : " class=\"lead\"", sweep_factor_words(view));
    for (size_t s = 0; s < answers->data->curves.service_count; ++s) {
        add_paragraph(out, "", sweep_delay_words(view, s));
    }
    if (has_map) {
        add_decision(out, view);
    }
    text_add(out, "</section>\n");
}

static void add_interval_cell(TextBuilder *out, const View *view, double value, double low,
                              double high)
{
    char number[QUANTITY_TEXT], lowest[QUANTITY_TEXT], highest[QUANTITY_TEXT];
    text_add_format(out, "<td><b>%s</b>", view_number(view, number, value, 3));
    if (!isnan(low)) {
        text_add_format(out, view_phrase(view, "<small>%s to %s</small>"),
                        view_number(view, lowest, low, 3), view_number(view, highest, high, 3));
    }
    text_add(out, "</td>");
}

static void open_table(TextBuilder *out, const View *view, const char *caption, const char *first)
{
    report_table_begin(out, view_phrase(view, caption));
    text_add_format(out, "<thead><tr><th scope=\"col\">%s</th>", view_phrase(view, first));
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
}

static bool has_measure(const View *view, SensitivityMeasure measure)
{
    const SensitivityRow like = {.metric = view->sweep->metric, .measure = measure};
    return sensitivity_find(&view->sweep->sensitivity, &like) != NULL;
}

static void add_measure_table(TextBuilder *out, const View *view, SensitivityMeasure measure,
                              const char *caption)
{
    const SweepData *data = view->sweep->data;
    if (!has_measure(view, measure)) {
        return;
    }
    open_table(out, view, caption, "Factor");
    for (size_t f = 0; f < data->factor_count; ++f) {
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, data->factors[f].name);
        text_add(out, "</th>");
        for (size_t s = 0; s < data->strategy_count; ++s) {
            const SensitivityRow like = {
                .metric = view->sweep->metric, .strategy = s, .factor = f, .measure = measure};
            const SensitivityRow *row = sensitivity_find(&view->sweep->sensitivity, &like);
            add_interval_cell(out, view, row ? row->value : (double)NAN,
                              row ? row->low : (double)NAN, row ? row->high : (double)NAN);
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

static void add_sensitivity(TextBuilder *out, const View *view)
{
    const SweepMetric *metric = &view->sweep->data->metrics[view->sweep->metric];
    open_section(out, view, "sensitivity", "Which factors matter");
    text_add(out, "<p>");
    report_say(out, view, "To the %s; for the other metrics see sensitivity.csv.",
               sweep_metric_words(view, metric));
    text_add(out, "</p>\n");
    add_measure_table(out, view, SENSITIVITY_MU_STAR,
                      "Mean size of the elementary effects (mu*), over the factor's range");
    add_measure_table(out, view, SENSITIVITY_SIGMA, "Spread of the elementary effects (sigma)");
    add_measure_table(out, view, SENSITIVITY_FIRST,
                      "First-order index: share of the variance that the factor explains alone");
    add_measure_table(out, view, SENSITIVITY_TOTAL,
                      "Total index: share of the variance that goes with the factor");
    add_measure_table(out, view, SENSITIVITY_PRCC, "Partial rank correlation");
    text_add(out, "</section>\n");
}

static void add_worth(TextBuilder *out, const View *view)
{
    const SweepAnswers *answers = view->sweep;
    const SweepData *data = answers->data;
    const SweepMetric *metric = &data->metrics[answers->metric];
    open_section(out, view, "worth", "What a change is worth");
    open_table(out, view, "Difference to the scenario as it stands, paired by replication",
               "Change");
    for (size_t p = 0; p < data->point_count; ++p) {
        if (data->points[p].factor == SWEEP_NONE) {
            continue;
        }
        const size_t factor = data->points[p].factor;
        const FactorScale scale = sweep_factor_scale(view, factor);
        TextBuilder value = {0};
        factor_say(&value, &scale, data->points[p].values[factor]);
        text_add(out, "<tr><th scope=\"row\">");
        markup_format(out, "%s %s", data->factors[factor].name, value.text);
        text_add(out, "</th>");
        text_deinit(&value);
        for (size_t i = 0; i < answers->worth.row_count; ++i) {
            const WorthRow *row = &answers->worth.rows[i];
            if (row->metric == answers->metric && row->point == p) {
                add_interval_cell(out, view, row->difference, row->low, row->high);
            }
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    text_add(out, "<p class=\"note\">");
    report_say(out, view, "Of the %s, in its unit (%s).", sweep_metric_words(view, metric),
               metric->unit);
    text_add(out, "</p>\n</section>\n");
}

static void add_factors(TextBuilder *out, const View *view)
{
    const SweepData *data = view->sweep->data;
    open_section(out, view, "factors", "The factors");
    report_table_begin(out, view_phrase(view, "What was varied, and how far"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Factor</th><th class=\"words\" "
               "scope=\"col\">Cells</th><th scope=\"col\">From</th><th "
               "scope=\"col\">To</th></tr></thead>\n<tbody>\n");
    for (size_t f = 0; f < data->factor_count; ++f) {
        const FactorScale scale = sweep_factor_scale(view, f);
        double low = NAN, high = NAN;
        for (size_t p = 0; p < data->point_count; ++p) {
            low = fmin(low, data->points[p].values[f]); /* passes over NAN */
            high = fmax(high, data->points[p].values[f]);
        }
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, data->factors[f].name);
        text_add(out, "</th><td class=\"words\">");
        for (size_t c = 0; c < data->factors[f].cell_count; ++c) {
            markup_format(out, "%s%s", c > 0 ? ", " : "", data->factors[f].cells[c].address);
        }
        text_add(out, "</td><td>");
        factor_say(out, &scale, low);
        text_add(out, "</td><td>");
        factor_say(out, &scale, high);
        text_add(out, "</td></tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    text_add(out, "<p class=\"note\">");
    markup_text(out, sweep_footnote(view));
    text_add(out, "</p>\n</section>\n");
}

static const char *design_words(SweepDesignKind design)
{
    static const char *const words[SWEEP_DESIGNS] = {
        [SWEEP_GRID] = "every combination of the factors' levels",
        [SWEEP_LHS] = "a Latin hypercube, the best by its smallest distance between two points",
        [SWEEP_SOBOL] = "Sobol's sequence, shifted at random",
        [SWEEP_MORRIS] = "Morris's trajectories, one factor moved in each step",
        [SWEEP_SALTELLI] = "Saltelli's scheme for Sobol's indices",
        [SWEEP_ONE_AT_A_TIME] = "the scenario as it stands, then one factor moved at a time",
        [SWEEP_FILE] = "the points of a file"};
    return words[design];
}

static void add_method(TextBuilder *out, const View *view)
{
    const SweepAnswers *answers = view->sweep;
    const SweepData *data = answers->data;
    char level[QUANTITY_TEXT];
    open_section(out, view, "method", "Method");
    text_add(out, "<p>");
    report_say(out, view,
               "The design is %s. At every point every strategy is simulated event by event; ",
               view_phrase(view, design_words(data->design)));
    if (data->independent_points) {
        report_add(out, view,
                   "the strategies of a point meet the same demand and the same attack in a "
                   "replication, every point has random numbers of its own. ");
    } else {
        report_add(out, view,
                   "all points and strategies meet the same demand and the same attack in a "
                   "replication (common random numbers), so that differences between them are not "
                   "those of luck. ");
    }
    report_say(out, view,
               "Intervals are at %s\u202f%%. Places of the decision map are compared by paired t "
               "tests with Holm\u2019s correction over the whole map; break-evens have "
               "Fieller\u2019s intervals. ",
               view_number(view, level, 100 * data->confidence, 4));
    if (answers->bands.step_count > 0) {
        report_add(out, view,
                   "Bands separate what is not known (the factors, drawn from what is believed of "
                   "them) from chance (the replications) by the law of total variance. ");
    }
    report_add(out, view,
               "Intervals say how well the simulation knows its own means, not how well the model "
               "knows the world.");
    text_add(out, "</p>\n</section>\n");
}

static void add_record(TextBuilder *out, const View *view)
{
    const SweepAnswers *answers = view->sweep;
    if (!answers->command) {
        return; /* a process that was killed left no record */
    }
    open_section(out, view, "record", "Record of the run");
    report_add(out, view,
               "<p>The same command with the same files gives the same numbers, bit for bit, on "
               "any number of threads:</p>\n<pre tabindex=\"0\"><code>");
    markup_text(out, answers->command);
    text_add(out, "</code></pre>\n<p class=\"note\">");
    markup_text(out, sweep_footnote(view));
    text_add_format(out, "</p>\n<dl class=\"facts\"><div><dt>%s</dt><dd>%llu</dd></div></dl>\n",
                    view_phrase(view, "Seed"), (unsigned long long)answers->data->seed);
    text_add(out, "</section>\n");
}

bool report_sweep(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure)
{
    const SweepAnswers *answers = view->sweep;
    text_add(out, "<main>\n");
    add_finding(out, view);
    if (answers->worth.row_count > 0) {
        add_worth(out, view);
    }
    if (gallery && !report_charts(out, view, gallery, failure)) {
        return false;
    }
    if (answers->sensitivity.row_count > 0) {
        add_sensitivity(out, view);
    }
    add_factors(out, view);
    add_method(out, view);
    add_record(out, view);
    text_add(out, "</main>\n");
    return true;
}
