#include "plots/quantity.h"

#include <math.h>
#include <stdio.h>

#include "base/number.h"

#define THIN "\xe2\x80\xaf" /* narrow no-break space */
#define NO_BREAK "\xc2\xa0"
#define EURO "\xe2\x82\xac"
#define MINUS "\xe2\x88\x92"

static QuantityScale count_scale(double largest)
{
    if (largest >= 1e9) {
        return (QuantityScale){1e9, "", NO_BREAK "billion", "billion"};
    }
    if (largest >= 1e6) {
        return (QuantityScale){1e6, "", NO_BREAK "million", "million"};
    }
    return (QuantityScale){1, "", "", ""};
}

static QuantityScale euro_scale(double largest)
{
    if (largest >= 1e9) {
        return (QuantityScale){1e9, EURO, NO_BREAK "billion", "billion euros"};
    }
    if (largest >= 1e6) {
        return (QuantityScale){1e6, EURO, NO_BREAK "million", "million euros"};
    }
    return (QuantityScale){1, EURO, "", "euros"};
}

/* People count short waits in minutes, a day's in hours, and what is over three days in days. */
static QuantityScale hours_scale(double largest_h)
{
    if (largest_h >= 72) {
        return (QuantityScale){24, "", NO_BREAK "days", "days"};
    }
    if (largest_h >= 2) {
        return (QuantityScale){1, "", THIN "h", "hours"};
    }
    return (QuantityScale){1. / 60, "", THIN "min", "minutes"};
}

QuantityScale quantity_scale(QuantityKind kind, double largest)
{
    largest = fabs(largest);
    switch (kind) {
    case QUANTITY_COUNT:
        break;
    case QUANTITY_EURO:
        return euro_scale(largest);
    case QUANTITY_SHARE:
        return (QuantityScale){0.01, "", THIN "%", "per cent"};
    case QUANTITY_HOURS:
        return hours_scale(largest);
    case QUANTITY_MINUTES: {
        QuantityScale scale = hours_scale(largest / 60);
        scale.factor *= 60;
        return scale;
    }
    }
    return count_scale(largest);
}

/* Three significant digits, two below 1, one where two would be below a thousandth. */
static int digits_for(double shown)
{
    const double size = fabs(shown);
    return size >= 1 ? 3 : size >= 0.001 ? 2 : 1;
}

const char *quantity_number(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    const double shown = value / scale.factor;
    if (fabs(shown) < 1e-6) { /* what is left of cancelled sums */
        return number_for_people(out, QUANTITY_TEXT, 0, 1);
    }
    return number_for_people(out, QUANTITY_TEXT, shown, digits_for(shown));
}

const char *quantity_signed(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    char number[QUANTITY_TEXT];
    quantity_number(number, fabs(value), scale);
    const char *sign = value > 0 ? "+" : value < 0 ? MINUS : "";
    if (number[0] == '0' && !number[1]) {
        sign = "";
    }
    snprintf(out, QUANTITY_TEXT, "%s%.48s", sign, number);
    return out;
}

const char *quantity_text(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    char number[QUANTITY_TEXT];
    quantity_number(number, value, scale);
    if (isnan(value)) {
        snprintf(out, QUANTITY_TEXT, "%s", number);
    } else if (number[0] == '0' && !number[1] &&
               scale.factor >= 1e6) { /* nothing has no millions */
        snprintf(out, QUANTITY_TEXT, "%s0", scale.prefix);
    } else if (value < 0 && scale.prefix[0]) {
        quantity_number(number, -value, scale);
        snprintf(out, QUANTITY_TEXT, MINUS "%s%.40s%s", scale.prefix, number, scale.suffix);
    } else {
        snprintf(out, QUANTITY_TEXT, "%s%.40s%s", scale.prefix, number, scale.suffix);
    }
    return out;
}

const char *quantity_alone(char out[QUANTITY_TEXT], double value, QuantityKind kind)
{
    return quantity_text(out, value, quantity_scale(kind, isnan(value) ? 0 : value));
}
