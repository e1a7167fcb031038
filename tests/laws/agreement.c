#include "tests/laws/agreement.h"

#include "tests/test.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

size_t agreement_values(const AgreementFrame *frame, const ResultKey *key, double *values)
{
    ResultKey wanted = *key;
    size_t n = 0;
    for (size_t replication = 1; replication <= frame->count; replication++) {
        wanted.at = (double)replication;
        double value = result_number(frame->replications, &wanted, "value");
        if (!isnan(value)) {
            values[n++] = value;
        }
    }
    return n;
}

double agreement_half_width(const AgreementFrame *frame, const double *values, size_t n)
{
    return n < 2 ? (double)NAN
                 : gsl_cdf_tdist_Pinv((1 + frame->confidence) / 2, (double)n - 1) *
                       gsl_stats_sd(values, 1, n) / sqrt((double)n);
}

typedef struct RowCheck {
    const ResultTable *table;
    size_t row;
    double scale; /* of the numbers that the row is made of: rounding is relative to it */
    Violation violation;
} RowCheck;

/* The first cell that is wrong is kept. */
static void check_cell(RowCheck *check, const char *column, double expected)
{
    double got = result_row_number(check->table, check->row, column);
    bool both_undefined = isnan(got) && isnan(expected);
    if (!check->violation.found && !both_undefined &&
        !(fabs(got - expected) <= 1e-8 * fmax(1, check->scale))) {
        const ResultKey *key = result_row(check->table, check->row);
        check->violation =
            violation_of("%s %s %s %s, %s: %.17g, but the replications say %.17g", key->strategy,
                         key->scope, key->id, key->metric, column, got, expected);
    }
}

static Violation summary_row_violation(const AgreementFrame *frame, const ResultTable *summary,
                                       size_t row)
{
    double values[AGREEMENT_REPLICATIONS];
    RowCheck check = {.table = summary, .row = row};
    size_t n = agreement_values(frame, result_row(summary, row), values);
    check_cell(&check, "n", (double)n);
    if (n == 0) {
        return check.violation;
    }
    double mean = gsl_stats_mean(values, 1, n), half = agreement_half_width(frame, values, n);
    gsl_sort(values, 1, n);
    check.scale = fmax(fabs(values[0]), fabs(values[n - 1]));
    check_cell(&check, "mean", mean);
    check_cell(&check, "sd", n < 2 ? (double)NAN : gsl_stats_sd(values, 1, n));
    check_cell(&check, "ci_low", mean - half);
    check_cell(&check, "ci_high", mean + half);
    check_cell(&check, "p05", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.05));
    check_cell(&check, "p50", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.5));
    check_cell(&check, "p95", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.95));
    return check.violation;
}

Violation summary_agreement_violation(const AgreementFrame *frame, const ResultTable *summary)
{
    Violation violation = {.found = false};
    for (size_t row = 0; row < result_rows(summary) && !violation.found; row++) {
        violation = summary_row_violation(frame, summary, row);
    }
    return violation;
}

typedef struct Pairs {
    size_t n, lower;
    double baseline[AGREEMENT_REPLICATIONS], strategy[AGREEMENT_REPLICATIONS],
        difference[AGREEMENT_REPLICATIONS];
} Pairs;

/* Replications in which both have a value. */
static Pairs pairs_of(const AgreementFrame *frame, const ResultKey *row)
{
    ResultKey strategy = *row, baseline = *row;
    Pairs pairs = {.n = 0};
    baseline.strategy = frame->baseline;
    for (size_t replication = 1; replication <= frame->count; replication++) {
        strategy.at = baseline.at = (double)replication;
        double ours = result_number(frame->replications, &strategy, "value");
        double theirs = result_number(frame->replications, &baseline, "value");
        if (!isnan(ours) && !isnan(theirs)) {
            pairs.strategy[pairs.n] = ours;
            pairs.baseline[pairs.n] = theirs;
            pairs.difference[pairs.n++] = ours - theirs;
            pairs.lower += ours < theirs;
        }
    }
    return pairs;
}

static Violation comparison_row_violation(const AgreementFrame *frame,
                                          const ResultTable *comparison, size_t row)
{
    const Pairs pairs = pairs_of(frame, result_row(comparison, row));
    RowCheck check = {.table = comparison, .row = row};
    size_t n = pairs.n;
    check_cell(&check, "n", (double)n);
    if (n == 0) {
        return check.violation;
    }
    double baseline = gsl_stats_mean(pairs.baseline, 1, n);
    double strategy = gsl_stats_mean(pairs.strategy, 1, n);
    double half = agreement_half_width(frame, pairs.difference, n);
    check.scale = fmax(fabs(baseline), fabs(strategy));
    check_cell(&check, "baseline_mean", baseline);
    check_cell(&check, "strategy_mean", strategy);
    check_cell(&check, "difference", strategy - baseline);
    check_cell(&check, "ci_low", strategy - baseline - half);
    check_cell(&check, "ci_high", strategy - baseline + half);
    check_cell(&check, "share_lower", (double)pairs.lower / (double)n);
    double paired = n < 2 ? 0 : gsl_stats_variance(pairs.difference, 1, n);
    if (paired > 1e-12 * check.scale * check.scale) {
        double independent =
            gsl_stats_variance(pairs.baseline, 1, n) + gsl_stats_variance(pairs.strategy, 1, n);
        check.scale = independent / paired;
        check_cell(&check, "variance_ratio", independent / paired);
    }
    return check.violation;
}

Violation comparison_agreement_violation(const AgreementFrame *frame, const ResultTable *comparison)
{
    Violation violation = {.found = false};
    for (size_t row = 0; row < result_rows(comparison) && !violation.found; row++) {
        violation = comparison_row_violation(frame, comparison, row);
    }
    return violation;
}
