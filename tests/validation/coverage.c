#include "tests/validation/coverage.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

enum { OPTIONS_MAX = 16, OWN_OPTIONS = 4, NUMBER_TEXT = 24 };

void coverage_add(CoverageTally *tally, double low, double high, double truth)
{
    if (isnan(low) || isnan(high)) {
        tally->absent++;
        return;
    }
    tally->half_widths += (high - low) / 2;
    if (high < truth) {
        tally->too_low++;
    } else if (low > truth) {
        tally->too_high++;
    } else {
        tally->held++;
    }
}

size_t coverage_count(const CoverageTally *tally)
{
    return tally->held + tally->too_low + tally->too_high;
}

double coverage_share(const CoverageTally *tally)
{
    size_t count = coverage_count(tally);
    return count == 0 ? (double)NAN : (double)tally->held / (double)count;
}

CoverageLimits coverage_limits(size_t count, double confidence, double probability)
{
    const double tail = (1 - probability) / 2;
    unsigned int n = (unsigned int)count, low = 0, high = n;
    while (gsl_cdf_binomial_P(low, confidence, n) <= tail) {
        low++;
    }
    while (high > low && gsl_cdf_binomial_Q(high - 1, confidence, n) <= tail) {
        high--;
    }
    return (CoverageLimits){low, high};
}

static void take_measures(CoverageStudy *study)
{
    for (size_t i = 0; i < study->measure_count; i++) {
        CoverageMeasure *measure = &study->measures[i];
        const ResultTable *table = experiment_table(study->experiment, measure->file);
        coverage_add(&measure->tally, result_number(table, &measure->key, "ci_low"),
                     result_number(table, &measure->key, "ci_high"), measure->truth);
    }
}

void coverage_study_run(CoverageStudy *study)
{
    char seed[NUMBER_TEXT], replications[NUMBER_TEXT];
    const char *options[OPTIONS_MAX + OWN_OPTIONS + 1] = {"--seed", seed, "--replications",
                                                          replications};
    for (size_t i = 0; study->options && study->options[i] && i < OPTIONS_MAX; i++) {
        options[OWN_OPTIONS + i] = study->options[i];
    }
    snprintf(replications, sizeof replications, "%zu", study->replications);
    for (size_t s = 1; s <= study->seeds; s++) {
        snprintf(seed, sizeof seed, "%zu", s);
        experiment_run(study->experiment, options);
        take_measures(study);
        if (study->look) {
            study->look(study->context, study->experiment);
        }
    }
}
