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

typedef struct Speech {
    const DecisionMap *map;
    const Wording *wording;
    TextBuilder place, at, low, high; /* parts of a sentence */
} Speech;

static void speech_deinit(Speech *speech)
{
    text_deinit(&speech->place);
    text_deinit(&speech->at);
    text_deinit(&speech->low);
    text_deinit(&speech->high);
}

static const char *said(const TextBuilder *text)
{
    return text->text ? text->text : "";
}

static void say_value(const Speech *speech, size_t factor, double coordinate, TextBuilder *text)
{
    const SweepData *data = speech->map->data;
    FactorScale scale = factor_scale(data, factor);
    scale.wording = speech->wording;
    factor_say(text, &scale, factor_value_at(data, factor, coordinate));
}

/* ", at detection of 6 h" */
static void say_place(Speech *speech, size_t row)
{
    const DecisionMap *map = speech->map;
    if (map->y == SWEEP_NONE) {
        return;
    }
    TextBuilder value = {0};
    say_value(speech, map->y, map->y_at[row], &value);
    text_add_format(&speech->place, wording_phrase(speech->wording, ", at %s of %s"),
                    map->data->factors[map->y].name, value.text);
    text_deinit(&value);
}

static void say_band_end(const Speech *speech, double coordinate, TextBuilder *text)
{
    const DecisionMap *map = speech->map;
    char number[FACTOR_NUMBER];
    FactorScale scale = factor_scale(map->data, map->x);
    scale.wording = speech->wording;
    if (isinf(coordinate)) {
        text_add(text, coordinate < 0 ? wording_phrase(speech->wording, "no lower end")
                                      : wording_phrase(speech->wording, "no upper end"));
    } else {
        text_add(text,
                 factor_number(number, &scale, factor_value_at(map->data, map->x, coordinate)));
    }
}

static void say_break_even(const DecisionMap *map, const MapBreakEven *found,
                           const Wording *wording, TextBuilder *text)
{
    const SweepData *data = map->data;
    Speech speech = {.map = map, .wording = wording};
    say_value(&speech, map->x, found->place.at, &speech.at);
    say_band_end(&speech, found->place.low, &speech.low);
    say_band_end(&speech, found->place.high, &speech.high);
    say_place(&speech, found->row);
    text_add_format(text,
                    wording_phrase(wording, "\u201c%s\u201d is better than \u201c%s\u201d where "
                                            "%s exceeds %s [%s, %s]%s."),
                    data->strategies[found->better_above].name,
                    data->strategies[found->better_below].name, data->factors[map->x].name,
                    said(&speech.at), said(&speech.low), said(&speech.high), said(&speech.place));
    speech_deinit(&speech);
}

/* A row in which no strategy takes over from another. */
static void say_constant_row(const DecisionMap *map, size_t row, const Wording *wording,
                             TextBuilder *text)
{
    const Decision *decisions = &map->decisions[row * map->columns];
    const SweepData *data = map->data;
    const char *factor = data->factors[map->x].name;
    Speech speech = {.map = map, .wording = wording};
    size_t decided = 0;
    bool is_same = decisions[0].best != SIZE_MAX;
    for (size_t c = 0; c < map->columns; ++c) {
        decided += decisions[c].is_decided;
        is_same = is_same && decisions[c].best == decisions[0].best;
    }
    say_value(&speech, map->x, map->x_at[0], &speech.low);
    say_value(&speech, map->x, map->x_at[map->columns - 1], &speech.high);
    say_place(&speech, row);
    if (is_same) {
        text_add_format(text,
                        wording_phrase(wording, "\u201c%s\u201d has the best mean for %s from %s "
                                                "to %s%s"),
                        data->strategies[decisions[0].best].name, factor, said(&speech.low),
                        said(&speech.high), said(&speech.place));
    } else {
        text_add_format(text,
                        wording_phrase(wording, "Which strategy is best is not decided for %s "
                                                "from %s to %s%s"),
                        factor, said(&speech.low), said(&speech.high), said(&speech.place));
    }
    if (is_same && decided < map->columns) {
        text_add_format(text, wording_phrase(wording, "; decided at %zu of %zu places"), decided,
                        map->columns);
    }
    text_add(text, ".");
    speech_deinit(&speech);
}

bool decision_says(const MapBreakEven *found)
{
    return found->is_of_best && !(isinf(found->place.low) && isinf(found->place.high));
}

void decision_say_row(const DecisionMap *map, size_t row, const Wording *wording, TextBuilder *text)
{
    size_t said = 0;
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *found = &map->break_evens[i];
        if (found->row == row && decision_says(found)) {
            text_add(text, said++ > 0 ? " " : "");
            say_break_even(map, found, wording, text);
        }
    }
    if (said == 0) {
        say_constant_row(map, row, wording, text);
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
                    "With a probability of %g no decided place is wrong; [intervals] hold the "
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
        decision_say_row(map, row, NULL, text);
        text_add(text, "\n");
    }
}
