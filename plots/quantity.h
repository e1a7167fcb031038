/* Quantities as people read them: "4.2 days", "€1.3 million", "63 %". One scale serves all values
 * that stand together.
 */
#ifndef PLOTS_QUANTITY_H
#define PLOTS_QUANTITY_H

#include "plots/language.h"

#include <stddef.h>

typedef enum QuantityKind {
    QUANTITY_COUNT,
    QUANTITY_HOURS,   /* a duration in hours */
    QUANTITY_MINUTES, /* a duration in minutes */
    QUANTITY_EURO,
    QUANTITY_SHARE /* 0..1, shown in per cent */
} QuantityKind;

enum { QUANTITY_TEXT = 64 };

typedef struct QuantityScale {
    double factor;               /* shown number = value / factor */
    const char *prefix, *suffix; /* around a number in running text: "€", " million" */
    const char *unit;  /* of an axis or a column: "million euros", "days"; "" for plain counts */
    Language language; /* decides between point and comma */
    int decimals;      /* of numbers that stand together: three digits of the largest */
} QuantityScale;

/* The scale that suits values up to `largest` in size (in the kind's own unit). */
QuantityScale quantity_scale(Language language, QuantityKind kind, double largest);

/* A number on an axis: as many digits as it needs, up to three. Returns out. */
const char *quantity_tick(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* The number alone, with the decimals of the scale; "–" for NAN. Returns out. */
const char *quantity_number(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* The same with a sign also where it is positive: for differences. */
const char *quantity_signed(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* A change as a share, in per cent with its sign: "−73 %". */
const char *quantity_change(char out[QUANTITY_TEXT], double share, Language language);

/* Prefix, number and suffix. */
const char *quantity_text(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* A value on its own: its own scale. */
const char *quantity_alone(char out[QUANTITY_TEXT], double value, QuantityKind kind,
                           Language language);

/* A plain number of up to `digits` significant digits, with the language's decimal sign. */
const char *quantity_plain(char out[QUANTITY_TEXT], double value, int digits, Language language);

#endif
