/* The finding: who hurts least, against the runner-up and against the baseline, and what it costs
 * elsewhere. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/headline.h"
#include "plots/markup.h"
#include "plots/report_parts.h"
#include "study/comparison.h"

/* Strategies by their mean of the measure of harm, least first. */
typedef struct Ranking {
    size_t count;
    const ViewStrategy **strategies;
    double *means;
} Ranking;

static const char *const harm = "insured_hours_lost";

static Ranking rank_strategies(const View *view)
{
    Ranking ranking = {0};
    ranking.strategies =
        arena_allocate(view->arena, view->strategy_count, sizeof *ranking.strategies);
    ranking.means = arena_allocate(view->arena, view->strategy_count, sizeof *ranking.means);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const double mean = view_mean(view, view->strategies[i].id, "total", "all", harm);
        if (view->strategies[i].undisturbed || isnan(mean)) {
            continue;
        }
        size_t j = ranking.count++;
        for (; j > 0 && ranking.means[j - 1] > mean; --j) {
            ranking.means[j] = ranking.means[j - 1];
            ranking.strategies[j] = ranking.strategies[j - 1];
        }
        ranking.means[j] = mean;
        ranking.strategies[j] = &view->strategies[i];
    }
    return ranking;
}

/* `a` against `b`, paired; n is 0 where the replications do not pair. */
static Comparison compare_pair(const View *view, const ViewStrategy *a, const ViewStrategy *b)
{
    size_t a_count, b_count;
    const double *a_values =
        results_replications(view->results, a->id, "total", "all", harm, &a_count);
    const double *b_values =
        results_replications(view->results, b->id, "total", "all", harm, &b_count);
    const double confidence = view->run->confidence;
    if (a_count != b_count || a_count != view->run->replications || a_count < 2 ||
        !(confidence > 0 && confidence < 1)) {
        return (Comparison){.difference = NAN, .ci_low = NAN, .ci_high = NAN};
    }
    Estimator *estimator = estimator_new(confidence, a_count);
    if (view->run->antithetic) {
        estimator_take_pairs(estimator);
    }
    const Comparison comparison = compare_values(estimator, a_values, b_values, a_count);
    estimator_free(estimator);
    return comparison;
}

static void add_interval(TextBuilder *out, const View *view, const Comparison *pair,
                         const char *than)
{
    const QuantityScale scale =
        view_scale(view, QUANTITY_COUNT, fmax(fabs(pair->ci_low), fabs(pair->ci_high)));
    char low[QUANTITY_TEXT], high[QUANTITY_TEXT], level[QUANTITY_TEXT];
    report_say(out, view,
               "The difference to \u201c%s\u201d is %s to %s%s insured-hours (%s\u202f%% "
               "interval); it was lower in %.0f of %zu replications. ",
               than, quantity_signed(low, pair->ci_low, scale),
               quantity_signed(high, pair->ci_high, scale), scale.suffix,
               view_number(view, level, 100 * view->run->confidence, 4),
               pair->share_lower * (double)pair->n, pair->n);
}

static void add_against(TextBuilder *out, const View *view, const ViewStrategy *best,
                        const ViewStrategy *other)
{
    const Comparison pair = compare_pair(view, best, other);
    if (isnan(pair.ci_low) || isnan(pair.ci_high)) {
        return;
    }
    add_interval(out, view, &pair, other->name);
}

/* The first sentence. */
static void add_lead(TextBuilder *out, const View *view, const Ranking *ranking)
{
    char harm_text[QUANTITY_TEXT], other_text[QUANTITY_TEXT];
    const ViewStrategy *best = ranking->strategies[0];
    view_quantity(view, harm_text, ranking->means[0], QUANTITY_COUNT);
    text_add(out, "<p class=\"lead\">");
    if (ranking->count == 1) {
        report_say(out, view, "Under \u201c%s\u201d the insured lose %s insured-hours of service.",
                   best->name, harm_text);
    } else {
        const Comparison pair = compare_pair(view, best, ranking->strategies[1]);
        const ViewStrategy *next = ranking->strategies[1];
        view_quantity(view, other_text, ranking->means[1], QUANTITY_COUNT);
        if (isnan(pair.ci_high)) {
            report_say(out, view,
                       "\u201c%s\u201d has the least insured-hours lost, %s; with so few "
                       "replications (%zu) nobody can say how sure that is.",
                       best->name, harm_text, view->run->replications);
        } else if (pair.ci_high < 0) {
            report_say(out, view,
                       "\u201c%s\u201d hurts people least: %s insured-hours lost, against %s under "
                       "the next best, \u201c%s\u201d.",
                       best->name, harm_text, other_text, next->name);
        } else {
            report_say(out, view,
                       "\u201c%s\u201d and \u201c%s\u201d hurt people least (%s and %s "
                       "insured-hours lost); the difference between them is not clear.",
                       best->name, next->name, harm_text, other_text);
        }
    }
    text_add(out, "</p>\n");
}

/* Measures on which `strategy` is clearly lower (sign -1) or higher (1) than the baseline. */
static size_t add_measures(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                           int sign)
{
    size_t count, named = 0;
    const Headline *rows = headlines(view, &count);
    for (size_t i = 0; i < count; ++i) {
        const ViewMetric *metric = &rows[i].metric;
        const ComparisonRow *row = results_comparison(view->results, strategy->id, metric->scope,
                                                      metric->id, metric->metric);
        if (!row || !(sign < 0 ? row->ci_high < 0 : row->ci_low > 0)) {
            continue;
        }
        char from[QUANTITY_TEXT], to[QUANTITY_TEXT];
        text_add(out, named++ ? "; " : "");
        if (sign < 0) {
            markup_text(out, rows[i].label);
            continue;
        }
        report_say(out, view, "%s (%s against %s)", rows[i].label,
                   view_quantity(view, to, row->strategy_mean, metric->kind),
                   view_quantity(view, from, row->baseline_mean, metric->kind));
    }
    return named;
}

static void add_trade(TextBuilder *out, const View *view, const ViewStrategy *best)
{
    TextBuilder lower = {0}, higher = {0};
    const size_t lower_count = add_measures(&lower, view, best, -1);
    const size_t higher_count = add_measures(&higher, view, best, 1);
    if (lower_count) {
        text_add(out, "<li>");
        report_say(out, view, "Clearly less than under \u201c%s\u201d: ", view->baseline->name);
        text_add_format(out, "%s.</li>\n", lower.text);
    }
    if (higher_count) {
        text_add(out, "<li>");
        report_say(out, view, "Clearly more than under \u201c%s\u201d: ", view->baseline->name);
        text_add_format(out, "%s.</li>\n", higher.text);
    } else if (lower_count) {
        report_add(out, view, "<li>No headline measure is clearly higher.</li>\n");
    }
    text_deinit(&lower);
    text_deinit(&higher);
}

static bool isolates(const View *view, const ViewStrategy *strategy, const char *policy)
{
    return strcmp(results_cell(view->results, "strategies", strategy->id, "isolate"), policy) == 0;
}

/* Blackout is the strategy that isolates all, brownout the one that isolates the noticed zones
 * alone. */
static void add_blackout(TextBuilder *out, const View *view)
{
    const ViewStrategy *blackout = NULL, *brownout = NULL;
    for (size_t i = view->strategy_count; i-- > 0;) {
        const ViewStrategy *strategy = &view->strategies[i];
        if (isolates(view, strategy, "all")) {
            blackout = strategy;
        } else if (isolates(view, strategy, "compromised")) {
            brownout = strategy;
        }
    }
    if (!blackout || !brownout) {
        return;
    }
    const Comparison pair = compare_pair(view, brownout, blackout);
    if (isnan(pair.ci_low) || isnan(pair.ci_high)) {
        return;
    }
    char amount[QUANTITY_TEXT];
    const char *verb =
        finding_change(amount, pair.baseline_mean, pair.strategy_mean, view->language);
    text_add(out, "<p>");
    if (pair.ci_high < 0 || pair.ci_low > 0) {
        report_say(
            out, view,
            "Brownout against blackout: isolating the noticed zones alone (\u201c%s\u201d) %s the "
            "insured-hours lost%s compared with taking everything down (\u201c%s\u201d). ",
            brownout->name, verb, amount, blackout->name);
    } else {
        report_say(out, view,
                   "Brownout against blackout: there is no clear difference in insured-hours lost "
                   "between isolating the noticed zones alone (\u201c%s\u201d) and taking "
                   "everything down (\u201c%s\u201d). ",
                   brownout->name, blackout->name);
    }
    add_interval(out, view, &pair, blackout->name);
    text_add(out, "</p>\n");
}

void report_finding(TextBuilder *out, const View *view)
{
    const Ranking ranking = rank_strategies(view);
    if (!ranking.count) {
        report_add(out, view,
                   "<p class=\"lead\">These results hold no value of insured-hours lost.</p>\n");
        return;
    }
    const ViewStrategy *best = ranking.strategies[0];
    add_lead(out, view, &ranking);
    if (ranking.count > 1) {
        text_add(out, "<p>");
        add_against(out, view, best, ranking.strategies[1]);
        if (view->baseline && view->baseline != best && view->baseline != ranking.strategies[1]) {
            add_against(out, view, best, view->baseline);
        }
        text_add(out, "</p>\n");
        add_blackout(out, view);
    }
    if (view->baseline && view->baseline != best) {
        text_add(out, "<ul>\n");
        add_trade(out, view, best);
        text_add(out, "</ul>\n");
    }
    report_add(
        out, view,
        "<p class=\"note\">An insured-hour is an hour in which one insured person cannot use at "
        "least one service. It does not weigh stolen data or money: see the comparison.</p>\n");
}
