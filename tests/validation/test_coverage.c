/* Intervals hold the truth as often as they say: the program's own over a hundred seeds, and its
 * estimators over thousands of samples, with planted faults that must be found. */
#include "study/comparison.h"
#include "study/estimator.h"
#include "tests/test.h"
#include "tests/validation/coverage.h"
#include "tests/validation/queue_samples.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { SAMPLES = 4000, FEW = 5, SOME = 40, MANY = 200, SEEDS = 100 };

static const double CONFIDENCE = 0.95, SURE = 0.999;

static bool is_honest(const CoverageTally *tally)
{
    CoverageLimits limits = coverage_limits(coverage_count(tally), CONFIDENCE, SURE);
    return tally->absent == 0 && limits.low <= tally->held && tally->held <= limits.high;
}

static void intervals_are_counted_by_where_the_truth_lies(void **state)
{
    CoverageTally tally = {0};
    (void)state;
    coverage_add(&tally, 1, 2, 2);
    coverage_add(&tally, 1, 2, 2.1);
    coverage_add(&tally, 1, 3, 0.9);
    coverage_add(&tally, NAN, NAN, 1);
    EXPECT_EQUAL(tally.held, 1);
    EXPECT_EQUAL(tally.too_low, 1);
    EXPECT_EQUAL(tally.too_high, 1);
    EXPECT_EQUAL(tally.absent, 1);
    EXPECT_NEAR(coverage_share(&tally), 1.0 / 3, 1e-15);
    EXPECT_NEAR(tally.half_widths, 2, 1e-15);
}

/* Ten of 0.95: at most 5 with probability 6e-5, at most 6 with 1.0e-3, all ten with 0.6. */
static void limits_are_those_of_the_binomial_law(void **state)
{
    CoverageLimits limits = coverage_limits(10, 0.95, 0.999);
    (void)state;
    EXPECT_EQUAL(limits.low, 6);
    EXPECT_EQUAL(limits.high, 10);
    limits = coverage_limits(10, 0.05, 0.999);
    EXPECT_EQUAL(limits.low, 0);
    EXPECT_EQUAL(limits.high, 4);
}

/* Six numbers of queues through the whole program, 5 replications of one day. */
static void intervals_of_the_program_hold_the_truth(void **state)
{
    CoverageMeasure measures[QUEUE_MEASURES];
    Experiment *experiment = queue_samples_new("interval-coverage", 1);
    (void)state;
    queue_measures(measures);
    coverage_study_run(&(CoverageStudy){.experiment = experiment,
                                        .seeds = SEEDS,
                                        .replications = FEW,
                                        .measures = measures,
                                        .measure_count = QUEUE_MEASURES,
                                        .options = (const char *const[]){"--threads", "1", NULL}});
    for (size_t i = 0; i < QUEUE_MEASURES; i++) {
        if (!is_honest(&measures[i].tally)) {
            fail_msg("%s: %zu of %d intervals hold %g", queue_measure_names[i],
                     measures[i].tally.held, SEEDS, measures[i].truth);
        }
    }
    experiment_free(experiment);
}

/* Samples that every estimator here is asked about; which interval is made of one is the test's. */
typedef struct Draws {
    gsl_rng *random;
    Estimator *estimator;
    double own[MANY], other[MANY];
} Draws;

typedef Estimate (*IntervalOf)(Draws *draws);

static void draws_init(Draws *draws)
{
    draws->random = gsl_rng_alloc(gsl_rng_mt19937);
    draws->estimator = estimator_new(CONFIDENCE, MANY);
}

static void draws_deinit(Draws *draws)
{
    gsl_rng_free(draws->random);
    estimator_free(draws->estimator);
}

static CoverageTally tally_of(IntervalOf interval_of, double truth)
{
    Draws draws;
    CoverageTally tally = {0};
    draws_init(&draws);
    for (int i = 0; i < SAMPLES; i++) {
        Estimate estimate = interval_of(&draws);
        coverage_add(&tally, estimate.ci_low, estimate.ci_high, truth);
    }
    draws_deinit(&draws);
    return tally;
}

/* Five normal values of mean 10 and sd 2. */
static Estimate estimate_few(Draws *draws)
{
    for (size_t i = 0; i < FEW; i++) {
        draws->own[i] = 10 + gsl_ran_gaussian(draws->random, 2);
    }
    return estimate_values(draws->estimator, draws->own, FEW);
}

static Estimate with_half_width(Estimate estimate, double half_width)
{
    estimate.ci_low = estimate.mean - half_width;
    estimate.ci_high = estimate.mean + half_width;
    return estimate;
}

/* Planted: the quantile of the normal law in place of Student's, which holds 87.8 % only. */
static Estimate estimate_few_as_many(Draws *draws)
{
    Estimate estimate = estimate_few(draws);
    return with_half_width(estimate, 1.959964 * estimate.sd / sqrt(FEW));
}

/* Planted: a lost root. */
static Estimate estimate_few_without_root(Draws *draws)
{
    Estimate estimate = estimate_few(draws);
    return with_half_width(estimate, estimator_student(draws->estimator, FEW) * estimate.sd / FEW);
}

static void intervals_of_five_values_hold_the_mean(void **state)
{
    const CoverageTally right = tally_of(estimate_few, 10);
    const CoverageTally normal = tally_of(estimate_few_as_many, 10);
    const CoverageTally rootless = tally_of(estimate_few_without_root, 10);
    (void)state;
    EXPECT(is_honest(&right));
    EXPECT(!is_honest(&normal));
    EXPECT(!is_honest(&rootless));
}

/* Five pairs with the same demand (sd 2) and noise of their own (sd 1); the strategy adds 3. */
static Comparison compare_few(Draws *draws)
{
    for (size_t i = 0; i < FEW; i++) {
        double demand = 10 + gsl_ran_gaussian(draws->random, 2);
        draws->other[i] = demand + gsl_ran_gaussian(draws->random, 1);
        draws->own[i] = demand + 3 + gsl_ran_gaussian(draws->random, 1);
    }
    return compare_values(draws->estimator, draws->own, draws->other, FEW);
}

static Estimate estimate_pairs(Draws *draws)
{
    const Comparison pairs = compare_few(draws);
    return (Estimate){.ci_low = pairs.ci_low, .ci_high = pairs.ci_high};
}

/* Planted: as if the two sides were independent, which makes the interval too wide. */
static Estimate estimate_unpaired(Draws *draws)
{
    const Comparison pairs = compare_few(draws);
    double half_width = (pairs.ci_high - pairs.difference) * sqrt(pairs.variance_ratio);
    return with_half_width((Estimate){.mean = pairs.difference}, half_width);
}

static void intervals_of_pairs_hold_the_difference(void **state)
{
    const CoverageTally right = tally_of(estimate_pairs, 3);
    const CoverageTally unpaired = tally_of(estimate_unpaired, 3);
    (void)state;
    EXPECT(is_honest(&right));
    EXPECT(!is_honest(&unpaired));
}

/* Antithetic pairs: `count` values that share what is mirrored, of sd 1, and have an own part. */
static void draw_pairs(Draws *draws, size_t count, double own_sd)
{
    for (size_t i = 0; i < count; i += 2) {
        const double mirrored = gsl_ran_ugaussian(draws->random);
        draws->own[i] = 10 + mirrored + own_sd * gsl_ran_ugaussian(draws->random);
        draws->own[i + 1] = 10 - mirrored + own_sd * gsl_ran_ugaussian(draws->random);
    }
}

static Estimate estimate_as_pairs(Draws *draws, size_t count)
{
    Estimator *estimator = estimator_new(CONFIDENCE, count);
    estimator_take_pairs(estimator);
    const Estimate estimate = estimate_values(estimator, draws->own, count);
    estimator_free(estimator);
    return estimate;
}

static Estimate estimate_antithetic(Draws *draws)
{
    draw_pairs(draws, SOME, 1);
    return estimate_as_pairs(draws, SOME);
}

/* Planted: single values, as if they were independent: correlation -1/2, so the interval is sqrt(2)
 * times as wide as it should be. */
static Estimate estimate_antithetic_singly(Draws *draws)
{
    draw_pairs(draws, SOME, 1);
    return estimate_values(draws->estimator, draws->own, SOME);
}

/* Those below 9.5 are undefined, and a pair loses none, one or both. Of a normal value of mean 10
 * and sd sqrt(2) those above have the mean 10 + sqrt(2) h, h the hazard at -0.5 / sqrt(2). */
static const double CUT = 9.5;

static void cut_off(Draws *draws)
{
    for (size_t i = 0; i < MANY; i++) {
        draws->own[i] = draws->own[i] > CUT ? draws->own[i] : (double)NAN;
    }
}

static Estimate estimate_antithetic_cut(Draws *draws)
{
    draw_pairs(draws, MANY, 1);
    cut_off(draws);
    return estimate_as_pairs(draws, MANY);
}

/* Planted: the mean of the pairs' own means, in which a value alone counts as much as two: those
 * alone have a partner that is far below, and lie higher. */
static Estimate estimate_antithetic_means(Draws *draws)
{
    size_t pairs = 0;
    draw_pairs(draws, MANY, 1);
    cut_off(draws);
    for (size_t i = 0; i < MANY; i += 2) {
        const double a = draws->own[i], b = draws->own[i + 1];
        draws->other[pairs++] = isnan(a) ? b : isnan(b) ? a : (a + b) / 2;
    }
    return estimate_values(draws->estimator, draws->other, pairs);
}

/* Positive dependence, as of what is large for long and for short durations alike: taken singly the
 * interval is too narrow. */
static Estimate estimate_alike(Draws *draws)
{
    draw_pairs(draws, SOME, 0.3);
    for (size_t i = 1; i < SOME; i += 2) {
        draws->own[i] = 20 - draws->own[i];
    }
    return estimate_as_pairs(draws, SOME);
}

static Estimate estimate_alike_singly(Draws *draws)
{
    estimate_alike(draws);
    return estimate_values(draws->estimator, draws->own, SOME);
}

static void intervals_of_antithetic_pairs_hold_the_mean(void **state)
{
    const CoverageTally right = tally_of(estimate_antithetic, 10);
    const CoverageTally singly = tally_of(estimate_antithetic_singly, 10);
    const CoverageTally alike = tally_of(estimate_alike, 10);
    const CoverageTally alike_singly = tally_of(estimate_alike_singly, 10);
    (void)state;
    EXPECT(is_honest(&right));
    EXPECT(!is_honest(&singly) && coverage_share(&singly) > CONFIDENCE);
    EXPECT(is_honest(&alike));
    EXPECT(!is_honest(&alike_singly) && coverage_share(&alike_singly) < CONFIDENCE);
}

static void intervals_of_antithetic_pairs_with_undefined_values_hold_the_mean(void **state)
{
    const double truth =
        10 + sqrt(2) * gsl_ran_ugaussian_pdf(0.5 / sqrt(2)) / gsl_cdf_ugaussian_P(0.5 / sqrt(2));
    const CoverageTally right = tally_of(estimate_antithetic_cut, truth);
    const CoverageTally means = tally_of(estimate_antithetic_means, truth);
    (void)state;
    print_message("cut: %.4f, means of pairs: %.4f\n", coverage_share(&right),
                  coverage_share(&means));
    EXPECT(is_honest(&right));
    EXPECT(!is_honest(&means));
}

/* The same six numbers of queues, 3 pairs of one day. */
static void intervals_of_the_program_over_pairs_hold_the_truth(void **state)
{
    CoverageMeasure measures[QUEUE_MEASURES];
    Experiment *experiment = queue_samples_new("interval-coverage-pairs", 1);
    (void)state;
    queue_measures(measures);
    coverage_study_run(
        &(CoverageStudy){.experiment = experiment,
                         .seeds = SEEDS,
                         .replications = FEW + 1,
                         .measures = measures,
                         .measure_count = QUEUE_MEASURES,
                         .options = (const char *const[]){"--antithetic", "--threads", "1", NULL}});
    for (size_t i = 0; i < QUEUE_MEASURES; i++) {
        if (!is_honest(&measures[i].tally)) {
            fail_msg("%s: %zu of %d intervals hold %g", queue_measure_names[i],
                     measures[i].tally.held, SEEDS, measures[i].truth);
        }
    }
    experiment_free(experiment);
}

/* Forty replications of 1 to 9 calls that wait 5 min in all, give or take 1: the mean wait of a
 * call is 5 / 5 min, while that of a replication is on average 5 times the mean of 1 / calls. */
static void draw_calls(Draws *draws)
{
    for (size_t i = 0; i < SOME; i++) {
        draws->other[i] = (double)(1 + gsl_rng_uniform_int(draws->random, 9));
        draws->own[i] = 5 + gsl_ran_gaussian(draws->random, 1);
    }
}

static Estimate estimate_totals(Draws *draws)
{
    draw_calls(draws);
    return estimate_ratio(draws->estimator, draws->own, draws->other, SOME);
}

/* Planted: the mean of the ratios. */
static Estimate estimate_mean_of_ratios(Draws *draws)
{
    draw_calls(draws);
    for (size_t i = 0; i < SOME; i++) {
        draws->own[i] /= draws->other[i];
    }
    return estimate_values(draws->estimator, draws->own, SOME);
}

static void intervals_of_ratios_hold_the_ratio_of_means(void **state)
{
    const CoverageTally right = tally_of(estimate_totals, 1);
    const CoverageTally biased = tally_of(estimate_mean_of_ratios, 1);
    (void)state;
    EXPECT(is_honest(&right));
    EXPECT(!is_honest(&biased));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_are_counted_by_where_the_truth_lies),
        cmocka_unit_test(limits_are_those_of_the_binomial_law),
        cmocka_unit_test(intervals_of_the_program_hold_the_truth),
        cmocka_unit_test(intervals_of_five_values_hold_the_mean),
        cmocka_unit_test(intervals_of_pairs_hold_the_difference),
        cmocka_unit_test(intervals_of_ratios_hold_the_ratio_of_means),
        cmocka_unit_test(intervals_of_antithetic_pairs_hold_the_mean),
        cmocka_unit_test(intervals_of_antithetic_pairs_with_undefined_values_hold_the_mean),
        cmocka_unit_test(intervals_of_the_program_over_pairs_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
