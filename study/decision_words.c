#include "study/decision_words.h"

#include "study/factor_value.h"
#include "study/factor_words.h"

#include <math.h>

enum { ROWS_SAID = 5 };

size_t decision_count(const DecisionMap *map, size_t strategy)
{
    size_t count = 0;
    for (size_t i = 0; i < map->rows * map->columns; ++i) {
        const Decision *decision = &map->decisions[i];
        count += strategy == SWEEP_NONE ? !decision->is_decided
                                        : decision->is_decided && decision->best == strategy;
    }
    return count;
}

static void say_place(const DecisionMap *map, size_t row, TextBuilder *text)
{
    if (map->y == SWEEP_NONE) {
        return;
    }
    const FactorScale scale = factor_scale(map->data, map->y);
    text_add_format(text, ", at %s of ", map->data->factors[map->y].name);
    factor_say(text, &scale, factor_value_at(map->data, map->y, map->y_at[row]));
}

static void say_band_end(const DecisionMap *map, const FactorScale *scale, double coordinate,
                         TextBuilder *text)
{
    char number[FACTOR_NUMBER];
    if (isinf(coordinate)) {
        text_add(text, coordinate < 0 ? "no lower end" : "no upper end");
    } else {
        text_add(text,
                 factor_number(number, scale, factor_value_at(map->data, map->x, coordinate)));
    }
}

static void say_break_even(const DecisionMap *map, const MapBreakEven *found, TextBuilder *text)
{
    const SweepData *data = map->data;
    const FactorScale scale = factor_scale(data, map->x);
    text_add_format(text, "\u201c%s\u201d is better than \u201c%s\u201d where %s exceeds ",
                    data->strategies[found->better_above].name,
                    data->strategies[found->better_below].name, data->factors[map->x].name);
    factor_say(text, &scale, factor_value_at(data, map->x, found->place.at));
    text_add(text, " [");
    say_band_end(map, &scale, found->place.low, text);
    text_add(text, ", ");
    say_band_end(map, &scale, found->place.high, text);
    text_add(text, "]");
    say_place(map, found->row, text);
    text_add(text, ".");
}

/* A row in which no strategy takes over from another. */
static void say_constant_row(const DecisionMap *map, size_t row, TextBuilder *text)
{
    const Decision *decisions = &map->decisions[row * map->columns];
    const SweepData *data = map->data;
    size_t decided = 0;
    bool is_same = decisions[0].best != SIZE_MAX;
    for (size_t c = 0; c < map->columns; ++c) {
        decided += decisions[c].is_decided;
        is_same = is_same && decisions[c].best == decisions[0].best;
    }
    const FactorScale scale = factor_scale(data, map->x);
    if (is_same) {
        text_add_format(text, "\u201c%s\u201d has the best mean ",
                        data->strategies[decisions[0].best].name);
    } else {
        text_add(text, "Which strategy is best is not decided ");
    }
    text_add_format(text, "for %s from ", data->factors[map->x].name);
    factor_say(text, &scale, factor_value_at(data, map->x, map->x_at[0]));
    text_add(text, " to ");
    factor_say(text, &scale, factor_value_at(data, map->x, map->x_at[map->columns - 1]));
    say_place(map, row, text);
    if (is_same && decided < map->columns) {
        text_add_format(text, "; decided at %zu of %zu places", decided, map->columns);
    }
    text_add(text, ".");
}

bool decision_says(const MapBreakEven *found)
{
    return found->is_of_best && !(isinf(found->place.low) && isinf(found->place.high));
}

void decision_say_row(const DecisionMap *map, size_t row, TextBuilder *text)
{
    size_t said = 0;
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *found = &map->break_evens[i];
        if (found->row == row && decision_says(found)) {
            text_add(text, said++ > 0 ? " " : "");
            say_break_even(map, found, text);
        }
    }
    if (said == 0) {
        say_constant_row(map, row, text);
    }
}

static void say_counts(const DecisionMap *map, TextBuilder *text)
{
    const SweepData *data = map->data;
    const SweepMetric *metric = &data->metrics[map->metric];
    text_add_format(text, "Best by %s/%s/%s (%s is better) at ", metric->scope, metric->id,
                    metric->metric,
                    metric->direction == METRIC_HIGHER_IS_BETTER ? "higher" : "lower");
    text_add_count(text, map->rows * map->columns, "place", "places");
    text_add_format(text, " of %s", data->factors[map->x].name);
    if (map->y != SWEEP_NONE) {
        text_add_format(text, " and %s", data->factors[map->y].name);
    }
    text_add(text, ": ");
    for (size_t s = 0; s < data->strategy_count; ++s) {
        const size_t count = decision_count(map, s);
        if (count > 0) {
            text_add_format(text, "\u201c%s\u201d at %zu, ", data->strategies[s].name, count);
        }
    }
    text_add_format(text, "undecided at %zu.\n", decision_count(map, SWEEP_NONE));
    text_add_format(text,
                    "No decided place is wrong with a probability of %g; [intervals] hold the "
                    "break-even with %g.\n",
                    data->confidence, data->confidence);
}

void decision_say(const DecisionMap *map, TextBuilder *text)
{
    say_counts(map, text);
    const size_t said = map->rows < ROWS_SAID ? map->rows : ROWS_SAID;
    for (size_t i = 0; i < said; ++i) {
        const size_t row = said < 2 ? 0 : i * (map->rows - 1) / (said - 1);
        text_add(text, "  ");
        decision_say_row(map, row, text);
        text_add(text, "\n");
    }
}
