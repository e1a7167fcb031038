#include "plots/quantity.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

#define THIN "\xe2\x80\xaf" /* narrow no-break space */
#define NO_BREAK "\xc2\xa0"
#define EURO "\xe2\x82\xac"
#define MINUS "\xe2\x88\x92"

static QuantityScale count_scale(double largest)
{
    if (largest >= 1e9) {
        return (QuantityScale){.factor = 1e9, .suffix = NO_BREAK "billion", .unit = "billion"};
    }
    if (largest >= 1e6) {
        return (QuantityScale){.factor = 1e6, .suffix = NO_BREAK "million", .unit = "million"};
    }
    return (QuantityScale){.factor = 1, .suffix = "", .unit = ""};
}

/* In German the sign stands behind the number. */
static QuantityScale euro_scale(double largest, Language language)
{
    const bool behind = language == LANGUAGE_GERMAN;
    QuantityScale scale = {.factor = 1, .suffix = behind ? NO_BREAK EURO : "", .unit = "euros"};
    if (largest >= 1e9) {
        scale = (QuantityScale){1e9, "", NO_BREAK "billion", "billion euros", language, 0};
        scale.suffix = behind ? NO_BREAK "Mrd." NO_BREAK EURO : scale.suffix;
    } else if (largest >= 1e6) {
        scale = (QuantityScale){1e6, "", NO_BREAK "million", "million euros", language, 0};
        scale.suffix = behind ? NO_BREAK "Mio." NO_BREAK EURO : scale.suffix;
    }
    scale.prefix = behind ? "" : EURO;
    return scale;
}

/* People count short waits in minutes, a day's in hours, and what is over three days in days. */
static QuantityScale hours_scale(double largest_h)
{
    if (largest_h >= 72) {
        return (QuantityScale){.factor = 24, .suffix = NO_BREAK "days", .unit = "days"};
    }
    if (largest_h >= 2) {
        return (QuantityScale){.factor = 1, .suffix = THIN "h", .unit = "hours"};
    }
    return (QuantityScale){.factor = 1. / 60, .suffix = THIN "min", .unit = "minutes"};
}

static QuantityScale unit_scale(QuantityKind kind, double largest, Language language)
{
    switch (kind) {
    case QUANTITY_COUNT:
        break;
    case QUANTITY_EURO:
        return euro_scale(largest, language);
    case QUANTITY_SHARE:
        return (QuantityScale){.factor = 0.01, .suffix = THIN "%", .unit = "per cent"};
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

/* The words for `largest`, without its decimals yet. */
static QuantityScale worded_scale(Language language, QuantityKind kind, double largest)
{
    QuantityScale scale = unit_scale(kind, largest, language);
    scale.language = language;
    scale.prefix = scale.prefix ? scale.prefix : "";
    scale.unit = phrase(language, scale.unit);
    if (kind != QUANTITY_EURO) {
        scale.suffix = phrase(language, scale.suffix);
    }
    return scale;
}

QuantityScale quantity_scale(Language language, QuantityKind kind, double largest)
{
    largest = fabs(largest);
    QuantityScale scale = worded_scale(language, kind, largest);
    const double shown = largest / scale.factor;
    const int magnitude = shown > 0 ? (int)floor(log10(shown * (1 + 1e-12))) : 0;
    scale.decimals = magnitude >= 2 ? 0 : magnitude <= -4 ? 6 : 2 - magnitude;
    if (kind == QUANTITY_SHARE && scale.decimals > 1) {
        scale.decimals = 1; /* tenths of a per cent are enough of any share, */
    } else if ((kind == QUANTITY_HOURS || kind == QUANTITY_MINUTES) && scale.decimals > 2) {
        scale.decimals = 2; /* and hundredths of a minute of any wait */
    }
    return scale;
}

/* Numbers are made with a point. */
static const char *with_decimal_sign(char out[QUANTITY_TEXT], Language language)
{
    char *point = language == LANGUAGE_GERMAN ? strchr(out, '.') : NULL;
    if (point) {
        *point = ',';
    }
    return out;
}

const char *quantity_plain(char out[QUANTITY_TEXT], double value, int digits, Language language)
{
    number_for_people(out, QUANTITY_TEXT, value, digits);
    return with_decimal_sign(out, language);
}

const char *quantity_tick(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    const double shown = value / scale.factor;
    /* below 1e-9: what is left of cancelled sums */
    return quantity_plain(out, fabs(shown) < 1e-9 ? 0 : shown, 3, scale.language);
}

/* `value` rounded to three significant digits: people read no more of a count in the thousands. */
static double three_digits(double value)
{
    const double size = fabs(value);
    if (size < 1000) {
        return value;
    }
    const double unit = pow(10, floor(log10(size)) - 2);
    return round(value / unit) * unit;
}

const char *quantity_number(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    const double shown = three_digits(value / scale.factor);
    if (isnan(shown) || fabs(shown) >= 1000) {
        return quantity_plain(out, shown, 15, scale.language);
    }
    char digits[QUANTITY_TEXT];
    snprintf(digits, sizeof digits, "%.*f", scale.decimals, fabs(shown));
    const bool zero = strspn(digits, "0.") == strlen(digits);
    if (fabs(shown) < 1e-9) {
        snprintf(out, QUANTITY_TEXT, "0");
    } else {
        snprintf(out, QUANTITY_TEXT, "%s%.48s", shown < 0 && !zero ? MINUS : "", digits);
    }
    return with_decimal_sign(out, scale.language);
}

const char *quantity_signed(char out[QUANTITY_TEXT], double value, QuantityScale scale)
{
    char number[QUANTITY_TEXT];
    quantity_number(number, fabs(value), scale);
    const char *sign = value > 0 ? "+" : value < 0 ? MINUS : "";
    if (strspn(number, "0.,") == strlen(number)) {
        sign = "";
    }
    snprintf(out, QUANTITY_TEXT, "%s%.48s", sign, number);
    return out;
}

const char *quantity_change(char out[QUANTITY_TEXT], double share, Language language)
{
    QuantityScale scale = worded_scale(language, QUANTITY_SHARE, 1);
    scale.decimals = fabs(share) < 0.0995 ? 1 : 0;
    char number[QUANTITY_TEXT];
    snprintf(out, QUANTITY_TEXT, "%.40s%s", quantity_signed(number, share, scale), scale.suffix);
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
        return quantity_text(
            out, 0,
            (QuantityScale){.factor = 1,
                            .prefix = scale.prefix,
                            .suffix = strstr(scale.suffix, EURO) ? NO_BREAK EURO : "",
                            .language = scale.language});
    } else if (value < 0 && scale.prefix[0]) {
        quantity_number(number, -value, scale);
        snprintf(out, QUANTITY_TEXT, MINUS "%s%.40s%s", scale.prefix, number, scale.suffix);
    } else {
        snprintf(out, QUANTITY_TEXT, "%s%.40s%s", scale.prefix, number, scale.suffix);
    }
    return out;
}

const char *quantity_alone(char out[QUANTITY_TEXT], double value, QuantityKind kind,
                           Language language)
{
    return quantity_text(out, value, quantity_scale(language, kind, isnan(value) ? 0 : value));
}
