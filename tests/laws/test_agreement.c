/* The files of a result folder agree: summary.csv and comparison.csv follow from replications.csv,
 * a curve's ratio from the totals of its parts. Recomputed here from the definitions in
 * results-format.md, with GSL for Student's t and quantiles. */
#include "tests/support/experiment.h"
#include "tests/test.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

enum { REPLICATIONS = 8 };
static const double CONFIDENCE = 0.9; /* of the example */

static int run(void **state)
{
    Experiment *experiment = experiment_new("laws-agreement");
    experiment_copy(experiment, TEST_SOURCE "/tests/examples/everything");
    experiment_run(experiment, (const char *const[]){"-n", "8", "--all-replications", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* Values of the row in all replications that have one; returns how many. */
static size_t values_of(Experiment *experiment, ResultKey key, double *values)
{
    const ResultTable *table = experiment_table(experiment, "replications.csv");
    size_t n = 0;
    for (int replication = 1; replication <= REPLICATIONS; replication++) {
        key.at = replication;
        double value = result_number(table, &key, "value");
        if (!isnan(value)) {
            values[n++] = value;
        }
    }
    return n;
}

static double half_width(const double *values, size_t n)
{
    return n < 2 ? (double)NAN
                 : gsl_cdf_tdist_Pinv((1 + CONFIDENCE) / 2, (double)n - 1) *
                       gsl_stats_sd(values, 1, n) / sqrt((double)n);
}

/* Equal but for rounding at the scale of the numbers that it is made of. */
static void expect_cell(const ResultTable *table, size_t row, const char *column, double expected,
                        double scale)
{
    double got = result_row_number(table, row, column);
    if (!(isnan(got) && isnan(expected)) && !(fabs(got - expected) <= 1e-8 * fmax(1, scale))) {
        const ResultKey *key = result_row(table, row);
        fail_msg("%s %s %s %s, %s: %.17g, but the replications say %.17g", key->strategy,
                 key->scope, key->id, key->metric, column, got, expected);
    }
}

static void expect_summary_row(Experiment *experiment, const ResultTable *summary, size_t row)
{
    double values[REPLICATIONS];
    size_t n = values_of(experiment, *result_row(summary, row), values);
    expect_cell(summary, row, "n", (double)n, 0);
    if (n == 0) {
        return;
    }
    double mean = gsl_stats_mean(values, 1, n), half = half_width(values, n);
    gsl_sort(values, 1, n);
    double scale = fmax(fabs(values[0]), fabs(values[n - 1]));
    expect_cell(summary, row, "mean", mean, scale);
    expect_cell(summary, row, "sd", n < 2 ? (double)NAN : gsl_stats_sd(values, 1, n), scale);
    expect_cell(summary, row, "ci_low", mean - half, scale);
    expect_cell(summary, row, "ci_high", mean + half, scale);
    expect_cell(summary, row, "p05", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.05),
                scale);
    expect_cell(summary, row, "p50", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.5), scale);
    expect_cell(summary, row, "p95", gsl_stats_quantile_from_sorted_data(values, 1, n, 0.95),
                scale);
}

static void the_summary_follows_from_the_replications(void **state)
{
    const ResultTable *summary = experiment_table(*state, "summary.csv");
    for (size_t row = 0; row < result_rows(summary); row++) {
        expect_summary_row(*state, summary, row);
    }
    EXPECT(result_rows(summary) > 1000);
}

typedef struct Pairs {
    size_t n, lower;
    double baseline[REPLICATIONS], strategy[REPLICATIONS], difference[REPLICATIONS];
} Pairs;

/* Replications in which both have a value. */
static Pairs pairs_of(Experiment *experiment, const ResultKey *row)
{
    const ResultTable *table = experiment_table(experiment, "replications.csv");
    ResultKey strategy = *row, baseline = *row;
    Pairs pairs = {.n = 0};
    baseline.strategy = "teilweise";
    for (int replication = 1; replication <= REPLICATIONS; replication++) {
        strategy.at = baseline.at = replication;
        double ours = result_number(table, &strategy, "value");
        double theirs = result_number(table, &baseline, "value");
        if (!isnan(ours) && !isnan(theirs)) {
            pairs.strategy[pairs.n] = ours;
            pairs.baseline[pairs.n] = theirs;
            pairs.difference[pairs.n++] = ours - theirs;
            pairs.lower += ours < theirs;
        }
    }
    return pairs;
}

static void expect_comparison_row(Experiment *experiment, const ResultTable *comparison, size_t row)
{
    const Pairs pairs = pairs_of(experiment, result_row(comparison, row));
    size_t n = pairs.n;
    expect_cell(comparison, row, "n", (double)n, 0);
    if (n == 0) {
        return;
    }
    double baseline = gsl_stats_mean(pairs.baseline, 1, n);
    double strategy = gsl_stats_mean(pairs.strategy, 1, n);
    double scale = fmax(fabs(baseline), fabs(strategy)), half = half_width(pairs.difference, n);
    expect_cell(comparison, row, "baseline_mean", baseline, scale);
    expect_cell(comparison, row, "strategy_mean", strategy, scale);
    expect_cell(comparison, row, "difference", strategy - baseline, scale);
    expect_cell(comparison, row, "ci_low", strategy - baseline - half, scale);
    expect_cell(comparison, row, "ci_high", strategy - baseline + half, scale);
    expect_cell(comparison, row, "share_lower", (double)pairs.lower / (double)n, 1);
    double paired = n < 2 ? 0 : gsl_stats_variance(pairs.difference, 1, n);
    if (paired > 1e-12 * scale * scale) {
        double independent =
            gsl_stats_variance(pairs.baseline, 1, n) + gsl_stats_variance(pairs.strategy, 1, n);
        expect_cell(comparison, row, "variance_ratio", independent / paired, independent / paired);
    }
}

static void the_comparison_is_paired_by_replication(void **state)
{
    const ResultTable *comparison = experiment_table(*state, "comparison.csv");
    for (size_t row = 0; row < result_rows(comparison); row++) {
        expect_comparison_row(*state, comparison, row);
    }
    EXPECT(result_rows(comparison) > 1000);
}

/* Common random numbers must pay: over the strategies that respond alike the difference of the
 * insured-hours lost varies less than if the runs were independent. */
static void common_random_numbers_narrow_the_difference(void **state)
{
    const ResultTable *comparison = experiment_table(*state, "comparison.csv");
    const ResultKey key = RESULT_KEY("teilweise-plus", "total", "all", "insured_hours_lost");
    EXPECT(result_number(comparison, &key, "variance_ratio") > 1.2);
}

/* A run of one interval: the curve's wait is the ratio of the totals over the replications, with
 * the delta method's interval [Cochran 1977]. Totals from served and wait_mean_h. */
static void a_curves_mean_is_the_ratio_of_totals(void **state)
{
    double served[REPLICATIONS], wait_h[REPLICATIONS], residual[REPLICATIONS], waits = 0, count = 0;
    Experiment *one = experiment_new("laws-agreement-ratio");
    (void)state;
    experiment_copy(one, TEST_SOURCE "/tests/examples/outage-frozen");
    experiment_file(one, "scenario.csv",
                    "key,value\ntitle,One interval\nstart,2025-03-03T00:00\nhorizon_days,1\n"
                    "sample_h,24\nreplications,8\nseed,3\nconfidence,0.9\n");
    experiment_run(one, (const char *const[]){"--all-replications", NULL});
    const ResultKey key = RESULT_KEY("carry-on", "service", "applications", "served");
    EXPECT_EQUAL(values_of(one, key, served), REPLICATIONS);
    values_of(one, result_key_of(&key, "wait_mean_h"), wait_h);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        waits += served[i] * wait_h[i];
        count += served[i];
    }
    for (size_t i = 0; i < REPLICATIONS; i++) {
        residual[i] = served[i] * wait_h[i] - waits / count * served[i];
    }
    double half = half_width(residual, REPLICATIONS) * REPLICATIONS / count;
    const ResultTable *curves = experiment_table(one, "curves.csv");
    const ResultKey point = CURVE_KEY("carry-on", "service", "applications", "wait_mean_h", 0);
    EXPECT_NEAR(result_number(curves, &point, "mean"), waits / count,
                1e-9); /* sums in fixed point */
    EXPECT_NEAR(result_number(curves, &point, "ci_high"), waits / count + half, 1e-9);
    EXPECT_NEAR(result_number(curves, &point, "ci_low"), waits / count - half, 1e-9);
    experiment_free(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_summary_follows_from_the_replications),
        cmocka_unit_test(the_comparison_is_paired_by_replication),
        cmocka_unit_test(common_random_numbers_narrow_the_difference),
        cmocka_unit_test(a_curves_mean_is_the_ratio_of_totals),
    };
    return cmocka_run_group_tests(tests, run, end);
}
