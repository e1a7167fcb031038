/* What a decision map says, in words: where which strategy is better, with its interval. */
#ifndef STUDY_DECISION_WORDS_H
#define STUDY_DECISION_WORDS_H

#include "base/text.h"
#include "study/decision_map.h"
#include "study/wording.h"

/* Appends the break-evens of a row between its best strategies, one sentence each, or that there is
 * none: "“Full” is better than “partial” where spread exceeds 1.3 % per hour [1.1, 1.6], at
 * detection of 6 h." Without a line end; in the language of `wording`, NULL: English. */
void decision_say_row(const DecisionMap *map, size_t row, const Wording *wording,
                      TextBuilder *text);

/* Appends the whole: how many places each strategy wins, how many are open, and the sentences of up
 * to five rows, a line each. */
void decision_say(const DecisionMap *map, TextBuilder *text);

/* Whether a break-even is worth saying: between the two best, and its interval has an end. */
bool decision_says(const MapBreakEven *found);

/* How many of the map's places are decided for the strategy; SWEEP_NONE: are open. */
size_t decision_count(const DecisionMap *map, size_t strategy);

#endif
