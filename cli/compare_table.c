#include "cli/compare_table.h"

#include "base/memory.h"
#include "cli/planner_figures.h"
#include "cli/table.h"
#include "study/comparison.h"
#include "study/estimator.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURES_PER_BLOCK = 4, SCREEN_COLUMNS = 100 };

typedef struct FigureResults { /* a figure under every strategy */
    const PlannerFigure *figure;
    Estimate *estimates;     /* [strategy] */
    Comparison *comparisons; /* [strategy]; of the baseline unused */
    size_t *absent; /* [strategy]: replications that ran and had nothing to measure; 0 where none
                       had anything, which a dash says */
    double scale;   /* what is printed is the value over it: 1, 1e3, 1e6, 1e9 */
    int decimals;
} FigureResults;

static const char *const scale_names[] = {"", "thousand", "million", "billion"};

/* One scale and as many decimals for the whole column, so that it can be read down: three digits or
 * more of the largest, and never over five before the point. */
static void choose_scale(FigureResults *results, size_t strategies)
{
    double largest = 0;
    for (size_t s = 0; s < strategies; ++s) {
        largest = fmax(largest, fabs(results->estimates[s].mean)); /* fmax passes over NAN */
    }
    results->scale = 1;
    while (largest / results->scale >= 1e5 && results->scale < 1e9) {
        results->scale *= 1000;
    }
    double shown = largest / results->scale;
    results->decimals = shown >= 1000 ? 0 : shown >= 10 ? 1 : 2;
}

static void estimate_figure(FigureResults *results, const Study *study, const PlannerFigure *figure,
                            Estimator *estimator)
{
    const StudyPlan *plan = study->plan;
    size_t count = samples_count(study->samples);
    double *baseline = memory_allocate(2 * count + 1, sizeof *baseline), *values = baseline + count;
    planner_figure_values(figure, study->samples, plan->baseline, baseline);
    results->figure = figure;
    results->estimates = memory_allocate(plan->strategy_count, sizeof *results->estimates);
    results->comparisons = memory_allocate(plan->strategy_count, sizeof *results->comparisons);
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        planner_figure_values(figure, study->samples, s, values);
        results->estimates[s] = estimate_values(estimator, values, count);
        results->comparisons[s] = compare_values(estimator, values, baseline, count);
    }
    results->absent = memory_allocate(plan->strategy_count, sizeof *results->absent);
    choose_scale(results, plan->strategy_count);
    free(baseline);
}

/* A strategy that was dropped ran in fewer replications than others: in as many as the figure that
 * most of them have. */
static void count_absent(FigureResults *results, size_t count, size_t strategies)
{
    for (size_t s = 0; s < strategies; ++s) {
        size_t ran = 0;
        for (size_t i = 0; i < count; ++i) {
            const Estimate *estimate = &results[i].estimates[s];
            const size_t known = estimate->n + estimate->censored;
            ran = known > ran ? known : ran;
        }
        for (size_t i = 0; i < count; ++i) {
            const Estimate *estimate = &results[i].estimates[s];
            results[i].absent[s] = estimate->n == 0 ? 0 : ran - estimate->n - estimate->censored;
        }
    }
}

/* "−12.3 ± 0.4"; `sign` puts a plus before what is not negative. */
static void add_interval(TextBuilder *cell, const FigureResults *results, double centre,
                         double half_width, bool sign)
{
    double shown = centre / results->scale;
    char number[64];
    (void)snprintf(number, sizeof number, "%.*f", results->decimals, fabs(shown));
    bool is_zero = strspn(number, "0.") == strlen(number);
    text_add(cell, is_zero ? "" : shown < 0 ? "−" : sign ? "+" : "");
    text_add(cell, number);
    if (isfinite(half_width)) {
        text_add_format(cell, " ± %.*f", results->decimals, half_width / results->scale);
    }
}

static void add_mean(Table *table, const FigureResults *results, size_t strategy)
{
    const Estimate *estimate = &results->estimates[strategy];
    TextBuilder cell = {0};
    if (estimate->n == 0) {
        text_add(&cell, estimate->censored > 0 ? "not in time" : "–");
    } else {
        text_add(&cell, estimate->censored > 0 ? "†" : "");
        text_add(&cell, results->absent[strategy] > 0 ? "‡" : "");
        add_interval(&cell, results, estimate->mean, estimate->ci_high - estimate->mean, false);
    }
    table_add(table, cell.text);
    text_deinit(&cell);
}

static void add_difference(Table *table, const FigureResults *results, size_t strategy)
{
    const Comparison *comparison = &results->comparisons[strategy];
    TextBuilder cell = {0};
    if (comparison->ci_low >= 0 && comparison->ci_high <= 0) {
        text_add(&cell, "the same");
    } else if (comparison->n > 0) {
        bool told_apart = comparison_is_significant(comparison);
        text_add(&cell, told_apart ? "" : "≈ ");
        add_interval(&cell, results, comparison->difference,
                     comparison->ci_high - comparison->difference, true);
    }
    table_add(table, cell.text ? cell.text : "");
    text_deinit(&cell);
}

static void add_headings(Table *table, const FigureResults *results, size_t count)
{
    for (size_t line = 0; line < 2; ++line) {
        table_add(table, "");
        for (size_t i = 0; i < count; ++i) {
            table_add(table, results[i].figure->heading[line]);
        }
    }
    table_add(table, "");
    for (size_t i = 0; i < count; ++i) {
        int thousands = (int)lround(log10(results[i].scale) / 3);
        const char *scale = scale_names[thousands], *unit = results[i].figure->unit;
        table_add_format(table, "%s%s%s", scale, *scale && *unit ? " " : "", unit);
    }
}

static void print_block(const StudyPlan *plan, const FigureResults *results, size_t count,
                        TextBuilder *out)
{
    Table *table = table_new(1 + count, 1);
    add_headings(table, results, count);
    for (size_t s = 0; s < plan->strategy_count; ++s) {
        table_add(table, plan->strategy_names[s]);
        for (size_t i = 0; i < count; ++i) {
            add_mean(table, &results[i], s);
        }
        table_add(table, s == plan->baseline ? "  (the baseline)" : "  difference");
        for (size_t i = 0; i < count && s != plan->baseline; ++i) {
            add_difference(table, &results[i], s);
        }
        table_end_row(table);
    }
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
}

static void print_legend(const Study *study, TextBuilder *out)
{
    size_t count = samples_count(study->samples);
    const bool pairs = study->plan->antithetic;
    if (count < (pairs ? 4 : 2)) {
        text_add_format(out,
                        "One %s: no intervals. No difference (≈) is shown; ask for more with -n.\n",
                        pairs ? "pair of replications" : "replication");
        return;
    }
    text_add_format(out, "Mean ± half width of the %.4g %% interval over %zu %s; differences ",
                    100 * study->plan->confidence, pairs ? count / 2 : count,
                    pairs ? "antithetic pairs" : "replications");
    text_add(out, "are to the baseline, paired.\n≈ the interval holds 0: no difference shown.\n");
}

/* Of the means in the table, so that it shows whether pairs help here. Fewer say little. */
static void print_worth(const Study *study, const FigureResults *results, size_t count,
                        TextBuilder *out)
{
    enum { FEWEST = 100 };
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < count; ++i) {
        for (size_t s = 0; s < study->plan->strategy_count; ++s) {
            least = fmin(least, results[i].estimates[s].worth); /* which pass over NAN */
            most = fmax(most, results[i].estimates[s].worth);
        }
    }
    if (study->plan->antithetic && samples_count(study->samples) >= FEWEST && most > 0) {
        text_add_format(
            out,
            "The pairs are worth %.1f to %.1f times as many independent replications, by "
            "mean and strategy.\n",
            least, most);
    }
}

/* None of the figures can be below 0, though Student's interval of few and skewed values may. */
static void print_ends(const Study *study, const FigureResults *results, size_t count,
                       TextBuilder *out)
{
    for (size_t i = 0; i < count; ++i) {
        for (size_t s = 0; s < study->plan->strategy_count; ++s) {
            const Estimate *estimate = &results[i].estimates[s];
            if (estimate->n > 0 && estimate->ci_low < 0 && estimate->mean >= 0) {
                text_add(out,
                         "Where a half width is larger than its mean, the interval ends at 0.\n");
                return;
            }
        }
    }
}

/* Whether the end of the run hid the figure in every replication under every strategy. */
static bool is_censored_everywhere(const Study *study, const FigureResults *results)
{
    size_t hidden = 0, shown = 0;
    for (size_t s = 0; s < study->plan->strategy_count; ++s) {
        hidden += results->estimates[s].censored > 0 && results->estimates[s].n == 0;
        shown += results->estimates[s].n > 0;
    }
    return hidden > 1 && shown == 0;
}

static void print_censored(const Study *study, const FigureResults *results, size_t count,
                           TextBuilder *out)
{
    for (size_t i = 0; i < count; ++i) {
        const char *figure = results[i].figure->censored ? results[i].figure->censored : "a figure";
        const size_t replications = samples_count(study->samples);
        if (is_censored_everywhere(study, &results[i])) {
            text_add_format(out,
                            "Under every strategy: %s not within the horizon in any replication\n",
                            figure);
            continue;
        }
        for (size_t s = 0; s < study->plan->strategy_count; ++s) {
            const Estimate *estimate = &results[i].estimates[s];
            if (estimate->censored > 0) {
                text_add_format(
                    out, "† %s: %s not within the horizon in %zu of %zu replication%s, left out\n",
                    study->plan->strategy_names[s], figure, estimate->censored, replications,
                    replications == 1 ? "" : "s");
            }
        }
    }
}

/* What is measured in some replications alone, as the moment of return where a service was down, or
 * was hidden in some by the end of the run. */
static void print_partial(const Study *study, const FigureResults *results, size_t count,
                          TextBuilder *out)
{
    bool absent = false, partial = false;
    for (size_t i = 0; i < count; ++i) {
        for (size_t s = 0; s < study->plan->strategy_count; ++s) {
            const Estimate *estimate = &results[i].estimates[s];
            absent = absent || results[i].absent[s] > 0;
            partial = partial || (estimate->n > 0 && estimate->censored > 0);
        }
    }
    if (absent) {
        text_add(out, "‡ In some replications there was nothing to measure; they are left out "
                      "(n in summary.csv).\n");
    }
    if (absent || partial) {
        text_add(out, "A difference is over the replications that have both values: it need not be "
                      "that of the means.\n");
    }
}

void compare_table_print(const Study *study, TextBuilder *out)
{
    size_t count;
    PlannerFigure *figures = planner_figures_new(study->plan->measures, &count);
    FigureResults *results = memory_allocate(count, sizeof *results);
    Estimator *estimator = study_estimator(study);
    for (size_t i = 0; i < count; ++i) {
        estimate_figure(&results[i], study, &figures[i], estimator);
    }
    count_absent(results, count, study->plan->strategy_count);
    for (size_t i = 0; i < count; i += FIGURES_PER_BLOCK) {
        size_t left = count - i;
        print_block(study->plan, results + i, left < FIGURES_PER_BLOCK ? left : FIGURES_PER_BLOCK,
                    out);
        text_add(out, "\n");
    }
    print_legend(study, out);
    print_ends(study, results, count, out);
    print_worth(study, results, count, out);
    print_censored(study, results, count, out);
    print_partial(study, results, count, out);
    for (size_t i = 0; i < count; ++i) {
        free(results[i].estimates);
        free(results[i].comparisons);
        free(results[i].absent);
    }
    free(results);
    estimator_free(estimator);
    planner_figures_free(figures, count);
}
