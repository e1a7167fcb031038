/* Quantities as people read them: "4.2 days", "€1.3 million", "63 %". One scale serves all values
 * that stand together.
 */
#ifndef PLOTS_QUANTITY_H
#define PLOTS_QUANTITY_H

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
    const char *unit; /* of an axis or a column: "million euros", "days"; "" for plain counts */
} QuantityScale;

/* The scale that suits values up to `largest` in size (in the kind's own unit). */
QuantityScale quantity_scale(QuantityKind kind, double largest);

/* The number alone, with digits that fit its size; "–" for NAN. Returns out. */
const char *quantity_number(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* The same with a sign also where it is positive: for differences. */
const char *quantity_signed(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* Prefix, number and suffix. */
const char *quantity_text(char out[QUANTITY_TEXT], double value, QuantityScale scale);

/* A value on its own: its own scale. */
const char *quantity_alone(char out[QUANTITY_TEXT], double value, QuantityKind kind);

#endif
