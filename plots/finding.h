/* Findings: what a comparison shows, as a sentence with its numbers.
 *
 * A finding never says more than the paired intervals do. A difference counts as clear where its
 * interval leaves 0 out; where none does, the sentence says that there is no clear difference.
 */
#ifndef PLOTS_FINDING_H
#define PLOTS_FINDING_H

#include "base/text.h"
#include "plots/language.h"
#include "plots/quantity.h"

#include <stdbool.h>
#include <stddef.h>

/* Below this share of the baseline a difference, however certain, is none that anybody would act
 * on; nor is one under six minutes of a delay, or under 0.2 points of a share in per cent. */
#define FINDING_MATERIAL 0.02

typedef struct FindingEntry { /* a strategy beside the baseline */
    const char *name;
    double mean;
    double ci_low, ci_high; /* of the paired difference to the baseline; NAN: no interval */
} FindingEntry;

typedef struct FindingCase { /* texts in the language */
    Language language;
    const char *subject; /* "the median delay of eAU intake", lower is better */
    const char *nothing; /* said where nothing was measured: "No request for eAU was served" */
    QuantityKind kind;
    const char *baseline;
    double baseline_mean;
    size_t count; /* of the others; 0: one strategy was run */
    const FindingEntry *entries;
} FindingCase;

typedef enum FindingVerdict {
    FINDING_NOTHING,         /* no value at all */
    FINDING_ALONE,           /* one strategy: nothing to compare */
    FINDING_NO_INTERVAL,     /* too few replications for one */
    FINDING_UNCLEAR,         /* every interval covers 0 */
    FINDING_SMALL,           /* what is clear is too small to matter */
    FINDING_LOWER,           /* at least one is clearly below the baseline */
    FINDING_BASELINE_LOWEST, /* all others are clearly above it */
    FINDING_NONE_LOWER       /* some clearly above, none below */
} FindingVerdict;

/* What the intervals allow to say; *best is the entry it is about (the lowest of those clearly
 * lower, or the highest of those clearly above), SIZE_MAX where there is none. */
FindingVerdict finding_verdict(const FindingCase *finding, size_t *best);

/* Appends the sentence, without a full stop. */
void finding_text(TextBuilder *out, const FindingCase *finding);

/* The first letter as a capital, where it is one of a to z. */
void text_begin_with_capital(char *text);

/* The verb for what leads from one number to another ("halves", "cuts", "doubles", "raises",
 * "multiplies"), and in `amount`, with a leading blank, what follows the object: " by 63 %", or
 * nothing. */
const char *finding_change(char amount[QUANTITY_TEXT], double from, double to, Language language);

#endif
