#include "plots/finding.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The least difference that people notice, in the kind's unit. */
static double noticed(QuantityKind kind)
{
    switch (kind) {
    case QUANTITY_HOURS:
    case QUANTITY_MINUTES:
        return 0.1;
    case QUANTITY_SHARE:
        return 0.002;
    case QUANTITY_COUNT:
    case QUANTITY_EURO:
        break;
    }
    return 0;
}

/* -1: clearly lower than the baseline, 1: clearly higher, 0: neither. */
static int direction(const FindingEntry *entry)
{
    if (isnan(entry->mean)) {
        return 0;
    }
    return entry->ci_high < 0 ? -1 : entry->ci_low > 0 ? 1 : 0;
}

static bool is_material(const FindingCase *finding, const FindingEntry *entry)
{
    const double difference = fabs(entry->mean - finding->baseline_mean);
    return difference >= FINDING_MATERIAL * fabs(finding->baseline_mean) &&
           difference >= noticed(finding->kind);
}

/* The entry with the lowest (sign -1) or highest (1) mean of those that differ clearly and
 * materially that way. */
static size_t extreme(const FindingCase *finding, int sign)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < finding->count; ++i) {
        const FindingEntry *entry = &finding->entries[i];
        if (direction(entry) == sign && is_material(finding, entry) &&
            (found == SIZE_MAX || sign * entry->mean > sign * finding->entries[found].mean)) {
            found = i;
        }
    }
    return found;
}

typedef struct FindingCounts {
    size_t valued, with_interval, clear, higher; /* higher: clearly and materially */
} FindingCounts;

static FindingCounts count_entries(const FindingCase *finding)
{
    FindingCounts counts = {0};
    for (size_t i = 0; i < finding->count; ++i) {
        const FindingEntry *entry = &finding->entries[i];
        counts.valued += isnan(entry->mean) ? 0 : 1;
        counts.with_interval += isnan(entry->ci_low) || isnan(entry->ci_high) ? 0 : 1;
        counts.clear += direction(entry) ? 1 : 0;
        counts.higher += direction(entry) == 1 && is_material(finding, entry) ? 1 : 0;
    }
    return counts;
}

FindingVerdict finding_verdict(const FindingCase *finding, size_t *best)
{
    const FindingCounts counts = count_entries(finding);
    *best = SIZE_MAX;
    if (isnan(finding->baseline_mean) && !counts.valued) {
        return FINDING_NOTHING;
    }
    if (!finding->count) {
        return FINDING_ALONE;
    }
    if (isnan(finding->baseline_mean) || !counts.with_interval) {
        return FINDING_NO_INTERVAL;
    }
    *best = extreme(finding, -1);
    if (*best != SIZE_MAX) {
        return FINDING_LOWER;
    }
    *best = extreme(finding, 1);
    if (*best == SIZE_MAX) {
        return counts.clear ? FINDING_SMALL : FINDING_UNCLEAR;
    }
    return counts.higher == finding->count ? FINDING_BASELINE_LOWEST : FINDING_NONE_LOWER;
}

/* Whole per cents, but never "by 0 %" or "by 100 %" of what is neither nothing nor all. */
static void change_amount(char amount[QUANTITY_TEXT], double ratio, Language language)
{
    const double change = fabs(ratio - 1);
    const double shown = change > 0.995 && ratio > 0 ? change : fmax(round(change * 100) / 100, 0);
    QuantityScale whole = quantity_scale(language, QUANTITY_SHARE, change);
    whole.decimals = 0;
    char number[QUANTITY_TEXT];
    if (shown > 0.995 && ratio > 0) {
        snprintf(amount, QUANTITY_TEXT, "%s", phrase(language, " by over 99\u202f%"));
    } else if (shown < 0.01) {
        snprintf(amount, QUANTITY_TEXT, "%s", phrase(language, " by under 1\u202f%"));
    } else {
        snprintf(amount, QUANTITY_TEXT, phrase(language, " by %.40s"),
                 quantity_text(number, shown, whole));
    }
}

const char *finding_change(char amount[QUANTITY_TEXT], double from, double to, Language language)
{
    amount[0] = '\0';
    if (!(from > 0)) {
        return to > from ? phrase(language, "raises") : phrase(language, "changes");
    }
    const double ratio = to / from;
    if (ratio >= 0.475 && ratio <= 0.525) {
        return phrase(language, "halves");
    }
    if (ratio >= 1.95 && ratio <= 2.05) {
        return phrase(language, "doubles");
    }
    if (ratio >= 2.5) {
        char times[QUANTITY_TEXT];
        const QuantityScale scale = {.factor = 1, .language = language, .decimals = ratio < 10};
        snprintf(amount, QUANTITY_TEXT, phrase(language, " by %s"),
                 quantity_number(times, ratio, scale));
        return phrase(language, "multiplies");
    }
    change_amount(amount, ratio, language);
    return ratio < 1 ? phrase(language, "cuts") : phrase(language, "raises");
}

static double largest_mean(const FindingCase *finding)
{
    double largest = isnan(finding->baseline_mean) ? 0 : finding->baseline_mean;
    for (size_t i = 0; i < finding->count; ++i) {
        largest = fmax(largest, finding->entries[i].mean); /* fmax ignores NAN */
    }
    return largest;
}

static double smallest_mean(const FindingCase *finding)
{
    double smallest = finding->baseline_mean;
    for (size_t i = 0; i < finding->count; ++i) {
        smallest = fmin(smallest, finding->entries[i].mean);
    }
    return smallest;
}

/* "12 to 13 h", or "12 h" where both read the same. */
static void add_range(TextBuilder *out, const FindingCase *finding)
{
    const QuantityScale scale =
        quantity_scale(finding->language, finding->kind, largest_mean(finding));
    char low[QUANTITY_TEXT], high[QUANTITY_TEXT];
    quantity_number(low, smallest_mean(finding), scale);
    quantity_number(high, largest_mean(finding), scale);
    if (strcmp(low, high) != 0) {
        text_add_format(out, phrase(finding->language, "%s%s to "), scale.prefix, low);
    }
    text_add(out, quantity_text(high, largest_mean(finding), scale));
}

/* "Partial isolation cuts the median delay of eAU by 63 %: 4.2 h against 11 h under No isolation".
 */
static void add_change(TextBuilder *out, const FindingCase *finding, size_t best)
{
    const FindingEntry *entry = &finding->entries[best];
    char amount[QUANTITY_TEXT], value[QUANTITY_TEXT], base[QUANTITY_TEXT];
    const char *verb =
        finding_change(amount, finding->baseline_mean, entry->mean, finding->language);
    const QuantityScale scale =
        quantity_scale(finding->language, finding->kind, finding->baseline_mean);
    quantity_text(base, finding->baseline_mean, scale);
    if (entry->mean / scale.factor >= 0.1) {
        quantity_text(value, entry->mean, scale);
    } else {
        quantity_alone(value, entry->mean, finding->kind, finding->language);
    }
    text_add_format(
        out,
        phrase(finding->language, "\u201c%s\u201d %s %s%s: %s against %s under \u201c%s\u201d"),
        entry->name, verb, finding->subject, amount, value, base, finding->baseline);
}

/* "No strategy beats Full takedown on the median delay of eAU: 2.1 h, elsewhere 4.2 to 11 h". */
static void add_lowest(TextBuilder *out, const FindingCase *finding)
{
    char value[QUANTITY_TEXT];
    FindingCase others = *finding;
    others.baseline_mean = NAN;
    text_add_format(
        out, phrase(finding->language, "No strategy beats \u201c%s\u201d on %s: %s, elsewhere "),
        finding->baseline, finding->subject,
        quantity_alone(value, finding->baseline_mean, finding->kind, finding->language));
    add_range(out, &others);
}

static void add_verdict(TextBuilder *out, const FindingCase *finding)
{
    size_t best;
    switch (finding_verdict(finding, &best)) {
    case FINDING_NOTHING:
        text_add(out, finding->nothing);
        break;
    case FINDING_ALONE:
        text_add_format(out, phrase(finding->language, "%s under \u201c%s\u201d: "),
                        finding->subject, finding->baseline);
        add_range(out, finding);
        break;
    case FINDING_NO_INTERVAL:
        text_add_format(out, "%s: ", finding->subject);
        add_range(out, finding);
        text_add(out, phrase(finding->language, ", from too few values for an interval"));
        break;
    case FINDING_UNCLEAR:
        text_add_format(
            out,
            phrase(finding->language, "No strategy differs clearly from \u201c%s\u201d in %s: "),
            finding->baseline, finding->subject);
        add_range(out, finding);
        break;
    case FINDING_SMALL:
        text_add_format(
            out,
            phrase(finding->language,
                   "No strategy differs clearly and noticeably from \u201c%s\u201d in %s: "),
            finding->baseline, finding->subject);
        add_range(out, finding);
        break;
    case FINDING_LOWER:
        add_change(out, finding, best);
        break;
    case FINDING_BASELINE_LOWEST:
        add_lowest(out, finding);
        break;
    case FINDING_NONE_LOWER:
        text_add_format(out,
                        phrase(finding->language,
                               "No strategy clearly lowers %s below that of \u201c%s\u201d: "),
                        finding->subject, finding->baseline);
        add_range(out, finding);
        break;
    }
}

void text_begin_with_capital(char *text)
{
    if (text[0] >= 'a' && text[0] <= 'z') {
        text[0] = (char)(text[0] - 'a' + 'A');
    }
}

void finding_text(TextBuilder *out, const FindingCase *finding)
{
    const size_t begin = out->length;
    add_verdict(out, finding);
    if (out->length > begin) {
        text_begin_with_capital(out->text + begin);
    }
}
