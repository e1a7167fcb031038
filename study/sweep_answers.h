/* What a finished sweep answers: which factors matter, which strategy is best where, what a change
 * is worth. */
#ifndef STUDY_SWEEP_ANSWERS_H
#define STUDY_SWEEP_ANSWERS_H

#include "base/arena.h"
#include "base/failure.h"
#include "base/text.h"
#include "study/decision_map.h"
#include "study/delay_bands.h"
#include "study/sensitivity.h"
#include "study/sweep_data.h"
#include "study/worth.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct AnswerRequest {
    const SweepData *data;
    const char *metric;   /* of the decision map and the words, as for sweep_data_metric; NULL: the
                             total cost where it is there and not always 0, else the first that has a
                             better direction */
    const char *map;      /* its factors, "X" or "X,Y"; NULL: the first one or two that vary */
    size_t looks;         /* at the map, 1 without refinement */
    const size_t *limits; /* of the map: [point], replications to look at; NULL: all */
} AnswerRequest;

typedef struct SweepAnswers {
    const SweepData *data;
    size_t metric;
    Sensitivity sensitivity; /* of all metrics */
    Worth worth;             /* of all metrics */
    bool has_map;
    bool decides;    /* two strategies or more, and more or less of the metric is better: else the
                        map holds the places alone */
    DecisionMap map; /* of the metric */
    const char *command; /* line that made the results; NULL: unknown */
    DelayBands bands;    /* of the services' delays; none where the values alone were at hand */
} SweepAnswers;

/* Finds all that the design answers; all memory from `arena`. A failure of the input where `metric`
 * or `map` name what is not there, or a map was asked for that the design does not have. */
bool sweep_answers_find(SweepAnswers *answers, const AnswerRequest *request, Arena *arena,
                        Failure *failure);

/* Writes sensitivity.csv, decision.csv, break_even.csv, worth.csv and delay_bands.csv into the
 * folder, each where it has rows, and removes those that have none (docs/sweep-format.md). */
bool sweep_answers_write(const SweepAnswers *answers, const char *folder, Failure *failure);

/* Appends the answers in words, a screen at most. */
void sweep_answers_say(const SweepAnswers *answers, TextBuilder *text);

#endif
