#include "study/factor_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double PER_CENT_BELOW = 0.5;

typedef struct Suffix {
    const char *ending, *unit, *per_cent; /* `per_cent` NULL: never so */
    bool always_per_cent;
} Suffix;

/* The first that fits: `_per_h` before `_h`. */
static const Suffix suffixes[] = {
    {"_eur_per_h", "EUR per hour", NULL, false},
    {"_eur_per_insured_h", "EUR per insured and hour", NULL, false},
    {"_per_1000_per_day", "per 1000 insured and day", NULL, false},
    {"_per_100k", "per 100 000 insured", NULL, false},
    {"_per_h", "per hour", "% per hour", false},
    {"_h", "h", NULL, false},
    {"_min", "min", NULL, false},
    {"_days", "days", NULL, false},
    {"_eur", "EUR", NULL, false},
    {"_pct", "%", NULL, false},
    {"_prob", "", "%", true},
    {"_share", "", "%", true},
    {".leak", "", "%", true},
};

static bool ends_with(const char *text, const char *ending)
{
    const size_t length = strlen(text), end = strlen(ending);
    return length >= end && strcmp(text + length - end, ending) == 0;
}

static double largest_value(const SweepData *data, size_t factor)
{
    double largest = 0;
    for (size_t p = 0; p < data->point_count; ++p) {
        largest = fmax(largest, data->points[p].values[factor]); /* passes over NAN */
    }
    return largest;
}

FactorScale factor_scale(const SweepData *data, size_t factor)
{
    const SweepFactor *of = &data->factors[factor];
    if (of->cells[0].multiplies) {
        return (FactorScale){1, "\303\227", "", NULL};
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; ++i) {
        const Suffix *suffix = &suffixes[i];
        if (!ends_with(of->cells[0].address, suffix->ending)) {
            continue;
        }
        const bool is_per_cent = suffix->per_cent && (suffix->always_per_cent ||
                                                      largest_value(data, factor) < PER_CENT_BELOW);
        return is_per_cent ? (FactorScale){100, "", suffix->per_cent, NULL}
                           : (FactorScale){1, "", suffix->unit, NULL};
    }
    return (FactorScale){1, "", "", NULL};
}

const char *factor_number(char out[FACTOR_NUMBER], const FactorScale *scale, double value)
{
    const double shown = value * scale->times;
    if (isnan(shown)) {
        (void)snprintf(out, FACTOR_NUMBER, "?");
    } else if (fabs(shown) >= 1000 && fabs(shown) < 1e9) {
        const double step = pow(10, floor(log10(fabs(shown))) - 2);
        (void)snprintf(out, FACTOR_NUMBER, "%s%.0f", scale->prefix, round(shown / step) * step);
    } else {
        (void)snprintf(out, FACTOR_NUMBER, "%s%.3g", scale->prefix, shown);
    }
    wording_number(scale->wording, out);
    return out;
}

void factor_say(TextBuilder *text, const FactorScale *scale, double value)
{
    char number[FACTOR_NUMBER];
    text_add(text, factor_number(number, scale, value));
    if (*scale->unit) {
        text_add_format(text, " %s", wording_phrase(scale->wording, scale->unit));
    }
}
