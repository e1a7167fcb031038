#include "plots/sweep_words.h"

#include "plots/sweep_importance.h"
#include "plots/sweep_swings.h"
#include "plots/sweep_view.h"
#include "study/decision_words.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *in_german(const char *english)
{
    return phrase(LANGUAGE_GERMAN, english);
}

const Wording *sweep_wording(const View *view)
{
    static const Wording german = {in_german, ','};
    return view->language == LANGUAGE_GERMAN ? &german : NULL;
}

FactorScale sweep_factor_scale(const View *view, size_t factor)
{
    FactorScale scale = factor_scale(view->sweep->data, factor);
    scale.wording = sweep_wording(view);
    return scale;
}

typedef struct MetricWords {
    const char *metric, *words, *subject;
} MetricWords;

static const MetricWords *find_words(const SweepMetric *metric)
{
    static const MetricWords known[] = {
        {"cost_total_eur", "total cost", "the total cost"},
        {"cost_outage_eur", "cost of the outage", "the cost of the outage"},
        {"cost_support_eur", "cost of support", "the cost of support"},
        {"cost_restoration_eur", "cost of restoration", "the cost of restoration"},
        {"cost_theft_eur", "cost of theft", "the cost of theft"},
        {"insured_hours_lost", "insured-hours lost", "the insured-hours lost"},
        {"restored_h", "time until the last insurer is back",
         "the time until the last insurer is back"},
        {"restored_half_h", "time until half of the insured are back",
         "the time until half of the insured are back"},
        {"records_stolen", "records stolen", "the records stolen"},
        {"zones_compromised", "zones compromised", "the number of zones compromised"},
        {"zones_destroyed", "zones destroyed", "the number of zones destroyed"},
        {"crew_hours", "crew hours", "the crew hours"},
        {"detected_h", "time of the first notice", "the time of the first notice"},
        {"isolated_h", "time of the first isolation", "the time of the first isolation"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; ++i) {
        if (strcmp(metric->metric, known[i].metric) == 0) {
            return &known[i];
        }
    }
    return NULL;
}

static const char *with_id(const View *view, const SweepMetric *metric, const char *words)
{
    return strcmp(metric->scope, "total") == 0
               ? words
               : view_text(view, view_phrase(view, "%s of %s"), words, metric->id);
}

const char *sweep_metric_words(const View *view, const SweepMetric *metric)
{
    const MetricWords *words = find_words(metric);
    return with_id(view, metric, words ? view_phrase(view, words->words) : metric->metric);
}

const char *sweep_metric_subject(const View *view, const SweepMetric *metric)
{
    const MetricWords *words = find_words(metric);
    return with_id(view, metric,
                   words ? view_phrase(view, words->subject)
                         : view_text(view, view_phrase(view, "the metric %s"), metric->metric));
}

const char *sweep_metric_better(const View *view, const SweepMetric *metric)
{
    return metric->direction == METRIC_HIGHER_IS_BETTER ? view_phrase(view, "higher")
                                                        : view_phrase(view, "lower");
}

static void count_replications(const SweepData *data, size_t *fewest, size_t *most)
{
    *fewest = data->point_count > 0 ? SIZE_MAX : 0;
    *most = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const size_t n = data->points[p].replications;
        *fewest = n < *fewest ? n : *fewest;
        *most = n > *most ? n : *most;
    }
}

const char *sweep_footnote(const View *view)
{
    const SweepData *data = view->sweep->data;
    size_t fewest, most;
    TextBuilder text = {0};
    count_replications(data, &fewest, &most);
    text_add_format(&text,
                    data->point_count == 1 ? view_phrase(view, "%zu point, ")
                                           : view_phrase(view, "%zu points, "),
                    data->point_count);
    if (fewest == most) {
        text_add_format(&text, "%zu", fewest);
    } else {
        text_add_format(&text, view_phrase(view, "%zu to %zu"), fewest, most);
    }
    text_add(&text, most == 1 ? view_phrase(view, " replication of each strategy at each")
                              : view_phrase(view, " replications of each strategy at each"));
    text_add(&text, data->independent_points
                        ? view_phrase(view, ", under random numbers that are common to the "
                                            "strategies of a point.")
                        : view_phrase(view, ", under common random numbers."));
    text_add_format(&text, view_phrase(view, " Scenario: %s"), view->title);
    return view_keep(view, &text);
}

const char *sweep_delay_words(const View *view, size_t service)
{
    const SweepAnswers *answers = view->sweep;
    const SweepData *data = answers->data;
    if (answers->bands.step_count == 0) {
        return NULL;
    }
    const SweepService *of = &data->curves.services[service];
    const char *name = view_shorten(view, of->name[0] ? of->name : of->id);
    const size_t widest = delay_bands_widest(&answers->bands, data, data->baseline, service);
    if (widest == SIZE_MAX) {
        return view_text(view, view_phrase(view, "The mean delay of %s does not vary"), name);
    }
    const DelayBand *band = delay_bands_at(&answers->bands, data, data->baseline, service, widest);
    char low[QUANTITY_TEXT], high[QUANTITY_TEXT], date[TIME_LABEL];
    return view_text(view,
                     view_phrase(view,
                                 "%s: on %s the mean delay under \u201c%s\u201d is between %s and "
                                 "%s; %.0f\u202f%% of its variance comes from what is not known, "
                                 "the rest from chance"),
                     name, view_date(view, date, (double)widest * data->curves.step_h),
                     view->strategies[data->baseline].name,
                     view_quantity(view, low, band->of.both.p05, QUANTITY_HOURS),
                     view_quantity(view, high, band->of.both.p95, QUANTITY_HOURS),
                     100 * delay_band_unknown_share(band));
}

typedef struct ImportanceSaying {
    const char *factor, *metric, *number, *strategy;
} ImportanceSaying;

static const char *importance_sentence(const View *view, SensitivityMeasure measure,
                                       const ImportanceSaying *of)
{
    switch (measure) {
    case SENSITIVITY_MU_STAR:
        return view_text(view,
                         view_phrase(view, "\u201c%s\u201d has the largest effect on %s: on "
                                           "average %s under \u201c%s\u201d"),
                         of->factor, of->metric, of->number, of->strategy);
    case SENSITIVITY_TOTAL:
        return view_text(view,
                         view_phrase(view, "\u201c%s\u201d has the largest share in the variance "
                                           "of %s: %s under \u201c%s\u201d"),
                         of->factor, of->metric, of->number, of->strategy);
    default:
        return view_text(view,
                         view_phrase(view, "\u201c%s\u201d goes most closely with %s: rank "
                                           "correlation %s under \u201c%s\u201d"),
                         of->factor, of->metric, of->number, of->strategy);
    }
}

/* The largest weight of the first factor, in its unit. */
static const char *importance_number(const View *view, const SweepImportance *importance,
                                     char out[QUANTITY_TEXT])
{
    const SweepData *data = view->sweep->data;
    const size_t factor = importance->order[0];
    const double weight = importance->weights[factor];
    if (importance->main == SENSITIVITY_TOTAL) { /* only an estimate is over 1 */
        return quantity_text(out, fmin(weight, 1), view_scale(view, QUANTITY_SHARE, 1));
    }
    if (importance->main == SENSITIVITY_PRCC) {
        const SensitivityRow *row =
            sweep_sensitivity_row(view, importance->strategies[factor], factor, SENSITIVITY_PRCC);
        return quantity_signed(out, row->value, view_scale(view, QUANTITY_COUNT, 1));
    }
    return view_quantity(view, out, weight, sweep_metric_kind(&data->metrics[view->sweep->metric]));
}

const char *sweep_factor_words(const View *view)
{
    const SweepData *data = view->sweep->data;
    const char *metric = sweep_metric_subject(view, &data->metrics[view->sweep->metric]);
    if (data->design == SWEEP_ONE_AT_A_TIME) {
        const SweepSwings swings = sweep_swings(view);
        return sweep_swings_words(view, &swings);
    }
    const SweepImportance importance = sweep_importance(view);
    const size_t first = data->factor_count > 0 ? importance.order[0] : 0;
    bool is_any_clear = false;
    for (size_t f = 0; f < data->factor_count; ++f) {
        is_any_clear = is_any_clear || importance.weights[f] > 0;
    }
    if (is_any_clear && !(importance.weights[first] > 0)) {
        return view_text(view, view_phrase(view, "Which factor moves %s most is not clear"),
                         metric);
    }
    if (!is_any_clear) {
        return view_text(view, view_phrase(view, "No factor clearly moves %s"), metric);
    }
    char number[QUANTITY_TEXT];
    const ImportanceSaying saying = {.factor = data->factors[first].name,
                                     .metric = metric,
                                     .number = importance_number(view, &importance, number),
                                     .strategy =
                                         view->strategies[importance.strategies[first]].name};
    return importance_sentence(view, importance.main, &saying);
}

static double mean_over_points(const SweepAnswers *answers, size_t strategy)
{
    const SweepData *data = answers->data;
    double sum = 0;
    size_t points = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        const double *values = sweep_data_values(data, p, strategy, answers->metric);
        double of_point = 0;
        size_t n = 0;
        for (size_t r = 0; r < data->points[p].replications; ++r) {
            if (isfinite(values[r])) {
                of_point += values[r];
                ++n;
            }
        }
        sum += n > 0 ? of_point / (double)n : 0;
        points += n > 0;
    }
    return points > 0 ? sum / (double)points : (double)NAN;
}

const char *sweep_best_words(const View *view)
{
    const SweepAnswers *answers = view->sweep;
    const SweepMetric *metric = &answers->data->metrics[answers->metric];
    const double sign = metric->direction == METRIC_HIGHER_IS_BETTER ? -1 : 1;
    size_t best = SIZE_MAX, worst = SIZE_MAX;
    double lowest = INFINITY, highest = -(double)INFINITY;
    for (size_t s = 0; s < view->strategy_count && answers->decides; ++s) {
        const double mean = sign * mean_over_points(answers, s);
        if (view->strategies[s].undisturbed || isnan(mean)) {
            continue;
        }
        if (mean < lowest) {
            lowest = mean;
            best = s;
        }
        if (mean > highest) {
            highest = mean;
            worst = s;
        }
    }
    if (best == SIZE_MAX || !(highest > lowest)) {
        return NULL;
    }
    const QuantityScale scale =
        view_scale(view, sweep_metric_kind(metric), fmax(fabs(lowest), fabs(highest)));
    char low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    return view_text(view,
                     view_phrase(view, "Over all points \u201c%s\u201d has the best mean %s (%s), "
                                       "\u201c%s\u201d the worst (%s)"),
                     view->strategies[best].name, sweep_metric_words(view, metric),
                     quantity_text(low, sign * lowest, scale), view->strategies[worst].name,
                     quantity_text(high, sign * highest, scale));
}

static size_t break_evens_in(const DecisionMap *map, size_t row)
{
    size_t count = 0;
    for (size_t i = 0; i < map->break_even_count; ++i) {
        count += map->break_evens[i].row == row && decision_says(&map->break_evens[i]);
    }
    return count;
}

size_t sweep_leading_row(const DecisionMap *map)
{
    size_t chosen = map->rows / 2;
    double nearest = INFINITY;
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *found = &map->break_evens[i];
        const bool is_open = isinf(found->place.low) || isinf(found->place.high);
        const double distance = fabs((double)found->row - (double)(map->rows - 1) / 2) +
                                (double)map->rows * (is_open ? 1 : 0) +
                                (double)map->rows * (double)(break_evens_in(map, found->row) - 1);
        if (decision_says(found) && distance < nearest) {
            nearest = distance;
            chosen = found->row;
        }
    }
    return chosen;
}
