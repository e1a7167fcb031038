#include "study/decision_words.h"
#include "study/factor_words.h"
#include "study/sweep_answers.h"

#include <math.h>
#include <stdio.h>

enum { FACTORS_SAID = 5, WORTH_SAID = 24 };

/* The measure by which the factors of a design are ranked. */
static SensitivityMeasure main_measure(const SweepData *data)
{
    return data->design == SWEEP_MORRIS     ? SENSITIVITY_MU_STAR
           : data->design == SWEEP_SALTELLI ? SENSITIVITY_TOTAL
                                            : SENSITIVITY_PRCC;
}

static const char *measure_meaning(SensitivityMeasure measure)
{
    return measure == SENSITIVITY_MU_STAR ? "mean absolute effect over its range (mu*)"
           : measure == SENSITIVITY_TOTAL ? "share of the variance that goes with it (total index)"
                                          : "partial rank correlation";
}

/* The factors' rows of a strategy, the largest first, into `rows` [FACTORS_SAID]; returns how many.
 */
static size_t rank_factors(const SweepAnswers *answers, SensitivityRow like,
                           const SensitivityRow **rows)
{
    size_t count = 0;
    for (like.factor = 0; like.factor < answers->data->factor_count; ++like.factor) {
        const SensitivityRow *row = sensitivity_find(&answers->sensitivity, &like);
        if (!row || isnan(row->value)) {
            continue;
        }
        size_t at = count < FACTORS_SAID ? count++ : FACTORS_SAID;
        while (at > 0 && fabs(rows[at - 1]->value) < fabs(row->value)) {
            if (at < FACTORS_SAID) {
                rows[at] = rows[at - 1];
            }
            --at;
        }
        if (at < FACTORS_SAID) {
            rows[at] = row;
        }
    }
    return count;
}

static void say_number(TextBuilder *text, double value)
{
    const FactorScale plain = {1, "", "", NULL};
    char number[FACTOR_NUMBER];
    text_add(text, factor_number(number, &plain, value));
}

static void say_interval(TextBuilder *text, double low, double high)
{
    text_add(text, " [");
    say_number(text, low);
    text_add(text, ", ");
    say_number(text, high);
    text_add(text, "]");
}

static void say_sensitivity(const SweepAnswers *answers, TextBuilder *text)
{
    const SweepData *data = answers->data;
    const SweepMetric *metric = &data->metrics[answers->metric];
    const SensitivityMeasure measure = main_measure(data);
    if (answers->sensitivity.row_count == 0) {
        return;
    }
    text_add_format(text, "What matters to %s/%s/%s, by %s:\n", metric->scope, metric->id,
                    metric->metric, measure_meaning(measure));
    for (size_t s = 0; s < data->strategy_count; ++s) {
        const SensitivityRow *rows[FACTORS_SAID];
        const SensitivityRow like = {.metric = answers->metric, .strategy = s, .measure = measure};
        const size_t count = rank_factors(answers, like, rows);
        text_add_format(text, "  %s: ", data->strategies[s].name);
        for (size_t i = 0; i < count; ++i) {
            text_add_format(text, "%s%s ", i > 0 ? ", " : "", data->factors[rows[i]->factor].name);
            say_number(text, rows[i]->value);
            say_interval(text, rows[i]->low, rows[i]->high);
        }
        text_add(text, count > 0 ? "\n" : "nothing, it does not vary\n");
    }
}

static void say_worth(const SweepAnswers *answers, TextBuilder *text)
{
    const SweepData *data = answers->data;
    const SweepMetric *metric = &data->metrics[answers->metric];
    size_t said = 0;
    for (size_t i = 0; i < answers->worth.row_count; ++i) {
        const WorthRow *row = &answers->worth.rows[i];
        if (row->metric != answers->metric) {
            continue;
        }
        if (said == 0) {
            text_add_format(text,
                            "What a change is worth in %s/%s/%s (%s), against the scenario as it "
                            "stands:\n",
                            metric->scope, metric->id, metric->metric, metric->unit);
        }
        if (said++ >= WORTH_SAID) {
            continue;
        }
        const FactorScale scale = factor_scale(data, row->factor);
        text_add_format(text, "  %s, %s ", data->strategies[row->strategy].name,
                        data->factors[row->factor].name);
        factor_say(text, &scale, row->value);
        text_add(text, ": ");
        text_add(text, row->difference > 0 ? "+" : "");
        say_number(text, row->difference);
        say_interval(text, row->low, row->high);
        text_add(text, "\n");
    }
    if (said > WORTH_SAID) {
        text_add_format(text, "  and %zu more in worth.csv\n", said - WORTH_SAID);
    }
}

void sweep_answers_say(const SweepAnswers *answers, TextBuilder *text)
{
    say_sensitivity(answers, text);
    say_worth(answers, text);
    if (answers->has_map && answers->decides) {
        decision_say(&answers->map, text);
    }
}
