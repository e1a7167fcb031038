#include "plots/report_sweep.h"

#include <math.h>

#include "plots/markup.h"
#include "plots/report_parts.h"
#include "plots/sweep_view.h"
#include "study/decision_words.h"
#include "study/factor_words.h"

enum { ROWS_SAID = 9 };

void report_sweep_facts(TextBuilder *out, const View *view)
{
    const SweepData *data = view->sweep->data;
    markup_format(out, "A sweep of %zu factor%s over %zu point%s (%s), %zu strateg%s",
                  data->factor_count, data->factor_count == 1 ? "" : "s", data->point_count,
                  data->point_count == 1 ? "" : "s", sweep_design_name(data->design),
                  data->strategy_count, data->strategy_count == 1 ? "y" : "ies");
}

static void open_section(TextBuilder *out, const char *id, const char *heading)
{
    text_add_format(out,
                    "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">%s"
                    "</h2>\n",
                    id, id, id, heading);
}

static void add_sentence(TextBuilder *out, const DecisionMap *map, size_t row)
{
    TextBuilder words = {0};
    decision_say_row(map, row, &words);
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
    open_section(out, "finding", "Which strategy is best where");
    text_add(out, "<p>");
    markup_format(out,
                  "By the %s (%s is better), at %zu places: ", sweep_metric_words(view, metric),
                  metric->direction == METRIC_HIGHER_IS_BETTER ? "higher" : "lower", all);
    for (size_t s = 0; s < view->strategy_count; ++s) {
        const size_t count = decision_count(map, s);
        if (count > 0) {
            markup_format(out, "\u201c%s\u201d at %zu, ", view->strategies[s].name, count);
        }
    }
    markup_format(out,
                  "undecided at %zu. No decided place is wrong with a probability of %.4g\u202f%%; "
                  "the intervals hold the break-even with %.4g\u202f%%.",
                  decision_count(map, SWEEP_NONE), 100 * map->data->confidence,
                  100 * map->data->confidence);
    text_add(out, "</p>\n<ul>\n");
    for (size_t i = 0; i < said; ++i) {
        add_sentence(out, map, said < 2 ? 0 : i * (map->rows - 1) / (said - 1));
    }
    text_add(out, "</ul>\n</section>\n");
}

static void add_number(TextBuilder *out, double value)
{
    const FactorScale plain = {1, "", ""};
    char number[FACTOR_NUMBER];
    text_add(out, factor_number(number, &plain, value));
}

static void add_interval_cell(TextBuilder *out, double value, double low, double high)
{
    text_add(out, "<td><b>");
    add_number(out, value);
    text_add(out, "</b>");
    if (!isnan(low)) {
        text_add(out, "<small>");
        add_number(out, low);
        text_add(out, " to ");
        add_number(out, high);
        text_add(out, "</small>");
    }
    text_add(out, "</td>");
}

static void open_table(TextBuilder *out, const View *view, const char *caption, const char *first)
{
    report_table_begin(out, caption);
    text_add_format(out, "<thead><tr><th scope=\"col\">%s</th>", first);
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
            add_interval_cell(out, row ? row->value : (double)NAN, row ? row->low : (double)NAN,
                              row ? row->high : (double)NAN);
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}

static void add_sensitivity(TextBuilder *out, const View *view)
{
    const SweepMetric *metric = &view->sweep->data->metrics[view->sweep->metric];
    open_section(out, "sensitivity", "Which factors matter");
    text_add(out, "<p>");
    markup_format(out, "To the %s; for the other metrics see sensitivity.csv.",
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
    open_section(out, "worth", "What a change is worth");
    open_table(out, view, "Difference to the scenario as it stands, paired by replication",
               "Change");
    for (size_t p = 0; p < data->point_count; ++p) {
        if (data->points[p].factor == SWEEP_NONE) {
            continue;
        }
        const size_t factor = data->points[p].factor;
        const FactorScale scale = factor_scale(data, factor);
        TextBuilder value = {0};
        factor_say(&value, &scale, data->points[p].values[factor]);
        text_add(out, "<tr><th scope=\"row\">");
        markup_format(out, "%s %s", data->factors[factor].name, value.text);
        text_add(out, "</th>");
        text_deinit(&value);
        for (size_t i = 0; i < answers->worth.row_count; ++i) {
            const WorthRow *row = &answers->worth.rows[i];
            if (row->metric == answers->metric && row->point == p) {
                add_interval_cell(out, row->difference, row->low, row->high);
            }
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
    text_add(out, "<p class=\"note\">");
    markup_format(out, "Of the %s, in its unit (%s).", sweep_metric_words(view, metric),
                  metric->unit);
    text_add(out, "</p>\n</section>\n");
}

static void add_factors(TextBuilder *out, const View *view)
{
    const SweepData *data = view->sweep->data;
    open_section(out, "factors", "The factors");
    report_table_begin(out, "What was varied, and how far");
    text_add(out, "<thead><tr><th scope=\"col\">Factor</th><th scope=\"col\">Cells</th>"
                  "<th scope=\"col\">From</th><th scope=\"col\">To</th></tr></thead>\n<tbody>\n");
    for (size_t f = 0; f < data->factor_count; ++f) {
        const FactorScale scale = factor_scale(data, f);
        double low = NAN, high = NAN;
        for (size_t p = 0; p < data->point_count; ++p) {
            low = fmin(low, data->points[p].values[f]); /* passes over NAN */
            high = fmax(high, data->points[p].values[f]);
        }
        text_add(out, "<tr><th scope=\"row\">");
        markup_text(out, data->factors[f].name);
        text_add(out, "</th><td>");
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

bool report_sweep(TextBuilder *out, const View *view, const Gallery *gallery, Failure *failure)
{
    const SweepAnswers *answers = view->sweep;
    text_add(out, "<main>\n");
    if (answers->has_map && answers->decides) {
        add_decision(out, view);
    }
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
    text_add(out, "</main>\n");
    return true;
}
