/* A factor's values as people read them: "1.3 % per hour", "6 h", "x1.5". */
#ifndef STUDY_FACTOR_WORDS_H
#define STUDY_FACTOR_WORDS_H

#include "base/text.h"
#include "study/sweep_data.h"
#include "study/wording.h"

typedef struct FactorScale {
    double times;       /* shown numbers are values times this: 100 of what is shown as per cent */
    const char *prefix; /* "", or a multiplication sign where values multiply the scenario's */
    const char *unit;   /* "h", "% per hour", ""; by the name of the factor's first cell */
    const Wording *wording; /* NULL, or the language of numbers and unit */
} FactorScale;

/* Shares, chances, and rates whose values all stay below 1/2 are shown as per cent. */
FactorScale factor_scale(const SweepData *data, size_t factor);

enum { FACTOR_NUMBER = 40 };

/* `value` on the scale, with three significant digits, without the unit; "?" where it is NAN. */
const char *factor_number(char out[FACTOR_NUMBER], const FactorScale *scale, double value);

/* Appends the number with its unit. */
void factor_say(TextBuilder *text, const FactorScale *scale, double value);

#endif
